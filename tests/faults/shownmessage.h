// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QJsonArray>
#include <QJsonObject>

/// A message as everybody tells it when they are asked what they see: the same for all, whatever
/// they are written in. Who put a reaction there and when something was done is left out.
inline QJsonObject shownMessage(const Chat::RoomMessage &message)
{
    QJsonObject reactions;
    for (const Chat::Reaction &reaction : message.changes.reactions)
        reactions.insert(reaction.emoji, reaction.count);
    return {
        {QStringLiteral("seq"), message.sequence.number},
        {QStringLiteral("type"), Chat::messageTypeName(message.type)},
        {QStringLiteral("sender"), message.sender},
        {QStringLiteral("senderId"), message.senderId.toString()},
        {QStringLiteral("id"), message.clientId.toString()},
        {QStringLiteral("text"), message.text},
        {QStringLiteral("edited"), message.changes.edited && !message.changes.deleted},
        {QStringLiteral("deleted"), message.changes.deleted.has_value()},
        {QStringLiteral("pinned"), message.changes.pinned.has_value()},
        {QStringLiteral("reactions"), reactions},
        {QStringLiteral("replyTo"), message.replyTo ? message.replyTo->sequence.number : 0},
    };
}
