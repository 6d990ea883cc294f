// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/order.h"
#include "stomp/wire/reads.h"
#include "ui/model/memberlistmodel.h"
#include "ui/model/roomchanges.h"
#include "ui/model/roomhistory.h"
#include "ui/model/timelinemodel.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace Ui {

/// A joined room: its subscriptions over all connections, what arrives by them, and how much of
/// that is unread. Deleting it unsubscribes.
class RoomSession : public QObject {
    Q_OBJECT
public:
    /// All must outlive the session. `lastRead`: the read marker as it was kept.
    RoomSession(Stomp::StompClient &client, TimelineModel &timeline, MemberListModel &members,
                RoomHistory &history, Chat::Sequence lastRead, QObject *parent = nullptr);
    ~RoomSession() override;

    const Chat::RoomId &room() const { return m_timeline.room(); }
    TimelineModel &timeline() { return m_timeline; }
    int unread() const { return m_unread; }
    int mentions() const { return m_mentions; }
    /// Everything up to here has arrived; 0: nothing.
    Chat::Sequence delivered() const;
    Chat::Sequence lastRead() const { return m_lastRead; }
    /// As lastRead(), and past what stands behind it where that is nobody else's word.
    Chat::Sequence unreadMark() const;
    void markRead();

    /// What the host counts, also of what is not held here; and what another device has read.
    void setHostCount(const Chat::UnreadCount &count);
    void setSelf(const Chat::UserId &self, const QString &name);
    /// The newest sequence the host named in its list of rooms (0: it does not know the room). What
    /// is newer arrives live. Less than what was held before this connection means that this is
    /// another host than last time, or that it lost its log: then we start afresh.
    void setHostNewest(Chat::Sequence newest);
    /// All that is held now was history; what comes from now on is live.
    void becomeLive();
    /// The connection is over.
    void stop();
    /// For good: nothing arrives any more.
    void unsubscribe();

Q_SIGNALS:
    void unreadChanged();
    void lastReadChanged();
    void deliveredChanged();
    /// The host has to be asked how much is unread.
    void countOutdated();
    void typed(const Chat::TypingEvent &event);
    /// How the host says that we can be reached.
    void ownAttendanceTold(const Chat::Attendance &attendance);
    /// A message is this now: edited, deleted, pinned or let go.
    void messageChanged(const Chat::RoomMessage &message);
    /// Somebody who may have been writing does not any more.
    void quiet(const Chat::UserId &user);
    /// Somebody else was sent out or banned, by somebody else.
    void orderKept(const Chat::OrderEntry &entry);
    /// Somebody else said something, live.
    void messageArrived(const Chat::RoomMessage &message);
    /// Something was said there, by whomever, live or not.
    void spoken(Chat::Timestamp time);
    /// The host's log has a message of ours.
    void ownStored(const Chat::ClientMessageId &message);

private:
    void subscribeToRoom();
    void receive(const QByteArray &json);
    void takeArrivals();
    void countNewer(const std::vector<Chat::RoomMessage> &newer);
    void recount();
    void setUnread(int unread, int mentions);
    bool holdsAllUnread() const;
    bool isCounted(const Chat::RoomMessage &message) const;
    bool speaksToUs(const Chat::RoomMessage &message) const;
    /// How many of those held behind the read marker may speak to anybody; counts no further than
    /// `most`.
    int callsHeld(int most) const;
    void takeEvent(const QByteArray &json);
    void tellOwn(const std::vector<Chat::RoomMessage> &messages);
    void tellOwnAttendance(const Chat::Member &member);
    void startAfresh();

    Stomp::StompClient &m_client;
    TimelineModel &m_timeline;
    MemberListModel &m_members;
    RoomHistory &m_history;
    std::unique_ptr<Stomp::StompSubscription> m_messages;
    std::unique_ptr<Stomp::StompSubscription> m_events;
    std::unique_ptr<Stomp::StompSubscription> m_memberList;
    RoomChanges m_changes;
    Chat::UserId m_self;
    Chat::Sequence m_lastRead;
    int m_unread = 0;
    int m_mentions = 0;
    std::optional<Chat::UnreadCount> m_hostCount; ///< Of this host's log, the last.
    QString m_ownName;
    std::vector<Chat::RoomMessage> m_arrivals;  ///< Of this turn of the event loop.
    Chat::Sequence m_knownAtStart;              ///< Newest held or read when subscribed last.
    std::optional<Chat::Sequence> m_liveBehind; ///< On this connection; nullopt while not known.
};

} // namespace Ui
