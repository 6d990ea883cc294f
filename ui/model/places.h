// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/about.h"
#include "ui/model/profile.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

class QAbstractItemModel;

namespace Ui {

/// Of a model of hosts near; those of NearbyHosts.
enum HeardRole {
    HeardName = Qt::DisplayRole,
    HeardAddress = Qt::UserRole, ///< `HOST:PORT` to join by.
    HeardHostId,
    HeardFingerprint, ///< QByteArray, 32 bytes or empty.
    HeardPeople,
    HeardAccess, ///< int of Chat::HostAccess.
    HeardVersion,
    HeardSource,
    HeardOwn, ///< Open in this program.
};

/// What somebody claims to be near: a row of that model. Nothing in it is proved but `isOwn`.
struct HeardHost {
    QString address; ///< `HOST:PORT`.
    QString name;
    QString hostId;
    QByteArray fingerprint; ///< 32 bytes, or empty.
    QString version;
    Chat::HostAccess access = Chat::HostAccess::Anyone;
    int people = 0;
    bool isOwn = false; ///< Open in this program.
};

/// What a host is known by.
struct HostPin {
    QByteArray fingerprint; ///< SHA-256 of its certificate; empty: it was never reached in TLS.
    QString hostId;         ///< As it said then; empty: it did not.
};
/// What the host at `address` is known by, `HOST:PORT` as Chat::hostText() has it.
using HostPins = std::function<HostPin(const QString &address)>;

/// A host joined before.
struct FormerHost {
    RecentHost recent;
    HostPin pin;
};

/// A Madang that the start page offers: one near, one joined before, or one that is both.
struct Place {
    /// Why one may take it for what it says it is.
    enum class Trust {
        Own,       ///< It is open in this program.
        BeenThere, ///< Where one was before; its certificate, if it has one, is the known one.
        First,     ///< Nothing is known of it.
        Claims,    ///< Says that it is one joined before, which shows only when one goes there.
        Impostor,  ///< Says so, and its certificate is another one.
    };

    QString id;      ///< The same place has the same one, near or not.
    QString address; ///< To be shown.
    QString target;  ///< What to join by.
    QString name;    ///< One line; the address where there is none.
    QString knownAs; ///< With Claims and Impostor: which one it says it is.
    Trust trust = Trust::First;
    bool isNear = false;
    Chat::HostAccess access = Chat::HostAccess::Anyone; ///< Only of one near.
    int people = 0;                                     ///< Only of one near.
    QDateTime last; ///< When one was there, UTC; invalid: never.
    QString recent; ///< The address in Profile::recentHosts(); empty: not there.

    friend bool operator==(const Place &, const Place &) = default;
};

/// Most places that are near at once.
constexpr size_t mostPlaces = 60;

/// The rows of a model with those roles, cleaned; what has no address is left out.
std::vector<HeardHost> heardHosts(const QAbstractItemModel &model);

/// Each place once: those near in the order of trust and name, then the others that were joined
/// before, newest first. Whoever claims to be a known host under another certificate is never
/// merged with it.
std::vector<Place> placesOf(const std::vector<HeardHost> &heard,
                            const std::vector<FormerHost> &known);

} // namespace Ui
