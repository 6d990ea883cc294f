// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <map>
#include <vector>

/// Rooms as somebody sees them: by the room's id, its messages in their order, each as
/// shownMessage() has it.
using Seen = std::map<QString, std::vector<QJsonObject>>;

Seen seenFromJson(const QJsonObject &rooms);

/// Asks the host itself, page by page; nothing when it does not answer.
Seen askHost(const QUrl &webSocket, const QStringList &rooms);

/// Reads the log's file, no host having it open. What is wrong with the file goes to `faults`.
Seen readLog(const QString &file, QStringList &faults);

/// When the host took each message: id to milliseconds since 1970.
QHash<QString, qint64> readTimes(const QString &file);

/// The same with what lines that answer others show of those.
Seen withExcerpts(Seen seen);

/// The same with the ids of those messages only that are in `said`: a window keeps no others.
Seen withIdsOf(Seen seen, const QStringList &said);

/// Where two who should see the same do not, a sentence for the first of each room; none: nowhere.
QStringList differences(const QString &who, const Seen &theirs, const QString &other,
                        const Seen &wanted);

/// What one sender knows of what it said.
struct Sender {
    QString name;
    QStringList said;               ///< Ids, in the order in which they were said.
    QSet<QString> receipts;         ///< Those shown as accepted.
    QHash<QString, QString> failed; ///< Those shown as refused.
};

/// What is wrong with rooms, given what was said: gaps, doubles, what is lost or out of order.
QStringList faultsOf(const Seen &seen, const std::vector<Sender> &senders);
