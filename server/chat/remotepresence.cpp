// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/remotepresence.h"

#include "stomp/wire/roomevents.h"

#include <algorithm>

namespace Server {
namespace {

const QByteArray hereField = "here";
const QByteArray reachableField = "reachable";

bool isOfThisHost(SessionNumber session)
{
    return !isStandIn(session);
}

QByteArray valueOf(const Principal &who)
{
    return (who.isGuest() ? "g" : "m") + who.name.toUtf8();
}

/// Of valueOf().
Principal whoIs(const Chat::UserId &user, const QByteArray &value)
{
    const auto role = value.startsWith('g') ? Principal::Role::Guest : Principal::Role::Member;
    return {user, QString::fromUtf8(value.mid(1)), role, {}};
}

/// The words of a field's name.
QByteArrayList wordsOf(const QByteArray &field)
{
    return field.split('\n');
}

} // namespace

RemotePresence::RemotePresence(ChatParts &parts, RemoteChanges &changes, RoomDelivery &delivery,
                               RoomTyping &typing, PersonalPresence &presence, Cluster &cluster)
    : m_parts(parts), m_changes(changes), m_delivery(delivery), m_typing(typing),
      m_presence(presence), m_cluster(cluster)
{
    parts.listeners.setListener(
        [this](const Chat::RoomId &room, const Principal &who) { personChanged(room, who); });
    presence.setListener([this](const Principal &who) { attendanceChanged(who); });
    typing.setListener([this](const Chat::TypingEvent &event) {
        m_cluster.tell(Channel::Typing, event.toJson());
    });
    delivery.setUnkeptListener([this](const Chat::RoomMessage &message) {
        m_cluster.tell(Channel::Said, message.toJson());
    });
    connect(&cluster, &Cluster::fieldChanged, this, &RemotePresence::fieldChanged);
    connect(&cluster, &Cluster::hostGone, this, &RemotePresence::gone);
    connect(&cluster, &Cluster::told, this,
            [this](const HostName &, Channel channel, const QByteArray &payload) {
                told(channel, payload);
            });
    connect(&cluster, &Cluster::connected, this, [this] { m_changes.look(); });
    connect(&cluster, &Cluster::missed, this, [this] { m_changes.look(); });
}

void RemotePresence::personChanged(const Chat::RoomId &room, const Principal &who)
{
    const QByteArray field =
        hereField + '\n' + room.toString().toUtf8() + '\n' + who.user.toString().toUtf8();
    const auto subscriptions = m_parts.presence.person(room, who.user).subscriptions;
    const bool isHere = std::any_of(subscriptions.begin(), subscriptions.end(),
                                    [](const auto &one) { return isOfThisHost(one.first); });
    // Anybody may look into rooms that do not exist.
    if (isHere && m_parts.rooms.isStored(room))
        m_cluster.set(field, valueOf(who));
    else
        m_cluster.unset(field);
}

void RemotePresence::attendanceChanged(const Principal &who)
{
    const QByteArray field = reachableField + '\n' + who.user.toString().toUtf8();
    switch (m_parts.attendances.reachable(who.user, isOfThisHost)) {
    case Attendances::Reachable::No:
        return m_cluster.unset(field);
    case Attendances::Reachable::Idle:
        return m_cluster.set(field, 'i' + valueOf(who));
    case Attendances::Reachable::Yes:
        return m_cluster.set(field, 'y' + valueOf(who));
    }
}

RemotePresence::Host &RemotePresence::host(const HostName &name)
{
    const auto [it, isNew] = m_hosts.try_emplace(name);
    if (isNew)
        it->second.session = SessionNumber(firstStandIn + ++m_lastHost);
    return it->second;
}

void RemotePresence::fieldChanged(const HostName &from, const QByteArray &field,
                                  const std::optional<QByteArray> &value)
{
    if (field.startsWith(hereField + '\n'))
        hereChanged(host(from), field, value);
    else if (field.startsWith(reachableField + '\n'))
        reachableChanged(host(from), field, value);
}

void RemotePresence::hereChanged(Host &host, const QByteArray &field,
                                 const std::optional<QByteArray> &value)
{
    const QByteArrayList words = wordsOf(field);
    const auto room =
        words.size() == 3 ? Chat::parseRoomId(QString::fromUtf8(words[1])) : std::nullopt;
    const auto user = room ? Chat::parseUserId(QString::fromUtf8(words[2])) : std::nullopt;
    if (!user)
        return;
    const auto known = host.here.find(field);
    const SubscriptionRef standing{host.session, {}};
    if (!value) {
        if (known == host.here.end())
            return;
        const Principal who = known->second;
        host.here.erase(known);
        return m_parts.listeners.go(*room, who, standing);
    }
    const Principal who = whoIs(*user, *value);
    host.here[field] = who;
    m_parts.listeners.come(*room, who, standing);
}

void RemotePresence::reachableChanged(Host &host, const QByteArray &field,
                                      const std::optional<QByteArray> &value)
{
    const QByteArrayList words = wordsOf(field);
    const auto user =
        words.size() == 2 ? Chat::parseUserId(QString::fromUtf8(words[1])) : std::nullopt;
    if (!user)
        return;
    const auto known = host.reachable.find(field);
    if (!value && known == host.reachable.end())
        return;
    const Principal who = value ? whoIs(*user, value->mid(1)) : known->second;
    if (value)
        host.reachable[field] = who;
    else
        host.reachable.erase(known);
    const bool isIdle = value && value->startsWith('i');
    m_presence.heard(who, host.session, value.has_value(), isIdle);
}

void RemotePresence::gone(const HostName &name)
{
    const auto it = m_hosts.find(name);
    if (it == m_hosts.end())
        return;
    const Host gone = it->second;
    for (const auto &[field, who] : gone.here)
        hereChanged(it->second, field, std::nullopt);
    for (const auto &[field, who] : gone.reachable)
        reachableChanged(it->second, field, std::nullopt);
    m_hosts.erase(name);
}

void RemotePresence::told(Channel channel, const QByteArray &payload)
{
    switch (channel) {
    case Channel::Changes:
        return m_changes.look();
    case Channel::Typing:
        if (const auto event = Chat::TypingEvent::fromJson(payload))
            m_typing.heard(*event);
        return;
    case Channel::Said:
        if (const auto message = Chat::RoomMessage::fromJson(payload))
            m_delivery.unkept(*message);
        return;
    case Channel::Topic:
    case Channel::Signal:
    case Channel::Queue:
    case Channel::Control:
        return;
    }
}

} // namespace Server
