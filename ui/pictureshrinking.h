// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

namespace Ui {

/// A picture with fewer pixels, as the bytes of a file; upright, and without what its file told
/// beside it (the place, the camera).
struct ShrunkPicture {
    QByteArray bytes; ///< Empty: the picture could not be read.
    QSize size;
    QString ending; ///< ".jpg" for photographs, else ".png".
};

/// No side longer than `longest` px. Takes its time; may be called in any thread.
ShrunkPicture shrunkPicture(const QString &path, int longest);

/// How large a picture is, upright; empty for what cannot be shrunk: no picture, a moving one, or
/// one with too many pixels to be looked at.
QSize shrinkableSize(const QString &path);

} // namespace Ui
