// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomlistmodel.h"

namespace Ui {

/// What one may change of a room, as far as the host has told; the host has the last word.
struct RoomRights {
    bool name = false;
    bool topic = false;
    bool icon = false;
    bool entry = false;   ///< Who sees it, and its password.
    bool admits = false;  ///< Whether and how people come in, and who.
    bool order = false;   ///< Who speaks there, and how often.
    bool keeping = false; ///< How long what is said is kept.
    bool earlier = false; ///< Whether what messages said before is kept.
    bool archive = false;
    bool end = false;
    bool leave = false; ///< One's own leaving: a conversation of two has no way out.

    bool any() const { return topic || order || admits || icon; }
};

RoomRights rightsIn(const Chat::RoomInfo &room);

} // namespace Ui
