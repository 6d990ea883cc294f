// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Chat {

// `/sub/…` and `/pub/…` mean the same as `/topic/…` and `/app/…`. The host translates them before
// anything here is asked, so these functions know the first vocabulary only.

/// `/topic/chat/room/{id}`: ENTER, TALK and LEAVE of a room, RoomMessage each.
QByteArray roomTopic(const RoomId &room);
/// `/topic/chat/room/{id}/events`: who comes and goes, and what becomes of messages; PresenceEvent,
/// ChangedEvent, ReactionEvent and TypingEvent, told apart by `type`.
QByteArray roomEventsTopic(const RoomId &room);
/// `/topic/chat/rooms`: a RoomInfo whenever a room is made or changed.
QByteArray roomsTopic();
/// `/topic/chat/host`: what is about to become of the host, HostNews each.
QByteArray hostTopic();

/// `/user/queue/chat/rooms`: the same of rooms that not everybody may see.
QByteArray ownRoomsQueue();
/// `/user/queue/chat/invitations`: who lets whom into which room, InvitationEvent each.
QByteArray invitationsQueue();

/// `/user/queue/errors`: why something was refused, RefusedEvent each; who is subscribed there
/// keeps the session.
QByteArray errorsQueue();
/// `/user/queue/chat/receipts`: ReceiptReport each.
QByteArray receiptsQueue();
/// `/user/queue/chat/unread`: UnreadCount each.
QByteArray unreadQueue();
/// `/user/queue/chat/hooks`: HookMade, to who made a hook.
QByteArray hooksQueue();
/// `/user/queue/chat/pace`: `{"wait": ms}`, when the host does not read on for so long.
QByteArray paceQueue();
/// `/user/queue/chat/order`: OrderEntry each, when it is about oneself.
QByteArray orderQueue();
/// The same of one person, for the host to send to; `queue` is one of these.
QByteArray queueOf(const UserId &user, const QByteArray &queue);

/// The room of `/topic/chat/room/{id}`; nullopt for any other destination and for an id that is
/// none. Nothing is decoded: a destination is compared byte by byte, as subscriptions are.
std::optional<RoomId> roomOfTopic(QByteArrayView destination);
/// The same of `/topic/chat/room/{id}/events`.
std::optional<RoomId> roomOfEventsTopic(QByteArrayView destination);

/// What a client asks of the chat by SEND or SUBSCRIBE to `/app/…`.
struct Request {
    enum class Kind {
        Message,    ///< SEND `/app/chat/message`: ENTER, TALK or LEAVE.
        EnterUser,  ///< SEND `/app/chat/enterUser`: ENTER as Spring's room pages send it.
        CreateRoom, ///< SEND `/app/chat/createroom`.
        SetTopic,   ///< SEND `/app/chat/room/{id}/topic`.
        Edit,       ///< SEND `/app/chat/room/{id}/edit`.
        Delete,     ///< SEND `/app/chat/room/{id}/delete`.
        React,      ///< SEND `/app/chat/room/{id}/react`.
        Pin,        ///< SEND `/app/chat/room/{id}/pin`.
        Seen,       ///< SEND `/app/chat/room/{id}/seen`: SeenReport.
        Typing,     ///< SEND `/app/chat/room/{id}/typing`.
        Presence,   ///< SEND `/app/chat/presence`.
        Settings,   ///< SEND `/app/chat/room/{id}/settings`.
        Invite,     ///< SEND `/app/chat/room/{id}/invite`.
        Admit,      ///< SEND `/app/chat/room/{id}/admit`.
        SetRole,    ///< SEND `/app/chat/room/{id}/role`.
        RemoveRoom, ///< SEND `/app/chat/room/{id}/remove-room`.
        Restore,    ///< SEND `/app/chat/room/{id}/restore`.
        Direct,     ///< SEND `/app/chat/direct`.
        Hook,       ///< SEND `/app/chat/room/{id}/hook`: HookRequest.
        Mute,       ///< SEND `/app/chat/room/{id}/mute`: OrderRequest.
        SendOut,    ///< SEND `/app/chat/room/{id}/send-out`: OrderRequest.
        Ban,        ///< SEND `/app/chat/room/{id}/ban`: OrderRequest.
        BanPerson,  ///< SEND `/app/chat/people/ban`: OrderRequest.
        Search,     ///< SUBSCRIBE `/app/chat/search`: one reply, SearchPage.
        Rooms,      ///< SUBSCRIBE `/app/chat/rooms`: one reply, RoomList.
        Members,    ///< SUBSCRIBE `/app/chat/room/{id}/members`: one reply, MemberList.
        History,    ///< SUBSCRIBE `/app/chat/room/{id}/history`: one reply, HistoryPage.
        Changes,    ///< SUBSCRIBE `/app/chat/room/{id}/changes`: one reply, ChangesPage.
        Receipts,   ///< SUBSCRIBE `/app/chat/room/{id}/receipts`: one reply, ReceiptReport.
        Unread,     ///< SUBSCRIBE `/app/chat/unread`: one reply, list of UnreadCount.
        Pins,       ///< SUBSCRIBE `/app/chat/room/{id}/pins`: one reply, HistoryPage.
        Earlier,    ///< SUBSCRIBE `/app/chat/room/{id}/earlier`: one reply, EarlierList.
        Knocks,     ///< SUBSCRIBE `/app/chat/room/{id}/knocks`: one reply, KnockList.
        Hooks,      ///< SUBSCRIBE `/app/chat/room/{id}/hooks`: one reply, HookList.
        Order,      ///< SUBSCRIBE `/app/chat/room/{id}/order`: one reply, OrderList.
        Audit,      ///< SUBSCRIBE `/app/chat/room/{id}/audit`: one reply, AuditPage.
        Banned,     ///< SUBSCRIBE `/app/chat/people/banned`: one reply, OrderList.
        HostAudit,  ///< SUBSCRIBE `/app/chat/people/audit`: one reply, AuditPage.
    };
    Kind kind;
    RoomId room; ///< Empty for kinds that name none.
};

/// nullopt when no such application destination exists.
std::optional<Request> parseRequest(QByteArrayView destination);
QByteArray requestDestination(Request::Kind kind, const RoomId &room = {});

} // namespace Chat
