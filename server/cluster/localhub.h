// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cluster/localcluster.h"

#include <QMutex>

#include <functional>
#include <map>

namespace Server {

/// What members of a LocalCluster have in common. Thread-safe.
class LocalHub {
public:
    /// What a member does in its own thread, unless it left meanwhile.
    using Deed = std::function<void(LocalCluster &)>;

    using Known = std::map<HostName, Cluster::Fields>;

    /// It gets what the others have set, and what they unset of what it knew; then `entered`.
    void enter(LocalCluster &member, const Known &known, const Deed &entered);
    /// What the others had set then.
    Known leave(const LocalCluster &member);
    void tell(const LocalCluster &from, const Deed &deed);
    void setField(const LocalCluster &of, const QByteArray &field,
                  const std::optional<QByteArray> &value);
    int othersThan(const HostName &name) const;

private:
    struct Member {
        LocalCluster *cluster = nullptr;
        quint64 entry = 0;
        Cluster::Fields fields;
    };
    static void post(const Member &member, const Deed &deed);
    void postToOthers(const HostName &from, const Deed &deed) const;

    mutable QMutex m_mutex;
    std::map<HostName, Member> m_members;
};

} // namespace Server
