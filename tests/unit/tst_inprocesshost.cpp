// SPDX-License-Identifier: GPL-3.0-or-later
// A whole host in this process: it starts, is talked to over the loop, stops, and says why not.

#include "server/host.h"
#include "stomp/net/stompclient.h"
#include "stomp/wire/about.h"
#include "tests/support/filleddata.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;
using Stomp::CloseCode;
using Stomp::Headers;
using Stomp::Link;
using Stomp::StompClient;
using State = Stomp::StompClient::State;

class TestInProcessHost : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_config = {};
        m_config.name = QStringLiteral("마당");
        m_config.port = 0;
        m_config.bind = QHostAddress(QHostAddress::LocalHost);
        m_config.dataFolder = m_folder->filePath(QStringLiteral("data"));
    }

    void startSaysWhereItIs()
    {
        Host host(m_config);
        const HostAddresses addresses = start(host);
        QVERIFY(addresses.port != 0);
        QCOMPARE(addresses.http,
                 QStringList{QStringLiteral("http://127.0.0.1:%1").arg(addresses.port)});
        QCOMPARE(addresses.webSocket,
                 QStringList{QStringLiteral("ws://127.0.0.1:%1/ws-stomp").arg(addresses.port)});
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, addresses.port);
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    }

    /// Else the first hook of a new host is refused: there is no such room yet.
    void whoIsToldOfItFindsTheLobby()
    {
        for (int i = 0; i < 5; ++i) {
            m_config.dataFolder = m_folder->filePath(QStringLiteral("data%1").arg(i));
            Host host(m_config);
            int rooms = -1;
            connect(&host, &Host::started, &host,
                    [this, &rooms] { rooms = roomsKept(m_config.dataFolder); });
            start(host);
            QCOMPARE(rooms, 1);
        }
    }

    void saysWhatItIsToAnybody()
    {
        QFile password(m_folder->filePath(QStringLiteral("password")));
        QVERIFY(password.open(QIODevice::WriteOnly));
        password.write("open sesame\n");
        password.close();
        m_config.passwordFile = password.fileName();
        m_config.name = QStringLiteral("\u202e마당 ") + QString(100, u'x');
        Host host(m_config);
        const HostAddresses addresses = start(host);
        QVERIFY(Chat::isHostId(addresses.hostId));
        const auto about = Chat::readAbout(bodyOf(addresses.port, "GET /about"));
        QVERIFY(about.has_value());
        QCOMPARE(about->hostId, addresses.hostId);
        QVERIFY(about->name.startsWith(QStringLiteral("마당 xxx")));
        QCOMPARE(about->version, QStringLiteral(MADANG_VERSION));
        QCOMPARE(about->access, Chat::HostAccess::Password);
        QCOMPARE(about->people, 0);
        QCOMPARE(about->fingerprint.size(), 32);
        QVERIFY(!bodyOf(addresses.port, "GET /about").contains("sesame"));
        QVERIFY(bodyOf(addresses.port, "HEAD /about").isEmpty());
    }

    /// A name that leads to us (DNS rebinding) makes a stranger's page one of ours to its browser.
    void tellsNothingToPagesOfOthers()
    {
        Host host(m_config);
        const quint16 port = start(host).port;
        const QByteArray rebound = answerTo(port, "GET /about", "evil.example");
        QVERIFY2(rebound.startsWith("HTTP/1.1 421 "), rebound.constData());
        QVERIFY(!rebound.contains("madang\":1"));
        const QByteArray foreign =
            answerTo(port, "GET /about", "localhost\r\nOrigin: http://evil.example");
        QVERIFY(foreign.startsWith("HTTP/1.1 200 "));
        QVERIFY(!foreign.toLower().contains("access-control-"));
        QVERIFY(foreign.contains("\r\nCache-Control: no-store\r\n"));
    }

    void countsPersonsNotSessions()
    {
        Host host(m_config);
        const quint16 port = start(host).port;
        const auto people = [&] {
            const auto about = Chat::readAbout(bodyOf(port, "GET /about"));
            return about ? about->people : -1;
        };
        StompClient owner([&host] { return host.connectLoop(); }, login, {});
        StompClient again([&host] { return host.connectLoop(); }, login, {});
        for (StompClient *client : {&owner, &again}) {
            client->connectToHost();
            QTRY_COMPARE(client->state(), State::Connected);
        }
        QTRY_COMPARE(people(), 1);
        for (StompClient *client : {&owner, &again})
            client->disconnectFromHost();
        QTRY_COMPARE(people(), 0);
    }

    void addressesOfIPv6HaveBrackets()
    {
        m_config.bind = QHostAddress(QHostAddress::LocalHostIPv6);
        QTcpServer probe;
        if (!probe.listen(m_config.bind))
            QSKIP("no IPv6 here");
        Host host(m_config);
        const HostAddresses addresses = start(host);
        QCOMPARE(addresses.http,
                 QStringList{QStringLiteral("http://[::1]:%1").arg(addresses.port)});
    }

    void defaultPortMayBeInUse()
    {
        m_config.port.reset();
        Host first(m_config);
        const quint16 port = start(first).port;
        m_config.dataFolder = m_folder->filePath(QStringLiteral("other"));
        Host second(m_config);
        const quint16 other = start(second).port;
        QVERIFY(other != 0 && other != port);
    }

    void loopIsAConnection_data()
    {
        QTest::addColumn<bool>("early");
        QTest::newRow("after started()") << false;
        QTest::newRow("before started()") << true;
    }
    void loopIsAConnection()
    {
        QFETCH(bool, early);
        Host host(m_config);
        if (!early)
            start(host);
        StompClient client([&host] { return host.connectLoop(); }, login, {});
        client.connectToHost();
        if (early)
            start(host);
        QTRY_COMPARE(client.state(), State::Connected);
        QCOMPARE(client.connectedHeaders().value("host-name", {}), QByteArray("마당"));
        client.disconnectFromHost();
        QTRY_COMPARE(client.state(), State::Disconnected);
    }

    void stopTellsEverybody()
    {
        Host host(m_config);
        start(host);
        const std::unique_ptr<Link> link = host.connectLoop();
        QSignalSpy closed(link.get(), &Link::closed);
        QSignalSpy stopped(&host, &Host::stopped);
        // Known to the broker once it answers.
        QSignalSpy received(link.get(), &Link::received);
        link->send(Stomp::OutgoingFrame(QByteArray("STOMP\naccept-version:1.2\nhost:h\n\n\0", 34)));
        QTRY_COMPARE(received.count(), 1);
        host.stop();
        QTRY_COMPARE(stopped.count(), 1);
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::GoingAway);
        host.stop();
        QTRY_COMPARE(stopped.count(), 2);
    }

    void stopFreesThePort()
    {
        Host host(m_config);
        const quint16 port = start(host).port;
        QSignalSpy stopped(&host, &Host::stopped);
        host.stop();
        QTRY_COMPARE(stopped.count(), 1);
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, port));
    }

    void stopWithoutStart()
    {
        Host host(m_config);
        const std::unique_ptr<Link> link = host.connectLoop();
        QSignalSpy closed(link.get(), &Link::closed);
        QSignalSpy stopped(&host, &Host::stopped);
        host.stop();
        QTRY_COMPARE(stopped.count(), 1);
        QTRY_COMPARE(closed.count(), 1);
    }

    void loopToAStoppedHostIsClosed()
    {
        Host host(m_config);
        start(host);
        QSignalSpy stopped(&host, &Host::stopped);
        host.stop();
        QTRY_COMPARE(stopped.count(), 1);
        const std::unique_ptr<Link> link = host.connectLoop();
        QSignalSpy closed(link.get(), &Link::closed);
        QTRY_COMPARE(closed.count(), 1);
    }

    void destroyedHostFreesItsData()
    {
        for (int i = 0; i < 3; ++i) {
            Host host(m_config);
            start(host);
        }
    }

    void destroyedHostClosesItsLoops()
    {
        auto host = std::make_unique<Host>(m_config);
        start(*host);
        const std::unique_ptr<Link> link = host->connectLoop();
        QSignalSpy closed(link.get(), &Link::closed);
        host.reset();
        QTRY_COMPARE(closed.count(), 1);
        link->send(Stomp::OutgoingFrame("late"));
    }

    void portInUseIsAnAddressFailure()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        m_config.port = other.serverPort();
        const HostFailure failure = failureOf(m_config);
        QCOMPARE(failure.kind, HostFailure::Kind::Address);
        QVERIFY(failure.sentence.contains(QString::number(other.serverPort())));
    }

    void foreignAddressIsAnAddressFailure()
    {
        m_config.bind = QHostAddress(QStringLiteral("192.0.2.1")); // RFC 5737: nobody's
        QCOMPARE(failureOf(m_config).kind, HostFailure::Kind::Address);
        m_config.port.reset();
        QCOMPARE(failureOf(m_config).kind, HostFailure::Kind::Address);
    }

    void folderThatIsAFileIsADataFailure()
    {
        m_config.dataFolder = file("x");
        const HostFailure failure = failureOf(m_config);
        QCOMPARE(failure.kind, HostFailure::Kind::Data);
        QVERIFY(failure.sentence.contains(m_config.dataFolder));
    }

    void dataInUseIsADataFailure()
    {
        Host host(m_config);
        start(host);
        QCOMPARE(failureOf(m_config).kind, HostFailure::Kind::Data);
    }

    void badFilesAreConfigFailures_data()
    {
        QTest::addColumn<bool>("users");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("no password file") << false << QByteArray() << QString();
        QTest::newRow("empty password file") << false << QByteArray("\n") << QString();
        QTest::newRow("no users file") << true << QByteArray() << QString();
        QTest::newRow("broken users file")
            << true << QByteArray("# ours\nbroken\n") << QStringLiteral(":2:");
    }
    void badFilesAreConfigFailures()
    {
        QFETCH(bool, users);
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        const QString name =
            text.isEmpty() ? m_folder->filePath(QStringLiteral("missing")) : file(text);
        (users ? m_config.usersFile : m_config.passwordFile) = name;
        const HostFailure failure = failureOf(m_config);
        QCOMPARE(failure.kind, HostFailure::Kind::Config);
        QVERIFY2(failure.sentence.contains(name + place), qPrintable(failure.sentence));
        QVERIFY(!QFile::exists(m_config.dataFolder)); // nothing was touched
    }

    void nobodyCouldComeIsAConfigFailure()
    {
        m_config.plain = HostConfig::Plain::Off;
        m_config.tls = false;
        const HostFailure failure = failureOf(m_config);
        QCOMPARE(failure.kind, HostFailure::Kind::Config);
        QVERIFY2(failure.sentence.contains(QStringLiteral("plain is off")),
                 qPrintable(failure.sentence));
    }

    void damagedIdentityIsToldAndReplaced()
    {
        const auto opened = [this] {
            Host host(m_config);
            QSignalSpy started(&host, &Host::started);
            host.start();
            const bool runs = QTest::qWaitFor([&] { return !started.isEmpty(); }, 30000);
            return runs ? started[0][0].value<HostAddresses>() : HostAddresses();
        };
        const HostAddresses first = opened();
        QCOMPARE(first.fingerprint.size(), 32);
        QVERIFY(first.lostIdentity.isEmpty());
        QCOMPARE(opened().fingerprint, first.fingerprint);
        QFile key(m_config.dataFolder + QStringLiteral("/identity/host.key"));
        QVERIFY(key.open(QIODevice::WriteOnly) && key.write("nonsense") > 0);
        key.close();
        const HostAddresses now = opened();
        QVERIFY(now.port != 0); // it is there all the same
        QVERIFY(now.fingerprint != first.fingerprint);
        QVERIFY(QFile::exists(now.lostIdentity + QStringLiteral("/host.crt")));
    }

    void reloadLeavesALostIdentityAlone()
    {
        Host host(m_config);
        const HostAddresses open = start(host);
        QCOMPARE(open.fingerprint.size(), 32);
        QSignalSpy reloaded(&host, &Host::reloaded);
        QSignalSpy refused(&host, &Host::notReloaded);
        const auto sentence = [&refused] {
            return refused.isEmpty() ? QString() : refused.last()[0].value<HostFailure>().sentence;
        };
        const QDir data(m_config.dataFolder);
        QFile key(data.filePath(QStringLiteral("identity/host.key")));
        QVERIFY(key.open(QIODevice::ReadOnly));
        const QByteArray whole = key.readAll();
        key.close();
        const auto write = [&key](const QByteArray &content) {
            const bool isWritten = key.open(QIODevice::WriteOnly) && key.write(content) > 0;
            key.close();
            return isWritten;
        };
        QVERIFY(write("nonsense"));
        m_config.name = QStringLiteral("another");
        host.reload(m_config);
        QTRY_COMPARE(refused.size(), 1);
        QVERIFY2(sentence().contains(QStringLiteral("is damaged")), qPrintable(sentence()));
        QVERIFY2(sentence().contains(QStringLiteral("of a backup")), qPrintable(sentence()));
        QVERIFY(key.open(QIODevice::ReadOnly));
        QCOMPARE(key.readAll(), QByteArray("nonsense"));
        key.close();
        const QStringList all{QStringLiteral("identity*")};
        QCOMPARE(data.entryList(all), QStringList{QStringLiteral("identity")});
        // Nor is one made where there is none any more.
        const QString elsewhere = m_folder->filePath(QStringLiteral("elsewhere"));
        QVERIFY(QDir().rename(data.filePath(QStringLiteral("identity")), elsewhere));
        host.reload(m_config);
        QTRY_COMPARE(refused.size(), 2);
        QVERIFY2(sentence().contains(QStringLiteral("any more")), qPrintable(sentence()));
        QCOMPARE(data.entryList(all), QStringList());
        // As soon as it is there again all goes on.
        QVERIFY(QDir().rename(elsewhere, data.filePath(QStringLiteral("identity"))));
        QVERIFY(write(whole));
        host.reload(m_config);
        QTRY_COMPARE(reloaded.size(), 1);
        QCOMPARE(refused.size(), 2);
    }

    void failedHostLeavesNobodyWaiting()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        m_config.port = other.serverPort();
        Host host(m_config);
        const std::unique_ptr<Link> link = host.connectLoop();
        QSignalSpy closed(link.get(), &Link::closed);
        QSignalSpy failed(&host, &Host::failed);
        host.start();
        QTRY_COMPARE(failed.count(), 1);
        QTRY_COMPARE(closed.count(), 1);
        // Its data is free at once, though the host is still there.
        HostConfig config = m_config;
        config.port = 0;
        Host second(config);
        start(second);
    }

    void failedHostMayTryAgain()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        m_config.port = other.serverPort();
        Host host(m_config);
        QSignalSpy failed(&host, &Host::failed);
        host.start();
        QTRY_COMPARE(failed.count(), 1);
        other.close();
        QCOMPARE(start(host).port, *m_config.port);
    }

    void damagedLogIsNoHealth()
    {
        QVERIFY(QDir().mkpath(m_config.dataFolder));
        {
            const auto log = FilledData::open(m_config.dataFolder);
            QVERIFY(log && log->begin());
            FilledData::makeRooms(*log);
            QVERIFY(log->commit());
            FilledData::say(*log, 1, 300);
        }
        Host host(m_config);
        start(host);
        StompClient client([&host] { return host.connectLoop(); }, login, {});
        client.connectToHost();
        QTRY_COMPARE(client.state(), State::Connected);
        const auto *history = client.subscribe("/app/chat/room/lobby/history");
        QSignalSpy answered(history, &Stomp::StompSubscription::received);
        QTRY_COMPARE(answered.count(), 1);
        QTRY_COMPARE(statusOf(host).store.unindexed, 0); // the index reads nothing any more
        FilledData::overwriteMessages(m_config.dataFolder);
        QCOMPARE(statusOf(host).health, HostStatus::Health::Ok);

        QTest::ignoreMessage(QtCriticalMsg,
                             QRegularExpression(QStringLiteral("madang-host repair")));
        client.subscribe("/app/chat/search", {{"query", "번째"}});
        QTRY_COMPARE(statusOf(host).health, HostStatus::Health::StoreDamaged);
        QCOMPARE(statusOf(host).store.damages, 1u);
    }

    void passwordIsAskedOfTheNetworkOnly()
    {
        m_config.passwordFile = file("open sesame\nsecond line\n");
        Host host(m_config);
        start(host);
        StompClient client([&host] { return host.connectLoop(); }, login, {});
        client.connectToHost();
        QTRY_COMPARE(client.state(), State::Connected);
    }

