// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"
#include "stomp/wire/search.h"

#include <QString>

#include <optional>
#include <vector>

namespace Server {

/// What is looked for among all that was said; notices and deleted messages are never found.
struct SearchQuery {
    QString text; ///< As a person typed it: words, and "quoted phrases"; all of them.
    std::optional<Chat::RoomId> room = {};
    std::optional<Chat::UserId> sender = {};
    std::optional<Chat::Timestamp> from = {}; ///< Not before it.
    std::optional<Chat::Timestamp> to = {};   ///< Before it.
    std::vector<Chat::SearchTrait> has = {};
    std::vector<Chat::RoomId> hidden = {}; ///< Nothing of these.
    std::optional<Chat::SearchCursor> before = {};
    int limit = 20;
};

/// The part of the log that finds messages by what is in them. Answers as Store's do, but in an
/// order of its own: it does not wait for what is written, and what is written does not wait for
/// it. What was answered before is found.
class SearchStore {
public:
    virtual ~SearchStore() = default;

    /// Whether there is anything to look for; nothing is found otherwise.
    virtual bool asksForSomething(const SearchQuery &query) const = 0;
    /// Newest first. Takes a limited time, whatever is asked: see SearchPage::next.
    /// StoreError::TooMany when too many wait already.
    virtual void search(const SearchQuery &query, Store::Answer<Chat::SearchPage> answer) = 0;
};

} // namespace Server
