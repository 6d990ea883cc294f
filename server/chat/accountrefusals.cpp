// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/accountrefusals.h"

#include "server/chat/refusals.h"

namespace Server::Refusals {
namespace {

Refusal mustWait(std::chrono::seconds wait)
{
    const QByteArray seconds = QByteArray::number(qint64(wait.count()));
    return {"too many wrong tries, try again in " + seconds + " s",
            "Wait " + seconds + " seconds; each wrong try after that makes it longer.",
            Refusal::Kind::Forbidden, wait};
}

Refusal tooOften(std::chrono::seconds wait)
{
    Refusal refusal{"name changed too often",
                    "Your earlier names are kept for you a while; take one of them, or wait.",
                    Refusal::Kind::Forbidden};
    if (wait.count() > 0)
        refusal.retryAfter = wait;
    return refusal;
}

} // namespace

Refusal account(const AccountProblem &problem)
{
    using Kind = AccountProblem::Kind;
    switch (problem.kind) {
    case Kind::Guest:
        return {"guests have no account",
                "Connect with a device key, or log in, to have one on this host.",
                Refusal::Kind::Forbidden};
    case Kind::OperatorsFile:
        return {"the operator keeps this account",
                "It stands in the host's users file; its operator changes it there.",
                Refusal::Kind::Forbidden};
    case Kind::BadName:
        return {"bad name", "A name has 1 to 64 characters that people can see."};
    case Kind::NameTaken:
        return {"name taken",
                "Somebody has this name or one that looks like it, or had it until lately. "
                "Choose another one.",
                Refusal::Kind::Forbidden};
    case Kind::TooOften:
        return tooOften(problem.wait);
    case Kind::WrongPassword:
        return {"wrong password", "'old' has to be the password that you have now.",
                Refusal::Kind::Forbidden};
    case Kind::BadPassword:
        return {"bad password", "A password has 8 characters or more, and 1024 bytes at most."};
    case Kind::LastWayIn:
        return {"nothing would be left to come back with",
                "Set a password or add another device first.", Refusal::Kind::Forbidden};
    case Kind::MustWait:
        return mustWait(problem.wait);
    case Kind::Busy:
        return {"too many logins at once", "The host is busy; try again in a moment.",
                Refusal::Kind::Malformed, std::chrono::seconds(5)};
    case Kind::NoSuchPerson:
        return {"no such person", "Nobody has an account of that name.", Refusal::Kind::NotFound};
    case Kind::NoSuchDevice:
        return {"no such device", "It is none of yours, or not any more.", Refusal::Kind::NotFound};
    case Kind::BadPicture:
        return {"bad avatar",
                "An avatar is an emoji, a colour as #rrggbb, or a complete upload of your own: "
                "PNG, JPEG, WebP or GIF, 512 KiB at most."};
    case Kind::Store:
        break;
    }
    return notStored(problem.store);
}

Refusal ownerRecovers()
{
    return {"not allowed to recover accounts", "The host's owner does that.",
            Refusal::Kind::Forbidden};
}

Refusal accountReset()
{
    return {"the account was reset",
            "The host's owner did that. Ask them for the code to come back with.",
            Refusal::Kind::Forbidden};
}

Refusal passwordChanged()
{
    return {"the password was changed", "Log in with the new one.", Refusal::Kind::Forbidden};
}

Refusal deviceRevoked()
{
    return {"this device was removed", "Another device of this account did that.",
            Refusal::Kind::Forbidden};
}

Refusal eraseUnconfirmed()
{
    return {"not confirmed", "'confirm' has to be your name, to be sure that you want this."};
}

Refusal erased()
{
    return {"everything of yours is being erased", "This cannot be undone.",
            Refusal::Kind::Forbidden};
}

} // namespace Server::Refusals
