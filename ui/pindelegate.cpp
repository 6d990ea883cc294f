// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pindelegate.h"

#include "ui/appearance.h"
#include "ui/listrow.h"
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
    drawRowBox(*painter, option, theme);
    QRect row(option.rect.left() + m_appearance.px(pinSide),
              option.rect.top() + m_appearance.px(pinSpace),
              option.rect.width() - 2 * m_appearance.px(pinSide), m_appearance.px(pinHeadHeight));
    drawRowHead(
        *painter, row,
        personName(index.data(PinnedModel::SenderRole).toString(),
                   index.data(PinnedModel::GuestRole).toBool()),
        QLocale().toString(index.data(PinnedModel::TimeRole).toDateTime(), QLocale::ShortFormat),
        m_appearance);
    row = QRect(row.left(), row.bottom() + 1, row.width(), m_appearance.px(pinTextHeight));
    drawRowLine(*painter, row, index.data(PinnedModel::TextRole).toString(), m_appearance.font(),
                theme.ink);
    painter->restore();
}

} // namespace Ui
