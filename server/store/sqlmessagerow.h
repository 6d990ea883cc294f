// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <optional>

namespace Server {

/// The columns of `messages` that messageRow() reads, in its order.
QString messageColumns();
/// How many they are.
constexpr int messageColumnCount = 18;

/// A row of `messages`, without what other rows tell: whom it answers, and its reactions.
struct MessageRow {
    Chat::RoomMessage message;
    qint64 number = 0;        ///< Of the row.
    Chat::Sequence repliesTo; ///< None: 0.
    int files = 0;            ///< How many it refers to.
};
/// Of a row that begins with messageColumns().
MessageRow messageRow(const QSqlQuery &row, const Chat::RoomId &room);

/// Qt binds a null string as NULL; where a column knows no NULL.
QString present(const QString &text);
qint64 toNumber(Chat::Timestamp time);
Chat::Timestamp toTime(qint64 number);
QVariant timeOrNull(const std::optional<Chat::Timestamp> &time);

} // namespace Server
