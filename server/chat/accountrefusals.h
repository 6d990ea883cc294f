// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/accountdesk.h"
#include "server/broker/application.h"

namespace Server::Refusals {

/// Why something about an account was not changed, and what to do about it.
Refusal account(const AccountProblem &problem);
Refusal ownerRecovers();    ///< Only the host's owner lets people in again.
Refusal accountReset();     ///< The owner did; all sessions end.
Refusal passwordChanged();  ///< Sessions by the old one end.
Refusal deviceRevoked();    ///< Somebody's other device did; this session ends.
Refusal eraseUnconfirmed(); ///< `confirm` is not their name.
Refusal erased();           ///< All that was theirs goes; all sessions end.

} // namespace Server::Refusals
