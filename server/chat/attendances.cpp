// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/attendances.h"

#include <algorithm>

namespace Server {

using Chat::Availability;

Attendances::Attendances(const StoreContents &contents)
{
    for (const StoredAttendance &one : contents.attendance)
        heard(one);
}

void Attendances::heard(const StoredAttendance &kept)
{
    const bool isChoice =
        kept.choice == int(Availability::Away) || kept.choice == int(Availability::DoNotDisturb);
    Person &person = m_people[kept.user];
    person.choice = isChoice ? Availability(kept.choice) : Availability::Online;
    person.status = kept.status;
    person.until = kept.until;
    person.lastSeen = std::max(person.lastSeen, kept.lastSeen);
}

Availability Attendances::stateOf(const Person &person)
{
    if (person.idle.empty())
        return Availability::Offline;
    if (person.choice != Availability::Online)
        return person.choice;
    const bool allIdle = std::all_of(person.idle.begin(), person.idle.end(),
                                     [](const auto &session) { return session.second; });
    return allIdle ? Availability::Away : Availability::Online;
}

Attendances::Reachable
Attendances::reachable(const Chat::UserId &user,
                       const std::function<bool(SessionNumber)> &counts) const
{
    Reachable reachable = Reachable::No;
    for (const auto &[session, isIdle] : m_people.value(user).idle) {
        if (counts(session))
            reachable = std::max(reachable, isIdle ? Reachable::Idle : Reachable::Yes);
    }
    return reachable;
}

bool Attendances::come(const Chat::UserId &user, SessionNumber session)
{
    Person &person = m_people[user];
    const Availability before = stateOf(person);
    person.idle.try_emplace(session, false);
    return stateOf(person) != before;
}

bool Attendances::go(const Chat::UserId &user, SessionNumber session, Chat::Timestamp now)
{
    const auto person = m_people.find(user);
    if (person == m_people.end())
        return false;
    const Availability before = stateOf(*person);
    if (person->idle.erase(session) > 0)
        person->lastSeen = now;
    return stateOf(*person) != before;
}

bool Attendances::change(const Chat::UserId &user, SessionNumber session,
                         const Chat::PresenceRequest &request)
{
    Person &person = m_people[user];
    const Availability before = stateOf(person);
    const auto statusBefore = std::pair(person.status, person.until);
    bool &idle = person.idle[session];
    idle = request.idle.value_or(idle);
    person.choice = request.state.value_or(person.choice);
    if (request.status) {
        person.status = *request.status;
        person.until = request.until.value_or(Chat::Timestamp());
    }
    return stateOf(person) != before || std::pair(person.status, person.until) != statusBefore;
}

Chat::Attendance Attendances::of(const Chat::UserId &user, Chat::Timestamp now) const
{
    const auto person = m_people.constFind(user);
    if (person == m_people.cend())
        return {};
    Chat::Attendance attendance;
    attendance.state = stateOf(*person);
    const bool forGood = person->until == Chat::Timestamp();
    if (!person->status.isEmpty() && (forGood || now < person->until)) {
        attendance.status = person->status;
        if (!forGood)
            attendance.until = person->until;
    }
    if (person->idle.empty() && person->lastSeen != Chat::Timestamp())
        attendance.lastSeen = person->lastSeen;
    return attendance;
}

StoredAttendance Attendances::stored(const Chat::UserId &user, Chat::Timestamp now) const
{
    const Person person = m_people.value(user);
    return {user, person.idle.empty() ? person.lastSeen : now, int(person.choice), person.status,
            person.until};
}

} // namespace Server
