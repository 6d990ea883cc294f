// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"
#include "stomp/wire/messageparts.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace Chat {

/// Something by which people come in at a host, as its owner sees it; its secret is told once.
struct InvitationInfo {
    QString id;
    QString label; ///< What the owner calls it.
    RoomId room;   ///< Where its link leads; empty: nowhere in particular.
    int uses = 1;  ///< 0: any number.
    int used = 0;
    Timestamp made;
    std::optional<Timestamp> until;
    bool revoked = false;
    friend bool operator==(const InvitationInfo &, const InvitationInfo &) = default;

    /// Whether it lets nobody in any more.
    bool isOver(Timestamp now) const
    {
        return revoked || (uses > 0 && used >= uses) || (until && *until <= now);
    }
};

/// What a SUBSCRIBE to `/app/chat/entrance/invite` asks for in its headers.
struct InvitationWish {
    int uses = 1;                 ///< 0: any number; then it has to have a time.
    std::chrono::seconds time{0}; ///< How long; 0: until it is used up or taken back.
    QString label = {};
    RoomId room = {};

    static constexpr int mostUses = 1000;
    static constexpr std::chrono::hours longest{365 * 24};
    static constexpr qsizetype longestLabel = 64;
    /// Whether there can be such a one.
    bool isPossible() const
    {
        return uses >= 0 && uses <= mostUses && time.count() >= 0 && time <= longest &&
               (uses > 0 || time.count() > 0);
    }
};

/// Reply to SUBSCRIBE `/app/chat/entrance/invite`; the secret is kept nowhere.
struct MadeInvitation {
    InvitationInfo info;
    QByteArray secret;

    QByteArray toJson() const;
    static std::optional<MadeInvitation> fromJson(const QByteArray &json);
};

/// Reply to SUBSCRIBE `/app/chat/entrance/invitations`, oldest first; those that ended are among
/// them for some days.
struct InvitationList {
    std::vector<InvitationInfo> invitations;

    QByteArray toJson() const;
    static std::optional<InvitationList> fromJson(const QByteArray &json);
};

/// Somebody who would like to come in.
struct NewcomerInfo {
    QString id;
    QString name = {};   ///< That they claim.
    bool device = false; ///< They come by a device that proved its key; else by a browser.
    QString address = {};
    Timestamp since = {};
    bool nameTaken = false; ///< Somebody who has an account here is called that.
    friend bool operator==(const NewcomerInfo &, const NewcomerInfo &) = default;
};

/// Reply to SUBSCRIBE `/app/chat/entrance/newcomers`: those who wait, and those who were sent away
/// since the host started; who came first is first.
struct NewcomerList {
    std::vector<NewcomerInfo> waiting;
    std::vector<NewcomerInfo> declined;

    QByteArray toJson() const;
    static std::optional<NewcomerList> fromJson(const QByteArray &json);
};

/// On entranceQueue(), to owners who asked for the newcomers.
struct EntranceEvent {
    enum class Kind {
        Waiting,     ///< `newcomer` waits, or is called otherwise now.
        Gone,        ///< They wait no more; `newcomer` has the id alone.
        Invitations, ///< These are otherwise now: ask again.
    };
    Kind kind = Kind::Waiting;
    NewcomerInfo newcomer = {};

    QByteArray toJson() const;
    static std::optional<EntranceEvent> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/entrance/revoke`, `…/admit` and `…/decline`.
struct EntranceOrder {
    QString id;     ///< Of the invitation or the newcomer.
    bool on = true; ///< false takes it back; not looked at by `admit`.

    QByteArray toJson() const;
    static std::optional<EntranceOrder> fromJson(const QByteArray &json);
};

/// What a host's owner asks about who comes in.
enum class EntranceRequest {
    Invite,      ///< SUBSCRIBE; headers `uses`, `seconds`, `label`, `room`
    Invitations, ///< SUBSCRIBE
    Newcomers,   ///< SUBSCRIBE
    Revoke,      ///< SEND
    Admit,       ///< SEND
    Decline,     ///< SEND
};
std::optional<EntranceRequest> parseEntranceRequest(QByteArrayView destination);
QByteArray entranceDestination(EntranceRequest request);
/// `/user/queue/chat/entrance`: EntranceEvent each.
QByteArray entranceQueue();

} // namespace Chat
