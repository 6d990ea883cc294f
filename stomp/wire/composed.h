// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Chat {

/// So many marks a character may carry. No script needs more.
constexpr int mostMarks = 30;

/// The text in NFC, so that what looks the same is the same. Marks beyond mostMarks are left out:
/// to bring them into their order takes time that grows with the square of their number, minutes
/// for a text of 100 KB. Doing it twice changes nothing.
QString composed(const QString &text);

} // namespace Chat
