// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Server {

/// The page at `/`: what this is and how to come in, in Korean and English. Brings no script.
QByteArray welcomePage(const QString &hostName);
/// Its style sheet, at `/welcome.css`.
QByteArray welcomeStyle();

} // namespace Server
