// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

namespace Server {

/// How many of a file's first bytes imageType() looks at.
constexpr qsizetype typeBytes = 32;

/// PNG, JPEG, GIF or WebP, by its first bytes; empty for anything else. Pictures of these kinds run
/// no script, so a browser may show them where they are. SVG is a document, and none of them.
QByteArray imageType(QByteArrayView beginning);

/// Whether it is one of these types; only typeOf() gives them.
bool isPictureType(const QByteArray &type);

/// A media type as somebody claimed it, without its parameters; `application/octet-stream` when it
/// is none.
QByteArray cleanType(const QByteArray &claimed);

/// The type of a file: pictures are what they are, and nothing else says that it is one of them.
QByteArray typeOf(QByteArrayView beginning, const QByteArray &claimed);

/// Whether one of the patterns names it: `image/png`, `image/*` or `*`.
bool typeAllowed(const QByteArray &type, const QByteArrayList &patterns);

} // namespace Server
