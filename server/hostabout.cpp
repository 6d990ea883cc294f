// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostabout.h"

#include <utility>

namespace Server {
namespace {

constexpr std::chrono::seconds countPause{30};

} // namespace

HostAbout::HostAbout(Count people, QObject *parent)
    : QObject(parent), m_people(std::move(people)), m_counting(this)
{
    m_counting.setInterval(countPause);
    m_counting.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_counting, &QTimer::timeout, this, &HostAbout::count);
}

void HostAbout::tell(Chat::About host)
{
    m_host = std::move(host);
    m_host.neighbours.clear();
    m_host.people = m_told = m_people();
    m_counting.start();
    Q_EMIT changed(m_host);
}

void HostAbout::setNeighbours(std::vector<Chat::NearHost> neighbours)
{
    m_neighbours = std::move(neighbours);
}

Chat::About HostAbout::now() const
{
    Chat::About about = m_host;
    about.people = m_people();
    about.neighbours = m_neighbours;
    return about;
}

void HostAbout::count()
{
    m_host.people = m_people();
    if (std::exchange(m_told, m_host.people) != m_host.people)
        Q_EMIT changed(m_host);
}

} // namespace Server
