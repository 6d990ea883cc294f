// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heightindex.h"
#include "ui/timelinelines.h"

#include <QListView>
#include <QTimer>

#include <utility>

class QMenu;
class QPushButton;

namespace Ui {

/// The lines of one room, oldest at the top, at home with 100,000 of them: heights are estimated
/// until a line is first shown and kept in a HeightIndex, so QListView's own layout of every row
/// never runs. Selection, keys and accessibility are QListView's.
///
/// Sticks to the end while it is there; else the line at the top stays where it is, whatever is
/// added above or below, however wide the window becomes, and whatever the window shows above it.
class TimelineView : public QListView {
    Q_OBJECT
public:
    explicit TimelineView(const Appearance &appearance, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    bool isAtEnd() const { return m_sticky && !isOnItsWay(); }
    /// startAt() waits until lines are measured; atEndChanged() follows.
    bool isOnItsWay() const { return m_startAt.isValid(); }
    void scrollToEnd();
    /// Shows this line at the top when all below it does not fit, else the end; once the view has
    /// its size.
    void startAt(const QModelIndex &index);

    /// Whom messages may mention, and one's own name.
    void setPeople(const QStringList &names, const QString &self);
    void setPortraits(QHash<QString, Portrait> portraits); ///< By the ids of people.
    /// Whether that line is folded away with others of people one ignores; unfold() shows them.
    bool isFolded(const QModelIndex &index);
    void unfold(const QModelIndex &index);
    /// Whether that line tells of several notices; toggleNotices() lists them, or no more.
    bool isCondensed(const QModelIndex &index) const { return NoticeLines::isCondensed(index); }
    void toggleNotices(const QModelIndex &index);

    /// What files of messages are shown by. Must outlive the view.
    void setFiles(FileStock &stock);

    /// What can be done with that line; `place` is in the viewport.
    void openMenu(const QModelIndex &index, const QPoint &place);

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void reset() override;
    void keyboardSearch(const QString &search) override;
    void selectAll() override;

Q_SIGNALS:
    /// The oldest line is near: older ones are wanted.
    void olderWanted();
    /// The end was reached, or left.
    void atEndChanged(bool atEnd);
    void linkActivated(const QUrl &url);
    /// The emoji on a message was clicked.
    void reactionClicked(const QModelIndex &index, const QString &emoji);
    /// What a message answers was clicked.
    void quoteClicked(const QModelIndex &index);
    /// Something is to be done with a file of a message.
    void fileWanted(const Chat::FileInfo &file, Ui::FileDeed deed);
    /// The menu of a line is about to open: whoever offers more adds it.
    void menuOpening(QMenu *menu, const QModelIndex &index);
    /// Delete was pressed on a line that was sent.
    void removalWanted(const QModelIndex &index);
    /// For messages that failed, and to discard also for those that wait; by their client id.
    void retryRequested(const QString &clientId);
    void discardRequested(const QString &clientId);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    int verticalOffset() const override;
    int horizontalOffset() const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;

protected Q_SLOTS:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;

private:
    void tellFocus(); ///< Which line has the keys, to assistive technology.
    void forgetHeights();
    void goToShown();
    void updateRange();
    void keepPlace();
    void rememberPlace();
    void setSticky(bool sticky);
    void measureVisible();
    void wantOlder();
    /// From the top of the viewport to the place in all lines that is there.
    int contentTop() const;
    /// Those of them that are shown.
    QItemSelection shownLines(int first, int last) const;
    /// It stands in another line: folded away, or a notice that a later one tells of.
    bool isPassedOver(int row) const;
    bool isFarFromEnd() const;
    void updateEndButton();
    TimelineLines::Hit hitAt(const QPoint &point) const;
    void follow(const TimelineLines::Hit &hit, const QModelIndex &index);
    bool isFailed(const QModelIndex &index) const;
    bool isUnsent(const QModelIndex &index) const; ///< Waits, or failed.
    void copySelection() const;
    QList<QMetaObject::Connection> m_connections;

    const Appearance &m_appearance;
    mutable TimelineLines m_lines;
    HeightIndex m_heights;
    bool m_sticky = true;
    bool m_adjusting = false;                ///< The scroll bar moves by our own doing.
    int m_anchorRow = 0, m_anchorOffset = 0; ///< The line that stays, and the top from it, px.
    int m_top = -1; ///< Where the view begins in the window, px; below 0: not in sight so far.
    /// Lines, and how high they are, when older ones were wanted last.
    std::pair<int, int> m_wantedAt;
    QPersistentModelIndex m_startAt;
    FileStock *m_files = nullptr;
    QPoint m_pressed;
    bool m_byKeyboard = false; ///< Show which line is current.
    QTimer m_becomesLong;      ///< Until a line in sight has waited for long.
    int m_news = 0;            ///< Lines that came while the end was out of sight.
    QPushButton *m_endButton = nullptr;
};

} // namespace Ui
