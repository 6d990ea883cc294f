// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace Ui {

/// A time in words, in its largest unit: "12 seconds", "3 hours". Less than a second is "1 second".
QString spanText(std::chrono::seconds span);

/// How long something is past: "12 seconds ago".
QString agoText(std::chrono::seconds span);

} // namespace Ui
