// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/forwarded.h"

#include "server/doors/reception.h"

namespace Server {

QHostAddress forwardedPeer(const QHostAddress &peer, const QByteArray &forwardedFor,
                           const ProxyCheck &isProxy)
{
    if (!isProxy(peer))
        return peer;
    const QByteArrayList hops = forwardedFor.split(',');
    QHostAddress found = peer;
    for (auto hop = hops.crbegin(); hop != hops.crend(); ++hop) {
        const QHostAddress address(QString::fromLatin1(hop->trimmed()));
        if (address.isNull())
            return found;
        found = plainAddress(address);
        if (!isProxy(found))
            return found;
    }
    return found;
}

} // namespace Server
