// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Server {

/// Whether it can stand for an emoji: short, and nothing that takes place without being seen.
bool canBeEmoji(const QString &text);

} // namespace Server
