// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Server {

/// What lets a device in as somebody, once: "K7QMP-2XWPD", 50 random bits in letters and digits
/// that nobody takes for another.
QString makePairingCode();
/// What is kept of a code as somebody typed it: in whatever case, with or without its dash, O for 0
/// and I or L for 1. Empty when it is none.
QByteArray pairingCodeHash(const QByteArray &typed);

} // namespace Server
