// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/frame.h"
#include "stomp/limits.h"

#include <QByteArray>
#include <QHash>

#include <tl/expected.hpp>
#include <vector>

namespace Stomp {

/// Why a frame of a transaction cannot be taken. None of them changes anything.
enum class TransactionError {
    AlreadyOpen,         ///< BEGIN of an id that is in use.
    Unknown,             ///< No such transaction is open.
    TooManyTransactions, ///< Limits::transactions.
    TooManyActions,      ///< Limits::transactionActions.
    TooManyBytes,        ///< Limits::transactionBytes.
};

/// A sentence in English for the `message` header of an ERROR; never contains peer's bytes.
QByteArray describe(TransactionError error);

/// The open transactions of one session and the SEND, ACK and NACK frames they hold back
/// (STOMP 1.2, "BEGIN"). Knows nothing of what the frames mean.
class Transactions {
public:
    explicit Transactions(const Limits &limits) : m_limits(limits) {}

    tl::expected<void, TransactionError> begin(const QByteArray &id);
    tl::expected<void, TransactionError> add(const QByteArray &id, Frame frame);
    /// Ends the transaction and gives its frames in the order they came.
    tl::expected<std::vector<Frame>, TransactionError> commit(const QByteArray &id);
    tl::expected<void, TransactionError> abort(const QByteArray &id);

    bool contains(const QByteArray &id) const { return m_open.contains(id); }
    qsizetype size() const { return m_open.size(); }
    /// What all open transactions hold, by cost().
    qsizetype heldBytes() const { return m_heldBytes; }

    /// What a held frame counts: its body, its headers, and a share for each header's allocations.
    static qsizetype cost(const Frame &frame);

private:
    Limits m_limits;
    QHash<QByteArray, std::vector<Frame>> m_open;
    qsizetype m_heldBytes = 0;
};

} // namespace Stomp
