// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/ratelimit.h"
#include "server/chat/roomhooks.h"
#include "server/doors/http.h"
#include "server/store/guard.h"
#include "server/web/visitors.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <map>

namespace Server {

/// POST `/hooks/{token}`: what a program says in a room by an incoming hook. 200 with the
/// message's `seq` once the log has it; refusals in JSON.
///
/// The token is all that it takes: nobody logs in. Wrong ones are answered late, and when many of
/// them wait, of one address or of all, they are sent away; right ones never. Never in the log.
class HookRoutes {
public:
    struct Options {
        Visitors::Options visitors;
        Rate rate{2, 30}; ///< Of one hook.
        std::chrono::milliseconds refusalDelay{1000};
        int refusalsPerPeer = 10; ///< Waiting for their answer; past it 429 at once.
        int refusals = 1000;      ///< Of all.
    };
    static constexpr qsizetype bodyBytes = 64 * 1024;

    HookRoutes(RoomHooks &hooks, Options options);

    void setOptions(Options options);

    static bool knows(QByteArrayView path);
    HttpAnswer answer(const HttpRequest &request);

private:
    HttpAnswer refuse(const HttpRequest &request);
    std::optional<HttpResponse> tooFast(const QString &hook);

    RoomHooks &m_hooks;
    Options m_options;
    Visitors m_visitors;
    QHash<QHostAddress, int> m_refusals;
    int m_waiting = 0; ///< Refusals of all.
    std::map<QString, TokenBucket> m_rates;
    QObject m_home; ///< What waits dies with it.
    Guard m_guard;
};

} // namespace Server
