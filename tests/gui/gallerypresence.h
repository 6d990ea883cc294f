// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scriptedhost.h"
#include "ui/model/chatclient.h"

#include <QWidget>

#include <functional>

/// Pictures of who can be reached, who writes, what rooms are and what is pinned, in the window
/// that shows a room.
void showPresence(QWidget &window, Ui::ChatClient &client, ScriptedHost &host,
                  const Chat::RoomId &room, bool korean,
                  const std::function<void(QWidget &shown, const char *page)> &shoot);
