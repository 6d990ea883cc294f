// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appearance.h"

#include <QRectF>

class QPainter;

namespace Ui {

/// One Hangul syllable, else up to two letters of a name; "?" for a name without any.
QString initials(const QString &name);

/// A rounded square with a name's initials, in the colour that belongs to an id.
void drawAvatar(QPainter &painter, const QRectF &place, const QString &name, const QString &id,
                const Appearance &appearance);

/// How somebody is here: shapes before colours.
enum class Presence { Here, Away };

/// A dot (here) or a hollow ring (away) at the lower right corner of an avatar.
void drawPresence(QPainter &painter, const QRectF &avatar, Presence presence, const QColor &behind,
                  const Appearance &appearance);

} // namespace Ui
