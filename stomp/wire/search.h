// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace Chat {

/// Part of a text, on one line, and what was looked for in it.
struct SearchExcerpt {
    /// UTF-16 units of `text`.
    struct Match {
        int start = 0;
        int length = 0;
        friend bool operator==(const Match &, const Match &) = default;
    };
    QString text;
    std::vector<Match> matches; ///< In order, and they do not overlap.
    friend bool operator==(const SearchExcerpt &, const SearchExcerpt &) = default;
};

/// A message that was found.
struct SearchHit {
    RoomId room;
    Sequence sequence;
    QString sender;
    UserId senderId;
    bool guest = false;
    Timestamp time;
    SearchExcerpt excerpt;
    std::vector<FileInfo> files;
    std::optional<Quoted> before; ///< What was said before it in its room.
    std::optional<Quoted> after;
};

/// What a message has besides words.
enum class SearchTrait {
    Link, ///< `link`: the address of a page.
    File, ///< `file`.
};
inline constexpr std::array searchTraits{SearchTrait::Link, SearchTrait::File};
std::optional<SearchTrait> searchTraitFromName(const QByteArray &name);
QByteArray searchTraitName(SearchTrait trait);

/// Where the next page begins. Means something to the host alone.
struct SearchCursor {
    qint64 number = 0;
    friend auto operator<=>(const SearchCursor &, const SearchCursor &) = default;
};

/// Reply to SUBSCRIBE `/app/chat/search`, newest first.
struct SearchPage {
    std::vector<SearchHit> hits;
    /// There may be older ones: `before` of the next question. A page that has it may be short, or
    /// empty: the host looks for a limited time.
    std::optional<SearchCursor> next;
    qint64 unsearched = 0; ///< So many recent messages were not looked through: ask later.

    QByteArray toJson() const;
    static std::optional<SearchPage> fromJson(const QByteArray &json);
};

} // namespace Chat
