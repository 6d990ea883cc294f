// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the full-text index holds of a message, and what to ask it. A token is never more than one
// word for SQLite, and nothing in it is an operator.

#include "server/store/searchstore.h"
#include "server/store/searchtext.h"

#include <QStringList>

namespace Server {

/// A message as the index sees it.
struct SearchedMessage {
    qint64 room = 0; ///< Number.
    Chat::UserId sender;
    Chat::Timestamp time;
    QString text;
    bool hasFiles = false;
};

/// Each character that is looked for by itself, each pair of such neighbours, and the beginnings of
/// each word; then where, by whom and when it was said. All with blanks between them.
QString indexTokens(const SearchedMessage &message);

bool hasTrait(const SearchedMessage &message, Chat::SearchTrait trait);

/// Whether matchExpression() has anything to say.
bool asksForSomething(const SearchQuery &query);

/// When the oldest and the newest message that the index has were said.
struct SearchedTimes {
    Chat::Timestamp oldest;
    Chat::Timestamp newest;
};
/// An FTS5 expression that every message fits that the query means, and few others. Empty when it
/// asks for nothing.
QString matchExpression(const SearchQuery &query, const std::vector<SearchTerm> &terms,
                        std::optional<qint64> room, const SearchedTimes &times);

} // namespace Server