private:
    static QByteArray answerTo(quint16 port, const QByteArray &request, const QByteArray &host)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        socket.write(request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        while (socket.waitForReadyRead(30000)) {
        }
        return socket.readAll();
    }
    /// Behind the head.
    static QByteArray bodyOf(quint16 port, const QByteArray &request)
    {
        const QByteArray answer = answerTo(port, request, "localhost");
        return answer.mid(answer.indexOf("\r\n\r\n") + 4);
    }

    static Headers login() { return {{"host", "h"}, {"login", "지우"}}; }

    QString file(const QByteArray &text)
    {
        const QString name = m_folder->filePath(QStringLiteral("file"));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return name;
    }
    static int roomsKept(const QString &folder)
    {
        const QString look = QStringLiteral("look");
        int rooms = -1;
        {
            QSqlDatabase log = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), look);
            log.setDatabaseName(folder + QStringLiteral("/log.sqlite"));
            log.open();
            QSqlQuery query(log);
            if (query.exec(QStringLiteral("SELECT count(*) FROM rooms")) && query.next())
                rooms = query.value(0).toInt();
        }
        QSqlDatabase::removeDatabase(look);
        return rooms;
    }
    static HostAddresses start(Host &host)
    {
        QSignalSpy started(&host, &Host::started);
        QString why = QStringLiteral("did not start");
        const QMetaObject::Connection connection = connect(
            &host, &Host::failed, [&why](const HostFailure &failure) { why = failure.sentence; });
        host.start();
        const bool ok = QTest::qWaitFor([&] { return started.count() == 1; });
        disconnect(connection);
        if (!ok) {
            QTest::qFail(qPrintable(why), __FILE__, __LINE__);
            return {};
        }
        return started[0][0].value<HostAddresses>();
    }
    static HostStatus statusOf(Host &host)
    {
        QSignalSpy ready(&host, &Host::statusReady);
        host.requestStatus();
        if (!QTest::qWaitFor([&] { return ready.count() == 1; }))
            return {};
        return ready[0][0].value<HostStatus>();
    }
    static HostFailure failureOf(const HostConfig &config)
    {
        Host host(config);
        QSignalSpy failed(&host, &Host::failed);
        QSignalSpy started(&host, &Host::started);
        host.start();
        if (!QTest::qWaitFor([&] { return failed.count() == 1; })) {
            QTest::qFail("did not fail", __FILE__, __LINE__);
            return {};
        }
        if (started.count() > 0)
            QTest::qFail("started", __FILE__, __LINE__);
        return failed[0][0].value<HostFailure>();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    HostConfig m_config;
};

QTEST_GUILESS_MAIN(TestInProcessHost)
#include "tst_inprocesshost.moc"
