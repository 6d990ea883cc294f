// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"
#include "ui/appearance.h"

#include <QRectF>
#include <QVariantMap>

class QPainter;

namespace Ui {

/// One Hangul syllable, else up to two letters of a name; "?" for a name without any.
QString initials(const QString &name);

/// How somebody wants to be pictured, as far as it is drawn here: pictures among files are not.
struct Portrait {
    QString emoji; ///< Empty: the initials.
    QColor colour; ///< Invalid: the one that belongs to the id.
    friend bool operator==(const Portrait &, const Portrait &) = default;
};
/// Others choose it: what is no colour or too long for an emoji is left out.
Portrait portraitOf(const Chat::Avatar &avatar);
/// Of MemberListModel::AvatarRole.
Portrait portraitOf(const QVariantMap &avatar);

/// The outline of an avatar: with the initials what people are told apart by without any colour.
enum class AvatarShape {
    Square, ///< A little rounded, as all corners are that are not said to be round.
    Circle,
    Falling, ///< Round at the upper left and the lower right.
    Rising,  ///< Round at the upper right and the lower left.
};
/// What belongs to an id, the same in every program and run, and on the browser page.
struct IdLook {
    size_t colour = 0; ///< Which of Theme::avatars.
    AvatarShape shape = AvatarShape::Square;
};
IdLook lookOf(const QString &id);

/// The shape of an id, with an emoji or a name's initials, in the colour that was chosen or that
/// belongs to the id, too. What stands on it has a contrast of 4.5 at least, whatever was chosen.
void drawAvatar(QPainter &painter, const QRectF &place, const QString &name, const QString &id,
                const Appearance &appearance, const Portrait &portrait = {});

} // namespace Ui
