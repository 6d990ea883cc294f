// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QModelIndex>
#include <QStringList>

namespace Ui {

/// What stands before a room's name: its icon, "@" for a conversation of two, else "#".
QString roomSign(const QModelIndex &room);

/// When a room will be gone; empty for an invalid time.
QString roomEndText(const QDateTime &end);

/// What a room is beside the usual, a few words each: private, with a password, archived, when it
/// will be deleted.
QStringList roomFacts(const QModelIndex &room);

/// How many, as it stands in a list: no more than two digits and a plus sign.
QString shownCount(int count);
/// Why one cannot write there, whatever one did; empty: one can, or the room is not listed.
QString silenceOf(const QModelIndex &room);

} // namespace Ui
