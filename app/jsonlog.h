// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

/// One line of the log as a JSON object: `time` (UTC, milliseconds), `level` (debug, info, warning,
/// critical, fatal), `category`, `message`; `session` and `peer` where the message begins with
/// them. Ends with LF and has no other.
QByteArray jsonLogLine(QtMsgType level, const QString &category, const QString &message,
                       const QDateTime &time);

/// From now on what is logged goes to standard error in that form.
void logAsJson();
