// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/erasingstore.h"

namespace Server {

class SqliteStore;

/// Erasing, in the same file and the same thread as the log.
class SqliteErasingStore final : public ErasingStore {
public:
    /// The store must outlive it.
    explicit SqliteErasingStore(SqliteStore &store) : m_store(store) {}

    void begin(const Chat::UserId &user, Chat::Timestamp time, Chat::Timestamp keptUntil,
               Answer<bool> answer) override;
    void unfinished(Answer<std::vector<Chat::UserId>> answer) override;
    void goOn(const Chat::UserId &user, Chat::Timestamp time, Answer<ErasedPiece> answer) override;

private:
    SqliteStore &m_store;
};

} // namespace Server
