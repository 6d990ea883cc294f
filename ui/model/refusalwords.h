// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/changes.h"

#include <QDateTime>
#include <QString>

namespace Ui {

/// Why a host did not do something, in the person's language where it is one of the reasons a host
/// of ours gives, and when it may be asked again; any other as it is, on one line and bounded.
QString shownRefusal(const QString &why);

/// What a host said, together with the time when it may be asked again: one text, for whoever is
/// told the reason only.
QString timedRefusal(const Chat::RefusedEvent &refused);
/// That time, UTC; invalid where the host named none.
QDateTime tryAgainAt(const QString &why);
/// The host's own words, without it.
QString bareRefusal(const QString &why);
/// A sentence with that time; empty for an invalid one, and when it is over.
QString tryAgainText(const QDateTime &again);

/// What to tell of a request that failed: `sentence` with the reason in it; or, when the connection
/// broke behind what was asked (not `isKnown`), that nobody can tell.
QString shownFailure(const QString &sentence, const QString &why, bool isKnown);

} // namespace Ui
