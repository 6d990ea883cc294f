// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace Server {

/// What Redis answers (its protocol, RESP2).
struct RedisReply {
    enum class Kind { Nil, Status, Error, Integer, Text, List };
    Kind kind = Kind::Nil;
    qint64 integer = 0;
    QByteArray text; ///< Of Status, Error and Text.
    std::vector<RedisReply> list;

    bool isError() const { return kind == Kind::Error; }
    /// The first word of an error: `NOAUTH`, `MOVED`, …; at most 32 letters.
    QByteArray errorCode() const;
    /// An error for the log: without what the server repeats of a command, and on one line.
    QString shownError() const;
};

} // namespace Server
