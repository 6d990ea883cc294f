// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timelineview.h"

#include "ui/appearance.h"
#include "ui/deliverysign.h"
#include "ui/filestock.h"
#include "ui/model/timelinemodel.h"

#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>
#include <chrono>
#include <utility>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr int stickyDistance = 8; // px from the end that still count as being there
constexpr int mostMeasurings = 16;

} // namespace

TimelineView::TimelineView(const Appearance &appearance, QWidget *parent)
    : QListView(parent), m_appearance(appearance), m_lines(appearance),
      m_endButton(new QPushButton(this))
{
    setObjectName(QStringLiteral("timeline"));
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    m_endButton->setObjectName(QStringLiteral("endButton"));
    m_endButton->setFocusPolicy(Qt::TabFocus);
    m_endButton->hide();
    connect(m_endButton, &QPushButton::clicked, this, [this] {
        scrollToEnd();
        setFocus();
    });
    connect(&appearance, &Appearance::changed, this, [this] {
        m_lines.clear();
        updateRange();
        keepPlace();
        updateEndButton();
        viewport()->update();
    });
    m_lines.setDirection(layoutDirection());
    m_becomesLong.setSingleShot(true);
    connect(&m_becomesLong, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    updateEndButton();
}

void TimelineView::setModel(QAbstractItemModel *model)
{
    for (const QMetaObject::Connection &connection : std::as_const(m_connections))
        disconnect(connection);
    m_connections.clear();
    m_lines.clear();
    m_lines.folded().clear();
    m_lines.notices().clear();
    m_sticky = true;
    m_news = 0;
    m_wantedAt = {};
    QListView::setModel(model);
    forgetHeights();
    updateEndButton();
    if (!model)
        return;
    m_connections << connect(model, &QAbstractItemModel::rowsRemoved, this,
                             [this](const QModelIndex &, int first, int last) {
                                 m_heights.remove(first, last - first + 1);
                                 if (first <= m_anchorRow)
                                     m_anchorRow = qMax(first, m_anchorRow - (last - first + 1));
                                 updateRange();
                                 keepPlace();
                             });
    m_connections << connect(model, &QAbstractItemModel::rowsMoved, this,
                             &TimelineView::forgetHeights);
    m_connections << connect(model, &QAbstractItemModel::layoutChanged, this,
                             &TimelineView::forgetHeights);
}

void TimelineView::reset()
{
    QListView::reset();
    forgetHeights();
}

void TimelineView::forgetHeights()
{
    m_heights.reset(model() ? model()->rowCount() : 0, m_lines.estimatedHeight());
    m_anchorRow = std::clamp(m_anchorRow, 0, qMax(0, m_heights.count() - 1));
    updateRange();
    keepPlace();
    viewport()->update();
}

void TimelineView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout(); // not QListView's, which would measure every row
}

void TimelineView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    updateRange();
    keepPlace();
}

void TimelineView::updateRange()
{
    m_adjusting = true;
    m_lines.setWidth(viewport()->width());
    QScrollBar *bar = verticalScrollBar();
    bar->setRange(0, qMax(0, m_heights.total() - viewport()->height()));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(m_appearance.px(20));
    m_adjusting = false;
}

void TimelineView::keepPlace()
{
    QScrollBar *bar = verticalScrollBar();
    m_adjusting = true;
    if (m_sticky || m_heights.count() == 0) {
        bar->setValue(bar->maximum());
    } else {
        // A notice that others followed is now in the line that tells of them.
        while (NoticeLines::isHidden(model()->index(m_anchorRow, 0)) &&
               m_anchorOffset >= m_heights.height(m_anchorRow)) {
            m_anchorOffset -= m_heights.height(m_anchorRow);
            ++m_anchorRow;
        }
        const int offset = qMin(m_anchorOffset, m_heights.height(m_anchorRow) - 1);
        bar->setValue(m_heights.offset(m_anchorRow) + offset);
    }
    m_adjusting = false;
    viewport()->update();
}

void TimelineView::rememberPlace()
{
    const QScrollBar *bar = verticalScrollBar();
    setSticky(bar->value() >= bar->maximum() - stickyDistance);
    m_endButton->setVisible(isFarFromEnd());
    m_anchorRow = qMax(0, m_heights.rowAt(bar->value()));
    m_anchorOffset = bar->value() - m_heights.offset(m_anchorRow);
    if (bar->value() < viewport()->height())
        Q_EMIT olderWanted();
}

