// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <vector>

/// One thing that goes wrong.
struct Fault {
    enum class Kind {
        Delay,       ///< What both say comes late.
        Trickle,     ///< It comes in pieces of a few bytes.
        BlackHole,   ///< What both say is lost, and nobody is told; new connections likewise.
        DeafHost,    ///< What the client says is lost; it hears on.
        DeafClient,  ///< What the host says is lost; it hears on.
        HalfOpen,    ///< The connection breaks; new ones are accepted and never answered.
        Refuse,      ///< The connection breaks; new ones are refused.
        CutToHost,   ///< It ends in the middle of what the client says.
        CutToClient, ///< It ends in the middle of what the host says.
        Reset,       ///< Both ends get an RST.
        Ghost,       ///< The client's end breaks; what it had said reaches the host later, when the
                     ///< client has a new connection.
        ClientKilled, ///< kill -9, and started again at the end.
        HostKilled,   ///< Likewise.
        HostStopped,  ///< SIGSTOP, and SIGCONT at the end.
        DiskFull,     ///< The host's disk has no byte left until the end.
    };
    Kind kind = Kind::Delay;
    int client = 0;                 ///< From 0; none for a host's.
    std::chrono::milliseconds at{}; ///< From the beginning.
    std::chrono::milliseconds lasts{};

    QString text() const;
};

QString faultName(Fault::Kind kind);

/// What goes wrong in a run, by when it begins. The same seed, the same plan.
std::vector<Fault> makePlan(quint32 seed, std::chrono::milliseconds duration, int clients,
                            bool fillsDisk);
