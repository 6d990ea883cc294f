// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

namespace Ui {

/// What the window says about the host one is in, beside what its ChatClient knows.
struct HostSummary {
    QString name;            ///< Shown until ChatClient::hostName() is known; may be empty.
    bool hostedHere = false; ///< This computer has it open.
    bool madeUp = false;     ///< A demonstration, and says so.
    QString joinedBy;        ///< The address it was entered by; empty when hosted here.
    /// Where it answers HTTP, with its password where one was given; invalid: as `joinedBy` says.
    QUrl web = {};
    QStringList addresses; ///< What others type to come in, best first; hosted here only.
};

} // namespace Ui
