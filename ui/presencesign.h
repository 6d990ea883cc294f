// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QPixmap>
#include <QRectF>

class QPainter;

namespace Ui {

class Appearance;

/// The sign of how somebody can be reached, told by its shape: a disc (online), a half one (away),
/// a disc with a bar (do not disturb), a ring (offline).
void drawPresence(QPainter &painter, const QRectF &place, Chat::Availability state,
                  const QColor &behind, const Appearance &appearance);

/// The same at the lower right corner of an avatar.
void drawPresenceAt(QPainter &painter, const QRectF &avatar, Chat::Availability state,
                    const QColor &behind, const Appearance &appearance);

/// The same as a picture; `size` in design pixels.
QPixmap presencePixmap(Chat::Availability state, int size, const QColor &behind,
                       const Appearance &appearance, double devicePixelRatio);

} // namespace Ui
