// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/alarms.h"
#include "server/doors/turnend.h"
#include "server/doors/visits.h"

#include <QHash>
#include <QHostAddress>

#include <array>
#include <functional>
#include <memory>
#include <tl/expected.hpp>

namespace Server {

/// How many may come in, through all the doors together.
struct DoorLimits {
    int connections = 20000;         ///< And sessions that outlive theirs (SockJS), together.
    int connectionsPerAddress = 200; ///< And as many sessions.
    bool sparesLoopback = true;      ///< The count per address does not bind this computer's own.
    int handshakes = 1000;           ///< Connections at once that have not become links.
    /// What counts as one address; none: each.
    std::function<QHostAddress(const QHostAddress &)> networkOf = {};
    Visits::IsOwn isOwn = {}; ///< Who comes from this computer; see Visits.
    /// Proxies, behind whom there are many: the count per address does not bind them.
    std::function<bool(const QHostAddress &)> isProxy = {};
};

/// What came in through the doors since they were opened.
struct DoorCounters {
    quint64 accepted = 0;
    quint64 refusedTotal = 0; ///< Too many connections.
    quint64 refusedPerAddress = 0;
    quint64 refusedHandshakes = 0;
    quint64 handshakeTimeouts = 0; ///< Said nothing, or no whole request, in time.
    quint64 pingTimeouts = 0;      ///< Silent peers that did not answer.
    quint64 tlsFailures = 0;
    quint64 httpRequests = 0;
};

/// What the doors of one host share: who is in, the counters, the timer and the end of the turn.
///
/// Owned by the doors and by every connection that came through them, whichever goes last. Lives
/// in the host's thread.
class Reception : public std::enable_shared_from_this<Reception> {
public:
    enum class Kind { Connection, Session };

    /// What a connection or a session takes up, until it is gone.
    class Place {
    public:
        Place() = default;
        Place(Place &&other) noexcept;
        Place &operator=(Place &&other) noexcept;
        ~Place() { leave(); }

        Reception &reception() const { return *m_reception; }
        bool isCounted() const { return m_counted; }
        /// It is no handshake any more.
        void becomeLink();
        /// Somebody's at that address, who came through a proxy; false where too many are from
        /// there.
        bool moveTo(const QHostAddress &address);

    private:
        friend class Reception;
        void leave();

        std::shared_ptr<Reception> m_reception;
        QHostAddress m_address;
        Kind m_kind = Kind::Connection;
        bool m_counted = false;
        bool m_handshake = false;
    };
    enum class Refusal { Total, PerAddress };

    explicit Reception(const DoorLimits &limits) : visits(limits.isOwn), m_limits(limits) {}

    tl::expected<Place, Refusal> admit(const QHostAddress &address, Kind kind = Kind::Connection);
    /// For a connection that is told to go and not counted.
    Place uncounted();
    bool handshakesFull() const { return m_handshakes >= m_limits.handshakes; }
    /// And sessions.
    int connections() const { return m_connections; }

    DoorCounters counters;
    Visits visits;
    TurnEnd turnEnd;
    Alarms alarms;
    /// For the one who is reading right now; its contents mean nothing in between.
    std::array<char, 64 * 1024> readBuffer;

private:
    bool isSpared(const QHostAddress &address) const;
    QHash<QHostAddress, int> &perAddress(Kind kind) { return m_perAddress[size_t(kind)]; }

    DoorLimits m_limits;
    std::array<QHash<QHostAddress, int>, 2> m_perAddress; ///< By Kind.
    int m_connections = 0;
    int m_handshakes = 0;
};

/// The address with IPv4 spelled as IPv4: sockets for both protocols say ::ffff:192.168.0.5.
QHostAddress plainAddress(const QHostAddress &address);

} // namespace Server
