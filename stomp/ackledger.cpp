// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/ackledger.h"

#include <iterator>

namespace Stomp {

void AckLedger::open(const QByteArray &subscription, AckMode mode)
{
    if (mode == AckMode::Auto)
        return;
    Page page;
    page.mode = mode;
    m_pages.insert(subscription, page);
}

void AckLedger::close(const QByteArray &subscription)
{
    const auto page = m_pages.constFind(subscription);
    if (page == m_pages.constEnd())
        return;
    for (const auto &[number, messageId] : page->messages)
        m_owners.remove(number);
    m_pages.erase(page);
}

std::optional<AckLedger::Number> AckLedger::track(const QByteArray &subscription,
                                                  const QByteArray &messageId)
{
    const auto page = m_pages.find(subscription);
    if (page == m_pages.end() || page->mode == AckMode::Auto)
        return std::nullopt;
    if (const auto known = page->numbers.constFind(messageId); known != page->numbers.constEnd())
        return *known;
    if (m_owners.size() >= m_limit)
        return std::nullopt;

    const Number number = ++m_last;
    page->messages.emplace(number, messageId);
    page->numbers.insert(messageId, number);
    m_owners.insert(number, page.key());
    return number;
}

std::optional<AckLedger::Number>
AckLedger::find(const QByteArray &messageId, const std::optional<QByteArray> &subscription) const
{
    if (subscription) {
        const auto page = m_pages.constFind(*subscription);
        if (page == m_pages.constEnd())
            return std::nullopt;
        const auto number = page->numbers.constFind(messageId);
        return number == page->numbers.constEnd() ? std::nullopt : std::optional(*number);
    }

    std::optional<Number> first;
    for (const Page &page : m_pages) {
        const auto number = page.numbers.constFind(messageId);
        if (number != page.numbers.constEnd() && (!first || *number < *first))
            first = *number;
    }
    return first;
}

std::optional<AckLedger::Covered> AckLedger::settle(Number number)
{
    const auto owner = m_owners.constFind(number);
    if (owner == m_owners.constEnd())
        return std::nullopt;

    Covered covered;
    covered.subscription = *owner;
    Page &page = m_pages[covered.subscription];
    const auto last = page.messages.find(number);
    const auto end = std::next(last);
    auto message = page.mode == AckMode::Client ? page.messages.begin() : last;
    while (message != end) {
        m_owners.remove(message->first);
        page.numbers.remove(message->second);
        const auto next = std::next(message);
        covered.messages.insert(page.messages.extract(message));
        message = next;
    }
    return covered;
}

void AckLedger::restore(const Covered &covered)
{
    const auto page = m_pages.find(covered.subscription);
    if (page == m_pages.end())
        return;
    for (const auto &[number, messageId] : covered.messages) {
        page->messages.emplace(number, messageId);
        page->numbers.insert(messageId, number);
        m_owners.insert(number, page.key());
    }
}

std::vector<QByteArray> AckLedger::pending(const QByteArray &subscription) const
{
    std::vector<QByteArray> messageIds;
    const auto page = m_pages.constFind(subscription);
    if (page == m_pages.constEnd())
        return messageIds;
    messageIds.reserve(page->messages.size());
    for (const auto &[number, messageId] : page->messages)
        messageIds.push_back(messageId);
    return messageIds;
}

} // namespace Stomp
