// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QString>
#include <QStringList>

#include <vector>

/// What was said in a room by one sender, all of it receipted.
struct Said {
    QString sender;
    QStringList texts; ///< In the order they were said.
};

/// What is wrong with a room as somebody sees it, a sentence each; none: every message is there
/// once, each sender's in order, sequences from 1 without gaps. `who` begins the sentences.
QStringList faults(const QString &who, const std::vector<Chat::RoomMessage> &seen,
                   const std::vector<Said> &said);

/// The same of the log's file itself, all rooms whose name begins with `prefix`: sequences
/// without gaps, no text twice. The host must not be running.
QStringList faultsOfLog(const QString &file, const QString &prefix);
