// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/lan.h"

#include "discovery/stations.h"

namespace Discovery {

/// Has the stations do something, in their thread and in the order it was asked.
template <typename Work>
void Lan::ask(Work work)
{
    QMetaObject::invokeMethod(
        m_stations, [stations = m_stations, work] { work(*stations); }, Qt::QueuedConnection);
}

Lan::Lan(const Options &options, QObject *parent)
    : QObject(parent), m_stations(new Stations(options.interfaces))
{
    m_thread.setObjectName(QStringLiteral("discovery"));
    m_stations->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_stations, &QObject::deleteLater);
    connect(m_stations, &Stations::hostsFound, this, [this](const QList<FoundHost> &hosts) {
        m_hosts = hosts;
        Q_EMIT hostsChanged();
    });
    connect(m_stations, &Stations::reported, this, [this](const QList<InterfaceReport> &reports) {
        m_reports = reports;
        Q_EMIT interfacesChanged();
    });
    m_thread.start();
    ask([](Stations &stations) { stations.start(); });
}

Lan::~Lan()
{
    m_thread.quit();
    m_thread.wait();
}

void Lan::announce(const Announcement &announcement)
{
    ask([announcement](Stations &stations) { stations.announce(announcement); });
}

void Lan::withdraw()
{
    ask([](Stations &stations) { stations.announce(std::nullopt); });
}

void Lan::browse()
{
    ask([](Stations &stations) { stations.setBrowsing(true); });
}

void Lan::stopBrowsing()
{
    ask([](Stations &stations) { stations.setBrowsing(false); });
}

void Lan::lookAgain()
{
    ask([](Stations &stations) { stations.lookAgain(); });
}

void Lan::setInterfaces(const InterfaceChoice &choice)
{
    ask([choice](Stations &stations) { stations.setChoice(choice); });
}

} // namespace Discovery
