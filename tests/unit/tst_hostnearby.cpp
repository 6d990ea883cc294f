// SPDX-License-Identifier: GPL-3.0-or-later
// What a host does with those it hears: what it tells of them, and what is printed.
#include "server/hostabout.h"
#include "server/hostannouncing.h"
#include "server/hostnearby.h"
#include "server/web/aboutanswer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace Server;
using Discovery::FoundHost;
using namespace std::chrono_literals;

namespace {

FoundHost heard(const QString &id, const QStringList &addresses)
{
    FoundHost host;
    host.instance = id;
    host.interfaceName = QStringLiteral("eth0");
    host.told.name = QStringLiteral("Host ") + id;
    host.told.hostId = id;
    host.told.port = 7610;
    host.told.people = 3;
    host.told.access = Discovery::Access::Approval;
    host.told.fingerprint = QByteArray(32, 'f');
    for (const QString &address : addresses)
        host.addresses << QHostAddress(address);
    return host;
}

} // namespace

class tst_HostNearby : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neighboursAreThoseThatOthersCanReach()
    {
        const auto neighbours =
            neighboursIn({heard("own", {"10.0.0.1"}),
                          heard("a", {"10.0.0.2", "fe80::1%eth0", "fd00::2", "127.0.0.1"}),
                          heard("b", {"fe80::2%eth0"}), heard("c", {}), heard("d", {"10.0.0.4"})},
                         QStringLiteral("own"));
        QCOMPARE(neighbours.size(), size_t(2));
        QCOMPARE(neighbours[0].hostId, QStringLiteral("a"));
        QCOMPARE(neighbours[0].addresses, (QStringList{"10.0.0.2:7610", "[fd00::2]:7610"}));
        QCOMPARE(neighbours[0].name, QStringLiteral("Host a"));
        QCOMPARE(neighbours[0].people, 3);
        QCOMPARE(neighbours[0].access, Chat::HostAccess::Approval);
        QCOMPARE(neighbours[0].fingerprint, QByteArray(32, 'f'));
        QCOMPARE(neighbours[1].hostId, QStringLiteral("d"));
    }

    void neighboursAreBounded()
    {
        QList<FoundHost> many;
        for (int i = 0; i < 1000; ++i)
            many << heard(QString::number(i), {"10.0.0.2"});
        QCOMPARE(neighboursIn(many, {}).size(), Chat::mostNeighbours);
    }

    void whoIsAnnounced_data()
    {
        QTest::addColumn<QString>("bind");
        QTest::addColumn<bool>("announce");
        QTest::addColumn<bool>("isAnnounced");
        QTest::newRow("all interfaces") << "0.0.0.0" << true << true;
        QTest::newRow("one address") << "192.168.0.5" << true << true;
        QTest::newRow("off") << "0.0.0.0" << false << false;
        QTest::newRow("this computer alone") << "127.0.0.1" << true << false;
        QTest::newRow("this computer alone, by another of its addresses")
            << "127.0.0.2" << true << false;
        QTest::newRow("this computer alone, in IPv6") << "::1" << true << false;
    }
    void whoIsAnnounced()
    {
        QFETCH(QString, bind);
        QFETCH(bool, announce);
        HostConfig config;
        config.bind = QHostAddress(bind);
        config.announce = announce;
        QTEST(Server::isAnnounced(config), "isAnnounced");
    }

    void interfacesAreThoseOfTheConfig()
    {
        HostConfig config;
        config.interfaces = QStringList{"eth0", "wlan0"};
        config.notInterfaces = QStringList{"tun0"};
        QCOMPARE(lanOptions(config).interfaces.allowed, config.interfaces);
        QCOMPARE(lanOptions(config).interfaces.denied, config.notInterfaces);
        QVERIFY(lanOptions(HostConfig()).interfaces.allowed.isEmpty());
        config.interfaces.clear();
        config.bind = QHostAddress(QHostAddress::LocalHost); // stands for any one address
        QCOMPARE(lanOptions(config).interfaces.allowed.size(), 1);
    }

    void linesTellWhatChanges()
    {
        NearbyLines lines(false);
        const auto a = heard("a", {"10.0.0.2"});
        QCOMPARE(lines.changes({a}), QStringList{"found\tHost a\t10.0.0.2:7610\t3\tapproval"});
        QVERIFY(lines.changes({a}).isEmpty());
        auto busier = a;
        busier.told.people = 4;
        QCOMPARE(lines.changes({heard("b", {"fe80::2%eth0"}), busier}),
                 (QStringList{"found\tHost b\t[fe80::2%eth0]:7610\t3\tapproval",
                              "changed\tHost a\t10.0.0.2:7610\t4\tapproval"}));
        QCOMPARE(lines.changes({busier}),
                 QStringList{"gone\tHost b\t[fe80::2%eth0]:7610\t3\tapproval"});
    }

    void linesStandInATerminal()
    {
        auto rogue = heard("a", {"10.0.0.2"});
        rogue.told.name = QStringLiteral("\u001b[2Jx\ny\tz\u202e");
        const QStringList lines = NearbyLines(false).changes({rogue});
        QCOMPARE(lines, QStringList{"found\t[2Jx y z\t10.0.0.2:7610\t3\tapproval"});
    }

    void linesOfJsonHaveAllThatWasSaid()
    {
        auto host = heard("a", {"10.0.0.2", "fd00::2"});
        host.told.version = QStringLiteral("0.1.0");
        const QStringList lines = NearbyLines(true).changes({host});
        QCOMPARE(lines.size(), 1);
        const QJsonObject object = QJsonDocument::fromJson(lines[0].toUtf8()).object();
        QCOMPARE(object["event"].toString(), QStringLiteral("found"));
        QCOMPARE(object["interface"].toString(), QStringLiteral("eth0"));
        QCOMPARE(object["instance"].toString(), QStringLiteral("a"));
        QCOMPARE(object["id"].toString(), QStringLiteral("a"));
        QCOMPARE(object["addresses"].toVariant().toStringList(),
                 (QStringList{"10.0.0.2:7610", "[fd00::2]:7610"}));
        QCOMPARE(object["people"].toInt(), 3);
        QCOMPARE(object["access"].toString(), QStringLiteral("approval"));
        QCOMPARE(object["version"].toString(), QStringLiteral("0.1.0"));
        QCOMPARE(object["fingerprint"].toString().size(), 43);
        QVERIFY(object["time"].toDouble() > 0);
    }

    void commandIsRead()
    {
        const auto command = readNearbyCommand(
            {"--json", "--for", "5", "--interfaces", "eth0, eth1", "--not-interfaces", "tun0"});
        QVERIFY(command.has_value());
        QVERIFY(command->json);
        QCOMPARE(command->time.value_or(0s), 5s);
        QCOMPARE(command->interfaces.allowed, (QStringList{"eth0", "eth1"}));
        QCOMPARE(command->interfaces.denied, QStringList{"tun0"});
        QVERIFY(!readNearbyCommand({})->json);
        QVERIFY(!readNearbyCommand({})->time);
    }

    void peopleAreToldOnceInAWhile()
    {
        int people = 2;
        HostAbout host([&people] { return people; });
        host.setPause(1ms);
        QSignalSpy changed(&host, &HostAbout::changed);
        Chat::About told;
        told.hostId = QStringLiteral("a");
        host.setNeighbours(std::vector<Chat::NearHost>(1));
        host.tell(told);
        QCOMPARE(changed.size(), 1);
        told.people = 2;
        QCOMPARE(changed[0][0].value<Chat::About>(), told); // without neighbours
        people = 5;
        QCOMPARE(host.now().people, 5); // who asks hears it at once
        QCOMPARE(host.now().neighbours.size(), size_t(1));
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(changed[1][0].value<Chat::About>().people, 5);
        people = 6;
        QTRY_COMPARE(changed.size(), 3); // and nothing between, when nobody came or went
    }

    // --- what is answered to GET /about
    void aboutIsMadeOnceASecond()
    {
        int made = 0;
        AboutAnswer answer([&made] {
            Chat::About about;
            about.hostId = QStringLiteral("a");
            about.people = ++made;
            return about;
        });
        const Stomp::TimePoint start{};
        const HttpResponse first = answer.answer(start);
        QCOMPARE(first.status, 200);
        QCOMPARE(first.contentType, QByteArray("application/json"));
        QCOMPARE(first.headers, (decltype(first.headers){{"Cache-Control", "no-store"}}));
        QCOMPARE(Chat::readAbout(first.body)->people, 1);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(Chat::readAbout(answer.answer(start + 999ms).body)->people, 1);
        QCOMPARE(Chat::readAbout(answer.answer(start + 1s).body)->people, 2);
        QCOMPARE(made, 2);
    }

    void aboutNothingIsNothing() { QCOMPARE(AboutAnswer().answer(Stomp::TimePoint()).status, 404); }
};

QTEST_GUILESS_MAIN(tst_HostNearby)
#include "tst_hostnearby.moc"
