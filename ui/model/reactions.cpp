// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/reactions.h"

#include <QVariantMap>

#include <algorithm>

namespace Ui {
namespace {

constexpr qsizetype namesShown = 10; ///< As many as the host names.

} // namespace

QVariantList reactionList(const std::vector<Chat::Reaction> &reactions)
{
    QVariantList list;
    for (const Chat::Reaction &reaction : reactions) {
        list << QVariantMap{{QStringLiteral("emoji"), reaction.emoji},
                            {QStringLiteral("count"), reaction.count},
                            {QStringLiteral("names"), reaction.names},
                            {QStringLiteral("mine"), reaction.mine}};
    }
    return list;
}

void applyReaction(std::vector<Chat::Reaction> &reactions, const Chat::ReactionEvent &event,
                   bool isOwn)
{
    auto at = std::find_if(reactions.begin(), reactions.end(),
                           [&](const Chat::Reaction &one) { return one.emoji == event.emoji; });
    if (event.count <= 0) {
        if (at != reactions.end())
            reactions.erase(at);
        return;
    }
    if (at == reactions.end())
        at = reactions.insert(at, Chat::Reaction{event.emoji, 0, {}, false});
    at->count = event.count;
    if (isOwn)
        at->mine = event.on;
    if (!event.on)
        at->names.removeOne(event.name);
    else if (at->names.size() < namesShown)
        at->names << event.name;
}

} // namespace Ui
