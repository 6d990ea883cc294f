// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QString>

#include <optional>
#include <vector>

class QSqlDatabase;

namespace Ui {

/// One message on its way to one host.
struct OutboxEntry {
    Chat::RoomMessage message; ///< With clientId, room, text and local time; no sequence.
    bool failed = false;
    QString failure;
};

/// What was said and has no receipt yet, on disk, per host, in the order it was written.
///
/// Every change is on disk when the call returns (SQLite, WAL, synchronous FULL); rows are few and
/// small, so it may be called from the UI thread. False or nullopt when the disk says no.
class Outbox {
public:
    Outbox(const QSqlDatabase &database, QString hostKey);

    /// What was a draft under that id (Drafts) is none any more, in the same step.
    bool add(const Chat::RoomMessage &message);
    bool remove(const Chat::ClientMessageId &message);
    bool setFailed(const Chat::ClientMessageId &message, const QString &why);
    bool setWaiting(const Chat::ClientMessageId &message);
    std::vector<OutboxEntry> entries() const;

    QSqlDatabase database() const;
    const QString &hostKey() const { return m_hostKey; }

private:
    QString m_connection;
    QString m_hostKey;
};

} // namespace Ui
