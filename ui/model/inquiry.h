// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"

#include <functional>

namespace Ui {

/// SUBSCRIBEs to what has one reply, and is asked anew by the next connection while there is none.
/// Of `replied` and `refused` one is called once, unless `context` goes before. Whoever does not
/// want to hear it any more deletes what this returns; it goes by itself after the call.
Stomp::StompSubscription *inquire(Stomp::StompClient &client, QObject *context,
                                  const QByteArray &destination, Stomp::Headers headers,
                                  const std::function<void(const QByteArray &body)> &replied,
                                  const std::function<void(const QString &why)> &refused);

} // namespace Ui
