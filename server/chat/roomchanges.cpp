// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomchanges.h"

#include "server/auth/names.h"
#include "server/chat/refusals.h"
#include "server/chat/roomhistory.h"
#include "server/chat/stamping.h"
#include "stomp/wire/changes.h"
#include "stomp/wire/destinations.h"

#include <algorithm>

namespace Server {
namespace {

constexpr qsizetype emojiLength = 32; ///< UTF-16 units: a family with skin tones has 25.

/// Whether it can stand for an emoji: short, and nothing that takes place without being seen.
bool canBeEmoji(const QString &text)
{
    if (text.isEmpty() || text.size() > emojiLength || !text.isValidUtf16())
        return false;
    if (cleanLine(text, emojiLength).isEmpty()) // marks and joiners alone
        return false;
    constexpr char16_t joiner = 0x200d;
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.isSurrogate() || c == joiner || c.isMark() || (c.isPrint() && !c.isSpace());
    });
}

/// The first of the changes whose JSON fits into one page; at least one.
Chat::ChangesPage pageOf(const Chat::RoomId &room, const Changes &found, qsizetype bytesAllowed)
{
    Chat::ChangesPage page{room, found.last, {}, found.more};
    qsizetype bytes = 0;
    for (const Chat::RoomMessage &message : found.messages) {
        bytes += message.toJson().size();
        if (bytes > bytesAllowed && !page.messages.empty()) {
            page.revision = page.messages.back().changes.revision;
            page.more = true;
            break;
        }
        page.messages.push_back(message);
    }
    return page;
}

} // namespace

/// Whether they keep order in the room: they made it, or own the host.
bool RoomChanges::keepsOrder(const Peer &peer, const Chat::RoomId &id) const
{
    const StoredRoom *room = m_parts.rooms.find(id);
    return peer.principal.role == Principal::Role::Owner ||
           (room && room->creator == peer.principal.user);
}

TextChange RoomChanges::change(const Peer &peer, const Chat::RoomId &room,
                               Chat::Sequence sequence) const
{
    return {{room, sequence},
            peer.principal.user,
            false,
            m_parts.options.keepsEarlierTexts,
            m_parts.options.now()};
}

/// Tells the room what the message is now, and completes.
Store::Answer<Changed> RoomChanges::tell(Completion done)
{
    return m_guard([this, done = std::move(done)](const tl::expected<Changed, StoreError> &made) {
        if (!made)
            return done(tl::unexpected(Refusals::notStored(made.error())));
        if (!made->repeated)
            m_parts.announcer.changed(made->message);
        done({});
    });
}

void RoomChanges::edit(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                       Completion done)
{
    const auto request = Chat::EditRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    const auto text = checkedText(m_parts.options, request->text);
    if (!text)
        return done(tl::unexpected(text.error()));
    TextChange edited = change(peer, room, request->sequence);
    edited.mentioned = m_parts.audiences.mentioned(room, peer.principal.user, *text);
    m_parts.store.changes().edit(edited, *text, tell(std::move(done)));
}

void RoomChanges::remove(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                         Completion done)
{
    const auto request = Chat::DeleteRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    TextChange deletion = change(peer, room, request->sequence);
    deletion.anyones = keepsOrder(peer, room);
    m_parts.store.changes().remove(deletion, tell(std::move(done)));
}

void RoomChanges::react(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                        Completion done)
{
    const auto request = Chat::ReactRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    if (!canBeEmoji(request->emoji))
        return done(tl::unexpected(Refusals::badEmoji()));
    const Membership *membership = m_parts.memberships.find(room, peer.principal.user);
    const QString name = membership ? membership->name : peer.principal.name;
    m_parts.store.changes().react(
        {{room, request->sequence}, peer.principal.user, name, request->emoji, request->on},
        m_guard([this, room, request = *request, user = peer.principal.user, name,
                 done = std::move(done)](const tl::expected<Reacted, StoreError> &made) {
            if (!made)
                return done(tl::unexpected(Refusals::notStored(made.error())));
            if (!made->repeated) {
                m_parts.announcer.reaction({room, request.sequence, made->revision, request.emoji,
                                            request.on, user, name, made->count});
            }
            done({});
        }));
}

void RoomChanges::pin(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                      Completion done)
{
    const auto request = Chat::PinRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    const bool belongs = m_parts.memberships.find(room, peer.principal.user) != nullptr;
    if (peer.principal.isGuest() && !belongs && !keepsOrder(peer, room))
        return done(tl::unexpected(Refusals::onlyMembersPin()));
    PinChange pinning{{room, request->sequence}, m_parts.options.now(), request->on};
    m_parts.store.changes().pin(pinning, tell(std::move(done)));
}

void RoomChanges::changes(const Peer &peer, const SubscriptionRef &subscription,
                          const QByteArray &destination, const Chat::RoomId &room,
                          const Stomp::Headers &headers, Completion done)
{
    const StoredRoom *known = m_parts.rooms.find(room);
    if (!known)
        return done(tl::unexpected(Refusals::noSuchRoom()));
    const auto since = headers.value("since");
    if (!since) {
        done({});
        const Chat::ChangesPage page{room, known->revision, {}, false};
        return m_parts.topics.reply(subscription,
                                    Announcer::publication(destination, page.toJson()));
    }
    bool isNumber = false;
    const qint64 after = since->toLongLong(&isNumber);
    if (!isNumber || after < 0)
        return done(tl::unexpected(Refusals::badHeader("since", "a revision, 0 or more")));
    m_parts.store.changes().changes(
        {room, Chat::Revision{after}, peer.principal.user, 100, m_parts.options.pageBytes / 2},
        m_guard([this, subscription, destination, room,
                 done = std::move(done)](const tl::expected<Changes, StoreError> &found) {
            if (!found)
                return done(tl::unexpected(Refusals::notStored(found.error())));
            done({});
            const auto page = pageOf(room, *found, m_parts.options.pageBytes);
            m_parts.topics.reply(subscription, Announcer::publication(destination, page.toJson()));
        }));
}

void RoomChanges::pins(const Peer &peer, const SubscriptionRef &subscription,
                       const QByteArray &destination, const Chat::RoomId &room, Completion done)
{
    m_parts.store.changes().pinned(
        {room, peer.principal.user, m_parts.options.pageBytes},
        m_guard([this, subscription, destination, room,
                 done = std::move(done)](const tl::expected<History, StoreError> &found) {
            if (!found)
                return done(tl::unexpected(Refusals::notStored(found.error())));
            done({});
            const auto page = Server::pageOf(room, *found, m_parts.options.pageBytes);
            m_parts.topics.reply(subscription, Announcer::publication(destination, page.toJson()));
        }));
}

} // namespace Server
