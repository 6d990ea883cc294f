// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace Ui {

/// What the connection strip says: what is the case, since when, why, and when the next try is.
struct ConnectionStatus {
    enum class Phase {
        Offline,    ///< Not asked to connect, or left.
        Connecting, ///< First connection is being made.
        Online,
        Waiting, ///< Broken; tried again at nextTry.
        Refused, ///< The host does not let us in (password, version); not tried again by itself.
    };
    Phase phase = Phase::Offline;
    QString reason;                   ///< In the host's or the system's words; may be empty.
    QDateTime since;                  ///< UTC.
    std::optional<QDateTime> nextTry; ///< UTC; none while a try is under way.
};

} // namespace Ui
