// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlmessageparts.h"

#include <QJsonDocument>

#include <algorithm>

namespace Server {
namespace {

constexpr qsizetype namesShown = 10;

// The messages that a statement is run for.
#define THESE "(SELECT CAST(value AS BIGINT) FROM json_each(?))"

void addReaction(std::vector<Chat::Reaction> &reactions, const QString &emoji, const QString &name,
                 bool mine)
{
    auto it = std::find_if(reactions.begin(), reactions.end(),
                           [&](const Chat::Reaction &one) { return one.emoji == emoji; });
    if (it == reactions.end())
        it = reactions.insert(it, Chat::Reaction{emoji, 0, {}, false});
    ++it->count;
    if (it->names.size() < namesShown)
        it->names << name;
    it->mine = it->mine || mine;
}

} // namespace

SqlMessageParts::Result<void> SqlMessageParts::prepare(QSqlDatabase &database)
{
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_answered, "SELECT answers.number, quoted.seq, quoted.sender, quoted.sender_id,"
                      " quoted.guest, quoted.text FROM messages AS answers JOIN messages AS quoted"
                      " ON quoted.room = answers.room AND quoted.seq = answers.reply_to"
                      " WHERE answers.number IN " THESE},
        {&m_files,
         "SELECT message, files.id, token, name, type, size FROM message_files"
         " JOIN files ON file = files.number WHERE message IN " THESE " ORDER BY message, place"},
        {&m_reactions, "SELECT message, emoji, name, user FROM reactions"
                       " WHERE message IN " THESE " ORDER BY number"},
    };
    return prepareStatements(database, all);
}

SqlMessageParts::Result<std::vector<Chat::RoomMessage>>
SqlMessageParts::complete(const std::vector<MessageRow> &rows, const Chat::UserId &viewer)
{
    std::vector<Chat::RoomMessage> messages;
    messages.reserve(rows.size());
    Places places;
    QJsonArray answering, filed, changed;
    for (const MessageRow &row : rows) {
        Chat::RoomMessage &message = messages.emplace_back(row.message);
        const bool isAnswer = row.repliesTo.number > 0;
        const bool hasFiles = row.files > 0 && !message.changes.deleted;
        const bool isChanged = message.changes.revision.number > 0;
        if (isAnswer)
            answering.append(row.number);
        if (hasFiles)
            filed.append(row.number);
        if (isChanged)
            changed.append(row.number);
        if (isAnswer || hasFiles || isChanged)
            places.insert(row.number, &message);
    }
    auto done = readParts(*m_answered, answering, places, [&](Chat::RoomMessage &message) {
        message.replyTo = Chat::Quoted{
            Chat::Sequence{m_answered->value(1).toLongLong()}, m_answered->value(2).toString(),
            Chat::UserId(m_answered->value(3).toString()), m_answered->value(4).toBool(),
            Chat::excerptOf(m_answered->value(5).toString())};
    });
    if (done) {
        done = readParts(*m_files, filed, places, [&](Chat::RoomMessage &message) {
            message.files.push_back({m_files->value(1).toString(), m_files->value(2).toString(),
                                     m_files->value(3).toString(), m_files->value(4).toString(),
                                     m_files->value(5).toLongLong()});
        });
    }
    if (done) {
        done = readParts(*m_reactions, changed, places, [&](Chat::RoomMessage &message) {
            addReaction(message.changes.reactions, m_reactions->value(1).toString(),
                        m_reactions->value(2).toString(),
                        m_reactions->value(3).toString() == viewer.toString());
        });
    }
    if (!done)
        return tl::unexpected(done.error());
    return messages;
}

SqlMessageParts::Result<Chat::RoomMessage> SqlMessageParts::complete(const MessageRow &row,
                                                                     const Chat::UserId &viewer)
{
    return complete(std::vector{row}, viewer).map([](std::vector<Chat::RoomMessage> messages) {
        return std::move(messages.front());
    });
}

SqlMessageParts::Result<void>
SqlMessageParts::readParts(QSqlQuery &query, const QJsonArray &messages, const Places &places,
                           const std::function<void(Chat::RoomMessage &)> &take)
{
    if (messages.isEmpty())
        return {};
    const QString list = QString::fromUtf8(QJsonDocument(messages).toJson(QJsonDocument::Compact));
    if (auto done = runStatement(query, {list}); !done)
        return done;
    while (query.next()) {
        if (Chat::RoomMessage *message = places.value(query.value(0).toLongLong()))
            take(*message);
    }
    query.finish();
    return {};
}

} // namespace Server
