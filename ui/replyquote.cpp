// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replyquote.h"

#include "ui/appearance.h"
#include "ui/listrow.h"
#include "ui/rowspace.h"

#include <QPainter>

namespace Ui {

int ReplyQuote::height(const Appearance &appearance)
{
    return appearance.px(22);
}

QString ReplyQuote::sentence(const QVariantMap &quoted)
{
    const QString sender = quoted.value(QStringLiteral("sender")).toString().simplified();
    const QString excerpt = quoted.value(QStringLiteral("excerpt")).toString().simplified();
    if (sender.isEmpty())
        return tr("An answer to an earlier message");
    if (excerpt.isEmpty())
        return tr("%1: a message that is gone").arg(sender);
    return tr("%1: %2", "who, what was said").arg(sender, excerpt);
}

void ReplyQuote::paint(QPainter &painter, const QRect &place, const QVariantMap &quoted,
                       const Appearance &appearance)
{
    const Theme &theme = appearance.theme();
    RowSpace space(painter.layoutDirection(), place);
    const QRect bar = space.take(appearance.px(3));
    painter.fillRect(bar.adjusted(0, appearance.px(3), 0, -appearance.px(3)), theme.line);
    space.take(appearance.px(7));
    drawRowLine(painter, space.rest(), sentence(quoted), appearance.font(12), theme.ink2);
}

} // namespace Ui
