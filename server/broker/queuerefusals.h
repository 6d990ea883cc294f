// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"

#include <QByteArray>

namespace Server::QueueRefusals {

Refusal tooManyQueues(int limit);
Refusal messageTooBig(qint64 limit);
Refusal queueFull(const QByteArray &queue, int messages, qint64 bytes);
Refusal allQueuesFull(qint64 bytes);
Refusal notStored();
Refusal tooManyDurable(int limit);
Refusal tooManyDurableOfGuests(int limit);
Refusal tooManyDurableOfUser(int limit);
Refusal durableElsewhere(const QByteArray &destination);
Refusal durableInUse();
Refusal durableEnding();

} // namespace Server::QueueRefusals
