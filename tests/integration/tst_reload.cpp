// SPDX-License-Identifier: GPL-3.0-or-later
// SIGHUP: what a running host takes over from its files, what it refuses, and that its log keeps
// secrets.

#include "stomp/net/certifiedkey.h"
#include "stomp/wire/identitywords.h"
#include "tests/support/hostprocess.h"
#include "tests/support/notifysocket.h"
#include "tests/support/rawpeer.h"
#include "tests/support/testcertificate.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int patience = 30000;

QByteArray connectFrame(const QByteArray &headers = {})
{
    return "CONNECT\naccept-version:1.2\nhost:x\n" + headers + "\n^";
}

/// Somebody at the door of that host, who has said CONNECT.
struct Visitor : RawPeer {
    explicit Visitor(const HostProcess &host, const QByteArray &headers = {}) : RawPeer(host.port())
    {
        upgrade();
        sendText(connectFrame(headers));
    }
    bool isIn() const { return stomp().contains("CONNECTED\n"); }
    bool isRefused() const { return stomp().contains("ERROR\n"); }
};

} // namespace

class TestReload : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesOverWhoMayEnter()
    {
        HostProcess host;
        write("host.ini", "name=First\n");
        QVERIFY(host.startAndWait(config()));
        Visitor before(host);
        QTRY_VERIFY_WITH_TIMEOUT(before.isIn(), patience);
        QVERIFY(before.stomp().contains("host-name:First\n"));

        write("password", "open sesame\n");
        write("host.ini", "name=Second one\npassword-file=" + path("password") + '\n');
        reload(host, "reloaded");
        Visitor without(host);
        QTRY_VERIFY_WITH_TIMEOUT(without.isRefused(), patience);
        Visitor with(host, "passcode:open sesame\n");
        QTRY_VERIFY_WITH_TIMEOUT(with.isIn(), patience);
        QVERIFY(with.stomp().contains("host-name:Second one\n"));

        // Another password in the same file; nothing in the configuration has changed.
        write("password", "close sesame\n");
        reload(host, "reloaded");
        Visitor late(host, "passcode:open sesame\n");
        QTRY_VERIFY_WITH_TIMEOUT(late.isRefused(), patience);

        // Who was in is in, and is heard.
        before.sendText("SUBSCRIBE\nid:1\ndestination:/topic/x\nreceipt:r\n\n^");
        QTRY_VERIFY_WITH_TIMEOUT(before.stomp().contains("receipt-id:r\n"), patience);
        QVERIFY(!before.isClosed());
        QVERIFY(!host.errors().contains("needs a restart"));
        QCOMPARE(host.terminate(), 0);
    }

    void takesOverOrigins()
    {
        HostProcess host;
        write("host.ini", "");
        QVERIFY(host.startAndWait(config()));
        const QByteArray origin = "Origin: http://tools.example\r\n";
        RawPeer foreign(host.port());
        foreign.upgrade("/ws-stomp", origin);
        QTRY_COMPARE_WITH_TIMEOUT(foreign.status(), 403, patience);
        write("host.ini", "allow-origin=http://tools.example\n");
        reload(host, "reloaded");
        RawPeer known(host.port());
        known.upgrade("/ws-stomp", origin);
        QTRY_COMPARE_WITH_TIMEOUT(known.status(), 101, patience);
    }

    void takesOverNames()
    {
        HostProcess host;
        write("host.ini", "");
        QVERIFY(host.startAndWait(config()));
        const QByteArray ask = "GET /chat/rooms HTTP/1.1\r\nHost: tools.example\r\n\r\n";
        RawPeer foreign(host.port());
        foreign.write(ask);
        QTRY_COMPARE_WITH_TIMEOUT(foreign.status(), 421, patience);
        QVERIFY(foreign.body().contains("allow-host=tools.example"));
        write("host.ini", "allow-host=tools.example\n");
        reload(host, "reloaded");
        RawPeer known(host.port());
        known.write(ask);
        QTRY_COMPARE_WITH_TIMEOUT(known.status(), 200, patience);
    }

    void limitsAreForThoseWhoCome()
    {
        HostProcess host;
        write("host.ini", "");
        QVERIFY(host.startAndWait(config()));
        const QByteArray subscribe = "SUBSCRIBE\nid:1\ndestination:/topic/a\n\n^"
                                     "SUBSCRIBE\nid:2\ndestination:/topic/b\nreceipt:two\n\n^";
        Visitor before(host);
        QTRY_VERIFY_WITH_TIMEOUT(before.isIn(), patience);
        write("host.ini", "subscriptions=1\n");
        reload(host, "reloaded");
        before.sendText(subscribe);
        QTRY_VERIFY_WITH_TIMEOUT(before.stomp().contains("receipt-id:two\n"), patience);
        Visitor after(host);
        QTRY_VERIFY_WITH_TIMEOUT(after.isIn(), patience);
        after.sendText(subscribe);
        QTRY_VERIFY_WITH_TIMEOUT(after.isRefused(), patience);
    }

    void takesOverThePolicy()
    {
        HostProcess host;
        write("policy", "send /topic/news/** owner\n");
        write("host.ini", "policy=" + path("policy") + '\n');
        QVERIFY(host.startAndWait(config()));
        Visitor listener(host);
        QTRY_VERIFY_WITH_TIMEOUT(listener.isIn(), patience);
        listener.sendText("SUBSCRIBE\nid:all\ndestination:/topic/**\n\n^"
                          "SUBSCRIBE\nid:one\ndestination:/topic/closed\nreceipt:s\n\n^");
        QTRY_VERIFY_WITH_TIMEOUT(listener.stomp().contains("receipt-id:s\n"), patience);
        const auto sends = [&](const QByteArray &destination, const QByteArray &body) {
            Visitor sender(host);
            sender.sendText("SEND\ndestination:" + destination + "\nreceipt:r\n\n" + body + '^');
            return QTest::qWaitFor([&] { return sender.stomp().contains("receipt-id:r\n"); },
                                   patience) &&
                   !sender.isRefused();
        };
        QVERIFY(!sends("/topic/news/1", "before"));
        QVERIFY(sends("/topic/closed", "open"));
        QTRY_COMPARE_WITH_TIMEOUT(listener.stomp().count("\n\nopen"), 2, patience);

        write("policy", "subscribe /topic/closed owner\nsend /topic/other owner\n");
        reload(host, "reloaded");
        QVERIFY(!sends("/topic/other", "refused"));
        QVERIFY(sends("/topic/news/1", "after"));
        QVERIFY(sends("/topic/closed", "secret"));
        QVERIFY(sends("/topic/end", "end"));
        QTRY_VERIFY_WITH_TIMEOUT(listener.stomp().contains("\n\nend"), patience);
        const QByteArray heard = listener.stomp();
        QVERIFY(!heard.contains("\n\nbefore"));
        QCOMPARE(heard.count("\n\nafter"), 1);
        // Whoever had subscribed keeps that; wildcards are asked about each message.
        QCOMPARE(heard.count("\n\nsecret"), 1);
        Visitor late(host);
        late.sendText("SUBSCRIBE\nid:one\ndestination:/topic/closed\n\n^");
        QTRY_VERIFY_WITH_TIMEOUT(late.isRefused(), patience);
    }

    void namesWhatNeedsARestart()
    {
        HostProcess host;
        write("host.ini", "rooms=open\n");
        QVERIFY(host.startAndWait(config()));
        write("host.ini", "rooms=closed\nqueue-mode=broadcast\nname=Other\n");
        reload(host, "needs a restart: queue-mode");
        QVERIFY(host.errors().contains("needs a restart: rooms"));
        QCOMPARE(host.errors().count("needs a restart"), 2);
        Visitor visitor(host);
        QTRY_VERIFY_WITH_TIMEOUT(visitor.isIn(), patience);
        QVERIFY(visitor.stomp().contains("host-name:Other\n"));
    }

    void faultChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const char *name, const char *line, const char *file,
                            const char *told) {
            QTest::newRow(name) << QByteArray(line) << QByteArray(file) << QByteArray(told);
        };
        row("unknown option", "colour=red", "", "\"colour\"");
        row("bad value", "subscriptions=many", "", "subscriptions");
        row("half of a pair", "tls-key=%1", "", "tls-certificate is missing");
        row("policy", "policy=%1", "send /x owner\nread /x owner\n", "%1:2: ");
        row("users", "users=%1", "minji:plain:member\n", "%1:1: ");
        row("missing file", "users=%1.missing", "", "%1.missing");
        row("short token", "operator-token-file=%1", "short\n", "%1");
    }
    void faultChangesNothing()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, told);
        HostProcess host;
        write("host.ini", "name=First\n");
        write("password", "open sesame\n");
        write("other", file);
        QVERIFY(host.startAndWait(config()));
        Visitor before(host);
        QTRY_VERIFY_WITH_TIMEOUT(before.isIn(), patience);

        write("host.ini", "name=Second one\npassword-file=" + path("password") + '\n' +
                              line.replace("%1", path("other")) + '\n');
        reload(host, "not reloaded: ");
        QTRY_VERIFY2(host.errors().contains(told.replace("%1", path("other"))),
                     host.errors().constData());
        Visitor after(host);
        QTRY_VERIFY_WITH_TIMEOUT(after.isIn(), patience);
        QVERIFY(after.stomp().contains("host-name:First\n"));
        QVERIFY(!before.isClosed());
        QVERIFY(!host.errors().contains(" reloaded\n"));
    }

    void withoutAFileItReadsWhatFlagsName()
    {
        HostProcess host;
        write("password", "open sesame\n");
        QVERIFY(host.startAndWait(
            {QStringLiteral("--password-file"), QString::fromUtf8(path("password"))}));
        write("password", "close sesame\n");
        reload(host, "reloaded");
        Visitor visitor(host, "passcode:close sesame\n");
        QTRY_VERIFY_WITH_TIMEOUT(visitor.isIn(), patience);
    }

    void certificateComesChangesAndStays()
    {
        const TestCertificate one;
        const TestCertificate two;
        if (!one.isMade())
            QSKIP("no openssl program");
        const auto pair = [](const TestCertificate &certificate) {
            return "tls-certificate=" + certificate.certificateFile().toUtf8() +
                   "\ntls-key=" + certificate.keyFile().toUtf8() + '\n';
        };
        const auto shown = [](const HostProcess &host) { return shownBy(host).value(0); };
        HostProcess host;
        write("host.ini", "");
        QVERIFY(host.startAndWait(config()));
        QVERIFY(!shown(host).isNull()); // its own
        write("host.ini", pair(one));
        reload(host, "reloaded");
        QCOMPARE(shown(host), one.certificate());
        write("host.ini", pair(two));
        reload(host, "reloaded");
        QCOMPARE(shown(host), two.certificate());
        QVERIFY(!host.errors().contains("needs a restart"));
        // Without it links that say https would lead nowhere.
        write("host.ini", "");
        reload(host, "needs a restart: tls-key");
        QVERIFY(host.errors().contains("needs a restart: tls-certificate\n"));
        QCOMPARE(shown(host), two.certificate());
        write("host.ini", "plain=off\ntls=off\n");
        reload(host, "not reloaded: With plain = off and tls = off nobody could connect");
    }

    // The old key vouches for the new one, which counts from the reload on.
    void renewedIdentityComesByAReload()
    {
        HostProcess host;
        write("host.ini", "");
        QVERIFY(host.startAndWait(config()));
        const QByteArray first = shownBy(host).value(0).digest(QCryptographicHash::Sha256);
        const QString data = host.dataFolder;
        QCOMPARE(identity({QStringLiteral("--data"), data}).value(0), first.toHex());
        const QByteArrayList renewed =
            identity({QStringLiteral("renew"), QStringLiteral("--data"), data});
        QCOMPARE(renewed.size(), 4);
        QCOMPARE(renewed[1].count(' '), Chat::identityWordCount - 1);
        QVERIFY(renewed[0] != first.toHex());
        QCOMPARE(shownBy(host).value(0).digest(QCryptographicHash::Sha256), first);
        reload(host, "reloaded");
        QByteArrayList chain;
        for (const QSslCertificate &one : shownBy(host))
            chain.append(one.toDer());
        QVERIFY(Stomp::followsFrom(chain, first));
        QCOMPARE(QCryptographicHash::hash(chain[0], QCryptographicHash::Sha256).toHex(),
                 renewed[0]);
    }

    void takesOverWhoMayComeWithoutTls()
    {
        const TestCertificate certificate;
        if (!certificate.isMade())
            QSKIP("no openssl program");
        const QByteArray pair = "tls-certificate=" + certificate.certificateFile().toUtf8() +
                                "\ntls-key=" + certificate.keyFile().toUtf8() + '\n';
        const QByteArray ask = "GET /chat/rooms HTTP/1.1\r\nHost: localhost\r\n\r\n";
        HostProcess host;
        write("host.ini", pair);
        QVERIFY(host.startAndWait(config()));
        Visitor before(host);
        QTRY_VERIFY_WITH_TIMEOUT(before.isIn(), patience);
        write("host.ini", pair + "plain=off\n");
        reload(host, "reloaded");
        RawPeer sentToTls(host.port());
        sentToTls.write(ask);
        QTRY_COMPARE_WITH_TIMEOUT(sentToTls.status(), 308, patience);
        QVERIFY(!before.isClosed()); // who was in stays
        write("host.ini", pair);
        reload(host, "reloaded");
        RawPeer open(host.port());
        open.write(ask);
        QTRY_COMPARE_WITH_TIMEOUT(open.status(), 200, patience);
        QVERIFY(!host.errors().contains("needs a restart"));
    }

    void oneNumberFindsASessionsWholeLife()
    {
        HostProcess host;
        host.environment.insert(QStringLiteral("QT_LOGGING_RULES"),
                                QStringLiteral("madang.*.debug=true"));
        write("host.ini", "ping-seconds=1\npong-seconds=1\n");
        QVERIFY(host.startAndWait(config()));
        Visitor good(host);
        QTRY_VERIFY_WITH_TIMEOUT(good.isIn(), patience);
        good.sendText("DISCONNECT\n\n^");
        QTRY_VERIFY_WITH_TIMEOUT(good.isClosed(), patience);
        Visitor rude(host);
        QTRY_VERIFY_WITH_TIMEOUT(rude.isIn(), patience);
        rude.write("not masked");
        QTRY_VERIFY_WITH_TIMEOUT(rude.isClosed(), patience);
        Visitor silent(host);
        QTRY_VERIFY_WITH_TIMEOUT(silent.isIn(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(silent.isClosed(), patience);
        const QByteArray from = " \"127.0.0.1\" ";
        for (const QByteArray &line :
             {"session 1" + from + "came by \"websocket\"", "session 1" + from + "is \"g-",
              "session 1" + from + "is over with 1000", "session 2" + from + "is \"g-",
              "session 2" + from + "broke a rule of WebSocket:",
              "session 2" + from + "is over with 1002",
              "session 3" + from + "answers no ping and was dropped",
              "session 3" + from + "is over with 1005"})
            QTRY_VERIFY2_WITH_TIMEOUT(host.errors().contains(line), host.errors().constData(),
                                      patience);
        // Nobody else's line is about them: the doors know no other name for a session.
        for (const QByteArray &line : host.errors().split('\n')) {
            if (line.contains("127.0.0.1"))
                QVERIFY2(line.contains(": session "), line.constData());
        }
    }

    void tellsSystemd()
    {
        const QByteArray name = path("notify");
        NotifySocket systemd(name);
        QVERIFY(systemd.isBound);
        HostProcess host;
        host.environment.insert(QStringLiteral("NOTIFY_SOCKET"), QString::fromUtf8(name));
        write("host.ini", "");
        QVERIFY(host.startAndWait(config()));
        QTRY_COMPARE(systemd.news(), QByteArrayList{"READY=1"});
        reload(host, "reloaded");
        QTRY_COMPARE(systemd.news().size(), 3);
        QVERIFY(systemd.news()[1].startsWith("RELOADING=1\nMONOTONIC_USEC="));
        QCOMPARE(systemd.news()[2], QByteArray("READY=1"));
        // A fault ends the reload as well.
        write("host.ini", "colour=red\n");
        reload(host, "not reloaded");
        QTRY_COMPARE(systemd.news().size(), 5);
        QCOMPARE(systemd.news()[4], QByteArray("READY=1"));
    }

    void secretsAreNotLogged_data()
    {
        QTest::addColumn<QString>("format");
        QTest::newRow("text") << QStringLiteral("text");
        QTest::newRow("json") << QStringLiteral("json");
    }
    void secretsAreNotLogged()
    {
        QFETCH(QString, format);
        HostProcess host;
        host.environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("*=true"));
        write("password", "sesame-of-the-host\n");
        write("token", "token-of-the-operator\n");
        write("host.ini", "password-file=" + path("password") + "\noperator-token-file=" +
                              path("token") + "\nlog-format=" + format.toUtf8() + '\n');
        QVERIFY(host.startAndWait(config()));

        Visitor right(host, "passcode:sesame-of-the-host\nguest-token:secret-guest-token\n"
                            "Authorization:Bearer secret-bearer\ntoken:secret-token\n");
        QTRY_VERIFY_WITH_TIMEOUT(right.isIn(), patience);
        right.sendText("SEND\ndestination:/app/chat/message\nreceipt:said\n\n"
                       "{\"roomId\":\"lobby\",\"message\":\"secret-message\"}^");
        QTRY_VERIFY_WITH_TIMEOUT(right.stomp().contains("receipt-id:said\n"), patience);
        Visitor wrong(host, "login:minji\npasscode:secret-passcode\n");
        QTRY_VERIFY_WITH_TIMEOUT(wrong.isRefused(), patience);
        RawPeer broken(host.port());
        broken.upgrade("/ws-stomp?token=secret-query",
                       "Authorization: Bearer secret-http-bearer\r\n"
                       "Cookie: session=secret-cookie\r\n");
        broken.sendText("CONNECT\naccept-version:1.2\nhost:x\npasscode:secret-broken\\t\n\n^"
                        "NOTHING\npasscode:secret-nothing\n\n^");
        QTRY_VERIFY_WITH_TIMEOUT(broken.status() != 0, patience);
        RawPeer asks(host.port());
        asks.write("GET /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                   "Authorization: Bearer token-of-the-operator\r\n\r\n");
        QTRY_VERIFY_WITH_TIMEOUT(asks.isClosed(), patience);
        reload(host, "reloaded");
        QCOMPARE(host.terminate(), 0);

        const QByteArray log = host.errors();
        QVERIFY(log.contains("session 1")); // it is on
        for (const char *secret : {"secret-", "sesame", "token-of"})
            QVERIFY2(!log.contains(secret), log.constData());
        if (format == QStringLiteral("text"))
            return;
        for (const QByteArray &line : log.trimmed().split('\n'))
            QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    }

private:
    QByteArray path(const char *name) const
    {
        return m_folder.filePath(QString::fromLatin1(name)).toUtf8();
    }
    void write(const char *name, const QByteArray &text) const
    {
        QFile file(QString::fromUtf8(path(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
    }
    QStringList config() const
    {
        return {QStringLiteral("--config"), QString::fromUtf8(path("host.ini"))};
    }
    /// What it shows in TLS, its own certificate first.
    static QList<QSslCertificate> shownBy(const HostProcess &host)
    {
        QSslSocket socket;
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), host.port());
        const bool speaks = QTest::qWaitFor([&] { return socket.isEncrypted(); }, patience / 10);
        return speaks ? socket.peerCertificateChain() : QList<QSslCertificate>();
    }
    /// The lines of `madang-host identity`.
    static QByteArrayList identity(const QStringList &arguments)
    {
        QProcess process;
        process.start(HostProcess::program(), QStringList{QStringLiteral("identity")} + arguments);
        process.waitForFinished();
        return process.readAllStandardOutput().trimmed().split('\n');
    }
    /// SIGHUP, until the host has said that of it.
    static void reload(HostProcess &host, const QByteArray &told)
    {
        const auto before = host.errors().count(told);
        host.hangUp();
        QTRY_VERIFY_WITH_TIMEOUT(host.errors().count(told) > before, patience);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestReload)
#include "tst_reload.moc"
