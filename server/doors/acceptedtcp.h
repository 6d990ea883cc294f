// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/acceptedlink.h"

namespace Server {

/// The host's end of STOMP straight over TCP: the bytes as they are.
class AcceptedTcp final : public AcceptedLink {
    Q_OBJECT
public:
    using AcceptedLink::AcceptedLink;

    QString transport() const override { return QStringLiteral("tcp"); }

protected:
    const QByteArray &bytesOf(const Stomp::OutgoingFrame &frame) const override;
    void take(char *bytes, qsizetype size) override;
    QByteArray goodbye(Stomp::CloseCode, const QString &) const override { return {}; }
};

} // namespace Server
