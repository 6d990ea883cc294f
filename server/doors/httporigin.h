// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace Server {

/// Whether a page of that Origin may talk to this host: no Origin (not a browser), the host's own,
/// a loopback one, or one that is listed; `*` lists all.
bool originAllowed(const QByteArray &origin, const QByteArray &host, const QByteArrayList &allowed);

/// The same for pages that frame one of ours, which browsers ask for without an Origin: as a
/// Content-Security-Policy. Empty where all may.
QByteArray framePolicy(const QByteArrayList &allowed);

/// Whether this host answers to what a request's Host header calls it: an address, localhost, or
/// one of the names, whatever the port; `*` among the names is any.
///
/// A stranger who points a name of theirs at our address (DNS rebinding) has a page that is of our
/// own origin, to its browser and to originAllowed(). Only the name itself gives it away.
bool hostAllowed(const QByteArray &host, const QByteArrayList &names);

/// What this computer is called: its name, alone, with `.local` and with its network's domain.
QByteArrayList ownHostNames();

/// The name in lower case, as browsers write it in Host; empty when it can stand in none.
QByteArray plainHostName(const QByteArray &name);

} // namespace Server
