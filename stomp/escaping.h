// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/version.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Stomp {

/// The character table of one kind of frame (STOMP 1.1 and 1.2, "Value Encoding").
///
/// `None` is 1.0 and, in every version, CONNECT, STOMP and CONNECTED.
enum class Escapes {
    None,
    V11, ///< `\n`, `\c` and `\\`.
    V12, ///< These and `\r`.
};

/// The table of a version's ordinary frames.
Escapes escapesOf(Version version);

/// Reads escapes from left to right in one pass. nullopt for an escape the table does not have,
/// a lone backslash at the end included.
std::optional<QByteArray> unescape(QByteArrayView text, Escapes escapes);

/// Appends a header name as it goes on the wire. What the table cannot express (CR, LF, NUL, and a
/// colon that would end the name early) becomes a blank.
void appendName(QByteArray &out, QByteArrayView name, Escapes escapes);

/// Appends a header value as it goes on the wire. What the table cannot express (CR, LF, NUL)
/// becomes a blank.
void appendValue(QByteArray &out, QByteArrayView value, Escapes escapes);

} // namespace Stomp
