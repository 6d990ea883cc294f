// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>

namespace Server {

/// An address, as a socket names its peer, in one form: IPv4 as such, however it came.
QString plainAddressText(const QString &address);
/// Whether that is this computer, or a proxy on it with many people behind.
bool isLoopbackText(const QString &address);

/// What counts as one where something is bound per address. IPv4, however it came: the address.
/// IPv6: its /64, of which one computer has as many addresses as it likes, with zeros behind it.
/// But the addresses of the networks that this computer is in itself (and link-local ones) are
/// neighbours of each other, with a person each: there it is the address. In any thread.
QHostAddress addressNetwork(const QHostAddress &address);
/// The same, by which networks are `own`: an address in each.
QHostAddress addressNetwork(const QHostAddress &address, const QList<QHostAddress> &own);
/// The same as text, a /64 with "/64" behind it; what is no address, as it is.
QString addressNetworkText(const QString &address);

} // namespace Server
