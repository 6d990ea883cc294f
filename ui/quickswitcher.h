// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QFrame>
#include <QHash>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QTimer>

class QLineEdit;
class QListView;

namespace Ui {

class Appearance;
class ChatClient;
class KnownPeople;
class SwitchModel;

/// Draws a place that one may go to.
class SwitchDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    SwitchDelegate(const Appearance &appearance, QObject *parent);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const Appearance &m_appearance;
};

/// A list that lies over the page while one goes somewhere else: rooms, conversations and people,
/// found by some letters of their names. Ctrl+K opens it, Enter goes, Escape closes it.
class QuickSwitcher : public QFrame {
    Q_OBJECT
public:
    /// Lies over `page`, which it follows. All must outlive it.
    QuickSwitcher(ChatClient &client, const Appearance &appearance, QWidget &page);
    ~QuickSwitcher() override;

    void open();
    /// Where one is now; what one left lately comes first.
    void setRoom(const Chat::RoomId &room);

Q_SIGNALS:
    void chosen(const Chat::RoomId &room);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void gather();
    void place();
    void step(int rows);
    void go(const QModelIndex &index);
    void shut();
    void retranslate();

    ChatClient &m_client;
    const Appearance &m_appearance;
    QWidget &m_page;
    Chat::RoomId m_room;
    QHash<Chat::RoomId, qint64> m_visited; ///< When one was there, by a count.
    qint64 m_visits = 0;
    SwitchModel *m_model = nullptr;
    KnownPeople *m_people = nullptr; ///< While it is open.
    QLineEdit *m_text = nullptr;
    QListView *m_list = nullptr;
    QPointer<QWidget> m_before; ///< Where the keys were.
    QTimer m_change;            ///< At the end of the turn in which places came or went.
};

} // namespace Ui
