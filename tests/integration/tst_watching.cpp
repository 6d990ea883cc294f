// SPDX-License-Identifier: GPL-3.0-or-later
// What an operator sees of a running host, and who is an operator.

#include "tests/support/hostprocess.h"
#include "tests/support/rawpeer.h"
#include "tests/support/roompeer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int patience = 30000;
const QByteArray token = "0123456789-operator-token";

} // namespace

class TestWatching : public QObject {
    Q_OBJECT

    HostProcess m_host;
    QTemporaryDir m_folder;

    /// The answer to a GET, as a peer that has closed.
    std::unique_ptr<RawPeer> get(const QByteArray &path, const QByteArray &headers = {},
                                 const QByteArray &name = "localhost")
    {
        auto peer = std::make_unique<RawPeer>(m_host.port());
        peer->write("GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n" +
                    headers + "\r\n");
        if (!QTest::qWaitFor([&] { return peer->isClosed(); }, patience))
            qWarning("no answer");
        return peer;
    }
    /// Of a metric without labels; -1 when it is not served.
    double metric(const QByteArray &name)
    {
        for (const QByteArray &line : get("/metrics")->body().split('\n')) {
            if (line.startsWith(name + ' '))
                return line.sliced(name.size() + 1).toDouble();
        }
        return -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString file = m_folder.filePath(QStringLiteral("token"));
        QFile written(file);
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(token + "\n");
        written.close();
        QVERIFY(m_host.startAndWait({QStringLiteral("--operator-token-file=") + file,
                                     QStringLiteral("--allow-host=proxy.example")}));
    }

    void healthIsForAnybody()
    {
        for (const char *path : {"/health", "/health/ready", "/health/live"}) {
            const auto answer = get(path, "X-Forwarded-For: 192.0.2.1\r\n", "wall.example");
            QCOMPARE(answer->status(), 200);
            QCOMPARE(answer->body(), QByteArray("{\"status\":\"ok\"}\n"));
        }
    }

    void othersNeedTheToken()
    {
        for (const char *path : {"/metrics", "/status", "/status.json"}) {
            QCOMPARE(get(path)->status(), 200);
            QCOMPARE(get(path, {}, "rebound.example")->status(), 421);
            QCOMPARE(get(path, {}, "proxy.example")->status(), 401);
            QCOMPARE(get(path, "X-Forwarded-For: 192.0.2.1\r\n")->status(), 401);
            QCOMPARE(get(path, "Origin: http://localhost:3000\r\n")->status(), 403);
            QCOMPARE(get(path, "Sec-Fetch-Site: cross-site\r\n")->status(), 403);
            const QByteArray proxied = "X-Forwarded-For: 192.0.2.1\r\nAuthorization: Bearer ";
            QCOMPARE(get(path, proxied + token + "\r\n")->status(), 200);
            QCOMPARE(get(path, proxied + "0123456789-operator-tokem\r\n")->status(), 401);
        }
    }

    void whatIsStoredIsCounted()
    {
        const double before = metric("madang_store_appends_total");
        const double bytes = metric("madang_store_appended_bytes_total");
        QVERIFY(before >= 0);
        RoomPeer peer(m_host.webSocket(), QStringLiteral("민지"), QStringLiteral("lobby"));
        peer.listen();
        QTRY_VERIFY_WITH_TIMEOUT(peer.isConnected(), patience);
        peer.say(QStringLiteral("안녕"));
        QTRY_VERIFY_WITH_TIMEOUT(!peer.textsOf(QStringLiteral("민지")).isEmpty(), patience);
        QVERIFY(metric("madang_store_appends_total") >= before + 1);
        QVERIFY(metric("madang_store_appended_bytes_total") >= bytes + 6);
        QVERIFY(metric("madang_connections") >= 1);
        QCOMPARE(metric("madang_healthy"), 1.0);
#ifdef Q_OS_LINUX
        QVERIFY(metric("process_resident_memory_bytes") > 1024 * 1024);
        QVERIFY(metric("process_open_fds") > 3);
#endif
    }

