// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Asking a log something and waiting for its answer, and what to ask it with.

#include "server/store/store.h"

#include <QStringList>
#include <QTest>

#include <optional>

namespace StoreCalls {

using namespace Server;

inline const auto room = Chat::RoomId(QStringLiteral("방-1"));
inline const auto otherRoom = Chat::RoomId(QStringLiteral("other"));

inline StoredRoom storedRoom(const Chat::RoomId &id)
{
    return {id,
            QStringLiteral("Name of ") + id.toString(),
            QStringLiteral("topic"),
            Chat::UserId(QStringLiteral("u-kim")),
            Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'123)),
            {}};
}

inline Chat::RoomMessage talk(const QString &text, const QString &clientId = {},
                              const QString &sender = QStringLiteral("g-1"),
                              const Chat::RoomId &in = room)
{
    Chat::RoomMessage message;
    message.room = in;
    message.sender = QStringLiteral("철수");
    message.senderId = Chat::UserId(sender);
    message.guest = true;
    message.text = text;
    message.clientId = Chat::ClientMessageId(clientId);
    message.time = Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'456));
    return message;
}

/// Waits for one answer.
template <typename T, typename Ask>
tl::expected<T, StoreError> wait(Ask ask)
{
    std::optional<tl::expected<T, StoreError>> got;
    ask([&](tl::expected<T, StoreError> result) { got = std::move(result); });
    if (!QTest::qWaitFor([&] { return got.has_value(); }, 10000))
        return tl::unexpected(StoreError::Failed);
    return *got;
}

inline tl::expected<Appended, StoreError> append(Store &store, const Chat::RoomMessage &message)
{
    return wait<Appended>([&](auto answer) { store.append(message, answer); });
}

inline tl::expected<std::vector<Appended>, StoreError> appendAll(Store &store,
                                                                 const MessageBatch &batch)
{
    return wait<std::vector<Appended>>([&](auto answer) { store.appendAll(batch, answer); });
}

inline tl::expected<StoredRoom, StoreError> create(Store &store, const Chat::RoomId &id)
{
    return wait<StoredRoom>([&](auto answer) { store.createRoom(storedRoom(id), answer); });
}

inline tl::expected<History, StoreError> history(Store &store, const HistoryQuery &query)
{
    return wait<History>([&](auto answer) { store.history(query, answer); });
}

inline QStringList texts(const std::vector<Chat::RoomMessage> &messages)
{
    QStringList all;
    for (const Chat::RoomMessage &message : messages)
        all << message.text;
    return all;
}

} // namespace StoreCalls
