// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/chatservice.h"

#include "server/chat/greeting.h"
#include "server/chat/logging.h"
#include "server/chat/orderrefusals.h"
#include "server/chat/refusals.h"
#include "server/chat/timestampedchat.h"
#include "stomp/wire/destinations.h"

#include <algorithm>
#include <tuple>

namespace Server {
namespace {

constexpr QByteArrayView applicationPrefix = "/app/";
/// Below it the chat alone says what is what.
constexpr QByteArrayView roomTopicPrefix = "/topic/chat/room/";

/// The room whose topic or events that is.
std::optional<Chat::RoomId> roomHeardAt(QByteArrayView destination)
{
    const auto room = Chat::roomOfTopic(destination);
    return room ? room : Chat::roomOfEventsTopic(destination);
}

/// Whether only the host sends there, and what about is no room's business.
bool isHostsOwn(const QByteArray &destination)
{
    return destination == Chat::roomsTopic() || destination == Chat::hostTopic();
}

} // namespace

const ChatService::Route ChatService::routes[] = {
    {TimeStampedChat::request, &ChatService::talkInLobby},
    {TimeStampedChat::topic, &ChatService::talkInLobby}, // as straight to a room's topic
    {Greeting::request, &ChatService::greet},
};

const ChatService::Route *ChatService::routeOf(QByteArrayView destination)
{
    const auto route = std::find_if(std::begin(routes), std::end(routes), [&](const Route &one) {
        return one.destination == destination;
    });
    return route == std::end(routes) ? nullptr : route;
}

ChatService::ChatService(Topics &topics, Store &store, const StoreContents &contents,
                         Options options)
    : m_parts(topics, store, contents, std::move(options)), m_making(m_parts), m_unread(m_parts),
      m_receipts(m_parts, m_unread), m_delivery(m_parts, m_receipts), m_presence(m_parts),
      m_typing(m_parts), m_keeping(m_parts), m_entering(m_parts),
      m_posts(m_parts, m_making, m_entering, m_delivery),
      m_transactions(m_parts, m_making, m_delivery), m_changes(m_parts), m_history(m_parts),
      m_search(m_parts), m_ofTwo(m_parts), m_hooks(m_parts, m_posts, contents.hooks),
      m_retention(m_parts, m_hooks), m_people(m_parts, m_hooks), m_sanctioning(m_parts),
      m_order(m_parts, m_sanctioning, m_posts, m_entering), m_hostOrder(m_parts, m_sanctioning),
      m_hostEntrance(m_parts), m_announcements(topics),
      m_remote({m_parts, m_delivery, m_receipts, m_entering, m_posts, m_retention, m_hooks,
                m_people, m_order, m_hostOrder},
               contents.news)
{
    m_making.makeLobby();
    m_people.resume();
}

bool ChatService::takesSend(const QByteArray &destination) const
{
    return Chat::parseRequest(destination) || Chat::parseAccountRequest(destination) ||
           Chat::parseEntranceRequest(destination) || destination.startsWith(roomTopicPrefix) ||
           isHostsOwn(destination) || routeOf(destination);
}

void ChatService::send(const Peer &peer, const QByteArray &destination, const Stomp::Headers &,
                       const QByteArray &body, Completion done)
{
    if (const Route *route = routeOf(destination))
        return (this->*route->take)(peer, body, std::move(done));
    if (!destination.startsWith(applicationPrefix)) {
        if (const auto room = Chat::roomOfTopic(destination))
            m_posts.toTopic(peer, *room, body, std::move(done));
        else if (isHostsOwn(destination) || destination.endsWith("/events"))
            done(tl::unexpected(Refusals::hostOnlyTopic()));
        else
            done(tl::unexpected(Refusals::badRoomId()));
        return;
    }
    if (const auto request = Chat::parseAccountRequest(destination))
        return m_people.send(peer, *request, body, std::move(done));
    if (const auto request = Chat::parseEntranceRequest(destination))
        return m_hostEntrance.send(peer, *request, body, done);
    using Kind = Chat::Request::Kind;
    const auto request = Chat::parseRequest(destination);
    switch (request ? request->kind : Kind::Rooms) {
    case Kind::Message:
        return m_posts.message(peer, body, std::move(done));
    case Kind::EnterUser:
        return m_posts.enterUser(peer, body, std::move(done));
    case Kind::CreateRoom:
        return m_making.create(peer, body, std::move(done));
    case Kind::SetTopic:
        return m_keeping.setTopic(peer, request->room, body, std::move(done));
    case Kind::Edit:
        return m_changes.edit(peer, request->room, body, std::move(done));
    case Kind::Delete:
        return m_changes.remove(peer, request->room, body, std::move(done));
    case Kind::React:
        return m_changes.react(peer, request->room, body, std::move(done));
    case Kind::Pin:
        return m_changes.pin(peer, request->room, body, std::move(done));
    case Kind::Hook:
        return m_hooks.change(peer, request->room, body, std::move(done));
    case Kind::Seen:
        return m_receipts.seen(peer, request->room, body, std::move(done));
    case Kind::Typing:
        return m_typing.typing(peer, request->room, body, done);
    case Kind::Presence:
        return m_presence.change(peer, body, std::move(done));
    case Kind::Settings:
        return m_keeping.change(peer, request->room, body, std::move(done));
    case Kind::SetRole:
        return m_keeping.setRole(peer, request->room, body, std::move(done));
    case Kind::Invite:
        return m_entering.invite(peer, request->room, body, std::move(done));
    case Kind::Admit:
        return m_entering.admit(peer, request->room, body, std::move(done));
    case Kind::RemoveRoom:
        return m_keeping.remove(peer, request->room, std::move(done));
    case Kind::Restore:
        return m_keeping.restore(peer, request->room, std::move(done));
    case Kind::Direct:
        return m_ofTwo.open(peer, body, std::move(done));
    case Kind::Mute:
        return m_order.mute(peer, request->room, body, done);
    case Kind::SendOut:
        return m_order.sendOut(peer, request->room, body, done);
    case Kind::Ban:
        return m_order.ban(peer, request->room, body, done);
    case Kind::BanPerson:
        return m_hostOrder.ban(peer, body, done);
    case Kind::Order:
    case Kind::Audit:
    case Kind::Banned:
    case Kind::HostAudit:
    case Kind::Receipts:
    case Kind::Unread:
    case Kind::Search:
    case Kind::Rooms:
    case Kind::Members:
    case Kind::History:
    case Kind::Changes:
    case Kind::Earlier:
    case Kind::Pins:
    case Kind::Knocks:
    case Kind::Hooks:
        break;
    }
    // As Spring does, which other people's clients rely on.
    qCDebug(chatLog) << "session" << quint64(peer.session) << "nobody takes a SEND to"
                     << destination.left(100);
    done({});
}

void ChatService::talkInLobby(const Peer &peer, const QByteArray &body, Completion done)
{
    if (const auto request = TimeStampedChat::fromJson(body))
        m_posts.talk(peer, Chat::lobbyRoom(), *request, std::move(done));
    else
        done(tl::unexpected(Refusals::malformed()));
}

void ChatService::greet(const Peer &, const QByteArray &body, Completion done)
{
    const auto greeting = Greeting::answer(body);
    if (!greeting)
        return done(tl::unexpected(Refusals::malformed()));
    m_parts.topics.publish(Announcer::publication(Greeting::topic.toByteArray(), *greeting));
    done({});
}

void ChatService::sendAll(const Peer &peer, const std::vector<ApplicationRequest> &requests,
                          Completion done)
{
    m_transactions.commit(peer, requests, std::move(done));
}

bool ChatService::takesSubscribe(const QByteArray &destination) const
{
    return destination.startsWith(applicationPrefix) || roomHeardAt(destination).has_value() ||
           destination == Chat::hostTopic();
}

void ChatService::subscribe(const Peer &peer, const SubscriptionRef &subscription,
                            const QByteArray &destination, const Stomp::Headers &headers,
                            Completion done)
{
    m_presence.come(peer);
    if (const auto room = Chat::roomOfTopic(destination))
        return m_history.subscribe(peer, subscription, *room, headers, std::move(done));
    if (const auto room = Chat::roomOfEventsTopic(destination))
        return subscribeToEvents(peer, subscription, *room, done);
    if (destination == Chat::hostTopic())
        return m_announcements.subscribe(subscription, done, HostAnnouncements::Clock::now());
    if (const auto request = Chat::parseAccountRequest(destination)) {
        return m_people.subscribe(peer, subscription, destination, *request, headers,
                                  std::move(done));
    }
    if (const auto request = Chat::parseEntranceRequest(destination)) {
        return m_hostEntrance.subscribe(peer, subscription, destination, *request, headers, done);
    }
    using Kind = Chat::Request::Kind;
    const auto request = Chat::parseRequest(destination);
    switch (request ? request->kind : Kind::Message) {
    case Kind::Search:
        return m_search.page(peer, subscription, destination, headers, std::move(done));
    case Kind::Rooms:
        return replyRooms(peer, subscription, destination, done);
    case Kind::Members:
        return replyMembers(peer, subscription, destination, request->room, done);
    case Kind::History:
        return m_history.page(peer, subscription, destination, request->room, headers,
                              std::move(done));
    case Kind::Changes:
        return m_changes.changes(peer, subscription, destination, request->room, headers,
                                 std::move(done));
    case Kind::Earlier:
        return m_changes.earlier(peer, subscription, destination, request->room, headers,
                                 std::move(done));
    case Kind::Pins:
        return m_changes.pins(peer, subscription, destination, request->room, std::move(done));
    case Kind::Hooks:
        return m_hooks.list(peer, subscription, destination, request->room, std::move(done));
    case Kind::Receipts:
        return m_receipts.receipts(peer, subscription, destination, request->room, std::move(done));
    case Kind::Unread:
        return m_unread.list(peer, subscription, destination, headers, std::move(done));
    case Kind::Knocks:
        return m_entering.knocks(peer, subscription, destination, request->room, std::move(done));
    case Kind::Order:
        return m_order.list(peer, subscription, destination, request->room, done);
    case Kind::Audit:
        return m_order.audit(peer, subscription, destination, request->room, headers, done);
    case Kind::Banned:
        return m_hostOrder.list(peer, subscription, destination, done);
    case Kind::HostAudit:
        return m_hostOrder.audit(peer, subscription, destination, headers, done);
    case Kind::Mute:
    case Kind::SendOut:
    case Kind::Ban:
    case Kind::BanPerson:
    case Kind::Seen:
    case Kind::Typing:
    case Kind::Presence:
    case Kind::Message:
    case Kind::EnterUser:
    case Kind::CreateRoom:
    case Kind::SetTopic:
    case Kind::Edit:
    case Kind::Delete:
    case Kind::React:
    case Kind::Pin:
    case Kind::Settings:
    case Kind::Invite:
    case Kind::Admit:
    case Kind::SetRole:
    case Kind::RemoveRoom:
    case Kind::Restore:
    case Kind::Direct:
    case Kind::Hook:
        break;
    }
    qCDebug(chatLog) << "session" << quint64(peer.session) << "nobody answers a SUBSCRIBE to"
                     << destination.left(100);
    done({});
}

void ChatService::subscribeToEvents(const Peer &peer, const SubscriptionRef &subscription,
                                    const Chat::RoomId &room, const Completion &done)
{
    const auto heard = m_parts.access.mayHear(peer.principal, room);
    if (!heard && !m_parts.access.isHidden(peer.principal, room))
        return done(tl::unexpected(heard.error()));
    done({});
    if (!heard)
        return; // as if there were no such room, in which nothing happens
    m_parts.listeners.comeToEvents(room, peer.principal, subscription);
    m_parts.topics.activate(subscription);
}

bool ChatService::mayReceive(const Peer &peer, const QByteArray &destination) const
{
    const auto room = roomHeardAt(destination);
    return !room || m_parts.access.mayHear(peer.principal, *room);
}

void ChatService::unsubscribed(const Peer &peer, const SubscriptionRef &subscription,
                               const QByteArray &destination)
{
    m_history.forget(subscription);
    m_search.forget(subscription);
    if (const auto room = Chat::roomOfTopic(destination))
        m_history.unsubscribed(peer, subscription, *room);
    else if (const auto of = Chat::roomOfEventsTopic(destination))
        m_parts.listeners.goFromEvents(*of, peer.principal, subscription);
}

void ChatService::disconnected(const Peer &peer)
{
    m_posts.disconnected(peer);
    m_typing.disconnected(peer);
    m_presence.disconnected(peer);
}

void ChatService::acknowledged(const Peer &peer, const QByteArray &destination, qint64 number)
{
    if (const auto room = Chat::roomOfTopic(destination))
        m_receipts.acknowledged(peer, *room, Chat::Sequence{number});
}

std::optional<Refusal> ChatService::refusesPast(const Principal &who,
                                                const QByteArray &destination) const
{
    const auto room = roomHeardAt(destination);
    const auto *mute = room ? m_parts.access.muteOf(who, *room) : nullptr;
    if (mute)
        return Refusals::mutedThere(mute->info.ruling());
    const auto *ban = room ? m_parts.access.banOf(who, *room) : nullptr;
    return ban ? std::optional(Refusals::bannedThere(ban->info.ruling())) : std::nullopt;
}

std::vector<Chat::RoomInfo> ChatService::rooms() const
{
    std::vector<Chat::RoomInfo> rooms;
    for (const StoredRoom &room : m_parts.rooms.list()) {
        if (room.settings.visibility == Chat::Visibility::Public)
            rooms.push_back(m_parts.announcer.info(room));
    }
    return rooms;
}

std::vector<Chat::RoomInfo> ChatService::rooms(const Principal &viewer) const
{
    std::vector<Chat::RoomInfo> rooms;
    for (const StoredRoom &room : m_parts.rooms.list()) {
        if (m_parts.access.mayList(viewer, room))
            rooms.push_back(m_parts.announcer.info(room, viewer));
    }
    return rooms;
}

void ChatService::replyRooms(const Peer &peer, const SubscriptionRef &subscription,
                             const QByteArray &destination, const Completion &done)
{
    done({});
    m_parts.topics.reply(subscription, Announcer::publication(
                                           destination, Chat::roomListJson(rooms(peer.principal))));
}

std::optional<Chat::RoomInfo> ChatService::room(const Principal &viewer,
                                                const Chat::RoomId &id) const
{
    const StoredRoom *room = m_parts.access.find(viewer, id);
    return room ? std::optional(m_parts.announcer.info(*room, viewer)) : std::nullopt;
}

tl::expected<Chat::MemberList, Refusal> ChatService::members(const Principal &viewer,
                                                             const Chat::RoomId &room) const
{
    Chat::MemberList list{room, {}};
    if (m_parts.access.isHidden(viewer, room))
        return list;
    if (auto heard = m_parts.access.mayHear(viewer, room); !heard)
        return tl::unexpected(heard.error());
    const Presence::People here = m_parts.presence.people(room);
    for (auto it = here.cbegin(); it != here.cend(); ++it) {
        list.members.push_back(m_parts.announcer.member(room, it.key(), it->name, it->guest));
    }
    const Memberships::People members = m_parts.memberships.people(room);
    for (auto it = members.cbegin(); it != members.cend(); ++it) {
        if (!here.contains(it.key()))
            list.members.push_back(m_parts.announcer.member(room, it.key(), it->name, it->guest));
    }
    std::sort(list.members.begin(), list.members.end(),
              [](const Chat::Member &a, const Chat::Member &b) {
                  return std::tie(a.name, a.id) < std::tie(b.name, b.id);
              });
    return list;
}

void ChatService::replyMembers(const Peer &peer, const SubscriptionRef &subscription,
                               const QByteArray &destination, const Chat::RoomId &room,
                               const Completion &done)
{
    const auto list = members(peer.principal, room);
    if (!list)
        return done(tl::unexpected(list.error()));
    done({});
    m_parts.topics.reply(subscription, Announcer::publication(destination, list->toJson()));
}

} // namespace Server
