// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scriptedhost.h"

#include <QWidget>

#include <functional>

/// The columns of a chat at several widths, and the files of the shown room.
void showLayout(QWidget &window, ScriptedHost &host, const Chat::RoomId &room,
                const std::function<void(QWidget &, const char *)> &shoot);
