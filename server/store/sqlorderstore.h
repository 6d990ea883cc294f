// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/orderstore.h"

namespace Server {

class SqlStore;

/// Who may not speak or not be here, in the same file and the same thread as the log.
class SqlOrderStore final : public OrderStore {
public:
    /// The store must outlive it.
    explicit SqlOrderStore(SqlStore &store) : m_store(store) {}

    void sanctions(Answer<std::vector<StoredSanction>> answer) override;
    void impose(const StoredSanction &sanction, const Chat::OrderEntry &entry,
                const OrderQuota &quota, Answer<bool> answer) override;
    void lift(const StoredSanction &sanction, const Chat::OrderEntry &entry,
              const OrderQuota &quota, Answer<bool> answer) override;
    void note(const Chat::OrderEntry &entry, const OrderQuota &quota, Answer<bool> answer) override;
    void audit(const AuditQuery &query, Answer<Chat::AuditPage> answer) override;
    void speaker(const Chat::RoomId &room, const Chat::UserId &user,
                 Answer<std::optional<QString>> answer) override;

private:
    SqlStore &m_store;
};

} // namespace Server
