// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QWidget>

#include <functional>

/// How far messages got, what came late, what was not sent, and who came and went, in the room
/// that is shown. What waits is to be discarded once the host is away.
void showDeliveries(QWidget &window, Ui::ChatClient &client, const Chat::RoomId &room, bool korean,
                    const std::function<void(QWidget &shown, const char *page)> &shoot);
