// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomorders.h"

namespace Ui {

/// What a person is told of it; empty where the room's list of who waits says enough.
QString invitationText(const Chat::InvitationEvent &event);

} // namespace Ui