void TimelineView::setSticky(bool sticky)
{
    if (m_sticky == sticky)
        return;
    m_sticky = sticky;
    m_news = 0;
    updateEndButton();
    Q_EMIT atEndChanged(sticky);
}

void TimelineView::scrollToEnd()
{
    setSticky(true);
    measureVisible();
    keepPlace();
}

void TimelineView::startAt(const QModelIndex &index)
{
    m_startAt = index;
    scrollToEnd();
}

void TimelineView::setPeople(const QStringList &names, const QString &self)
{
    m_lines.setPeople(names, self);
    viewport()->update();
}

void TimelineView::setFiles(FileStock &stock)
{
    m_files = &stock;
    m_lines.setFiles(&stock);
    connect(&stock, &FileStock::changed, viewport(), qOverload<>(&QWidget::update));
    viewport()->update();
}

void TimelineView::setPortraits(QHash<QString, Portrait> portraits)
{
    m_lines.setPortraits(std::move(portraits));
    viewport()->update();
}

bool TimelineView::isFolded(const QModelIndex &index)
{
    return m_lines.folded().foldOf(index) != FoldedLines::Fold::None;
}

void TimelineView::unfold(const QModelIndex &index)
{
    m_lines.folded().open(index);
    viewport()->update(); // which measures them
}

void TimelineView::toggleNotices(const QModelIndex &index)
{
    m_lines.notices().toggle(index);
    viewport()->update(); // which measures it
}

bool TimelineView::isPassedOver(int row) const
{
    const QModelIndex line = model()->index(row, 0);
    return NoticeLines::isHidden(line) ||
           m_lines.folded().foldOf(line) == FoldedLines::Fold::Inside;
}

void TimelineView::scrollContentsBy(int, int)
{
    if (!m_adjusting)
        rememberPlace();
    viewport()->update();
}

void TimelineView::measureVisible()
{
    if (!model() || viewport()->width() <= 0)
        return;
    m_lines.setWidth(viewport()->width());
    // What is measured may move what is seen, so that other rows have to be measured.
    for (int pass = 0; pass < mostMeasurings; ++pass) {
        bool changed = false;
        const int end = contentTop() + viewport()->height();
        int y = 0;
        int row = qMax(0, m_heights.rowAt(contentTop()));
        // From where it begins: all that is folded or hidden goes in one pass.
        while (row > 0 && isPassedOver(row))
            --row;
        for (; row < m_heights.count(); ++row) {
            y = m_heights.offset(row);
            if (y >= end)
                break;
            const QModelIndex index = model()->index(row, 0);
            // Before it is measured: it may become long while it is, and is measured again then.
            const auto untilLong = DeliverySign::untilLong(index).value_or(0ms);
            if (untilLong > 0ms &&
                (!m_becomesLong.isActive() || untilLong < m_becomesLong.remainingTimeAsDuration()))
                m_becomesLong.start(untilLong);
            const int height = m_lines.height(index);
            changed = changed || height != m_heights.height(row);
            m_heights.set(row, height);
        }
        if (!changed)
            return;
        updateRange();
        keepPlace();
    }
}

/// What there is may fill no page, as of many lines that are folded or told of in one.
void TimelineView::wantOlder()
{
    const std::pair<int, int> now(m_heights.count(), m_heights.total());
    if (verticalScrollBar()->value() >= viewport()->height() ||
        std::exchange(m_wantedAt, now) == now)
        return;
    // Not while painting: whoever hears it may change what is painted.
    QMetaObject::invokeMethod(this, &TimelineView::olderWanted, Qt::QueuedConnection);
}

int TimelineView::contentTop() const
{
    // Few lines stand at the bottom, where the next one will be.
    const int gap = qMax(0, viewport()->height() - m_heights.total());
    return verticalScrollBar()->value() - gap;
}

int TimelineView::verticalOffset() const
{
    return contentTop();
}

int TimelineView::horizontalOffset() const
{
    return 0;
}

QRect TimelineView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_heights.count())
        return {};
    return {0, m_heights.offset(index.row()) - contentTop(), viewport()->width(),
            m_heights.height(index.row())};
}

QModelIndex TimelineView::indexAt(const QPoint &point) const
{
    const int y = point.y() + contentTop();
    if (!model() || y < 0 || y >= m_heights.total())
        return {};
    return model()->index(m_heights.rowAt(y), 0);
}

