// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/newcomers.h"

#include "server/auth/addresses.h"
#include "server/auth/secrets.h"

#include <algorithm>

namespace Server {
namespace {

constexpr qsizetype newcomerIdLength = 16;

auto idIs(const QString &id)
{
    return [&id](const Newcomers::Newcomer &one) { return one.info.id == id; };
}

} // namespace

QString Newcomers::idOf(const QString &mark)
{
    return QStringLiteral("n-") +
           QString::fromLatin1(tokenHash("newcomer " + mark.toUtf8()).left(newcomerIdLength));
}

Newcomers::Outcome Newcomers::take(const Try &one, Chat::Timestamp now, Stomp::TimePoint tick)
{
    const QString id = idOf(one.marks.front().mark);
    if (std::any_of(m_declined.begin(), m_declined.end(), idIs(id)))
        return Outcome::Declined;
    const auto known = std::find_if(m_waiting.begin(), m_waiting.end(), idIs(id));
    if (known != m_waiting.end()) {
        known->lastTry = tick;
        if (known->info.name == one.name || tick - known->named < m_limits.oneName)
            return Outcome::Waits;
        known->info.name = one.name;
        known->named = tick;
        known->info.nameTaken = false;
        return Outcome::Renamed;
    }
    const QString peer = addressNetworkText(one.peer);
    const auto ofPeer = std::count_if(m_waiting.begin(), m_waiting.end(),
                                      [&](const Newcomer &other) { return other.peer == peer; });
    if (std::ssize(m_waiting) >= m_limits.waiting ||
        (one.counted && ofPeer >= m_limits.waitingPerPeer))
        return Outcome::Full;
    m_waiting.push_back({{id, one.name, one.device, plainAddressText(one.peer), now, false},
                         one.marks,
                         peer,
                         tick,
                         tick});
    return Outcome::New;
}

const Newcomers::Newcomer *Newcomers::setNameTaken(const QString &id, const QString &name,
                                                   bool taken)
{
    const auto known = std::find_if(m_waiting.begin(), m_waiting.end(), idIs(id));
    if (known == m_waiting.end() || known->info.name != name)
        return nullptr;
    known->info.nameTaken = taken;
    return &*known;
}

std::optional<Newcomers::Newcomer> Newcomers::remove(const QString &id)
{
    for (std::list<Newcomer> *all : {&m_waiting, &m_declined}) {
        const auto known = std::find_if(all->begin(), all->end(), idIs(id));
        if (known == all->end())
            continue;
        const Newcomer gone = *known;
        all->erase(known);
        return gone;
    }
    return std::nullopt;
}

bool Newcomers::decline(const QString &id, bool on)
{
    std::list<Newcomer> &from = on ? m_waiting : m_declined;
    const auto known = std::find_if(from.begin(), from.end(), idIs(id));
    if (known == from.end())
        return false;
    if (on) {
        m_declined.splice(m_declined.end(), m_waiting, known);
        if (std::ssize(m_declined) > m_limits.declined)
            m_declined.pop_front();
    } else {
        // They do not try any more; whoever wants to come in tries again, and waits anew.
        m_declined.erase(known);
    }
    return true;
}

std::vector<QString> Newcomers::forgetOld(Stomp::TimePoint tick)
{
    std::vector<QString> gone;
    std::erase_if(m_waiting, [&](const Newcomer &one) {
        const bool isOld = tick - one.lastTry >= m_limits.kept;
        if (isOld)
            gone.push_back(one.info.id);
        return isOld;
    });
    return gone;
}

const Newcomers::Newcomer *Newcomers::find(const QString &id) const
{
    const auto known = std::find_if(m_waiting.begin(), m_waiting.end(), idIs(id));
    return known == m_waiting.end() ? nullptr : &*known;
}

std::optional<Newcomers::Newcomer> Newcomers::findAny(const QString &id) const
{
    for (const std::list<Newcomer> *all : {&m_waiting, &m_declined}) {
        const auto known = std::find_if(all->begin(), all->end(), idIs(id));
        if (known != all->end())
            return *known;
    }
    return std::nullopt;
}

Chat::NewcomerList Newcomers::list() const
{
    Chat::NewcomerList list;
    for (const Newcomer &one : m_waiting)
        list.waiting.push_back(one.info);
    for (const Newcomer &one : m_declined)
        list.declined.push_back(one.info);
    return list;
}

} // namespace Server
