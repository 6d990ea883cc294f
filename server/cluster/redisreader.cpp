// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/redisreader.h"

#include <hiredis/hiredis.h>

#include <algorithm>

namespace Server {
namespace {

/// Lists in lists. Those about a cluster's servers have four.
constexpr int deepestList = 7;

} // namespace

/// What the library calls while it reads: makes values of ours, within the bound. nullptr ends the
/// reading with an error.
struct RedisReader::Making {
#if HIREDIS_MAJOR >= 1
    using Count = size_t;
#else
    using Count = int;
#endif

    /// The place of one more value of that many bytes; in its list, or a new one.
    static RedisReply *place(const redisReadTask *task, qsizetype bytes)
    {
        auto *reader = static_cast<RedisReader *>(task->privdata);
        bytes += qsizetype(sizeof(RedisReply));
        if (bytes > reader->m_left)
            return nullptr;
        reader->m_left -= bytes;
        if (!task->parent)
            return new RedisReply;
        return &static_cast<RedisReply *>(task->parent->obj)->list[size_t(task->idx)];
    }
    static void *text(const redisReadTask *task, char *bytes, size_t size)
    {
        RedisReply *reply = place(task, qsizetype(size));
        if (reply) {
            reply->kind = task->type == REDIS_REPLY_ERROR    ? RedisReply::Kind::Error
                          : task->type == REDIS_REPLY_STATUS ? RedisReply::Kind::Status
                                                             : RedisReply::Kind::Text;
            reply->text = QByteArray(bytes, qsizetype(size));
        }
        return reply;
    }
    static void *list(const redisReadTask *task, Count count)
    {
        // Not every version of the library bounds it by itself.
        int depth = 1;
        for (const redisReadTask *around = task->parent; around; around = around->parent)
            ++depth;
        if (depth > deepestList)
            return nullptr;
        const auto *reader = static_cast<RedisReader *>(task->privdata);
        // Room is made for all of them at once, so that none moves.
        if (size_t(count) > size_t(reader->m_left) / sizeof(RedisReply))
            return nullptr;
        RedisReply *reply = place(task, 0);
        if (reply) {
            reply->kind = RedisReply::Kind::List;
            reply->list.resize(size_t(count));
        }
        return reply;
    }
    static void *integer(const redisReadTask *task, long long value)
    {
        RedisReply *reply = place(task, 0);
        if (reply) {
            reply->kind = RedisReply::Kind::Integer;
            reply->integer = value;
        }
        return reply;
    }
    static void *nil(const redisReadTask *task)
    {
        return place(task, 0);
    }
#if HIREDIS_MAJOR >= 1
    static void *real(const redisReadTask *task, double, char *bytes, size_t size)
    {
        return text(task, bytes, size);
    }
    static void *truth(const redisReadTask *task, int value)
    {
        return integer(task, value);
    }
#endif
    static void free(void *reply)
    {
        delete static_cast<RedisReply *>(reply);
    }

    static redisReplyObjectFunctions *functions()
    {
        static redisReplyObjectFunctions table = [] {
            redisReplyObjectFunctions made{};
            made.createString = text;
            made.createArray = list;
            made.createInteger = integer;
            made.createNil = nil;
#if HIREDIS_MAJOR >= 1
            made.createDouble = real;
            made.createBool = truth;
#endif
            made.freeObject = free;
            return made;
        }();
        return &table;
    }
};

void RedisReader::Freeing::operator()(redisReader *reader) const
{
    redisReaderFree(reader);
}

RedisReader::RedisReader(qsizetype replyBytes)
    : m_replyBytes(replyBytes), m_left(replyBytes),
      m_reader(redisReaderCreateWithFunctions(Making::functions()))
{
    Q_CHECK_PTR(m_reader.get());
    m_reader->privdata = this;
}

RedisReader::~RedisReader() = default;

std::optional<std::vector<RedisReply>> RedisReader::read(QByteArrayView bytes)
{
    // In pieces, so that what is complete does not count among what waits for its end.
    constexpr qsizetype piece = 64 * 1024;
    std::vector<RedisReply> replies;
    while (!m_failed && !bytes.isEmpty()) {
        const QByteArrayView now = bytes.first(std::min(piece, bytes.size()));
        bytes = bytes.sliced(now.size());
        const qsizetype waiting = qsizetype(m_reader->len - m_reader->pos);
        m_failed = waiting + now.size() > m_replyBytes + piece ||
                   redisReaderFeed(m_reader.get(), now.data(), size_t(now.size())) != REDIS_OK;
        while (!m_failed) {
            void *made = nullptr;
            m_failed = redisReaderGetReply(m_reader.get(), &made) != REDIS_OK;
            if (!made)
                break;
            const std::unique_ptr<RedisReply> reply(static_cast<RedisReply *>(made));
            replies.push_back(std::move(*reply));
            m_left = m_replyBytes;
        }
    }
    if (m_failed)
        return std::nullopt;
    return replies;
}

QByteArray writeRedisCommand(const QByteArrayList &words)
{
    std::vector<const char *> starts;
    std::vector<size_t> sizes;
    for (const QByteArray &word : words) {
        starts.push_back(word.constData());
        sizes.push_back(size_t(word.size()));
    }
    char *bytes = nullptr;
    const auto size =
        redisFormatCommandArgv(&bytes, int(starts.size()), starts.data(), sizes.data());
    const std::unique_ptr<char, decltype(&redisFreeCommand)> owned(bytes, redisFreeCommand);
    return size < 0 ? QByteArray() : QByteArray(bytes, qsizetype(size));
}

} // namespace Server
