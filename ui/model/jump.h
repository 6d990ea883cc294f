// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QObject>
#include <QTimer>

namespace Ui {

/// The way to one message of a room, which may be further back than what is held: loads page after
/// page until its line is there. Makes itself known once, by one of its signals, and is over then.
class Jump : public QObject {
    Q_OBJECT
public:
    /// Lines that are loaded for it at most.
    static constexpr int mostLines = 20'000;

    /// The client must outlive it.
    Jump(ChatClient &client, Chat::RoomId room, Chat::Sequence message, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void arrived(const QModelIndex &index);
    /// Loading has begun; more may have to come.
    void underWay();
    /// `sentence`: why it is not shown, for a person.
    void gaveUp(const QString &sentence);

private:
    void step();
    void giveUp(const QString &sentence);

    ChatClient &m_client;
    const Chat::RoomId m_room;
    const Chat::Sequence m_message;
    TimelineModel &m_timeline;
    const int m_linesAtStart;
    QTimer m_patience; ///< Runs out when no page comes.
    bool m_over = false;
};

} // namespace Ui
