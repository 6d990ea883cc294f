// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The ways between hosts that there are, for the tests of what each of them promises.

#include "server/cluster/localcluster.h"

#include <QMetaType>
#include <QTest>

#include <functional>
#include <memory>

namespace ClusterBackends {

using namespace Server;

/// A host's place in a cluster, with a network that can fail.
struct Place {
    std::unique_ptr<Cluster> cluster;
    std::function<void()> cut; ///< It hears and tells nothing any more, and is taken for dead.
    std::function<void()> mend;
};

/// Makes places in one cluster, which lasts as long as the function does.
using Placing = std::function<Place()>;

struct Backend {
    std::function<Placing()> open;
};

} // namespace ClusterBackends

Q_DECLARE_METATYPE(const ClusterBackends::Backend *)

namespace ClusterBackends {

inline const Backend local{[]() -> Placing {
    return [hub = LocalCluster::makeHub()] {
        auto cluster = std::make_unique<LocalCluster>(hub);
        LocalCluster *place = cluster.get();
        return Place{std::move(cluster), [place] { place->cut(); }, [place] { place->mend(); }};
    };
}};

/// A row for each that there is.
inline void addBackends()
{
    QTest::addColumn<const Backend *>("backend");
    QTest::newRow("local") << &local;
}

} // namespace ClusterBackends
