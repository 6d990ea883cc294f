// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/company.h"

#include "stomp/wire/destinations.h"

#include <utility>

namespace Ui {
namespace {

using Kind = Chat::Request::Kind;
using Arrived = Stomp::ClientEvent::MessageReceived;

constexpr std::chrono::milliseconds keepDelay{500};
/// Counts that may be wrong are asked for together.
constexpr std::chrono::milliseconds countDelay{300};

} // namespace

Company::Company(Stomp::StompClient &client, Profile &profile, QString hostKey,
                 RoomListModel &rooms, QObject *parent)
    : QObject(parent), m_client(client), m_profile(profile), m_hostKey(std::move(hostKey)),
      m_roomList(rooms), m_presence(client), m_seen(client)
{
    m_keepTimer.setSingleShot(true);
    m_keepTimer.setInterval(keepDelay);
    connect(&m_keepTimer, &QTimer::timeout, this, &Company::keep);
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(countDelay);
    connect(&m_countTimer, &QTimer::timeout, this, &Company::askCounts);
}

void Company::listen(const Ignored &ignored)
{
    m_ignored = &ignored;
    connect(&ignored, &Ignored::changed, this, &Company::askCountsSoon);
    Stomp::StompSubscription *counts = m_client.subscribe(Chat::unreadQueue());
    connect(counts, &Stomp::StompSubscription::received, this, [this](const Arrived &message) {
        const auto count = Chat::UnreadCount::fromJson(message.body);
        if (!count)
            return;
        // What the host tells by itself counts everybody.
        if (count->unread > 0 && !m_ignored->people().isEmpty())
            askCountsSoon();
        else
            takeCount(*count);
    });
    Stomp::StompSubscription *receipts = m_client.subscribe(Chat::receiptsQueue());
    connect(receipts, &Stomp::StompSubscription::received, this,
            [this](const Arrived &message) { takeReceipts(message.body); });
}

Company::~Company() = default;

Typists *Company::typists(const Chat::RoomId &room)
{
    std::unique_ptr<Typists> &held = m_typists[room];
    if (!held)
        held = std::make_unique<Typists>();
    return held.get();
}

void Company::typing(const Chat::RoomId &room, bool on)
{
    if (m_client.state() == Stomp::StompClient::State::Connected && m_rooms.contains(room) &&
        typists(room)->shallTell(on))
        m_client.send(Chat::requestDestination(Kind::Typing, room),
                      Chat::TypingRequest{on}.toJson());
}

void Company::follow(RoomSession &session)
{
    const Chat::RoomId room = session.room();
    m_rooms[room].session = &session;
    Typists *writing = typists(room);
    connect(&session, &RoomSession::unreadChanged, this, [this, room] { showUnread(room); });
    connect(&session, &RoomSession::lastReadChanged, this, [this, room] {
        m_markersToKeep.insert(room);
        if (!m_keepTimer.isActive())
            m_keepTimer.start();
        report(room);
    });
    connect(&session, &RoomSession::deliveredChanged, this, [this, room] { report(room); });
    connect(&session, &RoomSession::countOutdated, this, &Company::askCountsSoon);
    connect(&session, &RoomSession::typed, writing,
            [this, writing](const Chat::TypingEvent &event) { writing->take(event, m_self); });
    connect(&session, &RoomSession::spoken, this,
            [this, room](Chat::Timestamp time) { m_roomList.setActivity(room, time); });
    connect(&session, &RoomSession::quiet, writing, &Typists::end);
    connect(&session, &RoomSession::messageChanged, this, &Company::messageChanged);
    connect(&session, &RoomSession::ownAttendanceTold, this,
            [this](const Chat::Attendance &told) { m_presence.take(told); });
    showUnread(room);
    if (m_started) {
        askReceipts(room, m_rooms[room]);
        m_countTimer.start();
        report(room);
    }
}

void Company::leave(const Chat::RoomId &room)
{
    keep();
    if (const auto followed = m_rooms.find(room); followed != m_rooms.end()) {
        if (RoomSession *session = followed->second.session) {
            session->disconnect(this);
            session->disconnect(typists(room));
        }
        m_rooms.erase(followed);
    }
    m_seen.forget(room);
    typists(room)->clear();
    m_roomList.setUnread(room, 0);
}

void Company::start()
{
    if (std::exchange(m_started, true))
        return;
    m_presence.start();
    askCounts();
    for (auto &[room, followed] : m_rooms) {
        askReceipts(room, followed);
        report(room);
    }
}

void Company::stop()
{
    m_started = false;
    m_seen.forget();
    m_countTimer.stop();
    m_counts.reset();
    for (auto &[room, followed] : m_rooms)
        followed.receipts.reset();
    for (const auto &[room, writing] : m_typists)
        writing->clear();
}

void Company::keep()
{
    for (const Chat::RoomId &room : std::exchange(m_markersToKeep, {})) {
        const auto followed = m_rooms.find(room);
        if (followed != m_rooms.end() && followed->second.session)
            m_profile.setLastRead(m_hostKey, room, followed->second.session->lastRead());
    }
}

void Company::askCountsSoon()
{
    if (m_started && !m_countTimer.isActive())
        m_countTimer.start();
}

void Company::askCounts()
{
    if (!m_started)
        return;
    Stomp::Headers headers;
    if (const QByteArray ids = m_ignored->ids(); !ids.isEmpty())
        headers.append("without", ids);
    m_counts.reset(m_client.subscribe(Chat::requestDestination(Kind::Unread), headers));
    connect(
        m_counts.get(), &Stomp::StompSubscription::received, this, [this](const Arrived &message) {
            m_counts.release()->deleteLater();
            const auto counts = Chat::unreadListFromJson(message.body);
            for (const Chat::UnreadCount &count : counts.value_or(std::vector<Chat::UnreadCount>()))
                takeCount(count);
        });
}

void Company::takeCount(const Chat::UnreadCount &count)
{
    const auto followed = m_rooms.find(count.room);
    // Before we know how much the host has, it may be another host than last time.
    if (!m_started || followed == m_rooms.end() || !followed->second.session)
        return;
    followed->second.session->setHostCount(count);
    if (followed->second.session->lastRead() > count.read)
        report(count.room);
}

void Company::askReceipts(const Chat::RoomId &room, Room &asking)
{
    asking.receipts.reset(m_client.subscribe(Chat::requestDestination(Kind::Receipts, room)));
    connect(asking.receipts.get(), &Stomp::StompSubscription::received, this,
            [this, room](const Arrived &message) {
                if (m_rooms[room].receipts)
                    m_rooms[room].receipts.release()->deleteLater();
                takeReceipts(message.body);
            });
}

void Company::takeReceipts(const QByteArray &json)
{
    const auto report = Chat::ReceiptReport::fromJson(json);
    if (!report)
        return;
    const auto followed = m_rooms.find(report->room);
    if (followed != m_rooms.end() && followed->second.session)
        followed->second.session->timeline().setReceipts(report->receipts);
}

void Company::report(const Chat::RoomId &room)
{
    const auto followed = m_rooms.find(room);
    if (!m_started || followed == m_rooms.end() || !followed->second.session)
        return;
    const RoomSession &session = *followed->second.session;
    const int people = m_roomList.indexOf(room).data(RoomListModel::HereRole).toInt();
    m_seen.report(room, {session.delivered(), session.lastRead()}, people);
}

void Company::showUnread(const Chat::RoomId &room)
{
    const auto followed = m_rooms.find(room);
    if (followed != m_rooms.end() && followed->second.session)
        m_roomList.setUnread(room, followed->second.session->unread(),
                             followed->second.session->mentions());
}

} // namespace Ui
