// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/broker/topics.h"
#include "server/chat/chatoptions.h"
#include "server/chat/chatparts.h"
#include "server/chat/hostannouncements.h"
#include "server/chat/hostentrance.h"
#include "server/chat/hostorder.h"
#include "server/chat/people.h"
#include "server/chat/personalpresence.h"
#include "server/chat/remotechanges.h"
#include "server/chat/remotepresence.h"
#include "server/chat/roomchanges.h"
#include "server/chat/roomdelivery.h"
#include "server/chat/roomhistory.h"
#include "server/chat/roomhooks.h"
#include "server/chat/roomkeeping.h"
#include "server/chat/roommaking.h"
#include "server/chat/roomorder.h"
#include "server/chat/roomposts.h"
#include "server/chat/roomreceipts.h"
#include "server/chat/roomretention.h"
#include "server/chat/roomsearch.h"
#include "server/chat/roomsoftwo.h"
#include "server/chat/roomtransactions.h"
#include "server/chat/roomtyping.h"
#include "server/chat/unreadcounts.h"
#include "server/store/store.h"

#include <memory>

namespace Server {

/// The chat: rooms, who belongs to them and who is in them, what is said and what was said.
///
/// Nothing said gets its receipt, or reaches anybody, before the log has it. Everything in the
/// host's thread. The log may be destroyed before or after it.
class ChatService final : public Application {
public:
    using Options = ChatOptions;

    /// `contents`: what the log held when it was opened. Writes the lobby when it is missing.
    ChatService(Topics &topics, Store &store, const StoreContents &contents, Options options);

    bool takesSend(const QByteArray &destination) const override;
    void send(const Peer &peer, const QByteArray &destination, const Stomp::Headers &headers,
              const QByteArray &body, Completion done) override;

    void sendAll(const Peer &peer, const std::vector<ApplicationRequest> &requests,
                 Completion done) override;

    bool takesSubscribe(const QByteArray &destination) const override;
    void subscribe(const Peer &peer, const SubscriptionRef &subscription,
                   const QByteArray &destination, const Stomp::Headers &headers,
                   Completion done) override;

    bool mayReceive(const Peer &peer, const QByteArray &destination) const override;
    void unsubscribed(const Peer &peer, const SubscriptionRef &subscription,
                      const QByteArray &destination) override;
    void acknowledged(const Peer &peer, const QByteArray &destination, qint64 number) override;
    std::optional<Refusal> refusesPast(const Principal &who,
                                       const QByteArray &destination) const override;
    void disconnected(const Peer &peer) override;

    /// What rooms do not keep any more goes, as it does by itself now and then.
    void letGo() { m_retention.look(); }
    bool isLettingGo() const { return m_retention.isBusy(); }
    RoomHooks &hooks() { return m_hooks; }
    HostAnnouncements &announcements() { return m_announcements; }

    RemoteChanges &remoteChanges() { return m_remote; }
    /// Before the first connection. The way to other hosts must outlive the chat.
    void sharePresence(Cluster &cluster)
    {
        m_remotePresence = std::make_unique<RemotePresence>(m_parts, m_remote, m_delivery, m_typing,
                                                            m_presence, cluster);
    }

    /// Whom the host does not want.
    const Bans &bans() const { return m_parts.sanctions; }

    // For what HTTP answers.
    /// The rooms that everybody may see, the lobby first.
    std::vector<Chat::RoomInfo> rooms() const;
    /// Those there are for somebody, and what these are to them.
    std::vector<Chat::RoomInfo> rooms(const Principal &viewer) const;
    std::optional<Chat::RoomInfo> room(const Principal &viewer, const Chat::RoomId &id) const;
    /// Who belongs to it or is there, by name; nobody when there is no such room.
    tl::expected<Chat::MemberList, Refusal> members(const Principal &viewer,
                                                    const Chat::RoomId &room) const;
    /// Somebody's other sessions are told that a device is theirs now.
    void tellOfDevice(const Chat::UserId &user, const QString &device)
    {
        m_people.tell(user, Chat::AccountEvent::Kind::DeviceAdded, device);
    }
    void makeRoom(const Principal &maker, const Chat::RoomRequest &request,
                  RoomMaking::Answer answer)
    {
        m_making.make(maker, request, std::move(answer));
    }

private:
    void talkInLobby(const Peer &peer, const QByteArray &body, Completion done);
    void greet(const Peer &peer, const QByteArray &body, Completion done);
    void subscribeToEvents(const Peer &peer, const SubscriptionRef &subscription,
                           const Chat::RoomId &room, const Completion &done);
    void replyRooms(const Peer &peer, const SubscriptionRef &subscription,
                    const QByteArray &destination, const Completion &done);
    void replyMembers(const Peer &peer, const SubscriptionRef &subscription,
                      const QByteArray &destination, const Chat::RoomId &room,
                      const Completion &done);

    /// Destinations of programs that were written for other servers.
    struct Route {
        QByteArrayView destination;
        void (ChatService::*take)(const Peer &peer, const QByteArray &body, Completion done);
    };
    static const Route routes[];
    static const Route *routeOf(QByteArrayView destination);

    ChatParts m_parts;
    RoomMaking m_making;
    UnreadCounts m_unread;
    RoomReceipts m_receipts;
    RoomDelivery m_delivery;
    PersonalPresence m_presence;
    RoomTyping m_typing;
    RoomKeeping m_keeping;
    RoomEntering m_entering;
    RoomPosts m_posts;
    RoomTransactions m_transactions;
    RoomChanges m_changes;
    RoomHistory m_history;
    RoomSearch m_search;
    RoomsOfTwo m_ofTwo;
    RoomHooks m_hooks;
    RoomRetention m_retention;
    People m_people;
    Sanctioning m_sanctioning;
    RoomOrder m_order;
    HostOrder m_hostOrder;
    HostEntrance m_hostEntrance;
    HostAnnouncements m_announcements;
    RemoteChanges m_remote;
    std::unique_ptr<RemotePresence> m_remotePresence;
};

} // namespace Server
