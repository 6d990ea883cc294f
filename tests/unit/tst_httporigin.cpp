// SPDX-License-Identifier: GPL-3.0-or-later
// Whose pages may talk to a host, and by which names it may be called.

#include "server/doors/httporigin.h"

#include <QSysInfo>
#include <QTest>

using namespace Server;

class TestHttpOrigin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void originDecides_data();
    void originDecides()
    {
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, host);
        QFETCH(QByteArrayList, allowed);
        QTEST(originAllowed(origin, host, allowed), "passes");
    }

    void nameDecides_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("passes");
        const auto row = [](const char *host, bool passes) {
            QTest::newRow(*host ? host : "empty") << QByteArray(host) << passes;
        };
        row("192.168.0.5", true);
        row("192.168.0.5:7610", true);
        row("127.0.0.1", true);
        row("[::1]", true);
        row("[fd00::5]:7610", true);
        row("localhost", true);
        row("localhost:7610", true);
        row("LocalHost", true);
        row("localhost.", true);
        row("desk", true);
        row("desk:7610", true);
        row("DESK:7610", true);
        row("chat.example.org", true);
        row("chat.example.org.:80", true);
        row("evil.example", false);
        row("evil.example:7610", false);
        row("desk.evil.example", false);
        row("chat.example.org.evil.example", false);
        row("evilchat.example.org", false);
        row("192.168.0.5.evil.example", false);
        row("localhost.evil.example", false);
        row("evil.localhost.example", false);
        // What is an address to some readers only.
        row("127.1", false);
        row("2130706433", false);
        row("0x7f000001", false);
        row("127.0.0.01", false);
        row("::1", false);
        row("[127.0.0.1]", false);
        row("[::1", false);
        row("[evil.example]", false);
        row("", false);
        row(":7610", false);
        row("desk:", true); // RFC 3986, 3.2.3: a port may be empty
        row("desk:x", false);
        row("desk:7610:7610", false);
        row("desk:123456", false);
        row("user@desk", false);
        row("desk/evil.example", false);
        row("desk,evil.example", false);
        row("desk evil.example", false);
        row("*", false);
        QTest::newRow("NUL") << QByteArray("desk\0", 5) << false;
        QTest::newRow("endless") << QByteArray(100000, 'a') << false;
    }
    void nameDecides()
    {
        QFETCH(QByteArray, host);
        QTEST(hostAllowed(host, {"desk", "chat.example.org"}), "passes");
    }

    void anyNamePassesWhereAllDo()
    {
        QVERIFY(hostAllowed("evil.example", {"*"}));
        QVERIFY(hostAllowed("", {"*"}));
    }

    void thisComputerGoesByItsName()
    {
        const QByteArrayList names = ownHostNames();
        const QString whole = QSysInfo::machineHostName();
        const QByteArray name = plainHostName(whole.section(u'.', 0, 0).toUtf8());
        if (name.isEmpty())
            QSKIP("this computer has no name");
        QVERIFY(hostAllowed(name, names));
        QVERIFY(hostAllowed(name + ".local:7610", names));
        QVERIFY(hostAllowed(whole.toUtf8(), names));
        QVERIFY(!hostAllowed(name + ".evil.example", names));
        QVERIFY(!names.contains(QByteArray()));
    }

    void nameIsWrittenAsBrowsersDo_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QByteArray>("plain");
        QTest::newRow("plain") << QByteArray("chat.example") << QByteArray("chat.example");
        QTest::newRow("case") << QByteArray("Chat.Example") << QByteArray("chat.example");
        QTest::newRow("dot at the end") << QByteArray("chat.") << QByteArray("chat");
        QTest::newRow("Hangul") << QByteArray("마당.example") << QByteArray("xn--ok1b32k.example");
        QTest::newRow("underscore") << QByteArray("my_desk") << QByteArray("my_desk");
        QTest::newRow("with a scheme") << QByteArray("http://chat.example") << QByteArray();
        QTest::newRow("with a port") << QByteArray("chat.example:80") << QByteArray();
        QTest::newRow("with a wildcard") << QByteArray("*.example") << QByteArray();
        QTest::newRow("blank") << QByteArray("a b") << QByteArray();
        QTest::newRow("empty") << QByteArray() << QByteArray();
    }
    void nameIsWrittenAsBrowsersDo()
    {
        QFETCH(QByteArray, said);
        QTEST(plainHostName(said), "plain");
    }
};

void TestHttpOrigin::originDecides_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArrayList>("allowed");
    QTest::addColumn<bool>("passes");
    const auto row = [](const char *name, const char *origin, const char *host,
                        const QByteArrayList &allowed, bool passes) {
        QTest::newRow(name) << QByteArray(origin) << QByteArray(host) << allowed << passes;
    };
    row("no browser", "", "h:7610", {}, true);
    row("own", "http://h:7610", "h:7610", {}, true);
    row("own, other case", "http://H:7610", "h:7610", {}, true);
    row("own port 80", "http://h", "h", {}, true);
    row("own port 80, said", "http://h:80", "h", {}, true);
    row("own port 80 in Host", "http://h", "h:80", {}, true);
    row("own behind TLS", "https://h", "h", {}, true);
    row("own behind TLS, said", "https://h:443", "h", {}, true);
    row("other port", "http://h:8080", "h:7610", {}, false);
    row("other port, Host without one", "http://h:8080", "h", {}, false);
    row("port 80 page, our port", "http://h", "h:7610", {}, false);
    row("other host", "http://evil.example:7610", "h:7610", {}, false);
    row("host as a prefix", "http://h.evil.example:7610", "h:7610", {}, false);
    row("host as user", "http://h:7610@evil.example", "h:7610", {}, false);
    row("host in the path", "http://evil.example/h:7610", "h:7610", {}, false);
    row("own IPv4", "http://192.168.0.5:7610", "192.168.0.5:7610", {}, true);
    row("other IPv4", "http://192.168.0.6:7610", "192.168.0.5:7610", {}, false);
    row("own IPv6", "http://[fd00::5]:7610", "[fd00::5]:7610", {}, true);
    row("other IPv6", "http://[fd00::6]:7610", "[fd00::5]:7610", {}, false);
    row("null", "null", "h:7610", {}, false);
    row("file", "file://", "h:7610", {}, false);
    row("rubbish", "::::", "h:7610", {}, false);
    row("empty Host", "http://evil.example", "", {}, false);
    row("null, empty Host", "null", "", {}, false);
    row("localhost", "http://localhost:3000", "h:7610", {}, true);
    row("127.0.0.1", "http://127.0.0.1:3000", "h:7610", {}, true);
    row("::1", "http://[::1]:3000", "h:7610", {}, true);
    row("like localhost", "http://localhost.evil.example", "h:7610", {}, false);
    row("like 127.0.0.1", "http://127.0.0.1.evil.example", "h:7610", {}, false);
    row("listed", "https://chat.example", "h:7610", {"https://chat.example"}, true);
    row("listed second", "https://chat.example", "h:7610", {"x", "https://chat.example"}, true);
    row("listed, other scheme", "http://chat.example", "h:7610", {"https://chat.example"}, false);
    row("listed, other port", "https://chat.example:8443", "h:7610", {"https://chat.example"},
        false);
    row("null listed", "null", "h:7610", {"null"}, true);
    row("all", "http://evil.example", "h:7610", {"*"}, true);
    row("all, null", "null", "h:7610", {"*"}, true);
    row("no pattern", "http://a.example", "h:7610", {"http://*.example"}, false);
}

QTEST_GUILESS_MAIN(TestHttpOrigin)
#include "tst_httporigin.moc"
