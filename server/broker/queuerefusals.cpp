// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/queuerefusals.h"

namespace Server::QueueRefusals {

Refusal tooManyQueues(int limit)
{
    return {"too many queues",
            "This host has " + QByteArray::number(limit) +
                " queues, as many as its operator allows. One is free again when a queue is "
                "empty and nobody is subscribed to it."};
}

Refusal messageTooBig(qint64 limit)
{
    return {"message too big for a queue",
            "With its headers a message in a queue may take " + QByteArray::number(limit) +
                " bytes at most. Send it in parts, or send where it is to be found."};
}

Refusal queueFull(const QByteArray &queue, int messages, qint64 bytes)
{
    return {"queue is full",
            "The queue " + queue + " may hold " + QByteArray::number(messages) + " messages and " +
                QByteArray::number(bytes) +
                " bytes, and too few of them are acknowledged. Nothing was kept: send it again "
                "later, or start more consumers.",
            Refusal::Kind::Unavailable};
}

Refusal allQueuesFull(qint64 bytes)
{
    return {"queues are full",
            "The queues of this host may hold " + QByteArray::number(bytes) +
                " bytes together. Nothing was kept: send it again once their consumers have "
                "acknowledged some.",
            Refusal::Kind::Unavailable};
}

Refusal notStored()
{
    return {"not stored: the host could not write its log",
            "Nothing was kept. Send it again; the host's own log tells its operator why.",
            Refusal::Kind::Unavailable};
}

Refusal tooManyDurable(int limit)
{
    return {"too many durable subscriptions",
            "This host keeps " + QByteArray::number(limit) +
                " durable subscriptions, as many as its operator allows. Subscribe without "
                "'durable', or ask the operator."};
}

Refusal tooManyDurableOfGuests(int limit)
{
    return {"too many durable subscriptions of guests",
            "This host keeps " + QByteArray::number(limit) +
                " durable subscriptions of guests. Log in with an account, or subscribe without "
                "'durable'."};
}

Refusal tooManyDurableOfUser(int limit)
{
    return {"too many durable subscriptions of yours",
            "One user may have " + QByteArray::number(limit) +
                " durable subscriptions on this host. End one for good by an UNSUBSCRIBE with "
                "the 'durable' header."};
}

Refusal durableElsewhere(const QByteArray &destination)
{
    return {"durable subscription has another destination",
            "Your durable subscription of that id is to " + destination +
                ". Use another id, or end that one for good first."};
}

Refusal durableInUse()
{
    return {"durable subscription is in use",
            "Another connection of yours with the same client-id has it. Close that one, or use "
            "another client-id or another id."};
}

Refusal durableEnding()
{
    return {"durable subscription is just ending", "Try again in a moment.",
            Refusal::Kind::Malformed, std::chrono::seconds(1)};
}

} // namespace Server::QueueRefusals
