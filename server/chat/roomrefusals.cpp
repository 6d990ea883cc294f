// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomrefusals.h"

namespace Server::Refusals {
namespace {

constexpr auto forbidden = Refusal::Kind::Forbidden;

QByteArray secondsText(std::chrono::milliseconds wait)
{
    return QByteArray::number(qint64(std::chrono::ceil<std::chrono::seconds>(wait).count()));
}

} // namespace

Refusal membersOnly()
{
    return {"members only", "Who belongs to the room hears and speaks there: ENTER first.",
            forbidden};
}

Refusal roomLocked()
{
    return {"room is locked",
            "Nobody new comes in at the moment. Who keeps order in the room can "
            "invite you.",
            forbidden};
}

Refusal roomArchived()
{
    return {"room is archived", "It can be read. Its owner can open it again.", forbidden};
}

Refusal roomEnds()
{
    return {"room is about to be deleted", "Its owner can restore it until then.", forbidden};
}

Refusal readOnly()
{
    return {"room is read-only", "Only who keeps order in the room speaks there.", forbidden};
}

Refusal tooSoon(std::chrono::milliseconds wait)
{
    return {"slow mode", "You may say something here again in " + secondsText(wait) + " s.",
            forbidden, wait};
}

Refusal wrongPassword()
{
    return {"wrong password", "The room has a password: ENTER with it in the field 'password'.",
            forbidden};
}

Refusal tooManyTries(std::chrono::milliseconds wait)
{
    return {"too many wrong passwords", "Try again in " + secondsText(wait) + " s.", forbidden,
            wait};
}

Refusal passwordsBusy()
{
    return {"too many passwords at once",
            "The host checks many passwords at the moment; try again.", forbidden,
            std::chrono::seconds(5)};
}

Refusal notLetInYet()
{
    return {"waiting to be let in",
            "Who keeps order in the room was told. /user/queue/chat/invitations tells you what "
            "they say.",
            forbidden};
}

Refusal knocksFull()
{
    return {"too many are waiting", "Too many people were invited to the room, or want to be.",
            forbidden};
}

Refusal notKeepingOrder()
{
    return {"not allowed in this room", "Its owner and its moderators may do that.", forbidden};
}

Refusal notOwner()
{
    return {"not allowed in this room", "Its owner may do that.", forbidden};
}

Refusal cannotLeave()
{
    return {"a conversation of two has no way out", "Archive it, or ignore the other person.",
            forbidden};
}

Refusal notForTwo()
{
    return {
        "not in a conversation of two",
        "It has its two people and nobody else: the icon, the topic, how long it is kept and the "
        "archive are all that can be set.",
        forbidden};
}

Refusal notForLobby()
{
    return {"not in the lobby",
            "The lobby stays open to everybody, and its name is the operator's "
            "to choose.",
            forbidden};
}

Refusal noSuchPerson()
{
    return {"no such person", "Nobody whom you can see here has that id.", Refusal::Kind::NotFound};
}

Refusal badSettings()
{
    return {"malformed settings", "A field has a value that it cannot have; nothing was changed."};
}

Refusal notWithYourself()
{
    return {"not with yourself", "Name somebody else."};
}

Refusal lastOwner()
{
    return {"the room's maker stays its owner", "Give others the role beside them.", forbidden};
}

Refusal notEnding()
{
    return {"nothing to restore", "The room is not about to be deleted."};
}

} // namespace Server::Refusals
