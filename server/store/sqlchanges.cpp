// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlchanges.h"

#include "server/store/answerbounds.h"
#include "server/store/sqllog.h"

#include <QVariant>

#include <algorithm>
#include <limits>

namespace Server {
namespace {

/// The number that a statement was run for.
int takeNumber(QSqlQuery &query)
{
    const int number = query.next() ? query.value(0).toInt() : 0;
    query.finish();
    return number;
}

} // namespace

SqlChanges::Result<void> SqlChanges::prepare(QSqlDatabase &database)
{
    // %1 stands for the columns that messageRow() reads.
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_find, "SELECT %1 FROM messages WHERE room = ? AND seq = ?"},
        {&m_write, "UPDATE messages SET text = ?, edited = ?, deleted = ?, pinned = ?,"
                   " revision = ? WHERE number = ?"},
        // Numbers are given again where the newest texts went: never one below the room's floor.
        {&m_keep, "INSERT INTO earlier_texts (number, message, text, until) VALUES ("
                  "(SELECT CASE WHEN max(number) > ? THEN max(number) ELSE ? END"
                  " FROM earlier_texts) + 1, ?, ?, ?)"},
        {&m_forget, "DELETE FROM earlier_texts WHERE message = ?"},
        {&m_forgetOld, "DELETE FROM earlier_texts WHERE message = ? AND number <= (SELECT number"
                       " FROM earlier_texts WHERE message = ? ORDER BY number DESC LIMIT 1"
                       " OFFSET ?)"},
        {&m_earlier, "SELECT text, until FROM earlier_texts WHERE message = ?"
                     " AND number > ? ORDER BY number DESC"},
        {&m_lookEarlier, "SELECT earlier_texts.number, messages.room FROM earlier_texts"
                         " JOIN messages ON messages.number = earlier_texts.message"
                         " WHERE earlier_texts.number > ? ORDER BY earlier_texts.number LIMIT ?"},
        {&m_earlierText, "SELECT text FROM earlier_texts WHERE number = ?"},
        {&m_removeEarlier, "DELETE FROM earlier_texts WHERE number = ?"},
        {&m_emojis, "SELECT count(DISTINCT emoji) FROM reactions WHERE message = ?"
                    " AND emoji <> ?"},
        {&m_same, "SELECT count(*) FROM reactions WHERE message = ? AND emoji = ?"},
        {&m_react, "INSERT INTO reactions (message, emoji, user, name) VALUES (?, ?, ?, ?)"
                   " ON CONFLICT DO NOTHING"},
        {&m_unreact, "DELETE FROM reactions WHERE message = ? AND emoji = ? AND user = ?"},
        {&m_unreactAll, "DELETE FROM reactions WHERE message = ?"},
        {&m_touch, "UPDATE messages SET revision = ? WHERE number = ?"},
        {&m_pin, "UPDATE messages SET pinned = ?, revision = ? WHERE number = ?"},
        {&m_pins, "SELECT count(*) FROM messages WHERE room = ? AND pinned IS NOT NULL"},
        {&m_pinned, "SELECT %1 FROM messages WHERE room = ? AND pinned IS NOT NULL"
                    " ORDER BY pinned DESC, seq DESC"},
        {&m_changes, "SELECT %1 FROM messages WHERE room = ? AND messages.revision > 0"
                     " AND messages.revision > ? ORDER BY messages.revision LIMIT ?"},
    };
    return prepareStatements(database, all, messageColumns());
}

SqlChanges::Result<std::optional<Chat::Quoted>> SqlChanges::quoted(const Chat::RoomId &room,
                                                                   Chat::Sequence sequence)
{
    const auto row = find({room, sequence});
    if (!row && row.error() == StoreError::NoSuchMessage)
        return std::optional<Chat::Quoted>();
    if (!row)
        return tl::unexpected(row.error());
    const Chat::RoomMessage &message = row->message;
    return std::optional(Chat::Quoted{sequence, message.sender, message.senderId, message.guest,
                                      Chat::excerptOf(message.text)});
}

