// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/publishing.h"
#include "server/cluster/cluster.h"

#include <QObject>

namespace Server {

/// Topics that are no room, and people's own destinations, for the clients of several hosts: what
/// one of them sends goes to those of the others, too, as long as there is a way there.
class SharedTopics : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    SharedTopics(Publishing &publishing, Cluster &cluster);

    /// A client here has sent it.
    void sent(const Publication &publication, bool mayRetain);

private:
    void heard(const QByteArray &payload);

    Publishing &m_publishing;
    Cluster &m_cluster;
};

} // namespace Server
