// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/clientprocess.h"
#include "tests/faults/plan.h"
#include "tests/faults/seen.h"
#include "tests/faults/smalldisk.h"
#include "tests/faults/wire.h"
#include "tests/support/hostprocess.h"

#include <QTemporaryDir>

#include <map>
#include <memory>
#include <vector>

/// What was counted, by name.
using Counts = std::map<QString, qint64>;

/// One run: a host, eight clients who talk in three rooms through a network of their own, a plan of
/// what goes wrong; then all of it ends, and everybody is asked what they see.
class Run {
public:
    struct Options {
        quint32 seed = 1;
        std::chrono::milliseconds duration{2500};
        bool mayMount = false;
        QString node; ///< The program; empty: clients of stompjs are replaced by others.
    };
    explicit Run(const Options &options);
    ~Run();

    /// What was wrong, a sentence each.
    QStringList execute();
    const Counts &counts() const { return m_counts; }
    const std::vector<Fault> &plan() const { return m_plan; }
    QByteArray hostErrors() const { return m_host.errors(); }

private:
    void makeClients();
    bool startAll();
    void schedule(const Fault &fault);
    void begin(const Fault &fault);
    void end(const Fault &fault);
    void startHost();
    bool heal();
    bool drain();
    void orderAll(const QByteArray &order);
    /// Asks everybody until all see the same as the host does.
    Seen convergence();
    QStringList lookAtAll(const Seen &host);
    void stopAndCompare(const Seen &seen);
    void count();

    const Options m_options;
    const QStringList m_rooms;
    QTemporaryDir m_folder;
    std::unique_ptr<SmallDisk> m_clientsDisk, m_hostDisk;
    HostProcess m_host;
    std::vector<std::unique_ptr<Wire>> m_wires;
    std::vector<std::unique_ptr<ClientProcess>> m_clients;
    std::vector<Fault> m_plan;
    int m_underWay = 0;       ///< Faults that have not ended yet.
    bool m_hostWanted = true; ///< It ended otherwise: start it again.
    Seen m_seen;
    QHash<QString, qint64> m_times; ///< When the host took what, by id.
    QStringList m_faults;
    Counts m_counts;
};
