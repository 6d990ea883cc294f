// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/seenreports.h"

#include "stomp/wire/destinations.h"

#include <algorithm>

namespace Ui {
namespace {

/// What arrives together is told together.
constexpr std::chrono::milliseconds gathering{200};
constexpr std::chrono::milliseconds shortestRest{1000};
constexpr std::chrono::milliseconds restPerPerson{10};
constexpr std::chrono::milliseconds longestRest{10'000};

} // namespace

SeenReports::SeenReports(Stomp::StompClient &client, QObject *parent)
    : QObject(parent), m_client(client)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SeenReports::tell);
}

void SeenReports::report(const Chat::RoomId &room, const Chat::SeenReport &seen, int people)
{
    const auto [held, isNew] = m_rooms.try_emplace(room);
    Room &one = held->second;
    one.toTell = {std::max(one.toTell.delivered, seen.delivered),
                  std::max(one.toTell.read, seen.read)};
    // The first time also where there is nothing yet: so the host knows that we tell.
    if (!isNew && one.toTell.delivered <= one.told.delivered && one.toTell.read <= one.told.read)
        return;
    one.owed = true;
    m_people = std::max(people, 0);
    if (!m_timer.isActive())
        m_timer.start(gathering);
}

void SeenReports::forget()
{
    m_rooms.clear();
    m_timer.stop();
}

void SeenReports::tell()
{
    if (m_client.state() != Stomp::StompClient::State::Connected)
        return;
    const auto rest = std::clamp(restPerPerson * m_people, shortestRest, longestRest);
    bool waiting = false;
    for (auto &[room, one] : m_rooms) {
        if (!one.owed)
            continue;
        if (!one.rests.hasExpired()) {
            waiting = true;
            continue;
        }
        one.owed = false;
        one.told = one.toTell;
        one.rests.setRemainingTime(rest);
        m_client.send(Chat::requestDestination(Chat::Request::Kind::Seen, room), one.told.toJson(),
                      {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
    }
    if (waiting)
        m_timer.start(gathering);
}

} // namespace Ui
