// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commandactions.h"

#include "ui/completer.h"
#include "ui/composer.h"
#include "ui/messageedit.h"
#include "ui/model/company.h"
#include "ui/model/knownpeople.h"
#include "ui/model/roomorders.h"
#include "ui/model/roomtitle.h"
#include "ui/roomrights.h"

#include <QPointer>

#include <algorithm>

namespace Ui {
namespace {

constexpr int mostRoomsNamed = 2000; // to choose from behind a "#"
constexpr int longestTypedTopic = 250;

} // namespace

CommandActions::CommandActions(ChatClient &client, Composer &composer)
    : QObject(&composer), m_client(client), m_composer(composer)
{
    connect(&composer, &Composer::roomShown, this, &CommandActions::followRoom);
    connect(&composer, &Composer::commanded, this, &CommandActions::carryOut);
    const RoomListModel *rooms = client.rooms();
    m_change.setSingleShot(true);
    connect(&m_change, &QTimer::timeout, this, &CommandActions::followRooms);
    const auto soon = qOverload<>(&QTimer::start);
    connect(rooms, &QAbstractItemModel::rowsInserted, &m_change, soon);
    connect(rooms, &QAbstractItemModel::rowsRemoved, &m_change, soon);
    connect(rooms, &QAbstractItemModel::dataChanged, &m_change, soon);
    connect(&client, &ChatClient::statusChanged, &composer, &Composer::checkText);
    composer.setCommandCheck([this](const SlashCommand &command) { return problemOf(command); });
    followRoom();
    followRooms();
}

CommandActions::~CommandActions() = default;

void CommandActions::followRoom()
{
    if (m_composer.room() == m_room)
        return;
    m_room = m_composer.room();
    m_people.reset();
}

const KnownPeople &CommandActions::people() const
{
    if (!m_people) {
        m_people = std::make_unique<KnownPeople>(m_client, m_room);
        connect(m_people.get(), &KnownPeople::changed, &m_composer, &Composer::checkText);
    }
    return *m_people;
}

void CommandActions::followRooms()
{
    const RoomListModel *rooms = m_client.rooms();
    QStringList names;
    for (int row = 0; row < std::min(rooms->rowCount(), mostRoomsNamed); ++row) {
        const QModelIndex room = rooms->index(row);
        const int kind = room.data(RoomListModel::VisibilityRole).toInt();
        if (Chat::Visibility(kind) != Chat::Visibility::Direct)
            names << roomTitle(room);
    }
    m_composer.completer().setRooms(names);
    m_composer.checkText();
}

std::optional<Chat::UserId> CommandActions::person(const QString &name) const
{
    std::optional<Chat::UserId> found;
    for (const KnownPeople::Person &one : people().people()) {
        if (one.name.simplified().compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (found)
            return std::nullopt;
        found = one.user;
    }
    return found;
}

QModelIndex CommandActions::roomCalled(const QString &name) const
{
    const RoomListModel *rooms = m_client.rooms();
    for (int row = 0; row < rooms->rowCount(); ++row) { // the joined ones come first
        const QModelIndex room = rooms->index(row);
        if (roomTitle(room).compare(name, Qt::CaseInsensitive) == 0 ||
            rooms->roomAt(room).toString() == name)
            return room;
    }
    return {};
}

QString CommandActions::problemOf(const SlashCommand &command) const
{
    using Kind = SlashCommand::Kind;
    const bool asksHost = command.kind == Kind::Topic || command.kind == Kind::Invite ||
                          command.kind == Kind::Join || command.kind == Kind::Leave;
    if (asksHost && m_client.status().phase != ConnectionStatus::Phase::Online)
        return tr("There is no connection to the host. Wait until it is back.");
    const RoomRights rights = rightsIn(m_client.rooms()->room(m_room));
    switch (command.kind) {
    case Kind::Topic:
        if (!rights.topic)
            return tr("Only who keeps order here can change the topic.");
        return command.argument.size() <= longestTypedTopic
                   ? QString()
                   : tr("A topic has %1 characters at most.").arg(longestTypedTopic);
    case Kind::Invite:
        return problemOfInvitation(command.argument);
    case Kind::Join:
        return roomCalled(command.argument).isValid()
                   ? QString()
                   : tr("There is no room called %1 in the list.").arg(command.argument.left(60));
    case Kind::Status:
        return command.argument.size() <= OwnPresence::longestStatus
                   ? QString()
                   : tr("A status has %1 characters at most.").arg(OwnPresence::longestStatus);
    case Kind::Leave:
        return rights.leave ? QString()
                            : tr("A conversation of two has no way out. You can archive it in the "
                                 "settings of this room instead.");
    case Kind::Online:
    case Kind::Away:
    case Kind::DoNotDisturb:
    case Kind::Shrug:
    case Kind::Help:
        break;
    }
    return {};
}

QString CommandActions::problemOfInvitation(const QString &name) const
{
    if (!rightsIn(m_client.rooms()->room(m_room)).admits)
        return tr("Only who keeps order in a room can invite people into it.");
    const MemberListModel *members = m_client.members(m_room);
    for (int row = 0; row < members->rowCount(); ++row) {
        const QString member = members->index(row).data(MemberListModel::NameRole).toString();
        if (member.simplified().compare(name, Qt::CaseInsensitive) == 0)
            return tr("%1 is in this room already.").arg(name);
    }
    if (person(name))
        return {};
    const auto isCalled = [&name](const KnownPeople::Person &one) {
        return one.name.simplified().compare(name, Qt::CaseInsensitive) == 0;
    };
    const std::vector<KnownPeople::Person> &known = people().people();
    if (std::any_of(known.begin(), known.end(), isCalled))
        return tr("Several people are called %1. Choose one in the settings of this room.")
            .arg(name);
    return tr("Nobody in your rooms is called %1.").arg(name.left(60));
}

void CommandActions::carryOut(const SlashCommand &command)
{
    using Kind = SlashCommand::Kind;
    OwnPresence &presence = *m_client.company()->presence();
    switch (command.kind) {
    case Kind::Topic:
        return m_client.setTopic(m_room, command.argument);
    case Kind::Invite:
        return invite(command.argument);
    case Kind::Join:
        return join(command.argument);
    case Kind::Leave:
        return m_client.leaveRoom(m_room);
    case Kind::Status:
        return presence.setStatus(command.argument);
    case Kind::Online:
        return presence.choose(Chat::Availability::Online);
    case Kind::Away:
        return presence.choose(Chat::Availability::Away);
    case Kind::DoNotDisturb:
        return presence.choose(Chat::Availability::DoNotDisturb);
    case Kind::Help:
        return m_composer.field().insertPlainText(QStringLiteral("/")); // proposes all of them
    case Kind::Shrug:
        break;
    }
}

void CommandActions::invite(const QString &name)
{
    const auto user = person(name);
    if (!user)
        return;
    m_client.orders()->invite(
        m_room, *user, true, [self = QPointer(this), name](const QString &problem) {
            if (self)
                Q_EMIT self->told(problem.isEmpty() ? tr("Invited: %1").arg(name) : problem);
        });
}

void CommandActions::join(const QString &name)
{
    const QModelIndex room = roomCalled(name);
    if (!room.isValid())
        return;
    const Chat::RoomId id = m_client.rooms()->roomAt(room);
    const bool isFree = m_client.rooms()->room(id).settings.isOpen();
    if (isFree && !m_client.rooms()->isJoined(id))
        m_client.joinRoom(id);
    Q_EMIT roomWanted(id); // which asks for its password, or to be let in
}

} // namespace Ui
