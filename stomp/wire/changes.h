// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace Chat {

/// SEND `/app/chat/room/{id}/edit`: one's own message, said otherwise.
struct EditRequest {
    Sequence sequence;
    QString text; ///< `message`.

    QByteArray toJson() const;
    static std::optional<EditRequest> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/room/{id}/delete`.
struct DeleteRequest {
    Sequence sequence;

    QByteArray toJson() const;
    static std::optional<DeleteRequest> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/room/{id}/react`. Doing again what is done already changes nothing.
struct ReactRequest {
    Sequence sequence;
    QString emoji;
    bool on = true; ///< false takes it back.

    QByteArray toJson() const;
    static std::optional<ReactRequest> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/room/{id}/pin`.
struct PinRequest {
    Sequence sequence;
    bool on = true;

    QByteArray toJson() const;
    static std::optional<PinRequest> fromJson(const QByteArray &json);
};

/// On a room's events topic, `type` CHANGED: a message was edited, deleted or pinned, and is this
/// now. Its reactions are not told of.
struct ChangedEvent {
    RoomMessage message;

    QByteArray toJson() const;
    static std::optional<ChangedEvent> fromJson(const QByteArray &json);
};

/// On a room's events topic, `type` REACTION: somebody put an emoji on a message or took it back.
struct ReactionEvent {
    RoomId room;
    Sequence sequence;
    Revision revision;
    QString emoji;
    bool on = true;
    UserId user;
    QString name;
    int count = 0; ///< How many have it there now.

    QByteArray toJson() const;
    static std::optional<ReactionEvent> fromJson(const QByteArray &json);
};

/// On `/user/queue/errors`: a request was refused.
struct RefusedEvent {
    QString message; ///< One line.
    QString detail;  ///< What to do about it; may be empty.
    QString receipt; ///< Of the request; empty when it asked for none.
    std::optional<std::chrono::milliseconds> retryAfter = {}; ///< When it may be asked again.

    static std::optional<RefusedEvent> fromJson(const QByteArray &json);
};

/// Reply to SUBSCRIBE `/app/chat/room/{id}/earlier` with the header `seq`: what a message said
/// before it was edited or deleted.
struct EarlierList {
    struct Text {
        QString text;
        Timestamp until; ///< When it was replaced.
    };
    RoomId room;
    Sequence sequence;
    std::vector<Text> texts; ///< Oldest first.
    bool more = false;       ///< There are older ones, which were too much for one reply.

    QByteArray toJson() const;
    /// At most `mostTexts`, the newest.
    static std::optional<EarlierList> fromJson(const QByteArray &json);

    static constexpr int mostTexts = 50; ///< The host keeps so many of each message.
};

/// Reply to SUBSCRIBE `/app/chat/room/{id}/changes` with the header `since`, a revision: what was
/// changed after it, each message once, as it is now. Without the header no messages, but the
/// revision to begin at.
struct ChangesPage {
    RoomId room;
    Revision revision; ///< All up to this one is told; what `since` is to say next.
    std::vector<RoomMessage> messages;
    bool more = false; ///< There are later ones.

    QByteArray toJson() const;
    static std::optional<ChangesPage> fromJson(const QByteArray &json);
};

} // namespace Chat
