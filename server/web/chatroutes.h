// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/authenticator.h"
#include "server/auth/policy.h"
#include "server/broker/ratelimit.h"
#include "server/chat/chatservice.h"
#include "server/chat/guard.h"
#include "server/doors/http.h"
#include "stomp/time.h"

#include <QByteArrayList>
#include <QHash>

#include <optional>

namespace Server {

/// The chat's rooms over HTTP, for programs and pages that were written for room chat A: make one,
/// list them, look at one and at who is in it. The table of paths is in chatroutes.cpp; answers are
/// JSON, refusals too.
///
/// Whoever asks is who they would be over STOMP: a guest, or who `Authorization` says: `Basic`, a
/// login and its passcode, or `Bearer`, a token; the host's password goes without a login. HTTP has
/// no session, so a guest is known by their address.
class ChatRoutes {
public:
    struct Options {
        DestinationPolicy policy;
        QByteArrayList allowedOrigins; ///< As of UpgradePolicy.
        Rate requests;                 ///< From one address.
        bool sparesLoopback = true;    ///< This computer's own are bound by no rate.
    };

    ChatRoutes(ChatService &chat, Authenticator &authenticator, Options options);

    void setOptions(Options options);

    static bool knows(QByteArrayView path);
    HttpAnswer answer(const HttpRequest &request);

private:
    struct Ask {
        HttpRequest request;
        std::optional<Chat::RoomId> room; ///< Of the path.
    };
    struct Route;
    static const Route routes[];
    static const Route *routeOf(QByteArrayView path);

    void makeRoom(const Principal &who, const Ask &ask, const HttpReply &reply);
    void listRooms(const Principal &who, const Ask &ask, const HttpReply &reply);
    void showRoom(const Principal &who, const Ask &ask, const HttpReply &reply);
    void listMembers(const Principal &who, const Ask &ask, const HttpReply &reply);

    std::optional<Credentials> credentialsOf(const HttpRequest &request) const;
    bool isSpared(const HttpRequest &request) const;
    /// How long the address has to wait; nullopt: not at all, and this request counts.
    std::optional<std::chrono::seconds> waitOf(const HttpRequest &request, Stomp::TimePoint now);

    ChatService &m_chat;
    Authenticator &m_authenticator;
    Options m_options;
    QByteArray m_secret; ///< What makes an address a guest.
    QHash<QHostAddress, TokenBucket> m_rates;
    Guard m_guard;
};

} // namespace Server
