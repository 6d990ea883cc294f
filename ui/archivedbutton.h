// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QToolButton>

namespace Ui {

class Appearance;
class RoomList;
class RoomListModel;

/// Folds the archived rooms at the end of a list of rooms in and out, and says how many there are.
/// Hidden while there are none.
class ArchivedButton : public QToolButton {
    Q_OBJECT
public:
    /// All must outlive it.
    ArchivedButton(const RoomListModel &rooms, RoomList &list, const Appearance &appearance,
                   QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    const RoomListModel &m_rooms;
    const Appearance &m_appearance;
    QTimer m_change; ///< At the end of the turn in which rooms came or went.
};

} // namespace Ui