void TimelineView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= m_heights.count())
        return;
    m_heights.set(index.row(), m_lines.height(index));
    updateRange();
    const int top = m_heights.offset(index.row());
    const int height = m_heights.height(index.row());
    const int page = viewport()->height();
    QScrollBar *bar = verticalScrollBar();
    const int value = bar->value();
    int wanted = value;
    if (hint == PositionAtTop || (hint == EnsureVisible && top < value))
        wanted = top;
    else if (hint == PositionAtBottom || (hint == EnsureVisible && top + height > value + page))
        wanted = top + height - page;
    else if (hint == PositionAtCenter)
        wanted = top - (page - height) / 2;
    if (wanted != value)
        bar->setValue(wanted); // scrollContentsBy() remembers it
    viewport()->update();
}

void TimelineView::keyboardSearch(const QString &)
{
    // Letters are no way through a conversation, and searching would read every line of it.
}

void TimelineView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QAbstractItemView::rowsInserted(parent, first, last); // not QListView's: see doItemsLayout()
    const int rows = last - first + 1;
    const QModelIndex behind = model()->index(last + 1, 0);
    // What was not sent yet stands behind all that comes.
    const bool atTheEnd =
        !behind.isValid() || behind.data(TimelineModel::SequenceRole).toLongLong() == 0;
    m_heights.insert(first, rows, m_lines.estimatedHeight());
    if (first <= m_anchorRow && !m_sticky)
        m_anchorRow += rows;
    if (atTheEnd && !m_sticky) {
        for (int row = first; row <= last; ++row) {
            const QModelIndex line = model()->index(row, 0);
            const int type = line.data(TimelineModel::TypeRole).toInt();
            m_news += Chat::MessageType(type) == Chat::MessageType::Talk &&
                      !line.data(TimelineModel::OwnRole).toBool() &&
                      !line.data(TimelineModel::IgnoredRole).toBool();
        }
        updateEndButton();
    }
    updateRange();
    keepPlace();
}

void TimelineView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    for (int row = first; row <= last; ++row)
        m_lines.drop(model()->index(row, 0));
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
}

void TimelineView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                               const QList<int> &roles)
{
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    if (roles.isEmpty() || roles.contains(TimelineModel::TextRole)) {
        if (bottomRight.row() - topLeft.row() > 1000) {
            m_lines.clear();
        } else {
            for (int row = topLeft.row(); row <= bottomRight.row(); ++row)
                m_lines.forget(topLeft.siblingAtRow(row));
        }
    }
    if (roles.contains(TimelineModel::HiddenRole) && NoticeLines::isHidden(currentIndex()))
        goToShown();
    viewport()->update();
}

/// From a notice to the one that tells of it since others followed.
void TimelineView::goToShown()
{
    QModelIndex line = currentIndex();
    const bool wasSelected = selectionModel()->isSelected(line);
    selectionModel()->select(line, QItemSelectionModel::Deselect);
    while (NoticeLines::isHidden(line))
        line = line.siblingAtRow(line.row() + 1);
    const bool scrolls = hasAutoScroll();
    setAutoScroll(false); // nobody went there: what is read stays in sight
    selectionModel()->setCurrentIndex(line, wasSelected ? QItemSelectionModel::Select
                                                        : QItemSelectionModel::NoUpdate);
    setAutoScroll(scrolls);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    // What one reads stays on its place of the screen when a line above the view comes or goes.
    const int top = isVisible() ? mapTo(window(), QPoint()).y() : -1;
    const int before = std::exchange(m_top, top);
    if (!m_sticky && before >= 0 && top >= 0 && top != before && m_heights.count() > 0) {
        const int place = verticalScrollBar()->value() + top - before;
        // What comes into sight above the line that stays is no other one that does.
        if (place >= m_heights.offset(m_anchorRow) + m_heights.height(m_anchorRow))
            m_anchorRow = m_heights.rowAt(place);
        m_anchorOffset = qMax(0, place) - m_heights.offset(m_anchorRow);
    }
    QAbstractItemView::resizeEvent(event); // ends in updateGeometries(), which keeps the place
    updateEndButton();
    if (verticalScrollBar()->maximum() == 0)
        Q_EMIT olderWanted();
}

