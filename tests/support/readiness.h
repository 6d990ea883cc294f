// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/hostprocess.h"
#include "tests/support/talkingpeer.h"

#include <QByteArray>
#include <QRegularExpression>
#include <QTest>

/// Status and word of what a host answers about its health.
inline QByteArray readiness(const HostProcess &host, const QByteArray &path = "/health/ready")
{
    RawPeer peer(host.port());
    peer.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    (void)QTest::qWaitFor([&] { return peer.isClosed(); }, TalkingPeer::patience);
    static const QRegularExpression word(QStringLiteral("\"status\":\"([a-z-]*)\""));
    const auto match = word.match(QString::fromUtf8(peer.body()));
    return QByteArray::number(peer.status()) + ' ' + match.captured(1).toUtf8();
}
