// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace Ui {

/// What stands in the field for the next message of a room.
struct Written {
    QString text;
    Chat::Sequence answered; ///< The message that it answers; 0: none.
    QString quoted;          ///< Who said what there, as it is shown.
    friend bool operator==(const Written &, const Written &) = default;
};

/// A file beside it: what is needed to go on with it after the program has ended.
struct DraftFile {
    QString path;
    QDateTime modified;  ///< Of the file when it was attached; invalid: it was being written.
    Chat::FileInfo info; ///< With an id once the host knows it, and a token once it has all of it.
    friend bool operator==(const DraftFile &, const DraftFile &) = default;
};

/// What a person has written in one room and not sent, or sent while its files are on their way.
struct Draft {
    Written written;
    std::vector<DraftFile> files;
    bool isSending = false;   ///< Goes out as soon as its files are with the host.
    Chat::ClientMessageId id; ///< Under which it is said.

    bool isEmpty() const { return written.text.isEmpty() && files.empty(); }
};

} // namespace Ui
