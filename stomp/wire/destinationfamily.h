// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Chat {

/// The two vocabularies in which a destination can be said: `/topic` with `/app`, as Spring's
/// guides have it, and `/sub` with `/pub`, as many Korean ones do. They mean the same.
enum class DestinationFamily { Topic, Sub };

DestinationFamily familyOf(QByteArrayView destination);

/// The destination in the first vocabulary: `/topic/…` for `/sub/…`, `/app/…` for `/pub/…`, and
/// everything else as it is. All of the broker and the application speak this one.
QByteArray canonicalDestination(const QByteArray &destination);

/// What a subscriber of that family is told: `/sub/…` for a canonical `/topic/…`, `/pub/…` for an
/// `/app/…`.
QByteArray inFamily(const QByteArray &canonical, DestinationFamily family);

/// Whether SENDs to this canonical destination are requests (`/app/…`).
bool isApplicationDestination(QByteArrayView canonical);

} // namespace Chat
