// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/timelinemodel.h"

#include <QObject>

class QMenu;

namespace Ui {

class Appearance;
class ChatClient;
class TimelineView;

/// Puts "Earlier versions…" into the menu of a message that was edited or deleted, for who is shown
/// them: who said it and who keeps order, in a room that keeps them.
class EarlierVersions : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    EarlierVersions(ChatClient &client, TimelineView &timeline, const Appearance &appearance,
                    QObject *parent);

private:
    void fillMenu(QMenu *menu, const QModelIndex &index);
    void show(const Chat::RoomId &room, Chat::Sequence message);

    ChatClient &m_client;
    TimelineView &m_timeline;
    const Appearance &m_appearance;
};

} // namespace Ui
