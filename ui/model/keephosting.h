// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

class QSettings;

namespace Ui {

/// What becomes of the host that is open here when the last window closes.
enum class OnClose {
    Ask,
    Background, ///< It goes on without a window.
    Quit,       ///< It closes, and the program ends.
};
OnClose onClose(const QSettings &settings);
void setOnClose(QSettings &settings, OnClose wish);

/// Whether the computer is kept awake while it hosts; nullopt: nobody was asked yet.
std::optional<bool> keepsAwake(const QSettings &settings);
void setKeepsAwake(QSettings &settings, bool keeps);

} // namespace Ui
