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
    qsizetype start = 0; ///< Of the "@", "#", ":" or "/"; UTF-16 units.
    qsizetype end = 0;   ///< Where the cursor is.
    QList<Proposal> proposals;

    /// Nothing stands behind the sign yet, so nothing is meant yet.
    bool isVague() const { return end - start == 1; }
};

/// What there is to choose from.
struct Completable {
    QStringList people = {};
    QStringList rooms = {};
    bool commands = false; ///< A "/" at the start is one.
};

/// Names and the word for everybody behind an "@", rooms behind a "#", emoji behind a ":", commands
/// behind a "/" at the very start; nothing in code, in mail addresses and times, and for what is
/// complete. While a Hangul syllable is not whole, names that begin with what it may become are
/// proposed, too.
std::optional<Completion> completionAt(const QString &text, qsizetype cursor,
                                       const Completable &known);

/// Whether a name begins so, also with a last syllable that is not whole.
bool beginsWith(const QString &name, const QString &typed);

} // namespace Ui
