// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/entrancerefusals.h"

namespace Server::EntranceRefusals {
namespace {

AccessDenied closedTo(const QByteArray &message, const QByteArray &body, const QByteArray &reason)
{
    AccessDenied refusal{message, false, body};
    refusal.headers.append({QByteArrayLiteral("reason"), reason});
    refusal.isClosed = true;
    return refusal;
}

} // namespace

AccessDenied passwordNeeded()
{
    AccessDenied refusal{"access refused"};
    refusal.headers.append({QByteArrayLiteral("reason"), QByteArrayLiteral("password-needed")});
    return refusal;
}

AccessDenied invitationNeeded()
{
    return closedTo("an invitation is needed",
                    "Ask whoever hosts for a link, and show its secret in the header "
                    "'invitation' of CONNECT. Who was let in before, or has an account here, "
                    "needs none.",
                    "invitation-needed");
}

AccessDenied invitationOver()
{
    return closedTo("this invitation is over",
                    "It was used already, or its time has passed, or there is none such. Ask "
                    "whoever hosts for a new one.",
                    "invitation-over");
}

AccessDenied approvalWait(std::chrono::seconds retry, const QByteArray &guestToken)
{
    AccessDenied refusal{"waiting to be let in", true,
                         "Whoever hosts is asked. Connect again in a while, with the same device "
                         "key or guest token."};
    refusal.headers.append({QByteArrayLiteral("reason"), QByteArrayLiteral("approval-wait")});
    if (!guestToken.isEmpty())
        refusal.headers.append({QByteArrayLiteral("guest-token"), guestToken});
    refusal.retryAfter = retry;
    return refusal;
}

AccessDenied approvalDeclined()
{
    return closedTo("not let in", "Whoever hosts said no.", "approval-declined");
}

AccessDenied approvalNeeded()
{
    return closedTo("not let in yet",
                    "Whoever hosts lets people in; connect over STOMP to ask for it.",
                    "approval-wait");
}

AccessDenied tooManyLetIn()
{
    return closedTo("too many were let in",
                    "The host knows as many people as it can. Tell whoever hosts.",
                    "invitation-over");
}

AccessDenied tooManyFromThere(std::chrono::seconds wait)
{
    AccessDenied refusal{"too many came by invitation from your address, try again later", true,
                         "The invitation was not used."};
    refusal.retryAfter = wait;
    return refusal;
}

AccessDenied storeFailed()
{
    return {"the host cannot write who comes in, try again", true};
}

} // namespace Server::EntranceRefusals
