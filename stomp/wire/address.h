// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace Chat {

/// What is wrong with an address as far as it was typed.
enum class AddressProblem {
    None,
    Empty,
    Scheme, ///< Begins with what no host is reached by.
    Host,   ///< No name or number of a computer in it.
    Port,   ///< Not 1 to 65535.
};

/// Looks at an address or invitation: a computer's name or number, with or without a port, or
/// ws, wss, http, https and madang links. Says nothing about whether anybody answers there.
AddressProblem checkAddress(const QString &typed);

/// Where a client connects for an address that checkAddress() has nothing against: `wss`, but `ws`
/// for who says so by `ws://` or `http://`; port 7610 where none is named, path `/ws-stomp`. An
/// invalid QUrl for any other address.
QUrl hostUrl(const QString &typed);
/// The same, but not encrypted unless the address says so: for programs, which have nothing to
/// compare the certificate with that a host made itself.
QUrl programUrl(const QString &typed);
/// The same host as a person would write it, `name:port`; what the profile remembers it by.
QString hostText(const QUrl &hostUrl);
/// Whether what is said there is encrypted.
bool isEncrypted(const QUrl &hostUrl);
/// What is typed to come there once more: with `ws://` where hostText() alone would be encrypted.
QString typedText(const QUrl &hostUrl);

} // namespace Chat
