// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompreceipt.h"
#include "stomp/wire/destinations.h"
#include "ui/model/knownpeople.h"

#include <QObject>

#include <deque>
#include <vector>

namespace Ui {

class ChatClient;

/// Makes a group, which is a private room with several people: the room, then an invitation for
/// each of them, one after another.
///
/// What a broken connection left without an answer is asked again on the next one; the room's id
/// is ours and nobody can guess it, so that neither it nor an invitation is doubled. Who cannot be
/// invited does not keep the others out. Once made, the room stays, whatever becomes of this.
class GroupMaking : public QObject {
    Q_OBJECT
public:
    using Person = KnownPeople::Person;
    enum class Phase {
        Idle,     ///< Nothing is asked for, or the room was refused: problem() says why.
        Making,   ///< The room is asked for.
        Inviting, ///< It is there, and one is in it.
        Done,     ///< Everybody was asked; refused() are those who could not be.
    };
    struct Refused {
        Person person;
        QString why; ///< For the screen, on one line and bounded.
        friend bool operator==(const Refused &, const Refused &) = default;
    };

    /// The client must outlive it.
    explicit GroupMaking(ChatClient &client, QObject *parent = nullptr);

    /// Without a name it is called like its people. Oneself and whoever stands there twice are
    /// left out; nothing happens for nobody, nor while one is being made.
    void make(const QString &name, const std::vector<Person> &people);
    /// Once more those who could not be, when that is Done.
    void inviteAgain();

    Phase phase() const { return m_phase; }
    bool isUnderWay() const { return m_phase == Phase::Making || m_phase == Phase::Inviting; }
    /// The group from Inviting on; empty before.
    Chat::RoomId room() const;
    /// A sentence for the person; empty when there is none.
    QString problem() const { return m_problem; }
    const std::vector<Person> &invited() const { return m_invited; }
    /// Those still to be invited; the first one may be under way.
    const std::deque<Person> &waiting() const { return m_waiting; }
    const std::vector<Refused> &refused() const { return m_refused; }

Q_SIGNALS:
    void changed();

private:
    Stomp::StompReceipt *send(Chat::Request::Kind kind, const Chat::RoomId &room,
                              const QByteArray &body);
    void next();
    void askForRoom();
    void invite(const Person &person);
    void look();
    void giveUp(const QString &problem);

    ChatClient &m_client;
    Phase m_phase = Phase::Idle;
    QString m_problem;
    Chat::RoomId m_room; ///< As it will be.
    QString m_name;
    bool m_isAsked = false;  ///< A request is under way.
    bool m_isStored = false; ///< The host has acknowledged the room.
    std::vector<Person> m_invited;
    std::deque<Person> m_waiting;
    std::vector<Refused> m_refused;
};

} // namespace Ui