SqlChanges::Result<MessageRow> SqlChanges::find(const MessageRef &message)
{
    const auto room = m_log.roomNumber(message.room);
    if (!room)
        return tl::unexpected(room.error());
    if (auto done = runStatement(*m_find, {*room, message.sequence.number}); !done)
        return tl::unexpected(done.error());
    if (!m_find->next()) {
        m_find->finish();
        return tl::unexpected(StoreError::NoSuchMessage);
    }
    MessageRow row = messageRow(*m_find, message.room);
    m_find->finish();
    return row;
}

SqlChanges::Result<MessageRow> SqlChanges::findForText(const TextChange &change)
{
    auto row = find(change.message);
    if (!row)
        return row;
    if (row->message.type != Chat::MessageType::Talk)
        return tl::unexpected(StoreError::NoSuchMessage);
    if (row->message.senderId != change.by && !change.anyones)
        return tl::unexpected(StoreError::NotAllowed);
    return row;
}

SqlChanges::Result<Changed> SqlChanges::completed(const MessageRow &row, bool repeated)
{
    return m_log.parts().complete(row, {}).map([&](const Chat::RoomMessage &message) {
        return Changed{message, repeated};
    });
}

SqlChanges::Result<Changed> SqlChanges::edit(const TextChange &change, const QString &text)
{
    auto row = findForText(change);
    if (!row)
        return tl::unexpected(row.error());
    if (row->message.changes.deleted)
        return tl::unexpected(StoreError::NoSuchMessage);
    if (row->message.text == text)
        return completed(*row, true);
    if (auto kept = change.keepsEarlier ? keepEarlier(change, *row) : Result<void>(); !kept)
        return tl::unexpected(kept.error());
    if (auto done = m_log.searchIndex().remove(*row); !done)
        return tl::unexpected(done.error());
    row->message.text = text;
    row->message.changes.edited = change.time;
    row->message.hostNotes.mentioned = change.mentioned;
    if (auto done = mentionAgain(*row); !done)
        return tl::unexpected(done.error());
    if (auto done = m_log.searchIndex().add(*row); !done)
        return tl::unexpected(done.error());
    return write(change, std::move(*row));
}

SqlChanges::Result<Changed> SqlChanges::remove(const TextChange &change)
{
    auto row = findForText(change);
    if (!row)
        return tl::unexpected(row.error());
    if (row->message.changes.deleted)
        return completed(*row, true);
    const auto kept =
        change.keepsEarlier ? keepEarlier(change, *row) : finishStatement(*m_forget, {row->number});
    if (!kept)
        return tl::unexpected(kept.error());
    if (auto done = finishStatement(*m_unreactAll, {row->number}); !done)
        return tl::unexpected(done.error());
    if (auto done = m_log.searchIndex().remove(*row); !done)
        return tl::unexpected(done.error());
    if (auto done = m_log.files().detach(row->number); !done)
        return tl::unexpected(done.error());
    if (auto done = mentionAgain(*row); !done)
        return tl::unexpected(done.error());
    row->message.text = QString();
    row->message.changes.deleted = change.time;
    row->message.changes.pinned = std::nullopt;
    return write(change, std::move(*row));
}

SqlChanges::Result<void> SqlChanges::keepEarlier(const TextChange &change, const MessageRow &row)
{
    const qint64 floor = m_log.earlierFloor(change.message.room);
    auto kept = finishStatement(
        *m_keep, {floor, floor, row.number, present(row.message.text), toNumber(change.time)});
    if (!kept)
        return kept;
    return finishStatement(*m_forgetOld, {row.number, row.number, change.earlierTexts});
}

SqlChanges::Result<void> SqlChanges::mentionAgain(const MessageRow &row)
{
    const auto room = m_log.roomNumber(row.message.room);
    if (!room)
        return tl::unexpected(room.error());
    return m_log.reads().mention(row.number, *room, row.message, true);
}

