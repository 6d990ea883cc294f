// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/erasingstore.h"

namespace Server {

class SqlStore;

/// Erasing, in the same file and the same thread as the log.
class SqlErasingStore final : public ErasingStore {
public:
    /// The store must outlive it.
    explicit SqlErasingStore(SqlStore &store) : m_store(store) {}

    void begin(const Chat::UserId &user, Chat::Timestamp time, Chat::Timestamp keptUntil,
               Answer<bool> answer) override;
    void unfinished(Answer<std::vector<Chat::UserId>> answer) override;
    void goOn(const Chat::UserId &user, Chat::Timestamp time, Answer<ErasedPiece> answer) override;

private:
    SqlStore &m_store;
};

} // namespace Server
