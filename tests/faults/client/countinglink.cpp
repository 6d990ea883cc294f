// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/client/countinglink.h"

#include "tests/faults/client/report.h"

#include <QDateTime>

CountingLink::CountingLink(std::unique_ptr<Stomp::Link> link, QSet<QByteArray> &sent)
    : m_link(std::move(link)), m_sent(sent)
{
    connect(m_link.get(), &Link::opened, this, &Link::opened);
    connect(m_link.get(), &Link::received, this, &Link::received);
    connect(m_link.get(), &Link::activity, this, &Link::activity);
    connect(m_link.get(), &Link::drained, this, &Link::drained);
    connect(m_link.get(), &Link::behind, this, &Link::behind);
    connect(m_link.get(), &Link::peerFinished, this, &Link::peerFinished);
    connect(m_link.get(), &Link::closed, this, &Link::closed);
}

void CountingLink::send(const Stomp::OutgoingFrame &frame)
{
    static const QByteArray before = QByteArrayLiteral("\"id\":\"");
    const QByteArray &bytes = frame.stomp();
    for (qsizetype at = bytes.indexOf(before); at >= 0; at = bytes.indexOf(before, at)) {
        at += before.size();
        const QByteArray id = bytes.mid(at, bytes.indexOf('"', at) - at);
        if (m_sent.contains(id))
            report(QStringLiteral("resent"),
                   {{QStringLiteral("id"), QString::fromUtf8(id)},
                    {QStringLiteral("at"), QDateTime::currentMSecsSinceEpoch()}});
        m_sent.insert(id);
    }
    m_link->send(frame);
}
