// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"

/// How long a client of the harness waits: what takes a person's program half a minute takes it a
/// second or two.
inline Stomp::StompClient::Options faultTiming()
{
    using namespace std::chrono_literals;
    Stomp::StompClient::Options options;
    options.session.heartBeat = {1000ms, 1000ms};
    options.session.connectTimeout = 2000ms;
    options.session.limits.bodyBytes = 4 * 1024 * 1024; // of a page
    options.firstRetry = 30ms;
    options.longestRetry = 200ms;
    options.openTimeout = 2000ms;
    return options;
}
