// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/connectionstatus.h"
#include "ui/model/entrance.h"

#include <QString>

class QDateTime;

namespace Ui {

/// Why a host does not let one in; empty for what is told otherwise.
QString entrySentence(ConnectionStatus::Refusal refusal);
/// What to do about it; likewise.
QString entryAdvice(ConnectionStatus::Refusal refusal);

/// What an invitation still lets in: "2 of 3 left · until 18:00".
QString invitationLeft(const Chat::InvitationInfo &info, const QDateTime &now);
/// What a newcomer is called: the name that they claim, or that they say none.
QString newcomerName(const Chat::NewcomerInfo &newcomer);
/// What the host knows of them beside that, the warning about a name of somebody else's first.
QString newcomerDetails(const Chat::NewcomerInfo &newcomer);

/// How hard a password of a whole host is to guess.
enum class PasswordStrength { Empty, Weak, Fair, Strong };
PasswordStrength passwordStrength(const QString &password);
QString passwordStrengthWords(PasswordStrength strength);

} // namespace Ui
