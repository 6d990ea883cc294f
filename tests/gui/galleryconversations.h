// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scriptedhost.h"
#include "ui/model/chatclient.h"

#include <QWidget>

#include <functional>

/// Pictures of beginning a conversation with people one chooses, from the window that shows a room
/// of several. The host is out of reach afterwards.
void showConversations(QWidget &window, Ui::ChatClient &client, ScriptedHost &host,
                       const Chat::RoomId &room,
                       const std::function<void(QWidget &shown, const char *page)> &shoot);
