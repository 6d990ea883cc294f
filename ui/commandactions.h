// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"
#include "ui/model/slashcommand.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace Ui {

class Composer;
class KnownPeople;

/// Does what is typed as a command, and says beforehand why it cannot be done.
class CommandActions : public QObject {
    Q_OBJECT
public:
    /// A child of the composer; the client must outlive it.
    CommandActions(ChatClient &client, Composer &composer);
    ~CommandActions() override;

Q_SIGNALS:
    /// One is in that room, or may come in there.
    void roomWanted(const Chat::RoomId &room);
    /// A sentence for the person.
    void told(const QString &sentence);

private:
    void followRoom();
    void followRooms();
    QString problemOf(const SlashCommand &command) const;
    QString problemOfInvitation(const QString &name) const;
    void carryOut(const SlashCommand &command);
    void invite(const QString &name);
    void join(const QString &name);
    const KnownPeople &people() const;
    /// Whose name that is, when it is one person's.
    std::optional<Chat::UserId> person(const QString &name) const;
    /// The joined one of several.
    QModelIndex roomCalled(const QString &name) const;

    ChatClient &m_client;
    Composer &m_composer;
    Chat::RoomId m_room;
    QTimer m_change; ///< At the end of the turn in which rooms came or went.
    mutable std::unique_ptr<KnownPeople> m_people; ///< Of that room, once somebody is invited.
};

} // namespace Ui
