// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/queuelog.h"

namespace Server {

QByteArray DurableSubscription::queue() const
{
    // Destinations start with a slash; escaped parts contain none, so no two sets of them meet.
    return "durable/" + user.toUtf8().toPercentEncoding() + '/' + client.toPercentEncoding() + '/' +
           name.toPercentEncoding();
}

} // namespace Server
