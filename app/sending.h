// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sendoptions.h"
#include "stomp/net/stompclient.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <deque>

/// Says messages in a room, one after the other, each until the host has stored it.
///
/// What was sent when a connection broke is sent again under the same id and by the same guest, so
/// that the host knows it for the one it may have.
class Sending : public QObject {
    Q_OBJECT
public:
    /// The exit codes of madang-send.
    enum class End { Stored = 0, Unreachable = 3, Refused = 4, NotStored = 5 };

    /// Starts connecting.
    explicit Sending(SendOptions options);

    void add(const QString &text);
    /// finished() follows when the last one is stored.
    void noMore();
    qsizetype waiting() const { return qsizetype(m_waiting.size()); }

Q_SIGNALS:
    void stored();
    /// Once. `why` is for a person; empty when all is stored.
    void finished(Sending::End end, const QString &why);

private:
    struct Message {
        Chat::ClientMessageId id;
        QString text;
    };
    Stomp::Headers connectHeaders() const;
    void sendNext();
    void followState();
    void takeError(const QString &message, const QString &body);
    void giveUp();
    void finish(End end, const QString &why);
    void tellEnd();

    SendOptions m_options;
    QByteArray m_guestToken;
    Stomp::StompClient m_client;
    std::deque<Message> m_waiting;
    QTimer m_patience;
    bool m_underWay = false; ///< The first one that waits.
    bool m_refused = false;  ///< It was; the reason follows.
    bool m_noMore = false;
    bool m_finished = false;
    bool m_notStored = false; ///< The last that is known of the first one that waits.
    bool m_told = false;
    End m_end = End::Stored;
    QString m_why;
    int m_stored = 0;
};
