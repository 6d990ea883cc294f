// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/sharedtopics.h"

#include <QDataStream>
#include <QIODevice>

namespace Server {
namespace {

constexpr quint32 mostHeaders = 1000;

QDataStream &speaking(QDataStream &stream)
{
    stream.setVersion(QDataStream::Qt_6_4); // so that hosts of other versions understand it
    return stream;
}

} // namespace

SharedTopics::SharedTopics(Publishing &publishing, Cluster &cluster)
    : m_publishing(publishing), m_cluster(cluster)
{
    connect(&cluster, &Cluster::told, this,
            [this](const HostName &, Channel channel, const QByteArray &payload) {
                if (channel == Channel::Topic)
                    heard(payload);
            });
}

void SharedTopics::sent(const Publication &publication, bool mayRetain)
{
    QByteArray payload;
    QDataStream out(&payload, QIODevice::WriteOnly);
    speaking(out) << publication.destination << mayRetain << quint32(publication.headers.size());
    for (const auto &[name, value] : publication.headers)
        out << name << value;
    out << publication.body;
    m_cluster.tell(Channel::Topic, payload);
}

void SharedTopics::heard(const QByteArray &payload)
{
    QDataStream in(payload);
    Publication publication;
    bool mayRetain = false;
    quint32 headers = 0;
    speaking(in) >> publication.destination >> mayRetain >> headers;
    for (quint32 i = 0; i < headers && headers <= mostHeaders; ++i) {
        QByteArray name;
        QByteArray value;
        in >> name >> value;
        publication.headers.append(name, value);
    }
    in >> publication.body;
    if (in.status() == QDataStream::Ok && headers <= mostHeaders)
        m_publishing.send(publication, mayRetain, [](const auto &) {});
}

} // namespace Server
