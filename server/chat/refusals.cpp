// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/refusals.h"

namespace Server::Refusals {
namespace {

/// When what is under way may be done: nobody knows better.
constexpr std::chrono::seconds aMoment{1};

} // namespace

Refusal notStored(StoreError error)
{
    switch (error) {
    case StoreError::Full:
        return {"not stored: the host's disk is full",
                "Nothing was written. Send it again once there is space on the host's disk, or "
                "once its operator allows the log to grow.",
                Refusal::Kind::Full};
    case StoreError::Unwritable:
        return {"not stored: the host may not write its log",
                "Nothing was written. The host's operator has to make its data folder writable.",
                Refusal::Kind::Unavailable};
    case StoreError::Corrupt:
        return {"not stored: the host's log is damaged",
                "Nothing was written. The host's operator has to restore its data folder.",
                Refusal::Kind::Unavailable};
    case StoreError::NoSuchRoom:
        return noSuchRoom();
    case StoreError::NoSuchMessage:
        return {"no such message", "It does not exist, or was deleted, or is a notice.",
                Refusal::Kind::NotFound};
    case StoreError::NoSuchFile:
        return {
            "no such file",
            "A message names files by the ids of your own uploads, or by their tokens; each has "
            "to be complete. They expire when no message names them.",
            Refusal::Kind::NotFound};
    case StoreError::NotAllowed:
        return {"not your message", "Only who said it may change it.", Refusal::Kind::Forbidden};
    case StoreError::TooMany:
        return {"too many there", "A message has at most 20 different emojis, a room 100 pins.",
                Refusal::Kind::Forbidden};
    case StoreError::Unreachable:
        return {"not stored: the host's database is away",
                "Send it again, with the same id: should it have been written after all, it is "
                "not written twice.",
                Refusal::Kind::Unavailable};
    case StoreError::TooNew:
    case StoreError::Conflict:
    case StoreError::Locked:
    case StoreError::Unfinished:
    case StoreError::Failed:
        break;
    }
    return {"not stored: the host could not write its log",
            "Nothing was written. Send it again; the host's own log tells its operator why.",
            Refusal::Kind::Unavailable};
}

Refusal malformed()
{
    return {"malformed message", "The body has to be a JSON object, as in "
                                 "{\"type\":\"TALK\",\"roomId\":\"lobby\",\"message\":\"hello\"}."};
}

Refusal badRoomId()
{
    return {"bad room id",
            "A room id is 1 to 64 letters, digits, Hangul syllables, '_', '.' or '-'."};
}

Refusal badMessageId()
{
    return {"bad message id", "The id of a message is 1 to 64 of A-Z, a-z, 0-9, '_' and '-'."};
}

Refusal badHeader(const QByteArray &name, const QByteArray &range)
{
    return {"bad " + name + " header", "The header '" + name + "' has to be " + range + '.'};
}

Refusal tooLong(const QByteArray &field, qsizetype limit, const QByteArray &unit)
{
    return {field + " too long",
            "The " + field + " may have " + QByteArray::number(limit) + ' ' + unit + " at most."};
}

Refusal noSuchRoom()
{
    return {"no such room", "Make it first: SEND to /app/chat/createroom.",
            Refusal::Kind::NotFound};
}

Refusal notRead()
{
    return {"history not read", "The host could not read its log; try again.",
            Refusal::Kind::Unavailable};
}

Refusal nothingToSearch()
{
    return {"nothing to search for",
            "The header 'query' needs a letter, digit or symbol, or narrow it by 'room', 'sender' "
            "or 'has'."};
}

Refusal searchingAlready()
{
    return {"too many searches", "Wait for the answers to what you asked before.",
            Refusal::Kind::Malformed, aMoment};
}

Refusal notSearched(StoreError error)
{
    if (error == StoreError::TooMany)
        return {"too many searches", "Many people search on this host; try again.",
                Refusal::Kind::Malformed, aMoment};
    return notRead();
}

Refusal tooManyFiles(int limit)
{
    return {"too many files",
            "A message may have " + QByteArray::number(limit) + " files on this host."};
}

Refusal badEmoji()
{
    return {"bad emoji", "A reaction is one emoji: 1 to 32 visible characters, no spaces."};
}

Refusal onlyMembersPin()
{
    return {"not allowed to pin", "Who belongs to the room pins its messages: ENTER first.",
            Refusal::Kind::Forbidden};
}

Refusal keepsNoEarlier()
{
    return {"earlier texts are not kept",
            "This room keeps nothing of what a message said before it was edited or deleted.",
            Refusal::Kind::NotFound};
}

Refusal notShownEarlier()
{
    return {"earlier texts are not for you",
            "What a message said before is shown to who said it, and to who keeps order.",
            Refusal::Kind::Forbidden};
}

Refusal roomsClosed()
{
    return {"rooms are closed", "On this host only its owner makes rooms.",
            Refusal::Kind::Forbidden};
}

Refusal tooManyRooms()
{
    return {"too many rooms", "This host has as many rooms as it allows.",
            Refusal::Kind::Forbidden};
}

Refusal tooManyOwnRooms(int limit)
{
    return {"too many rooms of yours",
            "One person may make " + QByteArray::number(limit) + " rooms on this host.",
            Refusal::Kind::Forbidden};
}

Refusal notInRoom()
{
    return {"not in the room", "Subscribe to the room or ENTER it first.",
            Refusal::Kind::Forbidden};
}

Refusal badSequence()
{
    return {"bad sequence",
            "'delivered' and 'read' are sequences of the room's messages: whole numbers from 0 to "
            "2^53."};
}

Refusal badPresence()
{
    return {"malformed presence",
            "The body has to be a JSON object; 'state' is online, away or dnd, as in "
            "{\"state\":\"away\",\"text\":\"lunch\"}."};
}

Refusal askingAlready()
{
    return {"too many questions", "Wait for the answers to what you asked before.",
            Refusal::Kind::Malformed, aMoment};
}

Refusal roomFull(int limit)
{
    return {"room is full",
            "A room may have " + QByteArray::number(limit) + " members on this host."};
}

Refusal tooManyToCall(int limit)
{
    return {"not allowed to call everybody",
            "In a room of more than " + QByteArray::number(limit) +
                " people only who keeps order there calls all of them. Mention people by their "
                "names.",
            Refusal::Kind::Forbidden};
}

Refusal topicIsNotYours()
{
    return {"not allowed to set the topic",
            "A guest sets the topic of rooms that they made; log in to set others."};
}

Refusal onlyMessagesTogether()
{
    return {"not possible in a transaction",
            "Of what goes to the chat, a transaction may hold messages only: TALK to "
            "/app/chat/message or to a room's topic. Nothing of it was done."};
}

Refusal hostOnlyTopic()
{
    return {"only the host sends there",
            "To say something in a room, SEND to /app/chat/message or to the room's topic."};
}

} // namespace Server::Refusals
