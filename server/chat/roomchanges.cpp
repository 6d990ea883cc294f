// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomchanges.h"

#include "server/chat/emoji.h"
#include "server/chat/refusals.h"
#include "server/chat/roomhistory.h"
#include "server/chat/stamping.h"
#include "stomp/wire/changes.h"
#include "stomp/wire/destinations.h"

#include <algorithm>

namespace Server {
namespace {

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

TextChange RoomChanges::change(const Peer &peer, const Chat::RoomId &room,
                               Chat::Sequence sequence) const
{
    const StoredRoom *known = m_parts.rooms.find(room);
    return {{room, sequence},
            peer.principal.user,
            false,
            known && known->settings.keepsEarlier,
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
    if (auto may = m_parts.access.mayEdit(peer.principal, room, edited.mentioned); !may)
        return done(tl::unexpected(may.error()));
    m_parts.store.changes().edit(edited, *text, tell(std::move(done)));
}

void RoomChanges::remove(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                         Completion done)
{
    const auto request = Chat::DeleteRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    if (auto may = m_parts.access.mayReact(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    TextChange deletion = change(peer, room, request->sequence);
    deletion.anyones = m_parts.access.keepsOrder(peer.principal, room);
    m_parts.store.changes().remove(
        deletion, [this, by = peer.principal, told = tell(std::move(done))](
                      const tl::expected<Changed, StoreError> &made) mutable {
            if (made && !made->repeated && made->message.senderId != by.user)
                noteDeletion(by, made->message);
            told(made);
        });
}

void RoomChanges::noteDeletion(const Principal &by, const Chat::RoomMessage &message)
{
    Chat::OrderEntry entry =
        m_parts.audit.entry(Chat::OrderEntry::Action::Deleted, message.room, by);
    entry.user = message.senderId;
    entry.name = message.sender;
    entry.detail = QString::number(message.sequence.number);
    m_parts.audit.note(entry);
}

void RoomChanges::react(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                        Completion done)
{
    const auto request = Chat::ReactRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::malformed()));
    if (!canBeEmoji(request->emoji))
        return done(tl::unexpected(Refusals::badEmoji()));
    if (auto may = m_parts.access.mayReact(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
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
    if (auto may = m_parts.access.mayPin(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    PinChange pinning{{room, request->sequence}, m_parts.options.now(), request->on};
    m_parts.store.changes().pin(pinning, tell(std::move(done)));
}

void RoomChanges::changes(const Peer &peer, const SubscriptionRef &subscription,
                          const QByteArray &destination, const Chat::RoomId &room,
                          const Stomp::Headers &headers, Completion done)
{
    const StoredRoom *known = m_parts.access.find(peer.principal, room);
    if (!known)
        return done(tl::unexpected(Refusals::noSuchRoom()));
    if (auto may = m_parts.access.mayHear(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
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

void RoomChanges::earlier(const Peer &peer, const SubscriptionRef &subscription,
                          const QByteArray &destination, const Chat::RoomId &room,
                          const Stomp::Headers &headers, Completion done)
{
    const StoredRoom *known = m_parts.access.find(peer.principal, room);
    if (!known)
        return done(tl::unexpected(Refusals::noSuchRoom()));
    if (auto may = m_parts.access.mayHear(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
    bool isNumber = false;
    const Chat::Sequence sequence{
        headers.value("seq").value_or(QByteArray()).toLongLong(&isNumber)};
    if (!isNumber || sequence.number < 1)
        return done(tl::unexpected(Refusals::badHeader("seq", "a message's, 1 or more")));
    if (!known->settings.keepsEarlier)
        return done(tl::unexpected(Refusals::keepsNoEarlier()));
    const EarlierQuery query{{room, sequence},
                             peer.principal.user,
                             m_parts.access.keepsOrder(peer.principal, room),
                             m_parts.options.pageBytes / 2};
    m_parts.store.changes().earlierTexts(
        query, m_guard([this, subscription, destination, room, sequence, done = std::move(done)](
                           const tl::expected<EarlierTexts, StoreError> &found) {
            if (!found && found.error() == StoreError::NotAllowed)
                return done(tl::unexpected(Refusals::notShownEarlier()));
            if (!found)
                return done(tl::unexpected(Refusals::notStored(found.error())));
            done({});
            Chat::EarlierList list{room, sequence, {}, found->more};
            for (const EarlierText &one : found->texts)
                list.texts.push_back({one.text, one.until});
            m_parts.topics.reply(subscription, Announcer::publication(destination, list.toJson()));
        }));
}

void RoomChanges::pins(const Peer &peer, const SubscriptionRef &subscription,
                       const QByteArray &destination, const Chat::RoomId &room, Completion done)
{
    if (auto may = m_parts.access.mayHear(peer.principal, room); !may)
        return done(tl::unexpected(may.error()));
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
