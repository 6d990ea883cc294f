// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "ui/model/timelinemodel.h"

#include <QObject>
#include <QPointer>

namespace Ui {

/// Asks the host for pages of one room's history: older ones on request, and those that are missing
/// between what is held. One page is under way at a time.
class RoomHistory : public QObject {
    Q_OBJECT
public:
    RoomHistory(Stomp::StompClient &client, TimelineModel &timeline, QObject *parent = nullptr);
    ~RoomHistory() override;

    /// Nothing happens offline, while a page is under way, or when there is no more.
    void loadOlder();
    /// Of a hole too large to fill, everything older than it is forgotten instead: it can be paged
    /// again.
    void fillGap();
    /// The host does not have these any more, so neither do we.
    void forgetUpTo(Chat::Sequence floor);
    /// The connection is over: no answer will come.
    void stop();

Q_SIGNALS:
    /// The timeline took these, and may have forgotten others.
    void added(const std::vector<Chat::RoomMessage> &messages);

private:
    void ask(Chat::Sequence before, int count, bool forGap);
    void take(const QByteArray &json, Chat::Sequence before, bool forGap);

    Stomp::StompClient &m_client;
    TimelineModel &m_timeline;
    QPointer<Stomp::StompSubscription> m_page;
    bool m_gapStays =
        false; ///< The host did not have what is missing; not asked again until stop().
};

} // namespace Ui
