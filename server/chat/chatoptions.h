// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/orderstore.h"
#include "stomp/wire/messages.h"

#include <QString>

#include <chrono>
#include <functional>

namespace Server {

class AccountDesk;
class Entrance;
class Sessions;

/// What the operator decides about the chat, and what one person may make it hold.
struct ChatOptions {
    QString lobbyName = QStringLiteral("Lobby");
    bool openRooms = true;             ///< Anybody makes rooms; false: only an owner does.
    int rooms = 1000;                  ///< In all.
    int roomsPerIdentity = 20;         ///< Made by one person, owners excepted.
    int membersPerRoom = 10000;        ///< People who belong to one room.
    qsizetype nameLength = 64;         ///< Of a room's name, UTF-16 units.
    qsizetype topicLength = 250;       ///< Of a room's topic, UTF-16 units.
    qsizetype textBytes = 1024 * 1024; ///< Of one message's text in UTF-8.
    int replayMessages = 5000;         ///< At SUBSCRIBE with `since`: at most so many, the newest.
    /// At SUBSCRIBE with `since` or `last`: bytes of JSON at most, the newest; what a session may
    /// have queued must be more than that.
    qsizetype replayBytes = 3 * 1024 * 1024;
    qsizetype pageBytes = 1024 * 1024; ///< Bytes of JSON in a page of history of several messages.
    int calledAtOnce = 50;             ///< People of a room whom one member calls with "@here".
    int filesPerMessage = 10;
    std::chrono::milliseconds readsPace{250};     ///< Who has read what is gathered that long.
    std::chrono::milliseconds receiptPace{1000};  ///< Between reports for a room, and to a person.
    std::chrono::milliseconds presencePace{2000}; ///< Between what others hear of one person.
    std::chrono::milliseconds lastSeenPace{60'000}; ///< Between writes of it, per person.
    int typingPeople = 100;                         ///< Here, in a room where typing is shown.
    std::chrono::milliseconds lateAfter{60'000};    ///< A message that waited so long is marked.
    int directRooms = 10000;                        ///< Conversations of two, in all.
    int directRoomsPerIdentity = 200;               ///< Begun by one person.
    /// Between two looks at what rooms do not keep any more.
    std::chrono::milliseconds retentionTime = std::chrono::minutes(1);
    std::chrono::milliseconds retentionRetry = std::chrono::seconds(10); ///< After a failure.
    std::chrono::milliseconds roomGrace = std::chrono::hours(24); ///< Before a room is erased.
    OrderQuota order = {}; ///< Mutes and bans of a room, and the audit log of each.
    /// Behind this computer's own address may be many people: nobody is banned by it.
    bool sparesLoopback = true;
    AccountDesk *accounts = nullptr; ///< Where people change their accounts; none: they cannot.
    Entrance *entrance = nullptr;    ///< Where its owner decides who comes in; none: anybody may.
    Sessions *sessions = nullptr;    ///< Those who are connected; both outlive the chat.
    /// Somebody was banned from the whole host: what carries no session asks Bans anew.
    std::function<void()> shutOut = {};
    /// The host's clock.
    std::function<Chat::Timestamp()> now = [] {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    };
};

} // namespace Server
