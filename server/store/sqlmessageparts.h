// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/sqlmessagerow.h"
#include "server/store/sqlstatement.h"

#include <QHash>
#include <QJsonArray>

#include <functional>
#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// What belongs to messages and stands in other rows than theirs: whom they answer, their files and
/// their reactions. Part of SqlLog, under its rules.
class SqlMessageParts {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    Result<void> prepare(QSqlDatabase &database);

    /// The messages with all that, in their order. It takes no more statements for many than for
    /// one, and none for what no message has.
    Result<std::vector<Chat::RoomMessage>> complete(const std::vector<MessageRow> &rows,
                                                    const Chat::UserId &viewer);
    Result<Chat::RoomMessage> complete(const MessageRow &row, const Chat::UserId &viewer);

private:
    using Places = QHash<qint64, Chat::RoomMessage *>;
    /// Each row that there is for these messages; they begin with a message's number.
    static Result<void> readParts(QSqlQuery &query, const QJsonArray &messages,
                                  const Places &places,
                                  const std::function<void(Chat::RoomMessage &)> &take);

    SqlStatement m_answered, m_files, m_reactions;
};

} // namespace Server
