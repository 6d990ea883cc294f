// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/frame.h"

#include <QByteArray>

namespace Stomp {

/// The frame on the wire, with its closing NUL and no EOL behind it.
///
/// Header names and values are escaped as `version` has it (1.0: CR and LF cannot be written
/// and become a blank; 1.1: CR likewise). `content-length` is added to SEND, MESSAGE and ERROR
/// frames with a body, and any content-length among the headers is replaced by the true one.
QByteArray write(const Frame &frame, Version version);

} // namespace Stomp
