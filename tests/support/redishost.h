// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/clusterbackends.h"

#include <QSignalSpy>

/// A host by Redis that hears what it is told.
struct RedisHost {
    explicit RedisHost(const Server::RedisAccess &access) : cluster(access)
    {
        QObject::connect(&cluster, &Server::Cluster::told, &cluster,
                         [this](const Server::HostName &, Server::Channel,
                                const QByteArray &payload) { heard << payload; });
        QObject::connect(&cluster, &Server::Cluster::fieldChanged, &cluster,
                         [this](const Server::HostName &, const QByteArray &field,
                                const std::optional<QByteArray> &value) {
                             if (value)
                                 fields.insert(field, *value);
                             else
                                 fields.remove(field);
                         });
        cluster.start();
    }

    Server::RedisCluster cluster;
    QByteArrayList heard;
    Server::Cluster::Fields fields;
    QSignalSpy connected{&cluster, &Server::Cluster::connected};
    QSignalSpy disconnected{&cluster, &Server::Cluster::disconnected};
    QSignalSpy gone{&cluster, &Server::Cluster::hostGone};
    QSignalSpy missed{&cluster, &Server::Cluster::missed};
};
