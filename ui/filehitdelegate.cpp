// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filehitdelegate.h"

#include "ui/appearance.h"
#include "ui/filestock.h"
#include "ui/listrow.h"
#include "ui/model/searchmodel.h"
#include "ui/personname.h"

#include <QDateTime>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

namespace Ui {

namespace {

constexpr int fileHitSide = 12; // px at scale 1
constexpr int fileHitHead = 22;
constexpr int fileHitSpace = 6;

} // namespace

FileHitDelegate::FileHitDelegate(const Appearance &appearance, QObject *parent)
    : QStyledItemDelegate(parent), m_appearance(appearance)
{
}

std::vector<FileCards::Card> FileHitDelegate::cards(const QRect &row,
                                                    const QModelIndex &index) const
{
    const int side = m_appearance.px(fileHitSide);
    const QPoint corner(row.left() + side, row.top() + m_appearance.px(fileHitSpace + fileHitHead));
    return FileCards::layOut(index.data(SearchModel::FilesRole).toList(), corner,
                             row.width() - 2 * side, m_appearance);
}

QSize FileHitDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QRect any(0, 0, 200, 0); // how wide it is changes no height
    return {any.width(), m_appearance.px(2 * fileHitSpace + fileHitHead) +
                             FileCards::height(cards(any, index), m_appearance)};
}

void FileHitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawRowBox(*painter, option, m_appearance.theme());
    const int side = m_appearance.px(fileHitSide);
    const QRect head(option.rect.left() + side, option.rect.top() + m_appearance.px(fileHitSpace),
                     option.rect.width() - 2 * side, m_appearance.px(fileHitHead));
    const QDateTime time = index.data(SearchModel::TimeRole).toDateTime().toLocalTime();
    drawRowHead(*painter, head,
                personName(index.data(SearchModel::SenderRole).toString(),
                           index.data(SearchModel::GuestRole).toBool()),
                QLocale().toString(time, QLocale::ShortFormat), m_appearance);
    if (m_stock) {
        std::vector<FileCards::Card> shown = cards(option.rect, index);
        if (option.direction == Qt::RightToLeft)
            FileCards::mirror(shown, option.rect);
        FileCards::paint(*painter, shown, *m_stock, m_appearance);
    }
    painter->restore();
}

bool FileHitDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                  const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease || !m_stock)
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const auto *click = static_cast<QMouseEvent *>(event);
    if (click->button() != Qt::LeftButton)
        return false;
    QPoint point = click->position().toPoint();
    if (option.direction == Qt::RightToLeft)
        point.setX(option.rect.left() + option.rect.right() - point.x());
    const auto hit = FileCards::hit(cards(option.rect, index), point, *m_stock, m_appearance);
    if (hit && hit->deed)
        Q_EMIT fileWanted(hit->file, *hit->deed);
    else
        Q_EMIT messageWanted(index);
    return true;
}

} // namespace Ui
