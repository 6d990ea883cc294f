// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>
#include <QWidget>

class QLabel;
class QListView;
class QMenu;

namespace Ui {

class Appearance;
class MemberListModel;

/// Draws a person: avatar, name, guest or oneself, how they can be reached and what they say of it.
class MemberDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    MemberDelegate(const Appearance &appearance, QObject *parent);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// All of it in words, where it does not fit.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    const Appearance &m_appearance;
};

/// The people of the shown room.
class MembersPane : public QWidget {
    Q_OBJECT
public:
    explicit MembersPane(const Appearance &appearance, QWidget *parent = nullptr);

    /// The model must outlive the pane; null shows nobody.
    void setMembers(MemberListModel *members);
    void focusList();
    /// What stands below a person's name; empty for who is simply there.
    static QString lineBelow(const QModelIndex &person);

Q_SIGNALS:
    /// For what one can do with that person; an empty menu is not shown.
    void menuOpening(QMenu *menu, const QModelIndex &person);
    /// By Enter or a double click.
    void personChosen(const QModelIndex &person);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void openMenu(const QModelIndex &person, const QPoint &place);

    const Appearance &m_appearance;
    MemberListModel *m_members = nullptr;
    QLabel *m_heading = nullptr;
    QListView *m_list = nullptr;
};

} // namespace Ui
