// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Stomp {

/// One frame as it may travel where only text can. Text is left as it is; a body that is no UTF-8
/// becomes Base64, with `content-transfer-encoding:base64` and a content-length that is right.
QByteArray textSafeFrame(const QByteArray &frame);

} // namespace Stomp
