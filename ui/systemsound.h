// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sound.h"

#include <memory>

namespace Ui {

/// What plays sounds on this system: PulseAudio, Windows or macOS; where it was built without
/// them, the system's own beep.
std::unique_ptr<Sound> makeSystemSound();

} // namespace Ui
