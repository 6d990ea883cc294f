// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/store/store.h"

namespace Server::Refusals {

/// Where the log could not be written, Chat::isNotStored(): a client keeps what it sent and tries
/// again.
Refusal notStored(StoreError error);

Refusal malformed();    ///< The body is no JSON object with the fields it needs.
Refusal badRoomId();    ///< Also for a topic below `/topic/chat/room/` that is no room's.
Refusal badMessageId(); ///< `id` is none.
Refusal badHeader(const QByteArray &name, const QByteArray &range);
Refusal tooLong(const QByteArray &field, qsizetype limit, const QByteArray &unit);
Refusal noSuchRoom();
Refusal notRead();
Refusal nothingToSearch();             ///< Neither words nor anything that narrows.
Refusal searchingAlready();            ///< Too many searches of one person.
Refusal notSearched(StoreError error); ///< The log could not be read, or many others ask it.
Refusal tooManyFiles(int limit);       ///< In one message.
Refusal badEmoji();
Refusal onlyMembersPin();
Refusal keepsNoEarlier();  ///< The room does not keep what messages said before.
Refusal notShownEarlier(); ///< Only to who said it, and who keeps order.
Refusal roomsClosed();     ///< Only the host's owner makes rooms.
Refusal tooManyRooms();    ///< In all.
Refusal tooManyOwnRooms(int limit);
Refusal notInRoom();              ///< Nor belonging to it.
Refusal badSequence();            ///< None that a message can have.
Refusal badPresence();            ///< `state` or the body as a whole.
Refusal askingAlready();          ///< Too much of one person is under way.
Refusal tooManyToCall(int limit); ///< "@here" in a large room.
Refusal roomFull(int limit);      ///< Too many members.
Refusal topicIsNotYours();        ///< Only members of the host and the room's maker set it.
Refusal onlyMessagesTogether();   ///< Something else than a message is in a transaction.
Refusal hostOnlyTopic();          ///< Nobody but the host says something there.

} // namespace Server::Refusals
