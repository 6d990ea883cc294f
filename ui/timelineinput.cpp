// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keyboard do in a TimelineView; how it is laid out is in timelineview.cpp.
#include "ui/appearance.h"
#include "ui/deliverysign.h"
#include "ui/filestock.h"
#include "ui/messagetext.h"
#include "ui/model/lineparts.h"
#include "ui/model/messagecopy.h"
#include "ui/model/timelinemodel.h"
#include "ui/timelineview.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QToolTip>

#include <algorithm>

namespace Ui {

namespace {

constexpr size_t mostLinksInMenu = 5;
constexpr qsizetype longestMenuText = 60;

} // namespace

TimelineLines::Hit TimelineView::hitAt(const QPoint &point) const
{
    const QModelIndex index = indexAt(point);
    if (!index.isValid())
        return {};
    return m_lines.hitTest(index, point - visualRect(index).topLeft());
}

bool TimelineView::isFailed(const QModelIndex &index) const
{
    return index.isValid() &&
           Delivery(index.data(TimelineModel::DeliveryRole).toInt()) == Delivery::Failed;
}

bool TimelineView::isUnsent(const QModelIndex &index) const
{
    return isFailed(index) || DeliverySign::untilLong(index).has_value();
}

void TimelineView::follow(const TimelineLines::Hit &hit, const QModelIndex &index)
{
    const QString clientId = index.data(TimelineModel::ClientIdRole).toString();
    switch (hit.spot) {
    case TimelineLines::Spot::Link:
        Q_EMIT linkActivated(hit.url);
        break;
    case TimelineLines::Spot::Retry:
        Q_EMIT retryRequested(clientId);
        break;
    case TimelineLines::Spot::Discard:
        Q_EMIT discardRequested(clientId);
        break;
    case TimelineLines::Spot::Reaction:
        Q_EMIT reactionClicked(index, hit.emoji);
        break;
    case TimelineLines::Spot::Quote:
        Q_EMIT quoteClicked(index);
        break;
    case TimelineLines::Spot::File:
        Q_EMIT fileWanted(hit.file, hit.deed);
        break;
    case TimelineLines::Spot::Fold:
        if (isCondensed(index))
            toggleNotices(index);
        else
            unfold(index);
        break;
    case TimelineLines::Spot::Delivery:
    case TimelineLines::Spot::Nothing:
        break;
    }
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    m_byKeyboard = false;
    const TimelineLines::Spot spot = hitAt(m_pressed).spot;
    const bool follows =
        spot != TimelineLines::Spot::Nothing && spot != TimelineLines::Spot::Delivery;
    if (!follows || event->button() != Qt::LeftButton)
        QListView::mousePressEvent(event);
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const TimelineLines::Spot spot = hitAt(event->position().toPoint()).spot;
    const bool follows =
        spot != TimelineLines::Spot::Nothing && spot != TimelineLines::Spot::Delivery;
    viewport()->setCursor(follows ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QListView::mouseMoveEvent(event);
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    const bool clicked = event->button() == Qt::LeftButton &&
                         (point - m_pressed).manhattanLength() < QApplication::startDragDistance();
    QListView::mouseReleaseEvent(event);
    if (clicked)
        follow(hitAt(point), indexAt(point));
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::MouseFocusReason) {
        m_byKeyboard = true;
        // The newest line in sight, rather than the oldest one of all.
        if (!currentIndex().isValid() && m_heights.count() > 0) {
            const int last = m_heights.rowAt(contentTop() + viewport()->height() - 1);
            selectionModel()->setCurrentIndex(model()->index(last, 0),
                                              QItemSelectionModel::NoUpdate);
        }
    }
    QListView::focusInEvent(event);
    // Behind what Qt tells of the list itself.
    QMetaObject::invokeMethod(this, &TimelineView::tellFocus, Qt::QueuedConnection);
}

void TimelineView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    // QListView's own asks its layout for the line, and tells of none: that layout never runs.
    QAbstractItemView::currentChanged(current, previous);
    tellFocus();
}

