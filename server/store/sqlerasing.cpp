// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlerasing.h"

#include "server/store/sqllog.h"

#include <QVariant>

namespace Server {
namespace {

constexpr int rowsOfPiece = 100; ///< Of reactions, and of messages.

} // namespace

SqlErasing::Result<void> SqlErasing::prepare(QSqlDatabase &database)
{
    // %1 stands for the columns that messageRow() reads.
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_begin, "INSERT INTO erasures (user, begun, last_message, last_reaction)"
                   " SELECT ?, CAST(? AS BIGINT), (SELECT coalesce(max(number), 0) FROM messages),"
                   " (SELECT coalesce(max(number), 0) FROM reactions) WHERE true"
                   " ON CONFLICT (user) DO UPDATE SET last_message = excluded.last_message,"
                   " last_reaction = excluded.last_reaction"},
        {&m_unfinished, "SELECT user FROM erasures ORDER BY begun, user"},
        {&m_end, "SELECT last_message, last_reaction FROM erasures WHERE user = ?"},
        {&m_finish, "DELETE FROM erasures WHERE user = ?"},
        {&m_members, "DELETE FROM members WHERE user = ?"},
        {&m_markers, "DELETE FROM read_markers WHERE user = ?"},
        {&m_mentions, "DELETE FROM mentions WHERE user = ?"},
        {&m_attendance, "DELETE FROM attendance WHERE user = ?"},
        {&m_guest, "DELETE FROM room_guests WHERE user = ?"},
        {&m_invited, "UPDATE room_guests SET by_user = ? WHERE by_user = ?"},
        {&m_said, "DELETE FROM said WHERE sender_id = ?"},
        {&m_hooks, "DELETE FROM hooks WHERE maker = ?"},
        {&m_rooms, "UPDATE rooms SET creator = ? WHERE creator = ?"},
        {&m_joined, "SELECT room FROM members WHERE user = ?"},
        {&m_waiting, "DELETE FROM queue_messages WHERE queue IN"
                     " (SELECT queue FROM durable_subscriptions WHERE user = ?)"},
        {&m_durable, "DELETE FROM durable_subscriptions WHERE user = ?"},
        {&m_uploads, "DELETE FROM files WHERE owner = ? AND NOT EXISTS"
                     " (SELECT 1 FROM message_files WHERE file = files.number)"},
        {&m_disown, "UPDATE files SET owner = ? WHERE owner = ?"},
        // In no order, so that it takes no longer for who has said much; what is erased is not
        // theirs any more.
        {&m_messages, "SELECT %1, room FROM messages WHERE sender_id = ? AND number <= ? LIMIT ?"},
        {&m_anonymise, "UPDATE messages SET sender = ?, sender_id = ?, guest = 0, text = '',"
                       " client_id = NULL, revision = ? WHERE number = ?"},
        {&m_forgetEarlier, "DELETE FROM earlier_texts WHERE message = ?"},
        {&m_reactions, "SELECT room, seq, emoji FROM reactions"
                       " JOIN messages ON messages.number = message"
                       " WHERE user = ? AND reactions.number <= ? LIMIT ?"},
    };
    return prepareStatements(database, all, messageColumns());
}

SqlErasing::Result<bool> SqlErasing::begin(const Chat::UserId &user, Chat::Timestamp time,
                                           Chat::Timestamp keptUntil)
{
    const QString id = user.toString();
    auto done = finishStatement(*m_begin, {id, toNumber(time)});
    if (done)
        done = m_log.accounts().forget(user, keptUntil);
    if (done)
        done = m_log.order().forget(user);
    if (done)
        done = m_log.entrance().forget(user);
    if (done)
        done = forgetNames(user); // by their memberships
    for (SqlStatement *statement :
         {&m_members, &m_markers, &m_mentions, &m_attendance, &m_guest, &m_said, &m_uploads,
          &m_hooks, &m_waiting, &m_durable}) { // what waits is found by its subscription
        if (done)
            done = finishStatement(**statement, {id});
    }
    for (SqlStatement *statement : {&m_invited, &m_rooms}) {
        if (done)
            done = finishStatement(**statement, {erasedUser.toString(), id});
    }
    if (!done)
        return tl::unexpected(done.error());
    return true;
}

SqlErasing::Result<void> SqlErasing::forgetNames(const Chat::UserId &user)
{
    if (auto done = runStatement(*m_joined, {user.toString()}); !done)
        return done;
    std::vector<Chat::RoomId> rooms;
    while (m_joined->next())
        rooms.push_back(m_log.roomOf(m_joined->value(0).toLongLong()));
    m_joined->finish();
    for (const Chat::RoomId &id : rooms) {
        const auto room = m_log.roomForChange(id);
        if (!room && room.error() != StoreError::NoSuchRoom)
            return tl::unexpected(room.error());
        if (!room || (*room)->settings.visibility != Chat::Visibility::Direct)
            continue;
        StoredRoom nameless = **room;
        nameless.name = erasedName;
        if (auto changed = m_log.rooms().change(nameless); !changed)
            return tl::unexpected(changed.error());
    }
    return {};
}

