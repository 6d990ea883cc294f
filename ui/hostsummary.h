// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace Ui {

/// What the window says about the host one is in, beside what its ChatClient knows.
struct HostSummary {
    QString
        name; ///< Shown until ChatClient::hostName() is known, unless hosted here; may be empty.
    bool hostedHere = false; ///< This computer has it open.
    bool madeUp = false;     ///< A demonstration, and says so.
    QString joinedBy;        ///< The address it was entered by; empty when hosted here.
    /// Where it answers HTTP, with its password where one was given; invalid: as `joinedBy` says.
    QUrl web = {};
    QStringList addresses; ///< What others type to come in, best first; hosted here only.
    /// SHA-256 of its certificate; hosted here only, of others their HostWay knows it.
    QByteArray fingerprint = {};

    /// Where others come in, for a link or a copy; may be empty.
    QString address() const { return hostedHere ? addresses.value(0) : joinedBy; }
};

/// What to call a host: as it calls itself, and until that is known as one came to it.
inline QString shownHostName(const QString &ownWord, const HostSummary &summary)
{
    if (summary.hostedHere && !summary.name.isEmpty())
        return summary.name.simplified(); // here one knows before it is told
    const QString &otherwise = summary.name.isEmpty() ? summary.joinedBy : summary.name;
    return (ownWord.isEmpty() ? otherwise : ownWord).simplified();
}

} // namespace Ui
