// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "ui/model/timelinemodel.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace Ui {

/// Keeps what a timeline holds as the room's messages are now: takes the events that tell of
/// changes, and asks for those that were missed, by the room's revision.
class RoomChanges : public QObject {
    Q_OBJECT
public:
    RoomChanges(Stomp::StompClient &client, TimelineModel &timeline, QObject *parent = nullptr);
    ~RoomChanges() override;

    /// A new connection stands and the events are subscribed to: asks what was missed.
    void start();
    /// The connection is over: no answer will come.
    void stop();
    /// What is held was dropped, or belongs to another log.
    void forget();
    /// An event of the room; false when it tells of something else.
    bool take(const QByteArray &json);

private:
    void ask();
    void takePage(const QByteArray &json);
    /// Whether everything up to that revision is known now; asks for what is missing otherwise.
    void reach(Chat::Revision revision);

    Stomp::StompClient &m_client;
    TimelineModel &m_timeline;
    QPointer<Stomp::StompSubscription> m_page;
    std::optional<Chat::Revision>
        m_known; ///< Nothing before it was missed; nullopt: not asked yet.
};

} // namespace Ui
