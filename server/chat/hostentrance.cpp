// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/hostentrance.h"

#include "server/auth/entrance.h"
#include "server/broker/sessions.h"
#include "server/chat/orderrefusals.h"
#include "server/chat/refusals.h"
#include "stomp/wire/destinations.h"

namespace Server {
namespace {

using Chat::EntranceRequest;

constexpr int mostListening = 100;

Refusal entranceRefusal(const QByteArray &message, const QByteArray &body)
{
    return {message, body, Refusal::Kind::Forbidden};
}

Refusal entranceRefusal(StoreError error)
{
    if (error == StoreError::TooMany)
        return entranceRefusal("too many",
                               "There are 200 invitations; take one of them back first.");
    return Refusals::notStored(error);
}

/// What the headers of a SUBSCRIBE wish for; nullopt: that cannot be.
std::optional<Chat::InvitationWish> wishOf(const Stomp::Headers &headers)
{
    bool isUses = false;
    bool isTime = false;
    Chat::InvitationWish wish;
    wish.uses = headers.value("uses", "1").toInt(&isUses);
    wish.time = std::chrono::seconds(headers.value("seconds", "0").toLongLong(&isTime));
    wish.label = QString::fromUtf8(headers.value("label", {}));
    const QByteArray room = headers.value("room", {});
    const auto id = Chat::parseRoomId(QString::fromUtf8(room));
    if (!isUses || !isTime || !wish.isPossible() || (!room.isEmpty() && !id))
        return std::nullopt;
    wish.room = id.value_or(Chat::RoomId());
    return wish;
}

} // namespace

HostEntrance::HostEntrance(ChatParts &parts) : m_parts(parts)
{
    if (m_parts.options.entrance) {
        m_parts.options.entrance->setListener(
            m_guard([this](const Chat::EntranceEvent &event) { tell(event); }));
    }
}

void HostEntrance::send(const Peer &peer, EntranceRequest request, const QByteArray &body,
                        const Completion &done)
{
    const auto order = Chat::EntranceOrder::fromJson(body);
    if (!order)
        return done(tl::unexpected(Refusals::malformed()));
    if (peer.principal.role != Principal::Role::Owner || !m_parts.options.entrance)
        return done(tl::unexpected(Refusals::ownerBans()));
    const auto answer = [done](const tl::expected<bool, StoreError> &did) {
        if (!did)
            done(tl::unexpected(entranceRefusal(did.error())));
        else if (!*did)
            done(tl::unexpected(entranceRefusal("no such one", "It is not there any more.")));
        else
            done({});
    };
    switch (request) {
    case EntranceRequest::Revoke:
        return m_parts.options.entrance->setRevoked(order->id, order->on, answer);
    case EntranceRequest::Admit:
        return m_parts.options.entrance->admit(
            order->id, [done, answer](const tl::expected<bool, StoreError> &did) {
                if (!did && did.error() == StoreError::TooMany)
                    done(tl::unexpected(entranceRefusal(
                        "too many", "As many people were let in as the host can remember.")));
                else
                    answer(did);
            });
    case EntranceRequest::Decline:
        return answer(m_parts.options.entrance->decline(order->id, order->on));
    case EntranceRequest::Invite:
    case EntranceRequest::Invitations:
    case EntranceRequest::Newcomers:
        break;
    }
    done({});
}

void HostEntrance::subscribe(const Peer &peer, const SubscriptionRef &subscription,
                             const QByteArray &destination, EntranceRequest request,
                             const Stomp::Headers &headers, const Completion &done)
{
    if (peer.principal.role != Principal::Role::Owner || !m_parts.options.entrance)
        return done(tl::unexpected(Refusals::ownerBans()));
    switch (request) {
    case EntranceRequest::Invite:
        return invite(subscription, destination, headers, done);
    case EntranceRequest::Invitations:
        done({});
        return m_parts.topics.reply(
            subscription,
            Announcer::publication(destination, m_parts.options.entrance->invitations().toJson()));
    case EntranceRequest::Newcomers:
        if (m_listening.size() < mostListening)
            m_listening.insert(peer.principal.user);
        done({});
        return m_parts.topics.reply(
            subscription,
            Announcer::publication(destination, m_parts.options.entrance->newcomers().toJson()));
    case EntranceRequest::Revoke:
    case EntranceRequest::Admit:
    case EntranceRequest::Decline:
        break;
    }
    done({});
}

void HostEntrance::invite(const SubscriptionRef &subscription, const QByteArray &destination,
                          const Stomp::Headers &headers, const Completion &done)
{
    const auto wish = wishOf(headers);
    if (!wish) {
        return done(tl::unexpected(entranceRefusal(
            "no such invitation", "'uses' is a number up to 1000, 'seconds' a time up to a year; "
                                  "one of any number of uses ('0') has to have a time. 'room' is "
                                  "a room's id.")));
    }
    m_parts.options.entrance->invite(
        *wish, m_guard([this, subscription, destination,
                        done](const tl::expected<Chat::MadeInvitation, StoreError> &made) {
            if (!made)
                return done(tl::unexpected(entranceRefusal(made.error())));
            done({});
            m_parts.topics.reply(subscription, Announcer::publication(destination, made->toJson()));
        }));
}

void HostEntrance::tell(const Chat::EntranceEvent &event)
{
    const QByteArray json = event.toJson();
    for (auto user = m_listening.begin(); user != m_listening.end();) {
        if (m_parts.options.sessions && m_parts.options.sessions->of(*user).empty()) {
            user = m_listening.erase(user);
            continue;
        }
        m_parts.topics.publish(
            Announcer::publication(Chat::queueOf(*user, Chat::entranceQueue()), json));
        ++user;
    }
}

} // namespace Server
