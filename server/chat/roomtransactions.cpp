// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomtransactions.h"

#include "server/chat/refusals.h"
#include "server/chat/stamping.h"
#include "server/chat/timestampedchat.h"
#include "stomp/wire/destinations.h"

namespace Server {

void RoomTransactions::commit(const Peer &peer, const std::vector<ApplicationRequest> &requests,
                              Completion done)
{
    if (requests.empty())
        return done({});
    MessageBatch batch;
    batch.messages.reserve(requests.size());
    for (const ApplicationRequest &request : requests) {
        auto checked = message(peer, request);
        if (!checked)
            return done(tl::unexpected(checked.error()));
        checked->hostNotes.mentioned =
            m_parts.audiences.mentioned(checked->room, checked->senderId, checked->text);
        batch.messages.push_back(std::move(*checked));
    }
    std::vector<std::pair<Chat::RoomId, SlowMode::Time>> noted;
    for (const Chat::RoomMessage &message : batch.messages) {
        auto may = reserve(peer, message, batch);
        if (!may) {
            m_making.giveUp(batch.rooms);
            for (auto it = noted.rbegin(); it != noted.rend(); ++it)
                m_parts.access.takeBackSaid(peer.principal, it->first, it->second);
            return done(tl::unexpected(may.error()));
        }
        noted.emplace_back(message.room, m_parts.access.noteSaid(peer.principal, message.room));
    }
    for (Chat::RoomMessage &message : batch.messages)
        m_parts.audiences.note(message);
    write(batch, std::move(done));
}

/// Whether they may say that there; the room is made with it if need be.
tl::expected<void, Refusal>
RoomTransactions::reserve(const Peer &peer, const Chat::RoomMessage &message, MessageBatch &batch)
{
    if (auto may = m_parts.access.maySay(peer.principal, message.room, message.hostNotes.mentioned);
        !may)
        return may;
    const auto missing = m_making.reserve(peer, message.room);
    if (!missing)
        return tl::unexpected(missing.error());
    if (*missing)
        batch.rooms.push_back(**missing);
    return {};
}

tl::expected<Chat::RoomMessage, Refusal>
RoomTransactions::message(const Peer &peer, const ApplicationRequest &request) const
{
    std::optional<Chat::RoomId> room = Chat::roomOfTopic(request.destination);
    std::optional<Chat::MessageRequest> said;
    if (room) {
        said = requestToTopic(request.body);
    } else if (request.destination == TimeStampedChat::request ||
               request.destination == TimeStampedChat::topic) {
        said = TimeStampedChat::fromJson(request.body);
        if (!said)
            return tl::unexpected(Refusals::malformed());
        room = Chat::lobbyRoom();
    } else {
        const auto asked = Chat::parseRequest(request.destination);
        if (!asked || asked->kind != Chat::Request::Kind::Message)
            return tl::unexpected(Refusals::onlyMessagesTogether());
        said = Chat::MessageRequest::fromJson(request.body);
        if (!said)
            return tl::unexpected(Refusals::malformed());
        room = Chat::parseRoomId(said->roomText);
        if (!room)
            return tl::unexpected(Refusals::badRoomId());
    }
    if (said->type != Chat::MessageType::Talk)
        return tl::unexpected(Refusals::onlyMessagesTogether());
    return stampMessage(m_parts.options, peer, *room, *said);
}

void RoomTransactions::write(const MessageBatch &batch, Completion done)
{
    m_parts.store.appendAll(
        batch, m_guard([this, rooms = batch.rooms, done = std::move(done)](
                           const tl::expected<std::vector<Appended>, StoreError> &all) {
            if (!all) {
                m_making.giveUp(rooms);
                return done(tl::unexpected(Refusals::notStored(all.error())));
            }
            for (const StoredRoom &room : rooms)
                m_making.written(room);
            for (const Appended &appended : *all)
                m_delivery.said(appended);
            done({});
        }));
}

} // namespace Server
