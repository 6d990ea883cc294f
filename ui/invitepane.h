// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomorders.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QPushButton;

namespace Ui {

class Appearance;
class ChatClient;
class KnocksPane;
class KnownPeople;

/// Lets people into a room: asks those one knows, and answers those who knocked.
class InvitePane : public QWidget {
    Q_OBJECT
public:
    /// The client must outlive it.
    InvitePane(ChatClient &client, const Chat::RoomId &room, const Appearance &appearance,
               QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Invited {
        Chat::UserId user;
        QString name;
        friend bool operator==(const Invited &, const Invited &) = default;
    };
    std::vector<Invited> peopleToInvite() const;
    void fillPeople();
    void invite(const Invited &person, bool on);
    void tell(const QString &sentence, bool isProblem);
    void showState();

    ChatClient &m_client;
    const Chat::RoomId m_room;
    Invited m_invited; ///< The last one, who can be uninvited.
    std::vector<Invited> m_offered;
    QString m_choice; ///< The id of who is chosen, there at the moment or not.
    KnownPeople *m_known = nullptr;
    bool m_isBusy = false;
    QComboBox *m_people = nullptr;
    QPushButton *m_invite = nullptr;
    QPushButton *m_takeBack = nullptr;
    QLabel *m_nobody = nullptr;
    QLabel *m_state = nullptr;
    KnocksPane *m_knocks = nullptr;
};

} // namespace Ui
