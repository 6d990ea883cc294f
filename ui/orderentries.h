// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomlistmodel.h"
#include "ui/orderdialog.h"

class QAction;
class QMenu;

namespace Ui {

class ChatClient;

/// Whether one keeps order in that room over somebody of that role there, as far as the host has
/// told; it has the last word.
bool keepsOrderOver(const Chat::RoomInfo &room, Chat::MemberRole role);

/// Adds an entry that asks how long and why in front of `window`, and does it. Is called "mute",
/// "sendOut" or "ban". All must outlive the menu.
QAction *addOrderEntry(QMenu *menu, const QString &text, OrderDialog::Kind kind,
                       const OrderDialog::Target &target, ChatClient &client,
                       const Appearance &appearance, QWidget *window);

} // namespace Ui
