// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPersistentModelIndex>

#include <functional>

class QToolButton;

namespace Ui {

class Appearance;
class TimelineView;

/// What is done most with a message, over its upper edge while the mouse is on it; the rest is one
/// click away. For the mouse alone: the keys and the menu of the line do the same.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    /// What the bar has for a line.
    struct Offer {
        bool any = false;  ///< Else it stays away.
        bool edit = false; ///< It is one's own.
    };
    using Offers = std::function<Offer(const QModelIndex &)>;

    /// Belongs to the timeline.
    MessageBar(const Appearance &appearance, TimelineView &timeline, Offers offers);

Q_SIGNALS:
    /// `place`: of the button, on the whole screen.
    void reactWanted(const QModelIndex &index, const QRect &place);
    void answerWanted(const QModelIndex &index);
    void editWanted(const QModelIndex &index);
    void forwardWanted(const QModelIndex &index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addButton(QToolButton *button, const char *name, std::function<void()> act);
    void follow(const QPoint &mouse);
    void place();
    void retranslate();
    void paintIcons();

    const Appearance &m_appearance;
    TimelineView &m_timeline;
    Offers m_offers;
    QPersistentModelIndex m_line;
    QToolButton *m_react;
    QToolButton *m_answer;
    QToolButton *m_edit;
    QToolButton *m_forward;
    QToolButton *m_more;
};

} // namespace Ui
