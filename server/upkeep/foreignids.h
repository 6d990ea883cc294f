// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/records.h"

#include <QHash>
#include <QStringList>

namespace Server {

/// Who and what of an export is here already under the same id.
struct ImportOptions {
    /// The export's people are those of this host, as its operator says: who is "owner" or
    /// "u-minji" there is it here, with all they may do. Otherwise nobody of there is anybody here.
    bool samePeople = false;
    /// Whoever opens this host, as the other one knows them: what is theirs there is the owner's
    /// here, who also belongs to the rooms and made those that are new. Without an id: nobody.
    Takeout::PersonRecord self = {};
};

/// What people and rooms of another host are called in the log of this one.
///
/// An id is its host's own: each host has an "owner", two operators may both have a "u-minji", and
/// who writes an export may write anybody's. So people of there get their host's id behind a
/// colon, which no id that a host gives has: nobody who comes in here is ever taken for them. What
/// has one stays as it is, so that it is the same wherever it goes.
///
/// Of which host an export is it says itself, and everybody on the network knows this one's id: who
/// claims it gets an ending that is no host's, unless the operator says that the people are ours.
///
/// A room that not everybody hears may not become one with a room here that happens to have its
/// name, so it gets the host's id too; one that everybody hears is the same on all hosts.
class ForeignIds {
public:
    ForeignIds() = default;
    /// `theirHost` may be empty: not known. `ownRooms`: ids of the rooms that are here.
    ForeignIds(QString ownHost, const QString &theirHost, ImportOptions options,
               const QStringList &ownRooms);

    Chat::UserId person(const Chat::UserId &id) const;
    Chat::RoomId room(const Chat::RoomId &id, bool isOpen) const;
    /// Whether the other host's people are this one's, which only its operator can say.
    bool isSame() const { return m_options.samePeople; }
    /// Whether the export says that it is of this very host.
    bool claimsOwn() const { return m_claimsOwn; }
    const Takeout::PersonRecord &self() const { return m_options.self; }

private:
    ImportOptions m_options;
    QString m_theirHost;
    bool m_claimsOwn = false;
    QHash<QString, QString> m_ownRooms; ///< What others call those here that not everybody hears.
};

/// Who has the host's own window.
Chat::UserId ownerId();

} // namespace Server
