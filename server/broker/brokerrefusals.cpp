// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/brokerrefusals.h"

namespace Server::BrokerRefusals {

Refusal denied()
{
    return {"access refused to this destination",
            "Whoever runs this host decides who may send there and who may subscribe.\n"};
}

Refusal unknownDestination()
{
    return {"unknown destination", "A destination begins with /topic/, /sub/, /queue/, /user/, "
                                   "/app/ or /pub/.\n"};
}

Refusal badPattern()
{
    return {"wildcards are for topics",
            "A subscription with *, ** or ? begins with /topic/ or /sub/, is 256 bytes long at "
            "most, 60 of them behind the first wildcard, and is not durable.\n"};
}

Refusal tooManyPatterns()
{
    return {"too many subscriptions with wildcards", "Unsubscribe from one of them first.\n"};
}

Refusal tooManyPatternsOfAll()
{
    return {"too many wildcards on this host",
            "Its clients subscribe with as many different wildcards as it bears. Subscribe to the "
            "destinations themselves, or with wildcards that others use.\n"};
}

Refusal mixedTransaction()
{
    return {"a transaction is either this host's or the broker's behind it",
            "What goes to rooms, to people and to the application takes a transaction of its own, "
            "and so does what goes to other topics and queues.\n"};
}

Refusal badUserDestination()
{
    return {"bad user destination",
            "Subscribe to your own messages as /user/queue/NAME, without wildcards.\n"};
}

Refusal hostsAlone()
{
    return {"only the host sends there",
            "What comes by /user/queue/errors and /user/queue/chat/... is the host's word.\n"};
}

Refusal badPrefetch()
{
    return {"prefetch-count is not a number above 0", {}};
}

Refusal noClientId()
{
    return {"a durable subscription needs a client-id",
            "Say client-id in CONNECT, the same one each time.\n"};
}

Refusal notDurable()
{
    return {"only a topic can be subscribed to durably",
            "A queue keeps its messages by itself; this destination keeps none.\n"};
}

Refusal hasHistory()
{
    return {"this topic has a history of its own",
            "Leave out durable and say since with the number of the last message you have.\n"};
}

} // namespace Server::BrokerRefusals
