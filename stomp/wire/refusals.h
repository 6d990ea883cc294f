// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Chat {

/// Whether a refusal, by its `message`, is of a host that could not write its log: nothing
/// happened, and the same may be asked again later.
bool isNotStored(const QString &refusal);

} // namespace Chat
