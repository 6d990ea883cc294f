// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostoptionvalues.h"

namespace Server {
namespace {

constexpr qint64 aMillion = 1000000;
constexpr qint64 aGibibyte = 1024LL * 1024 * 1024;

} // namespace

std::vector<HostOption> hostCapacityOptions()
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    return {
        OptionOf::number("body-bytes", "largest body of a message (default: 1048576)",
                         &HostConfig::bodyBytes, 1024, aGibibyte),
        OptionOf::number("subscriptions", "subscriptions a session may have (default: 1000)",
                         &HostConfig::subscriptions, 1, aMillion),
        OptionOf::number("transactions", "transactions a session may have open (default: 16)",
                         &HostConfig::transactions, 0, 10000),
        OptionOf::number("queue-bytes", "bytes a session may leave unread (default: 4194304)",
                         &HostConfig::queueBytes, 64 * 1024, aGibibyte),
        OptionOf::number("queue-seconds",
                         "seconds a session may read nothing of what waits for it (default: 10)",
                         &HostConfig::queueTime, 1, 3600),
        OptionOf::number("connect-seconds",
                         "seconds a connection has until its CONNECT (default: 10)",
                         &HostConfig::connectTime, 1, 3600),
        OptionOf::number("connections",
                         "connections at once (default: 20000, less where the system allows less)",
                         &HostConfig::connections, 1, aMillion),
        OptionOf::number("connections-per-address",
                         "connections from one address, loopback spared (default: 200)",
                         &HostConfig::connectionsPerAddress, 1, aMillion),
        OptionOf::number("accounts-per-address",
                         "accounts made from one address in a day, loopback spared (default: 30)",
                         &HostConfig::accountsPerAddress, 1, aMillion),
        OptionOf::number("handshakes",
                         "connections at once still being made: TLS, WebSocket (default: 1000)",
                         &HostConfig::handshakes, 1, aMillion),
        OptionOf::number("messages-per-second",
                         "messages a session may have stored for long; 0 for any (default: 50)",
                         &HostConfig::messagesPerSecond, 0, aMillion),
        OptionOf::number("message-burst", "messages it may have stored at once (default: 500)",
                         &HostConfig::messageBurst, 1, aMillion),
        OptionOf::number("bytes-per-second",
                         "bytes a session may send for long; 0 for any (default: 8388608)",
                         &HostConfig::bytesPerSecond, 0, most),
        OptionOf::number("byte-burst", "bytes it may send at once (default: 33554432)",
                         &HostConfig::byteBurst, 1, most),
        OptionOf::choice(
            "loopback",
            "whether rates and counts per address bind this computer's own (default: spared)",
            &HostConfig::sparesLoopback, {std::pair{"spared", true}, {"limited", false}}),
        OptionOf::number("store-bytes",
                         "largest size of the log; 0 for what the disk holds (default: 0)",
                         &HostConfig::storeBytes, 0, most),
        OptionOf::number("disk-warning-bytes",
                         "less room on the data's disk is told (default: 1073741824)",
                         &HostConfig::diskWarningBytes, 0, most),
        OptionOf::number("file-bytes", "largest file of a message (default: 104857600)",
                         &HostConfig::fileBytes, 1024, 1024 * aGibibyte),
        OptionOf::number("person-file-bytes", "size of one person's files (default: 1073741824)",
                         &HostConfig::personFileBytes, 1024, most),
        OptionOf::number("all-file-bytes",
                         "size of all files; 0 for what the disk holds (default: 0)",
                         &HostConfig::allFileBytes, 0, most),
        OptionOf::number("file-seconds",
                         "seconds until a file that is in no message is deleted (default: 86400)",
                         &HostConfig::fileTime, 60, 366 * 86400),
    };
}

std::vector<HostOption> hostQueueOptions()
{
    using Overflow = QueueLimits::Overflow;
    const auto of = [](auto member) {
        return [member](HostConfig & config) -> auto &
        {
            return config.queues.*member;
        };
    };
    return {
        OptionOf::number("queues", "destinations /queue/... at once (default: 1000)",
                         of(&QueueLimits::queues), 1, aMillion),
        OptionOf::number("queue-messages", "messages in one of them (default: 10000)",
                         of(&QueueLimits::messages), 1, aMillion),
        OptionOf::number("queue-content-bytes", "their size (default: 16777216)",
                         of(&QueueLimits::bytes), 1024, aGibibyte),
        OptionOf::number("all-queues-content-bytes",
                         "size of what is in all of them (default: 134217728)",
                         of(&QueueLimits::allBytes), 1024, 1024 * aGibibyte),
        OptionOf::choice(
            "queue-overflow",
            "what becomes of a message too many: refused, or the oldest is (default: reject)",
            of(&QueueLimits::overflow),
            {std::pair{"reject", Overflow::Reject}, {"drop-oldest", Overflow::DropOldest}}),
        OptionOf::number("queue-attempts",
                         "times a message is handed out before it is a dead letter (default: 5)",
                         of(&QueueLimits::attempts), 1, 1000),
        OptionOf::number("queue-prefetch",
                         "messages a consumer holds unacknowledged (default: 100)",
                         of(&QueueLimits::prefetch), 1, 10000),
        OptionOf::number("durable-subscriptions",
                         "durable subscriptions of all clients (default: 1000)",
                         of(&QueueLimits::durableSubscriptions), 0, aMillion),
        OptionOf::number("durable-subscriptions-per-user",
                         "durable subscriptions of one person (default: 100)",
                         of(&QueueLimits::durableSubscriptionsPerUser), 0, aMillion),
    };
}

} // namespace Server
