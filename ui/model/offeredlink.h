// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace Ui {

/// A link that leads into a host, as it may be shown: without what is secret in it.
struct OfferedLink {
    QString text;        ///< All of it, to join by. May hold a secret: never shown, kept or logged.
    QString address;     ///< `HOST:PORT`.
    QString room;        ///< Empty: none is named.
    bool proves = false; ///< Brings the fingerprint that the host has to show.
    bool hasSecret = false; ///< Brings what lets one in.
};

/// The link that a text is: `madang://…`, or the page of a host, `http://…` with nothing but a
/// computer of this network, a port, and perhaps a room in it. nullopt for any other text, however
/// long it is: most of what lies in clipboards and is typed into fields is none of our business.
std::optional<OfferedLink> offeredLink(const QString &text);

} // namespace Ui
