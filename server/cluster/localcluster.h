// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cluster/cluster.h"

#include <map>
#include <memory>

namespace Server {

class LocalHub;

/// Hosts of one process; alone, a cluster of one. What is told goes through the event loop of each
/// member's thread.
class LocalCluster final : public Cluster {
    Q_OBJECT

public:
    /// With nobody else.
    LocalCluster();
    /// Owned by all of its members and by whoever makes more of them. Members may be in threads of
    /// their own.
    explicit LocalCluster(std::shared_ptr<LocalHub> hub);
    ~LocalCluster() override;

    static std::shared_ptr<LocalHub> makeHub();

    void start() override;
    bool isConnected() const override { return m_connected; }
    ClusterStatus status() const override;

    /// As when its network goes: the others hear hostGone() at once.
    void cut();
    /// It comes back, as the one it was.
    void mend();

private:
    friend LocalHub;

    void pass(Channel channel, const QByteArray &payload) override;
    void passField(const QByteArray &field, const std::optional<QByteArray> &value) override;
    void enter();

    std::shared_ptr<LocalHub> m_hub;
    bool m_started = false;
    bool m_entered = false;   ///< The hub knows it.
    bool m_connected = false; ///< And connected() was said.
    quint64 m_entries = 0;
    std::map<HostName, Fields> m_known; ///< What others had set when it was cut.
};

} // namespace Server
