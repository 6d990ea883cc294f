// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/channel.h"

#include <array>
#include <utility>

namespace Server {
namespace {

constexpr std::array channelNames{
    std::pair{Channel::Changes, "changes"}, std::pair{Channel::Topic, "topic"},
    std::pair{Channel::Said, "said"},       std::pair{Channel::Typing, "typing"},
    std::pair{Channel::Signal, "signal"},   std::pair{Channel::Queue, "queue"},
    std::pair{Channel::Control, "control"},
};

} // namespace

QByteArray channelName(Channel channel)
{
    for (const auto &[value, name] : channelNames) {
        if (value == channel)
            return name;
    }
    Q_UNREACHABLE();
}

std::optional<Channel> channelOfName(QByteArrayView name)
{
    for (const auto &[value, word] : channelNames) {
        if (name == QByteArrayView(word))
            return value;
    }
    return std::nullopt;
}

} // namespace Server
