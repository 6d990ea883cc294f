// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QHostAddress>

#include <functional>

namespace Server {

/// Whether an address is a proxy of the operator's, which says the truth about whom it passes on.
using ProxyCheck = std::function<bool(const QHostAddress &)>;

/// Who asks, where `peer` is at the other end of the connection and said that it passes somebody
/// on: the last address of X-Forwarded-For that is no such proxy itself. What stands before that
/// anybody may have written. `peer` where there is none, or what is no address.
QHostAddress forwardedPeer(const QHostAddress &peer, const QByteArray &forwardedFor,
                           const ProxyCheck &isProxy);

} // namespace Server
