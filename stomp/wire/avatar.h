// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Chat {

/// How somebody wants to be pictured: an emoji on a colour, or a picture among the host's files.
struct Avatar {
    QString emoji = {};
    QString color = {}; ///< "#rrggbb"; empty: the reader's choice.
    QString file = {};  ///< The picture's token; in a request the id of one's own upload, too.

    bool isEmpty() const { return emoji.isEmpty() && color.isEmpty() && file.isEmpty(); }
    friend bool operator==(const Avatar &, const Avatar &) = default;
};

} // namespace Chat
