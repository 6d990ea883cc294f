// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/changes.h"

#include <QVariantList>

#include <vector>

namespace Ui {

/// As TimelineModel::ReactionsRole gives them.
QVariantList reactionList(const std::vector<Chat::Reaction> &reactions);

/// Puts what an event tells into the reactions of a message. `isOwn`: it tells of ourselves.
void applyReaction(std::vector<Chat::Reaction> &reactions, const Chat::ReactionEvent &event,
                   bool isOwn);

} // namespace Ui
