// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QWidget>

#include <functional>

/// Messages with files in every state, what is attached, and the viewer.
void showFiles(QWidget &window, Ui::ChatClient &client, const Chat::RoomId &room, bool korean,
               const std::function<void(QWidget &shown, const char *page)> &shoot);
