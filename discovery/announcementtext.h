// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/announcement.h"
#include "discovery/dnsmessage.h"

namespace Discovery {

/// `_madang._tcp.local`
DnsName serviceType();

/// The name as a label for people: without control characters and what turns the writing around,
/// cut to what a label holds. "Madang" when nothing is left.
QString cleanInstance(const QString &name);
/// `name`; its second form is "name (2)", and so on, cut so that it is still a label.
QString numberedInstance(const QString &name, int number);

/// What the TXT record says of it: `txtvers=1 id=… fp=… v=… access=… n=…`.
TxtData writeAnnouncement(const Announcement &announcement);
/// What somebody's service says of itself. What makes no sense in it is left out: nothing is longer
/// than it may be or has control characters. A way in that is not known counts as by password.
Announcement readAnnouncement(const QByteArray &instanceLabel, quint16 port, const TxtData &txt);

} // namespace Discovery
