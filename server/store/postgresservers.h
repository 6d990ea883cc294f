// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <atomic>

namespace Server {

/// The servers that the words for a shared log name, of which one goes on where another failed.
///
/// PostgreSQL counts how often that happened: the timeline (26.3.5 "Timelines"). A server that
/// failed and is back has an older one than that which went on, and believes to be in charge all
/// the same. May be used in any thread.
class PostgresServers {
public:
    explicit PostgresServers(const QString &words);

    /// The words for each server alone, in their order; the words as they are where they do not
    /// say which ones there are.
    const QStringList &each() const { return m_each; }
    /// The newest timeline that a connection of this host saw; 0: none.
    qint64 newestTimeline() const { return m_newestTimeline; }
    void saw(qint64 timeline);

private:
    const QStringList m_each;
    std::atomic<qint64> m_newestTimeline = 0;
};

} // namespace Server
