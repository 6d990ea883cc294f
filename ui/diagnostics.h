// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hoststatus.h"

#include <QString>

#include <optional>

class QSettings;

namespace Ui {

class ChatClient;

/// What helps to find a fault, as it is known at one moment.
struct Diagnostics {
    const QSettings *settings = nullptr;
    ChatClient *client = nullptr; ///< Null: not at any host.
    const HostStatus *host =
        nullptr; ///< Of the one that is open here; null: none, or not known yet.

    /// Lines to be handed on: versions, the system, screens, counts, and settings out of a few
    /// words of ours. No name, address, text, path or secret has a way into it. In English, for who
    /// reads reports.
    QString report() const;
};

} // namespace Ui
