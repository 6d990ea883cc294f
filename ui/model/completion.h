// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Ui {

/// One thing that a beginning may become.
struct Proposal {
    QString inserted; ///< In its place.
    QString shown;
    QString detail; ///< What else one knows it by; may be empty.
};

/// What the unfinished word before the cursor may become.
struct Completion {
    qsizetype start = 0; ///< Of the "@" or ":"; UTF-16 units.
    qsizetype end = 0;   ///< Where the cursor is.
    QList<Proposal> proposals;

    /// Nothing stands behind the "@" yet, so nothing is meant yet.
    bool isVague() const { return end - start == 1; }
};

/// Names and the word for everybody behind an "@", emoji behind a ":"; nothing in code, in mail
/// addresses and times, and for what is complete. While a Hangul syllable is not whole, names that
/// begin with what it may become are proposed, too.
std::optional<Completion> completionAt(const QString &text, qsizetype cursor,
                                       const QStringList &names);

} // namespace Ui
