// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/time.h"

#include <QByteArray>
#include <QHash>

namespace Discovery {

/// What this program sent to the group a moment ago, by any interface: it comes back, also by
/// another interface of the same network, and is no word of others'. Bounded; time is an argument.
class SentPackets {
public:
    void note(const QByteArray &bytes, TimePoint now)
    {
        m_sent.removeIf([now](const auto &one) { return now - one.value() > memory; });
        if (m_sent.size() < most)
            m_sent.insert(bytes, now);
    }
    bool contains(const QByteArray &bytes, TimePoint now) const
    {
        const auto it = m_sent.constFind(bytes);
        return it != m_sent.cend() && now - it.value() <= memory;
    }

private:
    static constexpr std::chrono::seconds memory{10};
    static constexpr qsizetype most = 512;
    QHash<QByteArray, TimePoint> m_sent;
};

} // namespace Discovery
