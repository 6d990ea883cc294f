// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever it is, and wherever it is cut: replies are bounded and the same, and what of them is a
// message of a host is written as it was read.
#include "server/cluster/clustermessage.h"
#include "server/cluster/redisreader.h"

#include <cstdint>
#include <cstdlib>

using namespace Server;

namespace {

constexpr qsizetype bound = 16 * 1024;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// What it takes to hold a reply.
qsizetype sizeOf(const RedisReply &reply)
{
    qsizetype size = reply.text.size() + qsizetype(sizeof reply);
    for (const RedisReply &part : reply.list)
        size += sizeOf(part);
    return size;
}

void lookInto(const RedisReply &reply)
{
    require(reply.shownError().size() <= 200);
    require(reply.errorCode().size() <= 32);
    if (const auto message = readClusterMessage(reply.text))
        require(writeClusterMessage(*message) == reply.text);
    for (const RedisReply &part : reply.list)
        lookInto(part);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    RedisReader whole(bound);
    const auto replies = whole.read(bytes);
    if (replies) {
        for (const RedisReply &reply : *replies) {
            require(sizeOf(reply) <= bound);
            lookInto(reply);
        }
    }
    RedisReader cut(bound);
    std::size_t count = 0;
    bool refused = false;
    for (qsizetype at = 0; at < bytes.size() && !refused; at += 7) {
        const auto part = cut.read(bytes.sliced(at, qMin(qsizetype(7), bytes.size() - at)));
        refused = !part;
        count += part ? part->size() : 0;
    }
    require(!replies || (!refused && count == replies->size()));
    return 0;
}
