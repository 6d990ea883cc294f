// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/cleanline.h"

namespace Server {

using Chat::cleanLine;
using Chat::longestName;

} // namespace Server
