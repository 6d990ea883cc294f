// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/authenticator.h"
#include "server/auth/policy.h"
#include "server/chat/chatservice.h"
#include "server/doors/http.h"
#include "server/store/guard.h"
#include "server/web/visitors.h"

#include <QByteArrayList>

#include <optional>

namespace Server {

/// The chat's rooms over HTTP, for programs and pages that were written for room chat A: make one,
/// list them, look at one and at who is in it. The table of paths is in chatroutes.cpp; answers are
/// JSON, refusals too.
/// Who asks is told by Visitors.
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

    std::optional<Chat::RoomInfo> shownRoom(const Principal &who, const Chat::RoomId &id) const;
    void makeRoom(const Principal &who, const Ask &ask, const HttpReply &reply);
    void listRooms(const Principal &who, const Ask &ask, const HttpReply &reply);
    void showRoom(const Principal &who, const Ask &ask, const HttpReply &reply);
    void listMembers(const Principal &who, const Ask &ask, const HttpReply &reply);

    ChatService &m_chat;
    Authenticator &m_authenticator;
    Options m_options;
    Visitors m_visitors;
    Guard m_guard;
};

} // namespace Server
