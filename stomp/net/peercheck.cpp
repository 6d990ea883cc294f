// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/peercheck.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslSocket>

namespace Stomp {

QByteArray ShownPeer::fingerprint() const
{
    return chain.isEmpty() ? QByteArray()
                           : QCryptographicHash::hash(chain.first(), QCryptographicHash::Sha256);
}

PeerCheck pinnedTo(const QByteArray &fingerprint)
{
    return [fingerprint](const ShownPeer &peer) {
        return !fingerprint.isEmpty() && peer.fingerprint() == fingerprint;
    };
}

ShownPeer shownBy(const QSslSocket &socket, bool trusted)
{
    ShownPeer peer;
    for (const QSslCertificate &one : socket.peerCertificateChain())
        peer.chain.append(one.toDer());
    if (peer.chain.isEmpty() && !socket.peerCertificate().isNull())
        peer.chain.append(socket.peerCertificate().toDer());
    peer.name = socket.peerName();
    peer.trusted = trusted;
    return peer;
}

} // namespace Stomp
