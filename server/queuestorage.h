// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/queuelog.h"
#include "server/store/queuestore.h"

#include <QByteArrayView>

#include <memory>
#include <optional>

namespace Server {

/// The broker's queues in the host's log.
class QueueStorage final : public QueueLog {
public:
    /// The log must outlive it.
    explicit QueueStorage(QueueStore &store);
    ~QueueStorage() override;

    /// What waited when the log was opened; once only. What cannot be read is left out, and said
    /// in the program's own log.
    QueueContents takeContents();

    void add(const std::vector<QueuedMessage> &messages, Answer answer) override;
    /// Tried again with the next call when the log cannot be written now.
    void remove(const std::vector<quint64> &ids) override;
    void addSubscription(const DurableSubscription &subscription, Answer answer) override;
    void removeSubscription(const DurableSubscription &subscription, Answer answer) override;
    void together(const std::function<void()> &calls) override { m_store.together(calls); }

    /// Headers as the log keeps them: a version, then names and values with their lengths.
    static QByteArray toBytes(const Stomp::Headers &headers);
    /// nullopt when that is not what toBytes() wrote.
    static std::optional<Stomp::Headers> headersFrom(const QByteArray &bytes);

private:
    Answer guarded(Answer answer) const;
    void removeAgain();

    QueueStore &m_store;
    std::vector<quint64> m_unremoved; ///< Asked for, but the log could not be written.
    std::shared_ptr<bool> m_alive;    ///< Answers that come after the end are void.
};

} // namespace Server
