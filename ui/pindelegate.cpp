// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pindelegate.h"

#include "ui/appearance.h"
#include "ui/model/pinnedmodel.h"
#include "ui/personname.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>

namespace Ui {

namespace {

constexpr int pinHeadHeight = 22; // px
constexpr int pinTextHeight = 22;
constexpr int pinSpace = 8;
constexpr int pinSide = 14;

} // namespace

PinDelegate::PinDelegate(const Appearance &appearance, QObject *parent)
    : QStyledItemDelegate(parent), m_appearance(appearance)
{
}

QSize PinDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, m_appearance.px(pinHeadHeight + pinTextHeight + 2 * pinSpace)};
}

void PinDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect box = option.rect.adjusted(4, 2, -4, -2);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.select);
        painter->drawRoundedRect(box, 6, 6);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6);
    }
    QRect row(option.rect.left() + m_appearance.px(pinSide),
              option.rect.top() + m_appearance.px(pinSpace),
              option.rect.width() - 2 * m_appearance.px(pinSide), m_appearance.px(pinHeadHeight));
    const QFont bold = m_appearance.font(14, true);
    const QString name =
        QFontMetrics(bold).elidedText(personName(index.data(PinnedModel::SenderRole).toString(),
                                                 index.data(PinnedModel::GuestRole).toBool()),
                                      Qt::ElideRight, row.width() / 2);
    painter->setFont(bold);
    painter->setPen(theme.ink);
    painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, name);
    const QFont small = m_appearance.font(12);
    const QRect rest =
        row.adjusted(QFontMetrics(bold).horizontalAdvance(name) + m_appearance.px(8), 0, 0, 0);
    const QString time =
        QLocale().toString(index.data(PinnedModel::TimeRole).toDateTime(), QLocale::ShortFormat);
    painter->setFont(small);
    painter->setPen(theme.ink2);
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(small).elidedText(time, Qt::ElideRight, rest.width()));
    row = QRect(row.left(), row.bottom() + 1, row.width(), m_appearance.px(pinTextHeight));
    const QFont plain = m_appearance.font();
    painter->setFont(plain);
    painter->setPen(theme.ink);
    painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(plain).elidedText(index.data(PinnedModel::TextRole).toString(),
                                                     Qt::ElideRight, row.width()));
    painter->restore();
}

} // namespace Ui
