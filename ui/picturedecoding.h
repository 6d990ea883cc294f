// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QSize>

class QIODevice;

namespace Ui {

/// A picture that came from a stranger, no larger than `box`, upright; never made larger. Null when
/// it is none of PNG, JPEG, GIF and WebP, is damaged, or has more than `mostPixels`, which its
/// first bytes tell: nothing is decoded then.
/// May be called in any thread.
QImage decodedPicture(QIODevice &device, QSize box, qint64 mostPixels);

/// The same picture as windows draw it, so that showing it converts nothing.
QImage drawablePicture(const QImage &picture);

} // namespace Ui
