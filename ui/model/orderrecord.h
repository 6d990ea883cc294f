// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/order.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace Ui {

class PeopleOrder;

/// Who is muted or banned in a room, and what was done to keep order there, for who keeps it.
///
/// Asks anew when something was done from here, when somebody is sent out or banned there, and with
/// each connection. The host tells nobody else of a mute: refresh() now and then.
class OrderRecord : public QObject {
    Q_OBJECT
public:
    struct Held {
        Chat::Sanction sanction;
        bool everywhere = false; ///< On the whole host.
        friend bool operator==(const Held &, const Held &) = default;
    };
    /// Entries held at most; as many as a host keeps.
    static constexpr size_t mostEntries = 1000;

    /// `ownsHost`: also who is banned from all of it. Both must outlive it.
    OrderRecord(Stomp::StompClient &client, PeopleOrder &people, Chat::RoomId room, bool ownsHost,
                QObject *parent = nullptr);
    ~OrderRecord() override;

    const Chat::RoomId &room() const { return m_room; }
    bool isKnown() const { return m_isKnown; } ///< The host has answered.
    /// The newest first.
    const std::vector<Held> &held() const { return m_held; }
    const std::vector<Chat::OrderEntry> &entries() const { return m_entries; }
    bool hasOlder() const;

    void refresh();
    void askOlder();

Q_SIGNALS:
    void heldChanged();
    void entriesChanged();
    /// Why nothing newer can be shown; empty when it can again.
    void told(const QString &problem);

private:
    void ask(const QByteArray &destination, const Stomp::Headers &headers,
             void (OrderRecord::*take)(const QByteArray &));
    void end(const QString &problem);
    void takeList(const QByteArray &body);
    void takeHostList(const QByteArray &body);
    void takeNewest(const QByteArray &body);
    void takeOlder(const QByteArray &body);
    void show();

    Stomp::StompClient &m_client;
    const Chat::RoomId m_room;
    const bool m_ownsHost;
    QPointer<Stomp::StompSubscription> m_events;
    int m_asked = 0;        ///< Answers that are to come.
    bool m_isStale = false; ///< Ask anew behind them.
    bool m_isKnown = false;
    bool m_hasOlder = false;
    QString m_problem; ///< Of this round.
    Chat::OrderList m_list;
    Chat::OrderList m_hostList;
    std::vector<Held> m_held;
    std::vector<Chat::OrderEntry> m_entries;
};

} // namespace Ui
