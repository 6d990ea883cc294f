// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/orderrecord.h"

#include "stomp/wire/destinations.h"
#include "ui/model/inquiry.h"
#include "ui/model/peopleorder.h"
#include "ui/model/refusalwords.h"

#include <algorithm>
#include <utility>

namespace Ui {

using Kind = Chat::Request::Kind;
using Received = Stomp::ClientEvent::MessageReceived;
using State = Stomp::StompClient::State;

OrderRecord::OrderRecord(Stomp::StompClient &client, PeopleOrder &people, Chat::RoomId room,
                         bool ownsHost, QObject *parent)
    : QObject(parent), m_client(client), m_room(std::move(room)), m_ownsHost(ownsHost),
      m_events(client.subscribe(Chat::roomEventsTopic(m_room)))
{
    connect(m_events, &Stomp::StompSubscription::received, this, [this](const Received &message) {
        const auto entry = Chat::OrderEntry::fromJson(message.body);
        if (entry && entry->room == m_room)
            refresh();
    });
    connect(&people, &PeopleOrder::done, this, [this](const Chat::RoomId &where) {
        if (where == m_room || where.isEmpty())
            refresh();
    });
    connect(&client, &Stomp::StompClient::stateChanged, this, [this](State state) {
        if (state == State::Connected)
            refresh();
    });
    refresh();
}

OrderRecord::~OrderRecord()
{
    delete m_events;
}

bool OrderRecord::hasOlder() const
{
    return m_hasOlder && m_entries.size() < mostEntries;
}

void OrderRecord::refresh()
{
    m_isStale = m_asked > 0;
    if (m_isStale)
        return;
    m_problem.clear();
    ask(Chat::requestDestination(Kind::Order, m_room), {}, &OrderRecord::takeList);
    if (m_ownsHost)
        ask(Chat::requestDestination(Kind::Banned), {}, &OrderRecord::takeHostList);
    ask(Chat::requestDestination(Kind::Audit, m_room), {}, &OrderRecord::takeNewest);
}

void OrderRecord::askOlder()
{
    if (m_asked > 0 || !hasOlder())
        return;
    m_problem.clear();
    ask(Chat::requestDestination(Kind::Audit, m_room),
        {{QByteArrayLiteral("before"), QByteArray::number(m_entries.back().number)}},
        &OrderRecord::takeOlder);
}

void OrderRecord::ask(const QByteArray &destination, const Stomp::Headers &headers,
                      void (OrderRecord::*take)(const QByteArray &))
{
    ++m_asked;
    inquire(
        m_client, this, destination, headers,
        [this, take](const QByteArray &body) {
            (this->*take)(body);
            end({});
        },
        [this](const QString &why) {
            end(tr("What was done to keep order cannot be shown: %1").arg(shownRefusal(why)));
        });
}

void OrderRecord::end(const QString &problem)
{
    if (!problem.isEmpty())
        m_problem = problem;
    if (--m_asked > 0)
        return;
    show();
    Q_EMIT told(m_problem);
    if (m_isStale)
        refresh();
}

void OrderRecord::takeList(const QByteArray &body)
{
    const auto list = Chat::OrderList::fromJson(body);
    if (list && list->room == m_room)
        m_list = *list;
}

void OrderRecord::takeHostList(const QByteArray &body)
{
    const auto list = Chat::OrderList::fromJson(body);
    if (list && list->room.isEmpty())
        m_hostList = *list;
}

/// Both lists at once.
void OrderRecord::show()
{
    if (m_list.room != m_room)
        return; // refused
    std::vector<Held> held;
    const auto add = [&held](const std::vector<Chat::Sanction> &some, bool everywhere) {
        for (const Chat::Sanction &one : some)
            held.push_back({one, everywhere});
    };
    add(m_list.muted, false);
    add(m_list.banned, false);
    add(m_hostList.banned, true);
    std::stable_sort(held.begin(), held.end(), [](const Held &a, const Held &b) {
        return a.sanction.begun > b.sanction.begun;
    });
    if (std::exchange(m_isKnown, true) && held == m_held)
        return;
    m_held = std::move(held);
    Q_EMIT heldChanged();
}

/// Older ones that were paged stay, as long as nothing is missing before them.
void OrderRecord::takeNewest(const QByteArray &body)
{
    const auto page = Chat::AuditPage::fromJson(body);
    if (!page || page->room != m_room)
        return;
    std::vector<Chat::OrderEntry> entries = page->entries;
    const qint64 oldest = entries.empty() ? 0 : entries.back().number;
    const bool joins = !m_entries.empty() && !entries.empty() && m_entries.front().number >= oldest;
    if (joins) {
        for (const Chat::OrderEntry &entry : m_entries) {
            if (entry.number < oldest)
                entries.push_back(entry);
        }
    }
    if (!joins || m_entries.back().number >= oldest)
        m_hasOlder = page->more;
    if (entries.size() > mostEntries)
        entries.resize(mostEntries);
    if (entries == m_entries)
        return;
    m_entries = std::move(entries);
    Q_EMIT entriesChanged();
}

void OrderRecord::takeOlder(const QByteArray &body)
{
    const auto page = Chat::AuditPage::fromJson(body);
    if (!page || page->room != m_room || m_entries.empty())
        return;
    for (const Chat::OrderEntry &entry : page->entries) {
        if (entry.number < m_entries.back().number && m_entries.size() < mostEntries)
            m_entries.push_back(entry);
    }
    m_hasOlder = page->more && !page->entries.empty();
    Q_EMIT entriesChanged();
}

} // namespace Ui