void TimelineView::paintEvent(QPaintEvent *)
{
    measureVisible();
    if (const QModelIndex start = std::exchange(m_startAt, {}); start.isValid()) {
        if (visualRect(start).top() < 0)
            scrollTo(start, PositionAtTop);
        measureVisible();
        // Not while painting: whoever hears it may change what is painted.
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT atEndChanged(isAtEnd()); }, Qt::QueuedConnection);
    }
    wantOlder();
    QPainter painter(viewport());
    const QItemSelectionModel *selection = selectionModel();
    const int top = contentTop();
    for (int row = qMax(0, m_heights.rowAt(top)); row < m_heights.count(); ++row) {
        const QRect place(0, m_heights.offset(row) - top, viewport()->width(),
                          m_heights.height(row));
        if (place.top() >= viewport()->height())
            break;
        const QModelIndex index = model()->index(row, 0);
        TimelineLines::State state;
        state.selected = selection && selection->isSelected(index);
        state.focused = m_byKeyboard && hasFocus() && currentIndex() == index;
        m_lines.paint(painter, place, index, state);
    }
}

bool TimelineView::isFarFromEnd() const
{
    const QScrollBar *bar = verticalScrollBar();
    return !m_sticky && (m_news > 0 || bar->maximum() - bar->value() > m_appearance.px(60));
}

void TimelineView::updateEndButton()
{
    m_endButton->setVisible(isFarFromEnd());
    m_endButton->setProperty("news", m_news > 0);
    m_endButton->style()->polish(m_endButton);
    m_endButton->setText(m_news > 0 ? tr("%Ln new message(s)", nullptr, m_news)
                                    : tr("To the newest"));
    const Theme &theme = m_appearance.theme();
    m_endButton->setIcon(m_appearance.icon(QStringLiteral("arrow-down"),
                                           m_news > 0 ? theme.onMention : theme.accent));
    m_endButton->setAccessibleName(m_endButton->text());
    m_endButton->adjustSize();
    m_endButton->move((width() - m_endButton->width()) / 2,
                      height() - m_endButton->height() - m_appearance.px(12));
    setAccessibleName(tr("Messages"));
}

void TimelineView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        m_lines.setDirection(layoutDirection());
        viewport()->update();
    }
    if (event->type() == QEvent::LanguageChange) {
        m_lines.clear();
        updateEndButton();
        viewport()->update();
    }
}

QModelIndex TimelineView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = m_heights.count();
    if (rows == 0)
        return {};
    const int page = viewport()->height();
    int row = currentIndex().row();
    if (row < 0)
        return model()->index(m_heights.rowAt(contentTop() + page - 1), 0);
    switch (action) {
    case MoveUp:
    case MovePrevious:
    case MoveLeft:
        --row;
        break;
    case MoveDown:
    case MoveNext:
    case MoveRight:
        ++row;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = rows - 1;
        break;
    case MovePageUp:
        row = qMin(row - 1, m_heights.rowAt(m_heights.offset(row) - page));
        break;
    case MovePageDown:
        row = qMax(row + 1, m_heights.rowAt(m_heights.offset(row) + page));
        break;
    }
    row = std::clamp(row, 0, rows - 1);
    const int step = row > currentIndex().row() ? 1 : -1;
    while (isPassedOver(row) && row + step >= 0 && row + step < rows)
        row += step;
    // At either end is the line it stands in: what is folded in one above, a notice in one below.
    while (NoticeLines::isHidden(model()->index(row, 0)))
        ++row;
    while (isPassedOver(row))
        --row;
    return model()->index(row, 0);
}

void TimelineView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    if (!model() || !selectionModel())
        return;
    const QRect area = rect.normalized();
    QItemSelection selection;
    if (m_heights.count() > 0 && area.bottom() + contentTop() >= 0) {
        const int first = m_heights.rowAt(area.top() + contentTop());
        const int last = m_heights.rowAt(area.bottom() + contentTop());
        selection = shownLines(first, last);
    }
    selectionModel()->select(selection, command);
}

QItemSelection TimelineView::shownLines(int first, int last) const
{
    QItemSelection lines;
    int from = first;
    for (int row = first; row <= last + 1; ++row) {
        if (row <= last && !NoticeLines::isHidden(model()->index(row, 0)))
            continue;
        if (from < row)
            lines.append({model()->index(from, 0), model()->index(row - 1, 0)});
        from = row + 1;
    }
    return lines;
}

void TimelineView::selectAll()
{
    if (model() && selectionModel())
        selectionModel()->select(shownLines(0, model()->rowCount() - 1),
                                 QItemSelectionModel::ClearAndSelect);
}

QRegion TimelineView::visualRegionForSelection(const QItemSelection &) const
{
    return viewport()->rect(); // only says what to paint again
}

} // namespace Ui