SqlChanges::Result<Changed> SqlChanges::write(const TextChange &change, MessageRow row)
{
    const auto revision = m_log.nextRevision(change.message.room);
    if (!revision)
        return tl::unexpected(revision.error());
    Chat::MessageChanges &changes = row.message.changes;
    changes.revision = *revision;
    if (auto done =
            finishStatement(*m_write, {present(row.message.text), timeOrNull(changes.edited),
                                       timeOrNull(changes.deleted), timeOrNull(changes.pinned),
                                       revision->number, row.number});
        !done)
        return tl::unexpected(done.error());
    return completed(row, false);
}

SqlChanges::Result<Reacted> SqlChanges::react(const ReactionChange &change)
{
    const auto row = find(change.message);
    if (!row)
        return tl::unexpected(row.error());
    if (row->message.changes.deleted)
        return tl::unexpected(StoreError::NoSuchMessage);
    if (change.on) {
        if (auto done = runStatement(*m_emojis, {row->number, change.emoji}); !done)
            return tl::unexpected(done.error());
        if (takeNumber(*m_emojis) >= change.emojisPerMessage)
            return tl::unexpected(StoreError::TooMany);
    }
    QSqlQuery &query = change.on ? *m_react : *m_unreact;
    QVariantList values{row->number, change.emoji, change.user.toString()};
    if (change.on)
        values << present(change.name);
    if (auto done = runStatement(query, values); !done)
        return tl::unexpected(done.error());
    const bool repeated = query.numRowsAffected() == 0;
    query.finish();
    Reacted reacted{row->message.changes.revision, 0, repeated};
    if (!repeated) {
        const auto revision = m_log.nextRevision(change.message.room);
        if (!revision)
            return tl::unexpected(revision.error());
        if (auto done = finishStatement(*m_touch, {revision->number, row->number}); !done)
            return tl::unexpected(done.error());
        reacted.revision = *revision;
    }
    if (auto done = runStatement(*m_same, {row->number, change.emoji}); !done)
        return tl::unexpected(done.error());
    reacted.count = takeNumber(*m_same);
    return reacted;
}

SqlChanges::Result<Changed> SqlChanges::pin(const PinChange &change)
{
    auto row = find(change.message);
    if (!row)
        return tl::unexpected(row.error());
    if (row->message.changes.deleted || row->message.type != Chat::MessageType::Talk)
        return tl::unexpected(StoreError::NoSuchMessage);
    Chat::MessageChanges &changes = row->message.changes;
    if (changes.pinned.has_value() == change.on)
        return completed(*row, true);
    if (change.on) {
        const auto room = m_log.roomNumber(change.message.room);
        if (auto done = runStatement(*m_pins, {*room}); !done)
            return tl::unexpected(done.error());
        if (takeNumber(*m_pins) >= change.pinsPerRoom)
            return tl::unexpected(StoreError::TooMany);
    }
    const auto revision = m_log.nextRevision(change.message.room);
    if (!revision)
        return tl::unexpected(revision.error());
    changes.revision = *revision;
    changes.pinned = change.on ? std::optional(change.time) : std::nullopt;
    if (auto done =
            finishStatement(*m_pin, {timeOrNull(changes.pinned), revision->number, row->number});
        !done)
        return tl::unexpected(done.error());
    return completed(*row, false);
}

SqlChanges::Result<Changes> SqlChanges::changes(const ChangesQuery &wanted)
{
    const auto room = m_log.roomNumber(wanted.room);
    if (!room)
        return tl::unexpected(room.error());
    if (auto done =
            runStatement(*m_changes, {*room, wanted.after.number, qint64(wanted.limit) + 1});
        !done)
        return tl::unexpected(done.error());
    auto some = read(*m_changes, wanted);
    if (!some)
        return tl::unexpected(some.error());
    Changes found{std::move(some->messages), m_log.revision(wanted.room), some->more};
    if (found.more)
        found.last = found.messages.back().changes.revision;
    return found;
}

