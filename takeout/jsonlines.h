// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/records.h"

#include <QIODevice>

#include <tl/expected.hpp>

namespace Takeout {

/// The JSON form of an export, a record a line; see docs/export.md.
QByteArray lineOf(const Record &record);

/// The record of a line; the error is what is wrong with it, for people. The line may come from
/// anybody.
tl::expected<Record, QString> recordOf(const QByteArray &line);

/// No line is longer.
constexpr qint64 longestLine = 32LL * 1024 * 1024;

/// Reads an export line by line and sees to it that the lines make one: a head, rooms with what
/// they say they have, an end.
class LineReader {
public:
    struct Error {
        qint64 line = 0;
        QString reason;
    };
    explicit LineReader(QIODevice &from) : m_from(from) {}

    /// The next one; after End there is none to be asked for.
    tl::expected<Record, Error> next();

private:
    tl::expected<void, QString> place(const Record &record);

    enum class Place { Start, BetweenRooms, InRoom, Over };
    QIODevice &m_from;
    qint64 m_line = 0;
    Place m_place = Place::Start;
    qint64 m_rooms = 0;
    qint64 m_messages = 0;
    Chat::Sequence m_last;
};

} // namespace Takeout
