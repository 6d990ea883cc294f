// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QFrame>
#include <QTimer>

#include <vector>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace Ui {

class Appearance;
class ChatClient;

/// How many of one's messages were not sent, or have waited for long; all of them can be sent
/// again or dropped there. Hidden while there is at most one, which has buttons of its own where
/// it stands, unless it stands in another room.
class UnsentStrip : public QFrame {
    Q_OBJECT
public:
    /// Both must outlive it.
    UnsentStrip(ChatClient &client, const Appearance &appearance, QWidget *parent = nullptr);

    /// The one that is shown.
    void setRoom(const Chat::RoomId &room);
    /// Tab goes through its buttons to that widget.
    void setTabBefore(QWidget *next);

Q_SIGNALS:
    /// It goes, and the keyboard was in it.
    void focusLeft();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Count {
        int failed = 0;
        int waiting = 0; ///< For long.
        int elsewhere = 0;
        int failedElsewhere = 0;
        std::vector<Chat::ClientMessageId> messages; ///< All of them.
    };
    Count count();
    void refresh();
    void askDiscard();

    ChatClient &m_client;
    const Appearance &m_appearance;
    Chat::RoomId m_room;
    QTimer m_becomesLong;          ///< Until the next one has waited for long.
    QBoxLayout *m_parts = nullptr; ///< Words and buttons; below each other where it is narrow.
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_discard = nullptr;
};

} // namespace Ui
