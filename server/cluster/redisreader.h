// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cluster/redisreply.h"

#include <QByteArrayList>

#include <memory>
#include <optional>
#include <vector>

struct redisReader;

namespace Server {

/// Makes replies of the bytes that come from Redis, and holds no more of one than it may.
class RedisReader {
public:
    /// `replyBytes`: of one reply, with what it takes to hold it, and of what of it came so far.
    explicit RedisReader(qsizetype replyBytes);
    ~RedisReader();
    Q_DISABLE_COPY_MOVE(RedisReader)

    /// The replies that are complete now. nullopt: these are none, or one is past the bound; so is
    /// everything from then on.
    std::optional<std::vector<RedisReply>> read(QByteArrayView bytes);

private:
    struct Making;
    struct Freeing {
        void operator()(redisReader *reader) const;
    };

    const qsizetype m_replyBytes;
    qsizetype m_left; ///< Of the bound, for the reply that is being read.
    bool m_failed = false;
    std::unique_ptr<redisReader, Freeing> m_reader;
};

/// As it goes to Redis. Words may be any bytes.
QByteArray writeRedisCommand(const QByteArrayList &words);

} // namespace Server
