// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/command.h"
#include "stomp/headers.h"

#include <QByteArray>

namespace Stomp {

/// One STOMP frame as a value: headers unescaped, body as it came.
struct Frame {
    Command command = Command::Send;
    Headers headers;
    QByteArray body;

    friend bool operator==(const Frame &, const Frame &) = default;
};

} // namespace Stomp
