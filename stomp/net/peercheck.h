// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QLatin1String>
#include <QString>

#include <functional>

class QSslSocket;

namespace Stomp {

/// What a peer shows in TLS, before a byte of ours goes to it.
struct ShownPeer {
    QByteArrayList chain; ///< Its certificates in DER, its own first, as it sent them.
    QString name;         ///< What was dialled.
    bool trusted = false; ///< This computer trusts the chain, for the name that was dialled.

    /// SHA-256 of its own certificate, 32 bytes; empty where it showed none.
    QByteArray fingerprint() const;
};

/// Whether that peer may have what we send. Asked once for each connection, in the thread of its
/// link and from within its signals; may not delete the link.
using PeerCheck = std::function<bool(const ShownPeer &)>;

/// The peer with that certificate, whoever signed it.
PeerCheck pinnedTo(const QByteArray &fingerprint);

/// What a socket was shown; `trusted`: the system had nothing against it.
ShownPeer shownBy(const QSslSocket &socket, bool trusted);

/// Why a link closes whose peer was not the one.
inline constexpr QLatin1String otherPeerReason("the host shows another certificate");

} // namespace Stomp
