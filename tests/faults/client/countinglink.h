// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/link.h"

#include <QSet>

#include <memory>

/// A link that reports each message which is sent once more, by the id that its sender gave it.
class CountingLink final : public Stomp::Link {
    Q_OBJECT
public:
    /// `sent`: the ids that went out before; shared by all links of a client.
    CountingLink(std::unique_ptr<Stomp::Link> link, QSet<QByteArray> &sent);

    bool isOpen() const override { return m_link->isOpen(); }
    void send(const Stomp::OutgoingFrame &frame) override;
    void close(Stomp::CloseCode code, const QString &reason) override
    {
        m_link->close(code, reason);
    }
    void abort() override { m_link->abort(); }
    void setReading(bool reading) override { m_link->setReading(reading); }
    void ownerBeats() override { m_link->ownerBeats(); }
    void sendNow() override { m_link->sendNow(); }
    qint64 bytesQueued() const override { return m_link->bytesQueued(); }
    QString peerName() const override { return m_link->peerName(); }

private:
    std::unique_ptr<Stomp::Link> m_link;
    QSet<QByteArray> &m_sent;
};
