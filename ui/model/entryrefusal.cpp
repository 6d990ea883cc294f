// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/entryrefusal.h"

#include "stomp/net/stompclient.h"

#include <array>

namespace Ui {

namespace {

using EntryRefusal = ConnectionStatus::Refusal;

constexpr std::array entryReasons{
    std::pair{QByteArrayView("password-needed"), EntryRefusal::PasswordNeeded},
    std::pair{QByteArrayView("invitation-needed"), EntryRefusal::InvitationNeeded},
    std::pair{QByteArrayView("invitation-over"), EntryRefusal::InvitationOver},
    std::pair{QByteArrayView("approval-wait"), EntryRefusal::AwaitsApproval},
    std::pair{QByteArrayView("approval-declined"), EntryRefusal::Declined},
};

} // namespace

ConnectionStatus::Refusal entryRefusal(const Stomp::Headers &error)
{
    const QByteArray reason = error.value("reason", {});
    for (const auto &[name, refusal] : entryReasons) {
        if (reason == name)
            return refusal;
    }
    return EntryRefusal::None;
}

void describeTrouble(ConnectionStatus &status, const Stomp::StompClient &client)
{
    using Phase = ConnectionStatus::Phase;
    const bool isTrouble = status.phase == Phase::Waiting || status.phase == Phase::Refused;
    status.reason = isTrouble ? client.lastError() : QString();
    status.refusal = isTrouble ? entryRefusal(client.refusal()) : EntryRefusal::None;
    status.nextTry = client.nextTry();
}

} // namespace Ui