SqlErasing::Result<std::vector<Chat::UserId>> SqlErasing::unfinished()
{
    if (auto done = runStatement(*m_unfinished, {}); !done)
        return tl::unexpected(done.error());
    std::vector<Chat::UserId> users;
    while (m_unfinished->next())
        users.emplace_back(m_unfinished->value(0).toString());
    m_unfinished->finish();
    return users;
}

SqlErasing::Result<std::optional<SqlErasing::End>> SqlErasing::end(const QString &user)
{
    if (auto done = runStatement(*m_end, {user}); !done)
        return tl::unexpected(done.error());
    std::optional<End> end;
    if (m_end->next())
        end = End{m_end->value(0).toLongLong(), m_end->value(1).toLongLong()};
    m_end->finish();
    return end;
}

SqlErasing::Result<ErasedPiece> SqlErasing::goOn(const Chat::UserId &user, Chat::Timestamp time)
{
    const QString id = user.toString();
    ErasedPiece piece;
    const auto found = end(id);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found) {
        piece.done = true;
        return piece;
    }
    // Reactions first: those on one's own messages go with the messages.
    auto left = eraseReactions(id, (*found)->reaction, piece);
    if (left && !*left)
        left = eraseMessages(id, (*found)->message, time, piece);
    if (!left)
        return tl::unexpected(left.error());
    piece.done = !*left;
    if (!piece.done)
        return piece;
    auto done = finishStatement(*m_disown, {erasedUser.toString(), id});
    if (done)
        done = finishStatement(*m_finish, {id});
    if (!done)
        return tl::unexpected(done.error());
    return piece;
}

SqlErasing::Result<bool> SqlErasing::eraseMessages(const QString &user, qint64 last,
                                                   Chat::Timestamp time, ErasedPiece &piece)
{
    if (auto done = runStatement(*m_messages, {user, last, rowsOfPiece}); !done)
        return tl::unexpected(done.error());
    std::vector<MessageRow> rows;
    while (m_messages->next()) {
        const auto room = m_log.roomOf(m_messages->value(messageColumnCount).toLongLong());
        rows.push_back(messageRow(*m_messages, room));
    }
    m_messages->finish();
    for (const MessageRow &row : rows) {
        auto erased = erase(row, time);
        if (!erased)
            return tl::unexpected(erased.error());
        piece.messages.push_back(std::move(*erased));
    }
    return rows.size() == rowsOfPiece;
}

SqlErasing::Result<Chat::RoomMessage> SqlErasing::erase(const MessageRow &row, Chat::Timestamp time)
{
    const Chat::RoomMessage &said = row.message;
    Chat::RoomMessage now = said;
    if (said.type == Chat::MessageType::Talk) {
        auto removed =
            m_log.changes().remove({{said.room, said.sequence}, said.senderId, true, false, time});
        if (!removed)
            return tl::unexpected(removed.error());
        now = std::move(removed->message);
    }
    const auto revision = m_log.nextRevision(said.room);
    if (!revision)
        return tl::unexpected(revision.error());
    now.changes.revision = *revision;
    now.sender = erasedName;
    now.senderId = erasedUser;
    now.guest = false;
    now.text = QString();
    now.clientId = {};
    auto done = finishStatement(*m_anonymise,
                                {erasedName, erasedUser.toString(), revision->number, row.number});
    if (done)
        done = finishStatement(*m_forgetEarlier, {row.number});
    if (!done)
        return tl::unexpected(done.error());
    return now;
}

SqlErasing::Result<bool> SqlErasing::eraseReactions(const QString &user, qint64 last,
                                                    ErasedPiece &piece)
{
    if (auto done = runStatement(*m_reactions, {user, last, rowsOfPiece}); !done)
        return tl::unexpected(done.error());
    std::vector<Chat::ReactionEvent> found;
    while (m_reactions->next()) {
        Chat::ReactionEvent event;
        event.room = m_log.roomOf(m_reactions->value(0).toLongLong());
        event.sequence = Chat::Sequence{m_reactions->value(1).toLongLong()};
        event.emoji = m_reactions->value(2).toString();
        event.on = false;
        event.user = Chat::UserId(user);
        event.name = erasedName;
        found.push_back(event);
    }
    m_reactions->finish();
    for (Chat::ReactionEvent &event : found) {
        const auto taken = m_log.changes().react(
            {{event.room, event.sequence}, event.user, event.name, event.emoji, false});
        if (!taken)
            return tl::unexpected(taken.error());
        event.revision = taken->revision;
        event.count = taken->count;
        if (!taken->repeated)
            piece.reactions.push_back(event);
    }
    return found.size() == rowsOfPiece;
}

} // namespace Server
