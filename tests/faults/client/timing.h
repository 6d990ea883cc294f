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
    options.session.heartBeatMargin = 4.0; // somebody who waits for a processor is not dead
    options.session.connectTimeout = 4000ms;
    options.session.limits.bodyBytes = 4 * 1024 * 1024; // of a page
    options.firstRetry = 30ms;
    options.longestRetry = 200ms;
    options.openTimeout = 4000ms;
    return options;
}
