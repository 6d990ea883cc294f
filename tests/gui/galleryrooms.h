// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scriptedhost.h"
#include "ui/model/chatclient.h"

#include <QWidget>

#include <functional>

/// Pictures of the settings and the webhooks of a room that is shown in the window.
void showRoomDialogs(QWidget &window, Ui::ChatClient &client, ScriptedHost &host,
                     const Chat::RoomId &room,
                     const std::function<void(QWidget &dialog, const char *page)> &shoot);
