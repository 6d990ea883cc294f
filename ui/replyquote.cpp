// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replyquote.h"

#include "ui/appearance.h"

#include <QFontMetrics>
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
    const int bar = appearance.px(3);
    painter.fillRect(
        QRect(place.left(), place.top() + appearance.px(3), bar, place.height() - appearance.px(6)),
        theme.line);
    const QRect words = place.adjusted(bar + appearance.px(7), 0, 0, 0);
    painter.setFont(appearance.font(12));
    painter.setPen(theme.ink2);
    painter.drawText(
        words, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(painter.font()).elidedText(sentence(quoted), Qt::ElideRight, words.width()));
}

} // namespace Ui
