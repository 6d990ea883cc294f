// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/entryrefusal.h"

#include "stomp/net/stompclient.h"
#include "stomp/version.h"

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

/// Other brokers tell their versions with whatever they refuse.
EntryRefusal versionRefusal(const QByteArray &theirs)
{
    if (theirs.isEmpty() || Stomp::negotiate(theirs))
        return EntryRefusal::None;
    switch (Stomp::whoIsBehind(theirs)) {
    case Stomp::Behind::Us:
        return EntryRefusal::ProgramTooOld;
    case Stomp::Behind::Them:
        return EntryRefusal::HostTooOld;
    case Stomp::Behind::Unknown:
        break;
    }
    return EntryRefusal::None;
}

} // namespace

ConnectionStatus::Refusal entryRefusal(const Stomp::Headers &error)
{
    const QByteArray reason = error.value("reason", {});
    for (const auto &[name, refusal] : entryReasons) {
        if (reason == name)
            return refusal;
    }
    return versionRefusal(error.value("version", {}));
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
