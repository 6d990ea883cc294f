// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/relay/relayrefusals.h"

#include <algorithm>

namespace Server::RelayRefusals {
namespace {

constexpr qsizetype longestLine = 300;

QByteArray firstLine(const QByteArray &text)
{
    QByteArray line = text.trimmed();
    for (const char end : {'\n', '\r'}) {
        if (const qsizetype at = line.indexOf(end); at >= 0)
            line.truncate(at);
    }
    return line.first(std::min(line.size(), longestLine));
}

} // namespace

Refusal away(std::optional<std::chrono::milliseconds> retryAfter)
{
    return {"the message broker behind this host is away",
            "Rooms go on; other topics and queues are back when it is. Connect again then.\n",
            Refusal::Kind::Unavailable, retryAfter};
}

Refusal notTrusted(const QString &reason)
{
    return {"the message broker behind this host is not trusted: " + firstLine(reason.toUtf8()),
            "Whoever runs this host has to look at its certificate there, or at the "
            "authorities that it knows. Rooms go on.\n",
            Refusal::Kind::Unavailable};
}

Refusal notLetIn()
{
    return {"the message broker behind this host does not let it in",
            "Whoever runs this host has to look at its login there. Rooms go on.\n",
            Refusal::Kind::Unavailable};
}

Refusal said(const QByteArray &message, const QByteArray &body)
{
    const QByteArray words = firstLine(message);
    return {words.isEmpty() ? QByteArray("refused by the message broker behind this host") : words,
            "The message broker behind this host says: " + firstLine(body) + '\n',
            Refusal::Kind::Unavailable};
}

Refusal badDestination()
{
    return {"the message broker behind this host has no such destination",
            "A name is 255 bytes long at most there.\n"};
}

Refusal hostsAlone()
{
    return {"queues whose names begin with madang- are the hosts'",
            "They hold what waits for durable subscriptions. Give your queue another name.\n"};
}

} // namespace Server::RelayRefusals
