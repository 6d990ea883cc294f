// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomsections.h"

#include <QObject>

class QMenu;
class QSettings;

namespace Ui {

class RoomList;

/// By what a list of rooms is sorted: chosen in its menu, and kept.
class RoomSorting : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    RoomSorting(QSettings &settings, RoomList &list);

private:
    void fillMenu(QMenu *menu);
    void choose(RoomSections::Order order);

    QSettings &m_settings;
    RoomList &m_list;
};

} // namespace Ui
