// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/receiptledger.h"

#include <algorithm>

namespace Server {
namespace {

constexpr size_t mostSent = 200;
constexpr size_t mostStays = 16;
constexpr qsizetype mostGone = 1000;

} // namespace

void ReceiptLedger::come(const Chat::UserId &user)
{
    Person &person = m_people[user];
    if (person.isThere())
        return;
    ++m_there;
    // Nothing was said while they were away: they never were.
    if (!person.stays.empty() && person.stays.back().to == m_order) {
        person.stays.back().to = stillThere;
        return;
    }
    if (person.stays.size() == mostStays)
        person.stays.erase(person.stays.begin());
    person.stays.push_back({m_order, stillThere});
}

void ReceiptLedger::go(const Chat::UserId &user)
{
    const auto person = m_people.find(user);
    if (person == m_people.end() || !person->isThere())
        return;
    person->stays.back().to = m_order;
    --m_there;
    if (m_people.size() > 2 * qsizetype(m_there) + mostGone)
        forgetWhoWent(false);
    if (m_people.size() > 2 * qsizetype(m_there) + mostGone)
        forgetWhoWent(true);
}

void ReceiptLedger::forgetWhoWent(bool all)
{
    const qint64 oldest = m_sent.empty() ? stillThere : m_sent.front().order;
    m_people.removeIf([&](const auto &it) {
        return !it->isThere() && (all || it->stays.empty() || it->stays.back().to < oldest);
    });
}

void ReceiptLedger::restore(const StoredMarker &marker)
{
    Person &person = m_people[marker.user];
    m_there += !person.isThere();
    person = {marker.delivered, marker.read, marker.confirms, {{marker.since.number, stillThere}}};
}

bool ReceiptLedger::isThere(const Chat::UserId &user) const
{
    const auto person = m_people.constFind(user);
    return person != m_people.cend() && person->isThere();
}

int ReceiptLedger::audience(const Chat::UserId &sender) const
{
    return m_there - (isThere(sender) ? 1 : 0);
}

void ReceiptLedger::said(const SentMessage &message, qint64 order)
{
    if (message.audience <= 0)
        return;
    const Chat::Receipt receipt{message.sequence, message.audience, 0, 0, 0};
    m_sent.push_back({message, order, receipt, {}});
    if (m_sent.size() > mostSent)
        m_sent.pop_front();
}

void ReceiptLedger::restore(const std::vector<SentMessage> &messages)
{
    m_restored = true;
    for (auto it = messages.rbegin(); it != messages.rend(); ++it) {
        if (m_sent.size() == mostSent)
            break;
        if (!m_sent.empty() && it->sequence >= m_sent.front().message.sequence)
            continue;
        const Chat::Receipt receipt{it->sequence, it->audience, 0, 0, 0};
        // Numbers begin behind the sequence that the room had then.
        m_sent.push_front({*it, it->sequence.number, receipt, {}});
    }
}

bool ReceiptLedger::seen(const Chat::UserId &user, Chat::Sequence delivered, Chat::Sequence read)
{
    const auto person = m_people.find(user);
    if (person == m_people.end() || !person->isThere())
        return false;
    const Chat::Sequence nowRead = std::max(person->read, read);
    const Chat::Sequence nowDelivered = std::max({person->delivered, delivered, nowRead});
    const bool news =
        !person->confirms || nowRead != person->read || nowDelivered != person->delivered;
    person->read = nowRead;
    person->delivered = nowDelivered;
    person->confirms = true;
    return news;
}

qsizetype ReceiptLedger::behind(Chat::Sequence sequence) const
{
    const auto at = std::upper_bound(
        m_sent.begin(), m_sent.end(), sequence,
        [](Chat::Sequence wanted, const Sent &sent) { return wanted < sent.message.sequence; });
    return at - m_sent.begin();
}

ReceiptLedger::Range ReceiptLedger::range(const Stay &stay) const
{
    const auto behindOrder = [this](qint64 order) {
        const auto at =
            std::upper_bound(m_sent.begin(), m_sent.end(), order,
                             [](qint64 wanted, const Sent &sent) { return wanted < sent.order; });
        return qsizetype(at - m_sent.begin());
    };
    return {behindOrder(stay.from), behindOrder(stay.to)};
}

/// Each person adds to a run of messages: only where the run begins and where it ends is noted.
void ReceiptLedger::workOut()
{
    struct Steps {
        int delivered = 0;
        int read = 0;
        int unconfirmed = 0;
    };
    std::vector<Steps> steps(m_sent.size() + 1);
    const auto add = [&](int Steps::*count, qsizetype first, qsizetype end) {
        if (first >= end)
            return;
        ++(steps[size_t(first)].*count);
        --(steps[size_t(end)].*count);
    };
    for (const Person &person : std::as_const(m_people)) {
        const qsizetype delivered = behind(person.delivered);
        const qsizetype read = behind(person.read);
        for (const Stay &stay : person.stays) {
            const Range mine = range(stay);
            add(&Steps::delivered, mine.first, std::min(mine.end, delivered));
            add(&Steps::read, mine.first, std::min(mine.end, read));
            if (!person.confirms)
                add(&Steps::unconfirmed, std::max(mine.first, delivered), mine.end);
        }
    }
    Steps sum;
    for (size_t i = 0; i < m_sent.size(); ++i) {
        sum.delivered += steps[i].delivered;
        sum.read += steps[i].read;
        sum.unconfirmed += steps[i].unconfirmed;
        Steps others = sum;
        Sent &sent = m_sent[i];
        // Nobody is among those to whom they speak.
        const Person sender = m_people.value(sent.message.sender);
        const bool wasThere =
            std::any_of(sender.stays.begin(), sender.stays.end(), [&](const Stay &stay) {
                return stay.from < sent.order && sent.order <= stay.to;
            });
        if (wasThere) {
            others.delivered -= sender.delivered >= sent.message.sequence;
            others.read -= sender.read >= sent.message.sequence;
            others.unconfirmed -= !sender.confirms && sender.delivered < sent.message.sequence;
        }
        sent.now = {sent.message.sequence, sent.message.audience, others.delivered, others.read,
                    others.unconfirmed};
    }
}

std::vector<ReceiptLedger::News> ReceiptLedger::takeNews()
{
    workOut();
    forgetWhoWent(false);
    std::vector<News> all;
    QHash<Chat::UserId, size_t> places;
    for (Sent &sent : m_sent) {
        if (sent.now == sent.told)
            continue;
        sent.told = sent.now;
        const auto place = places.constFind(sent.message.sender);
        if (place == places.cend()) {
            places.insert(sent.message.sender, all.size());
            all.push_back({sent.message.sender, {sent.now}});
        } else {
            all[*place].receipts.push_back(sent.now);
        }
    }
    return all;
}

std::vector<Chat::Receipt> ReceiptLedger::receiptsOf(const Chat::UserId &sender)
{
    workOut();
    std::vector<Chat::Receipt> receipts;
    for (const Sent &sent : m_sent) {
        if (sent.message.sender == sender)
            receipts.push_back(sent.now);
    }
    return receipts;
}

} // namespace Server
