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
    /// Why the host does not let one in, as far as it says so to programs.
    enum class Refusal {
        None,             ///< It did not refuse, or says nothing.
        PasswordNeeded,   ///< Its own, or another one than was shown.
        InvitationNeeded, ///< Of whoever hosts.
        InvitationOver,   ///< The one that was shown: used, expired or unknown.
        AwaitsApproval,   ///< Whoever hosts is asked; tried again at nextTry.
        Declined,         ///< They said no.
        ProgramTooOld,    ///< It speaks later versions of the protocol alone.
        HostTooOld,       ///< It speaks earlier ones alone.
    };
    Phase phase = Phase::Offline;
    QString reason;                        ///< In the host's or the system's words; may be empty.
    QDateTime since;                       ///< UTC.
    std::optional<QDateTime> nextTry = {}; ///< UTC; none while a try is under way.
    Refusal refusal = Refusal::None;
};

} // namespace Ui
