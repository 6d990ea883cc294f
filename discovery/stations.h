// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/announcement.h"
#include "discovery/station.h"

#include <map>

namespace Discovery {

/// A Station on each interface that is to be used, as interfaces come and go. Lives in a thread of
/// its own; opens nothing while nothing is announced or looked for.
class Stations : public QObject {
    Q_OBJECT
public:
    explicit Stations(const InterfaceChoice &choice);
    /// Takes back what was announced.
    ~Stations() override;

    /// Begins, in its thread.
    void start();
    void setChoice(const InterfaceChoice &choice);
    /// nullopt: takes it back.
    void announce(const std::optional<Announcement> &announcement);
    void setBrowsing(bool browsing);
    /// Looks at interfaces and asks for hosts, at once; not more often than once a second.
    void lookAgain();

Q_SIGNALS:
    void hostsFound(const QList<Discovery::FoundHost> &hosts);
    void reported(const QList<Discovery::InterfaceReport> &reports);

private:
    using Interfaces = QList<SystemInterface>;

    bool isWanted() const { return m_service || m_browsing; }
    void rescan();
    std::unique_ptr<Station> makeStation(const SystemInterface &interface);
    void deliver(uint index, const QNetworkDatagram &datagram);
    void noteTurn(const Station &station);
    void findName();
    void tellHosts();
    void tellReports();
    void checkClocks();

    InterfaceChoice m_choice;
    std::optional<Announcement> m_announcement;
    std::optional<LocalService> m_service;
    int m_number = 1; ///< Of the service's name, the same everywhere.
    bool m_browsing = false;
    SentPackets m_sent;
    Interfaces m_interfaces;                            ///< As they were last.
    std::map<int, std::unique_ptr<Station>> m_stations; ///< By index.
    QTimer m_scan;
    QTimer m_hostsSoon;
    QTimer m_reportsSoon;
    TimePoint m_looked{};
    TimePoint m_probed{};
    qint64 m_wallClock = 0; ///< Milliseconds, of the last scan.
    QString m_named;        ///< The name that was won; empty: none.
    QList<FoundHost> m_hosts;
    QList<InterfaceReport> m_reports;
};

} // namespace Discovery
