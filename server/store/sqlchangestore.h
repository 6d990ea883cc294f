// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/changestore.h"

namespace Server {

class SqlStore;

/// The changes of what was said, in the same file and the same thread as the log.
class SqlChangeStore final : public ChangeStore {
public:
    /// The store must outlive it.
    explicit SqlChangeStore(SqlStore &store) : m_store(store) {}

    void edit(const TextChange &change, const QString &text, Answer<Changed> answer) override;
    void remove(const TextChange &change, Answer<Changed> answer) override;
    void react(const ReactionChange &change, Answer<Reacted> answer) override;
    void pin(const PinChange &change, Answer<Changed> answer) override;
    void changes(const ChangesQuery &query, Answer<Changes> answer) override;
    void pinned(const PinsQuery &query, Answer<History> answer) override;
    void earlierTexts(const EarlierQuery &query, Answer<EarlierTexts> answer) override;
    void sweepEarlier(const EarlierLook &look, Answer<EarlierSwept> answer) override;

private:
    SqlStore &m_store;
};

} // namespace Server
