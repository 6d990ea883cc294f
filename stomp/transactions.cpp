// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/transactions.h"

#include <utility>

namespace Stomp {

namespace {

/// Two QByteArray and their blocks; a thousand empty headers are not free.
constexpr qsizetype costPerHeader = 128;

} // namespace

QByteArray describe(TransactionError error)
{
    switch (error) {
    case TransactionError::AlreadyOpen:
        return "A transaction of that id is open already";
    case TransactionError::Unknown:
        return "No transaction of that id is open";
    case TransactionError::TooManyTransactions:
        return "Too many open transactions";
    case TransactionError::TooManyActions:
        return "Too many frames in one transaction";
    case TransactionError::TooManyBytes:
        return "The open transactions hold too much";
    }
    Q_UNREACHABLE();
}

tl::expected<void, TransactionError> Transactions::begin(const QByteArray &id)
{
    if (m_open.contains(id))
        return tl::make_unexpected(TransactionError::AlreadyOpen);
    if (m_open.size() >= m_limits.transactions)
        return tl::make_unexpected(TransactionError::TooManyTransactions);
    m_open.insert(id, {});
    return {};
}

tl::expected<void, TransactionError> Transactions::add(const QByteArray &id, Frame frame)
{
    const auto transaction = m_open.find(id);
    if (transaction == m_open.end())
        return tl::make_unexpected(TransactionError::Unknown);
    if (transaction->size() >= static_cast<std::size_t>(m_limits.transactionActions))
        return tl::make_unexpected(TransactionError::TooManyActions);
    const qsizetype bytes = cost(frame);
    if (bytes > m_limits.transactionBytes - m_heldBytes)
        return tl::make_unexpected(TransactionError::TooManyBytes);
    m_heldBytes += bytes;
    transaction->push_back(std::move(frame));
    return {};
}

tl::expected<std::vector<Frame>, TransactionError> Transactions::commit(const QByteArray &id)
{
    const auto transaction = m_open.find(id);
    if (transaction == m_open.end())
        return tl::make_unexpected(TransactionError::Unknown);
    std::vector<Frame> frames = std::move(*transaction);
    m_open.erase(transaction);
    for (const Frame &frame : frames)
        m_heldBytes -= cost(frame);
    return frames;
}

tl::expected<void, TransactionError> Transactions::abort(const QByteArray &id)
{
    const auto frames = commit(id);
    if (!frames)
        return tl::make_unexpected(frames.error());
    return {};
}

qsizetype Transactions::cost(const Frame &frame)
{
    qsizetype bytes = frame.body.size();
    for (const Headers::Entry &header : frame.headers)
        bytes += header.name.size() + header.value.size() + costPerHeader;
    return bytes;
}

} // namespace Stomp
