// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QWidget>

#include <functional>

/// How one is called: the choices, in the settings and in the menu of a room, and the tray's menu.
void showNotices(QWidget &window, Ui::ChatClient &client, const Chat::RoomId &room,
                 const std::function<void(QWidget &shown, const char *page)> &shoot);

/// The program's icon in all its states, at small sizes, on light and dark.
QPixmap badgedIcons();
