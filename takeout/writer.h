// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/failure.h"
#include "takeout/records.h"

#include <QTimeZone>

#include <memory>

namespace Takeout {

enum class Format { Json, Html, Text };
/// "json", "html" or "text".
std::optional<Format> formatOf(const QString &name);

struct WriterOptions {
    bool korean = false; ///< The words around what was said; of HTML and text.
    QTimeZone timeZone = QTimeZone::systemTimeZone(); ///< Of their times.
};

/// Writes an export into a folder, a record after the other: rooms one after the other, each with
/// its messages in their order.
class Writer {
public:
    virtual ~Writer() = default;

    virtual Result<void> begin(const Head &head) = 0;
    virtual Result<void> beginRoom(const RoomRecord &room) = 0;
    /// Files that have a path are copied.
    virtual Result<void> add(const MessageRecord &message) = 0;
    /// Of the message added last.
    virtual Result<void> add(const EarlierRecord &earlier) = 0;
    virtual Result<void> endRoom() = 0;
    virtual Result<void> end() = 0;
};

std::unique_ptr<Writer> makeWriter(Format format, const QString &folder,
                                   const WriterOptions &options);

} // namespace Takeout
