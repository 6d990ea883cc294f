// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <compare>
#include <optional>
#include <vector>

namespace Chat {

/// UTC, milliseconds since 1970; how every time is stored and sent.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// The place of a change in its room: 1 for the first edit, deletion, reaction or pin that was made
/// there, without gaps. 0 means "never changed".
struct Revision {
    qint64 number = 0;
    friend auto operator<=>(const Revision &, const Revision &) = default;
};

/// The message that another one answers, as it is now.
struct Quoted {
    Sequence sequence;
    QString sender;
    UserId senderId;
    bool guest = false;
    QString excerpt; ///< Its excerptOf(); empty when it was deleted.
    friend bool operator==(const Quoted &, const Quoted &) = default;
};

/// The beginning of a text, on one line: what an answer to it shows.
QString excerptOf(const QString &text);

/// One emoji that people put on a message.
struct Reaction {
    QString emoji;
    int count = 0;
    QStringList names; ///< Of the first few, oldest first.
    bool mine = false; ///< The one who asked is among them.
    friend bool operator==(const Reaction &, const Reaction &) = default;
};

/// A file that a message refers to: what is behind `/files/{token}/{name}`.
struct FileInfo {
    QString id;
    QString token; ///< Opens it: whoever knows it may read the file.
    QString name;  ///< Safe to show and to save under.
    QString type;  ///< Media type; of pictures the true one, of others what the uploader says.
    qint64 size = 0;
    friend bool operator==(const FileInfo &, const FileInfo &) = default;
};

/// A JSON list of files, as messages carry it.
QByteArray filesToJson(const std::vector<FileInfo> &files);
/// Empty when it is no list.
std::vector<FileInfo> filesFromJson(const QByteArray &json);

/// What the host and its log tell each other about a message.
struct HostNotes {
    int audience = 0; ///< People other than its sender who are to get it; 0: not known.
    std::vector<UserId> mentioned;
    qint64 order = 0; ///< Of what was asked of the log for the room.
    friend bool operator==(const HostNotes &, const HostNotes &) = default;
};

/// What has become of a message since it was said.
struct MessageChanges {
    Revision revision; ///< Of the last change.
    std::optional<Timestamp> edited;
    std::optional<Timestamp> deleted; ///< The text is gone then.
    std::optional<Timestamp> pinned;
    std::vector<Reaction> reactions; ///< In the order in which they were first put there.
    friend bool operator==(const MessageChanges &, const MessageChanges &) = default;
};

} // namespace Chat
