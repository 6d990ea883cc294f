// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomorders.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace Ui {

class Appearance;
class ChatClient;

/// Lets people into a room: asks those one knows, and answers those who knocked.
class InvitePane : public QWidget {
    Q_OBJECT
public:
    /// The client must outlive it.
    InvitePane(ChatClient &client, const Chat::RoomId &room, const Appearance &appearance,
               QWidget *parent = nullptr);

private:
    struct Invited {
        Chat::UserId user;
        QString name;
    };
    void fillPeople();
    void askKnocks();
    void showKnocks(const Chat::KnockList &knocks);
    QWidget *addKnock(const Chat::Knock &knock);
    void invite(const Invited &person, bool on);
    void answer(const Chat::Knock &knock, bool accept);
    void tell(const QString &sentence, bool isProblem);
    void showState();

    ChatClient &m_client;
    const Chat::RoomId m_room;
    Invited m_invited; ///< The last one, who can be uninvited.
    bool m_isBusy = false;
    bool m_isAnswering = false; ///< A knock was answered; the list that is asked for comes next.
    QComboBox *m_people = nullptr;
    QPushButton *m_invite = nullptr;
    QPushButton *m_takeBack = nullptr;
    QLabel *m_nobody = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_knocksTitle = nullptr;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_knocks = nullptr;
    QVBoxLayout *m_knockRows = nullptr;
};

} // namespace Ui
