// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"
#include "ui/model/groupmaking.h"

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;
class ChatClient;
class PeopleChoice;
class PeoplePicker;

/// Asks with whom one wants to talk: with one person it becomes a conversation of two, with several
/// a group. Stays till everybody is invited, and says who could not be.
class ConversationDialog : public GrowingDialog {
    Q_OBJECT
public:
    /// `other`: who is chosen from the beginning, as whoever one talks with alone and wants others
    /// with; it becomes a group in any case then. All must outlive it.
    ConversationDialog(ChatClient &client, const Appearance &appearance,
                       const std::optional<KnownPeople::Person> &other, QWidget *parent);

Q_SIGNALS:
    /// The group is there, and the window is closed. Of two the client tells.
    void made(const Chat::RoomId &room);
    /// A sentence about what was left undone when the window was closed.
    void told(const QString &sentence);

protected:
    void done(int result) override;

private:
    void build(const Appearance &appearance);
    void start();
    void followMaking();
    void showState();
    QString stateText() const;
    bool isOnline() const;
    bool isGroup() const;

    ChatClient &m_client;
    const bool m_addsPeople;
    KnownPeople *m_known = nullptr;
    PeopleChoice *m_choice = nullptr;
    GroupMaking *m_making = nullptr;
    PeoplePicker *m_picker = nullptr;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace Ui
