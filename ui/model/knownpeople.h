// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QObject>
#include <QSet>
#include <QTimer>
#include <QVariantMap>

#include <vector>

namespace Ui {

class ChatClient;
class MemberListModel;

/// Everybody of the rooms one is in, each of them once and in the order of their names, without
/// oneself: whom one can invite. Hosts list nobody beyond rooms. Told once for all that changes in
/// one turn.
class KnownPeople : public QObject {
    Q_OBJECT
public:
    struct Person {
        Chat::UserId user;
        QString name; ///< As the host has it; for the screen it is to be made one line.
        bool guest = false;
        Chat::Availability availability = Chat::Availability::Offline;
        QString status = {}; ///< In their own words.
        QVariantMap avatar = {};
        friend bool operator==(const Person &, const Person &) = default;
    };

    /// Without those of `except`, when that is a room. The client must outlive it.
    explicit KnownPeople(ChatClient &client, const Chat::RoomId &except = {},
                         QObject *parent = nullptr);

    const std::vector<Person> &people() const { return m_people; }
    /// Whether they are in the room that was excepted.
    bool isExcepted(const Chat::UserId &user) const { return m_excepted.contains(user); }

Q_SIGNALS:
    void changed();

private:
    void refresh();
    void gather();
    void follow(const MemberListModel &members);

    ChatClient &m_client;
    const Chat::RoomId m_except;
    std::vector<Person> m_people;
    QSet<Chat::UserId> m_excepted;
    QTimer m_change; ///< At the end of the turn in which people came, went or were renamed.
};

} // namespace Ui