void TimelineView::tellFocus()
{
    if (!QAccessible::isActive() || !hasFocus() || !currentIndex().isValid())
        return;
    QAccessibleEvent focused(this, QAccessible::Focus);
    focused.setChild(currentIndex().row());
    QAccessible::updateAccessibility(&focused);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    m_byKeyboard = true;
    const QModelIndex current = currentIndex();
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && (isFolded(current) || isCondensed(current))) {
        follow({TimelineLines::Spot::Fold, {}, {}, {}}, current);
        return;
    }
    if (enter && current.isValid()) {
        const std::vector<QUrl> links = linksOf(current.data(TimelineModel::TextRole).toString());
        const QVariantList files = current.data(TimelineModel::FilesRole).toList();
        if (isFailed(current)) {
            follow({TimelineLines::Spot::Retry, {}, {}, {}}, current);
        } else if (m_files && !files.isEmpty()) {
            const Chat::FileInfo first = fileOf(files.front());
            Q_EMIT fileWanted(first, FileCards::usualDeed(first, *m_files));
        } else if (!links.empty()) {
            follow({TimelineLines::Spot::Link, links.front(), {}, {}}, current);
        }
        return;
    }
    if (event->key() == Qt::Key_Delete && current.isValid()) {
        if (event->isAutoRepeat()) // one press, one message
            return;
        if (isUnsent(current))
            follow({TimelineLines::Spot::Discard, {}, {}, {}}, current);
        else
            Q_EMIT removalWanted(current);
        return;
    }
    if (event->key() == Qt::Key_Escape && selectionModel() && selectionModel()->hasSelection()) {
        clearSelection();
        return;
    }
    QListView::keyPressEvent(event);
}

void TimelineView::copySelection() const
{
    if (!selectionModel())
        return;
    QModelIndexList rows = selectionModel()->selectedIndexes();
    if (rows.isEmpty() && currentIndex().isValid())
        rows << currentIndex();
    rows.removeIf([](const QModelIndex &row) { return NoticeLines::isHidden(row); });
    if (!rows.isEmpty())
        QApplication::clipboard()->setText(copiedText(
            rows, [this](const QModelIndex &row) { return m_lines.notices().isOpen(row); }));
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    QModelIndex index = currentIndex();
    QPoint place = visualRect(index).center();
    if (event->reason() == QContextMenuEvent::Mouse) {
        place = event->pos();
        index = indexAt(place);
    }
    if (index.isValid())
        openMenu(index, place);
}

void TimelineView::openMenu(const QModelIndex &index, const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("messageMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!selectionModel()->isSelected(index))
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    Q_EMIT menuOpening(menu, index);
    if (isCondensed(index)) {
        const bool open = m_lines.notices().isOpen(index);
        menu->addAction(open ? tr("Hide who came and left") : tr("Show who came and left"), this,
                        [this, line = QPersistentModelIndex(index)] { toggleNotices(line); })
            ->setObjectName(QStringLiteral("toggleNotices"));
    }
    menu->addAction(tr("Copy"), this, [this] { copySelection(); });
    const std::vector<QUrl> links = linksOf(index.data(TimelineModel::TextRole).toString());
    for (size_t i = 0; i < std::min(links.size(), mostLinksInMenu); ++i) {
        QString shown = links[i].toDisplayString().left(longestMenuText);
        menu->addAction(tr("Open %1").arg(shown.replace(u'&', QStringLiteral("&&"))), this,
                        [this, url = links[i]] { Q_EMIT linkActivated(url); });
    }
    if (isUnsent(index)) {
        const QString clientId = index.data(TimelineModel::ClientIdRole).toString();
        menu->addSeparator();
        if (isFailed(index))
            menu->addAction(tr("Send again"), this,
                            [this, clientId] { Q_EMIT retryRequested(clientId); });
        menu->addAction(isFailed(index) ? tr("Discard") : tr("Do not send"), this,
                        [this, clientId] { Q_EMIT discardRequested(clientId); })
            ->setObjectName(QStringLiteral("discardMessage"));
    }
    menu->popup(viewport()->mapToGlobal(place));
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QListView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QModelIndex index = indexAt(help->pos());
    QString text;
    if (index.isValid()) {
        const TimelineLines::Hit hit = hitAt(help->pos());
        if (hit.spot == TimelineLines::Spot::Link)
            text = hit.url.toString(QUrl::FullyEncoded).left(500);
        else if (hit.spot == TimelineLines::Spot::Delivery)
            text = DeliverySign::sentence(index).left(500);
        else if (!hit.sentence.isEmpty())
            text = hit.sentence.left(500);
        else
            text = QLocale().toString(index.data(TimelineModel::TimeRole).toDateTime(),
                                      QLocale::LongFormat);
    }
    // As markup of our own, or a text that looks like markup would be taken for it.
    if (!text.isEmpty())
        text = QStringLiteral("<span>") +
               text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")) +
               QStringLiteral("</span>");
    QToolTip::showText(help->globalPos(), text, viewport());
    return true;
}

} // namespace Ui
