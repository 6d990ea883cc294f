// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "ui/model/drafts.h"
#include "ui/model/outbox.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/timelinemodel.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <optional>
#include <vector>

namespace Ui {

/// Sends what the outbox holds, in the order it was written, until the host's receipt.
///
/// Several may be under way at once, for STOMP keeps their order. What had no receipt when the
/// connection broke is sent again on the next one under the same ids, so that the host knows it.
class OutboxSender : public QObject {
    Q_OBJECT
public:
    OutboxSender(Outbox outbox, Stomp::StompClient &client, QObject *parent = nullptr);

    /// Waiting and failed ones, in the order they were written.
    const std::vector<OutboxEntry> &entries() const { return m_entries; }
    Drafts &drafts() { return m_drafts; } ///< What will be in the outbox, once it is said.

    /// A message that is too big for any host is kept as failed at once.
    void add(const Chat::RoomMessage &message);
    void resend(const Chat::ClientMessageId &message);
    /// False for one that is under way: it may be with the host already.
    bool discard(const Chat::ClientMessageId &message);
    /// As discard(); false also for one that is not here: the host has it.
    bool withdraw(const Chat::ClientMessageId &message);
    /// All that have failed.
    void resendAll();
    /// All of these but those under way; gives how many are left.
    int discardAll(const std::vector<Chat::ClientMessageId> &messages);
    /// The room showed it to us, so it is stored whatever became of its receipt.
    void confirm(const Chat::ClientMessageId &message);

    /// A new connection stands, and the rooms were entered.
    void start();
    /// The connection is over.
    void stop();
    /// What the host refuses next may be asked again after so long.
    void setRetryAfter(std::optional<std::chrono::milliseconds> wait) { m_retryAfter = wait; }
    /// Tells the rooms when one can speak there again, and waits no longer where they want shorter
    /// pauses of us, or none. They must outlive it.
    void follow(RoomListModel &rooms);
    /// Does not wait any longer after the host said that it cannot store at the moment.
    void retryNow();

Q_SIGNALS:
    void deliveryChanged(const Chat::RoomId &room, const Chat::ClientMessageId &message,
                         Ui::Delivery delivery, const QString &why);
    void discarded(const Chat::RoomId &room, const Chat::ClientMessageId &message);
    void countChanged();
    /// The room wants pauses between messages; nothing goes there before. Invalid: no longer.
    void heldBack(const Chat::RoomId &room, const QDateTime &until);
    /// Our own disk did not take it; it lives until the program ends.
    void notKept();

private:
    using Entries = std::vector<OutboxEntry>;
    Entries::iterator find(const Chat::ClientMessageId &message);
    void sendWaiting();
    void sendWaitingIn(const Chat::RoomId &room);
    void send(const OutboxEntry &entry);
    void fail(OutboxEntry &entry, const QString &why);
    void holdBack(const OutboxEntry &entry, std::chrono::milliseconds wait, const QString &why);
    void notePause(const Chat::RoomInfo &room);
    void setReason(const Chat::RoomId &room, const QString &why);
    void stored(const Chat::ClientMessageId &message);
    void refused(const Chat::ClientMessageId &message, const QString &why);
    void hold(const Chat::ClientMessageId &message, const QString &why);

    Outbox m_outbox;
    Drafts m_drafts;
    Stomp::StompClient &m_client;
    Entries m_entries;
    QSet<Chat::ClientMessageId> m_underWay;
    bool m_started = false;
    QTimer m_hostIsFull; ///< While it runs nothing is sent.
    std::chrono::milliseconds m_nextHold;
    std::optional<std::chrono::milliseconds> m_retryAfter;
    struct Hold {
        QDeadlineTimer until;
        QString why;
        std::optional<std::chrono::seconds> pause; ///< What the room wants of us.
    };
    QHash<Chat::RoomId, Hold> m_held; ///< Rooms to which nothing goes until then.
};

} // namespace Ui
