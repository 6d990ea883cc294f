// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/lognews.h"

namespace Server {

class SqlStore;

/// What other hosts change, read in the same thread as the log.
class SqlNewsStore final : public NewsStore {
public:
    /// The store must outlive it.
    explicit SqlNewsStore(SqlStore &store) : m_store(store) {}

    void news(const NewsCursor &from, Answer<LogNews> answer) override;
    void forgetNews(Answer<bool> answer) override;

private:
    SqlStore &m_store;
};

} // namespace Server
