// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/completion.h"

#include <QList>
#include <QString>

#include <optional>

namespace Ui {

/// Something to be done rather than said.
struct SlashCommand {
    enum class Kind { Topic, Invite, Leave, Join, Status, Online, Away, DoNotDisturb, Shrug, Help };
    Kind kind = Kind::Help;
    QString argument; ///< One line without blanks around it; of a name without its sign.
};

/// What a text is that was typed to be sent.
struct SlashReading {
    std::optional<SlashCommand> command; ///< With all that it needs.
    QString problem;                     ///< Why it is none, though it looks like one; a sentence.
    QString said;                        ///< What is said when there is neither of them.
};

/// A text is a command when its first word is a slash and letters: "/topic Noodles". What begins
/// otherwise is said as it is, a path, too ("/usr/bin"); of "//" at the start one slash is said.
SlashReading readSlash(const QString &text);

/// The commands whose names begin so, in the language of the program; all of them for nothing.
/// Nothing when that is a whole name.
QList<Proposal> slashProposals(const QString &typed);

} // namespace Ui