SqlChanges::Result<History> SqlChanges::pinned(const PinsQuery &wanted)
{
    const auto room = m_log.roomNumber(wanted.room);
    if (!room)
        return tl::unexpected(room.error());
    if (auto done = runStatement(*m_pinned, {*room}); !done)
        return tl::unexpected(done.error());
    constexpr int all = std::numeric_limits<int>::max(); // a room has not many
    auto found = read(*m_pinned, {wanted.room, {}, wanted.viewer, all, wanted.byteLimit});
    if (found)
        std::reverse(found->messages.begin(), found->messages.end());
    return found;
}

SqlChanges::Result<History> SqlChanges::read(QSqlQuery &query, const ChangesQuery &wanted)
{
    History found;
    AnswerBounds bounds(wanted.limit, wanted.byteLimit);
    std::vector<MessageRow> rows;
    while (!found.more && query.next()) {
        MessageRow row = messageRow(query, wanted.room);
        found.more = !bounds.take(row.message);
        if (!found.more)
            rows.push_back(std::move(row));
    }
    query.finish();
    auto messages = m_log.parts().complete(rows, wanted.viewer);
    if (!messages)
        return tl::unexpected(messages.error());
    found.messages = std::move(*messages);
    return found;
}

SqlChanges::Result<EarlierTexts> SqlChanges::earlierTexts(const EarlierQuery &query)
{
    const auto row = find(query.message);
    if (!row)
        return tl::unexpected(row.error());
    if (row->message.senderId != query.viewer && !query.anyones)
        return tl::unexpected(StoreError::NotAllowed);
    const qint64 floor = m_log.earlierFloor(query.message.room);
    if (auto done = runStatement(*m_earlier, {row->number, floor}); !done)
        return tl::unexpected(done.error());
    EarlierTexts found;
    qint64 bytes = 0;
    while (!found.more && m_earlier->next()) {
        const QString text = m_earlier->value(0).toString();
        bytes += text.toUtf8().size();
        found.more = bytes > query.byteLimit && !found.texts.empty();
        if (!found.more)
            found.texts.push_back({text, toTime(m_earlier->value(1).toLongLong())});
    }
    m_earlier->finish();
    std::reverse(found.texts.begin(), found.texts.end());
    return found;
}

SqlChanges::Result<EarlierSwept> SqlChanges::sweepEarlier(const EarlierLook &look)
{
    if (auto done = runStatement(*m_lookEarlier, {look.after, look.most}); !done)
        return tl::unexpected(done.error());
    EarlierSwept swept{look.after};
    int looked = 0;
    std::vector<qint64> unwanted;
    for (; m_lookEarlier->next(); ++looked) {
        swept.upTo = m_lookEarlier->value(0).toLongLong();
        const Chat::RoomId room = m_log.roomOf(m_lookEarlier->value(1).toLongLong());
        if (!m_log.keepsEarlier(room) || swept.upTo <= m_log.earlierFloor(room))
            unwanted.push_back(swept.upTo);
    }
    m_lookEarlier->finish();
    swept.more = looked == look.most;
    qint64 bytes = 0;
    for (const qint64 number : unwanted) {
        const auto removed = removeEarlier(number);
        if (!removed)
            return tl::unexpected(removed.error());
        ++swept.removed;
        bytes += *removed;
        if (bytes >= look.byteLimit && number != unwanted.back()) {
            swept.upTo = number;
            swept.more = true;
            break;
        }
    }
    return swept;
}

SqlChanges::Result<qint64> SqlChanges::removeEarlier(qint64 number)
{
    if (auto done = runStatement(*m_earlierText, {number}); !done)
        return tl::unexpected(done.error());
    const qint64 bytes =
        m_earlierText->next() ? m_earlierText->value(0).toString().toUtf8().size() : 0;
    m_earlierText->finish();
    return finishStatement(*m_removeEarlier, {number}).map([&] { return bytes; });
}

} // namespace Server