    void trafficIsCounted()
    {
        const double sessions = metric("madang_sessions_opened_total");
        const double received = metric("madang_received_messages_total");
        const double delivered = metric("madang_delivered_messages_total");
        RoomPeer peer(m_host.webSocket(), QStringLiteral("jiwoo"), QStringLiteral("lobby"));
        int heard = 0;
        connect(peer.client().subscribe("/topic/counted"), &Stomp::StompSubscription::received,
                this, [&heard] { ++heard; });
        QTRY_VERIFY_WITH_TIMEOUT(peer.isConnected(), patience);
        for (int i = 0; i < 10; ++i)
            peer.client().send("/topic/counted", "x");
        QTRY_COMPARE_WITH_TIMEOUT(heard, 10, patience);
        QVERIFY(metric("madang_sessions_opened_total") >= sessions + 1);
        QVERIFY(metric("madang_received_messages_total") >= received + 10);
        QVERIFY(metric("madang_delivered_messages_total") >= delivered + 10);
        QVERIFY(metric("madang_sessions") >= 1);
    }

    void sessionsAndTopicsAreListed()
    {
        RoomPeer peer(m_host.webSocket(), QStringLiteral("<b>서연</b>"), QStringLiteral("lobby"));
        peer.client().subscribe("/topic/listed");
        QTRY_VERIFY_WITH_TIMEOUT(peer.isConnected(), patience);
        QJsonObject session;
        bool topic = false;
        const auto look = [&] {
            const QJsonObject json = QJsonDocument::fromJson(get("/status.json")->body()).object();
            for (const QJsonValue &each : json.value(QStringLiteral("sessions")).toArray()) {
                if (each.toObject().value(QStringLiteral("name")) == peer.name())
                    session = each.toObject();
            }
            for (const QJsonValue &each : json.value(QStringLiteral("destinations")).toArray())
                topic = topic || each.toObject().value(QStringLiteral("destination")) ==
                                     QStringLiteral("/topic/listed");
            return topic && !session.isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(look(), patience);
        QVERIFY(
            session.value(QStringLiteral("peer")).toString().contains(QStringLiteral("127.0.0.1")));
        QCOMPARE(session.value(QStringLiteral("version")).toString(), QStringLiteral("1.2"));
        QVERIFY(session.value(QStringLiteral("subscriptions")).toInt() >= 1);
        QVERIFY(!session.value(QStringLiteral("user")).toString().isEmpty());
    }

    void slowConsumerIsCounted()
    {
        const double before = metric("madang_slow_consumers_total");
        RawPeer deaf(m_host.port());
        deaf.upgrade();
        deaf.sendText("CONNECT\naccept-version:1.2\nhost:a\n\n^");
        deaf.sendText("SUBSCRIBE\nid:0\nreceipt:s\ndestination:/topic/flood\n\n^");
        QTRY_VERIFY_WITH_TIMEOUT(deaf.stomp().contains("receipt-id:s"), patience);
        deaf.stopReading();
        RoomPeer talker(m_host.webSocket(), QStringLiteral("talker"), QStringLiteral("lobby"));
        int heard = 0;
        connect(talker.client().subscribe("/topic/flood"), &Stomp::StompSubscription::received,
                this, [&heard] { ++heard; });
        QTRY_VERIFY_WITH_TIMEOUT(talker.isConnected(), patience);
        // More than the kernel and the host together hold for somebody who does not read.
        const QByteArray part(64 * 1024, 'x');
        for (int i = 16; i <= 512; i += 16) {
            for (int j = 0; j < 16; ++j)
                talker.client().send("/topic/flood", part);
            QTRY_COMPARE_WITH_TIMEOUT(heard, i, patience);
        }
        QTRY_COMPARE_WITH_TIMEOUT(metric("madang_slow_consumers_total"), before + 1, patience);
    }
};

QTEST_GUILESS_MAIN(TestWatching)
#include "tst_watching.moc"
