// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of messages that were said: edits, deletions, reactions, what quotes them; and what
// is held of them.
#include "ui/model/lineparts.h"
#include "ui/model/reactions.h"
#include "ui/model/timelinemodel.h"

#include <algorithm>
#include <tuple>

namespace Ui {

void TimelineModel::change(const Chat::RoomMessage &now)
{
    Line *line = stored(now.sequence);
    if (!line) // but what answers it may be there
        return showAnswered({now.sequence, now.sender, now.senderId, now.guest, excerptOf(now)});
    if (line->message.changes.revision > now.changes.revision)
        return;
    const auto before = flagsAt(positionOf(now.sequence) + 1);
    Chat::RoomMessage &held = line->message; // the sender was erased, perhaps
    std::tie(held.text, held.changes, held.sender, held.senderId, held.guest) =
        std::tie(now.text, now.changes, now.sender, now.senderId, now.guest);
    Q_EMIT dataChanged(indexOf(now.sequence), indexOf(now.sequence));
    showAnswered(quoted(now.sequence));
    tellFlags(positionOf(now.sequence) + 1, before);
}

void TimelineModel::changeText(const Chat::RoomMessage &now)
{
    const Line *line = stored(now.sequence);
    Chat::RoomMessage whole = now;
    if (line && !now.changes.deleted)
        whole.changes.reactions = line->message.changes.reactions;
    change(whole);
}

void TimelineModel::react(const Chat::ReactionEvent &event)
{
    Line *line = stored(event.sequence);
    if (!line || line->message.changes.revision >= event.revision)
        return;
    line->message.changes.revision = event.revision;
    applyReaction(line->message.changes.reactions, event, event.user == m_self);
    const QModelIndex at = index(positionOf(event.sequence));
    Q_EMIT dataChanged(at, at, {ReactionsRole});
}

Chat::Quoted TimelineModel::quoted(Chat::Sequence sequence) const
{
    if (!holds(sequence))
        return {sequence, {}, {}, false, {}};
    const Chat::RoomMessage &message = m_stored[size_t(positionOf(sequence))].message;
    return {sequence, message.sender, message.senderId, message.guest, excerptOf(message)};
}

/// The host quotes nothing of messages that are nothing but files.
void TimelineModel::quoteFiles(const Chat::RoomMessage &message)
{
    if (message.text.isEmpty() && !message.files.empty())
        showAnswered(quoted(message.sequence));
    const std::optional<Chat::Quoted> answered = message.replyTo;
    if (answered && answered->excerpt.isEmpty() && holds(answered->sequence))
        showAnswered(quoted(answered->sequence));
}

void TimelineModel::showAnswered(const Chat::Quoted &now)
{
    for (const qint64 answer : m_answers.values(now.sequence.number)) {
        Line *line = stored(Chat::Sequence{answer});
        if (!line || !line->message.replyTo || *line->message.replyTo == now)
            continue;
        line->message.replyTo = now;
        const QModelIndex at = index(positionOf(Chat::Sequence{answer}));
        Q_EMIT dataChanged(at, at, {ReplyRole});
    }
}

std::vector<Chat::RoomMessage> TimelineModel::messagesBefore(Chat::Sequence before, int limit) const
{
    const int end = positionOf(before);
    std::vector<Chat::RoomMessage> messages;
    for (int row = std::max(0, end - limit); row < end; ++row)
        messages.push_back(m_stored[size_t(row)].message);
    return messages;
}

} // namespace Ui
