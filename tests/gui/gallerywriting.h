// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QWidget>

#include <functional>

/// What helps one write in the room that is shown: commands, code, spelling, a picture before it is
/// sent, and why nothing can be written.
void showWritingAids(QWidget &window, Ui::ChatClient &client, const Chat::RoomId &room, bool korean,
                     const std::function<void(QWidget &shown, const char *page)> &shoot);

/// The bar over a message under the mouse, and the picker that it opens.
void showEmoji(QWidget &window, const std::function<void(QWidget &shown, const char *page)> &shoot);
