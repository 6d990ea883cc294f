// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

#include <tl/expected.hpp>

class QIODevice;

namespace Pictures {

enum class Problem {
    NotRead,  ///< No picture of a kind that Qt's plugins know, or a damaged one.
    TooLarge, ///< As pixels; a few bytes can claim to be very many.
};

/// The first picture of a file, PNG, JPEG, GIF or WebP by its content, upright, and at most `side`
/// pixels high and wide; a smaller one stays as it is. The device has to be one that can seek.
tl::expected<QImage, Problem> readSmall(QIODevice &file, int side);

/// As JPEG, and as PNG where something shines through. Nothing else that was in the file (places,
/// cameras, dates) is in it.
QByteArray toBytes(const QImage &picture);

} // namespace Pictures
