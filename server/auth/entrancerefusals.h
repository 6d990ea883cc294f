// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/authenticator.h"

/// Why somebody is not let in at the host. Each says its reason to programs, too (`reason`).
namespace Server::EntranceRefusals {

AccessDenied passwordNeeded();
AccessDenied invitationNeeded();
/// Used up, taken back, expired or never there: which of these is told nobody.
AccessDenied invitationOver();
/// `guestToken`: what they show the next time, to be known; empty: they have something.
AccessDenied approvalWait(std::chrono::seconds retry, const QByteArray &guestToken);
AccessDenied approvalDeclined();
/// Of a request over HTTP, which cannot wait.
AccessDenied approvalNeeded();
/// As many were let in as may be; whoever hosts has to be told.
AccessDenied tooManyLetIn();
/// So many came by invitations from there that the next has to wait.
AccessDenied tooManyFromThere(std::chrono::seconds wait);
AccessDenied storeFailed();

} // namespace Server::EntranceRefusals
