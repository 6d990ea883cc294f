// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/roompeer.h"

#include <QHash>

#include <deque>

/// A client under load: says numbered things in a room, keeps each until its receipt is there, and
/// says it again, in order, on the next connection. Listens to the room all the while, going on
/// after each break from the newest message it has.
class Talker : public QObject {
    Q_OBJECT
public:
    /// `texts`: what there is to say, in that order. The texts of all talkers of a room differ.
    Talker(const QUrl &url, const QString &name, const QString &room, QStringList texts,
           QObject *parent = nullptr);

    bool isDone() const { return m_receipts == m_texts.size(); }
    const QString &name() const { return m_peer.name(); }
    const QStringList &texts() const { return m_texts; }
    /// What came of the room, over all connections.
    const std::vector<Chat::RoomMessage> &heard() const { return m_peer.messages(); }

    int receipts() const { return int(m_receipts); }
    /// Texts said more than once, and when for the last time.
    const QHash<QString, Chat::Timestamp> &resent() const { return m_resent; }
    int connections() const { return m_connections; }
    /// ERRORs of the host; there should be none.
    const QStringList &refusals() const { return m_refusals; }

Q_SIGNALS:
    void receipted();

private:
    void connected();
    void fill();
    void say(qsizetype number);

    QStringList m_texts;
    std::deque<qsizetype> m_waiting; ///< Said on this connection, no receipt yet.
    qsizetype m_receipts = 0;        ///< The first so many have theirs: they come in order.
    qsizetype m_next = 0;            ///< To be said next on this connection.
    qsizetype m_said = 0;            ///< Said at least once.
    int m_connections = 0;
    QHash<QString, Chat::Timestamp> m_resent;
    QStringList m_refusals;
    RoomPeer m_peer;
};
