// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/announcement.h"
#include "discovery/interfacechoice.h"
#include "discovery/interfacereport.h"

#include <QObject>
#include <QThread>

namespace Discovery {

class Stations;

/// Hosts near, and this one among them, by mDNS and DNS-SD (`_madang._tcp.local`) on all interfaces
/// that are to be used. Lives in its maker's thread; its sockets are in a thread of its own, and
/// there are none while nothing is announced or looked for. A network that cannot do this makes
/// nothing fail: then nobody is found, and interfaces() says why.
class Lan : public QObject {
    Q_OBJECT
public:
    struct Options {
        InterfaceChoice interfaces;
    };
    explicit Lan(QObject *parent = nullptr) : Lan(Options(), parent) {}
    explicit Lan(const Options &options, QObject *parent = nullptr);
    /// Takes back what is announced; waits for no network.
    ~Lan() override;

    /// Makes a host known, or what changed of it. The number of people alone is told within half a
    /// minute, everything else at once.
    void announce(const Announcement &announcement);
    void withdraw();
    void browse();
    /// Forgets the hosts.
    void stopBrowsing();
    /// Interfaces and hosts, at once: after a resume, a click. Once a second at most.
    void lookAgain();
    void setInterfaces(const InterfaceChoice &choice);

    /// Our own announcement is among them; by hostId one knows it.
    QList<FoundHost> hosts() const { return m_hosts; }
    /// All of this computer, told anew at most once a second. Before anything is announced or
    /// looked for, those that would be used count as used.
    QList<InterfaceReport> interfaces() const { return m_reports; }

Q_SIGNALS:
    void hostsChanged();
    void interfacesChanged();

private:
    template <typename Work>
    void ask(Work work);

    QThread m_thread;
    Stations *m_stations; ///< Lives and dies in it.
    QList<FoundHost> m_hosts;
    QList<InterfaceReport> m_reports;
};

} // namespace Discovery
