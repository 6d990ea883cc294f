// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedweb.h"
#include "ui/model/lanchoice.h"
#include "ui/model/networkdoctor.h"
#include "ui/model/systemnetwork.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>

using Discovery::InterfaceReport;
using Ui::Cause;
using Ui::NetworkDoctor;
using State = NetworkDoctor::State;
using Step = NetworkDoctor::Step;
using namespace std::chrono_literals;

namespace {

InterfaceReport wireless()
{
    InterfaceReport report;
    report.name = QStringLiteral("wlan0");
    report.kind = InterfaceReport::Kind::Wireless;
    report.use = InterfaceReport::Use::Used;
    report.addresses = {QStringLiteral("192.168.0.12")};
    report.queriesSent = 2;
    report.packetsHeard = 2;
    return report;
}

NetworkDoctor::Options prepared()
{
    NetworkDoctor::Options options;
    options.system = Ui::System::Linux;
    options.listening = 0ms;
    options.view.interfaces = [] { return QList{wireless()}; };
    return options;
}

quint16 closedPort()
{
    QTcpServer gone;
    gone.listen(QHostAddress::LocalHost);
    return gone.serverPort();
}

void write(const QString &path, const QByteArray &text)
{
    QDir().mkpath(path.section(u'/', 0, -2));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class tst_NetworkDoctor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void clientsKeptApart()
    {
        auto options = prepared();
        int looks = 0;
        options.view.lookAgain = [&looks] { ++looks; };
        options.others = {QStringLiteral("127.0.0.1:%1").arg(closedPort())}; // says no: is there
        NetworkDoctor doctor(options);
        const QSignalSpy finished(&doctor, &NetworkDoctor::finished);
        doctor.examine({});
        QVERIFY(doctor.isUnderWay());
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!doctor.isUnderWay());
        QCOMPARE(looks, 1);
        QCOMPARE(doctor.state(Step::Interfaces), State::Fine);
        QCOMPARE(doctor.state(Step::Listening), State::Odd);
        QCOMPARE(doctor.state(Step::Others), State::Fine);
        QCOMPARE(doctor.state(Step::Answer), State::Skipped);
        QCOMPARE(doctor.causes().front().cause, Cause::Isolation);
    }

    void anAddressIsTestedToo()
    {
        const ScriptedWeb web([](const QByteArray &) {
            return ScriptedWeb::answer("200 OK", {}, R"({"madang":1,"id":"abc"})");
        });
        auto options = prepared();
        options.probing.patience = 10s;
        NetworkDoctor doctor(options);
        const QSignalSpy finished(&doctor, &NetworkDoctor::finished);
        doctor.examine(QStringLiteral("madang://127.0.0.1:%1/#key=sesame").arg(web.serverPort()));
        QVERIFY(!doctor.facts().address.contains(QStringLiteral("sesame")));
        QTRY_COMPARE(finished.size(), 1);
        for (const Step step : {Step::Name, Step::Connection, Step::Answer})
            QCOMPARE(doctor.state(step), State::Fine);
        QCOMPARE(doctor.state(Step::Secure), State::Odd);
        QCOMPARE(doctor.facts().probe->outcome, Ui::ProbeResult::Outcome::Fine);
        doctor.examine({}); // again, and without it
        QTRY_COMPARE(finished.size(), 2);
        QVERIFY(!doctor.facts().probe);
        QCOMPARE(doctor.state(Step::Answer), State::Skipped);
    }

    void itCanBeEnded()
    {
        auto options = prepared();
        options.listening = 1h;
        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        NetworkDoctor doctor(options);
        const QSignalSpy finished(&doctor, &NetworkDoctor::finished);
        doctor.examine(QStringLiteral("ws://127.0.0.1:%1").arg(mute.serverPort()));
        QTRY_COMPARE(doctor.state(Step::Answer), State::Running);
        doctor.cancel();
        QVERIFY(!doctor.isUnderWay());
        QCOMPARE(doctor.state(Step::Answer), State::Skipped);
        QCOMPARE(doctor.state(Step::Listening), State::Skipped);
        QTRY_VERIFY(mute.hasPendingConnections());
        QTcpSocket *there = mute.nextPendingConnection();
        QTRY_COMPARE(there->state(), QAbstractSocket::UnconnectedState); // hung up
        QVERIFY(finished.isEmpty());
    }

    void noNetwork()
    {
        auto options = prepared();
        options.view = {};
        NetworkDoctor doctor(options);
        const QSignalSpy finished(&doctor, &NetworkDoctor::finished);
        doctor.examine(QStringLiteral("no address"));
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(doctor.state(Step::Interfaces), State::Failed);
        QCOMPARE(doctor.causes().front().cause, Cause::NoNetwork);
    }

    void whatIsSaidOfAnInterface_data()
    {
        QTest::addColumn<InterfaceReport::Kind>("kind");
        QTest::addColumn<InterfaceReport::Use>("use");
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("unasked");
        using Kind = InterfaceReport::Kind;
        using Use = InterfaceReport::Use;
        QTest::newRow("one that is fit")
            << Kind::Wireless << Use::Used << QStringLiteral("192.168.0.12") << true;
        QTest::newRow("one that is down") << Kind::Wired << Use::Down << QString() << true;
        QTest::newRow("a VPN") << Kind::Vpn << Use::Left << QStringLiteral("10.8.0.2") << false;
        QTest::newRow("one of programs")
            << Kind::Virtual << Use::Left << QStringLiteral("172.17.0.1") << false;
        QTest::newRow("the loopback")
            << Kind::Other << Use::Left << QStringLiteral("127.0.0.1/8") << false;
        QTest::newRow("one that asks only one at a time")
            << Kind::Wired << Use::NoMulticast << QStringLiteral("192.168.0.12") << false;
    }

    /// Allowing one adds that one, denying one shuts that one out, and both can be taken back.
    void whatIsSaidOfAnInterface()
    {
        QFETCH(QString, address);
        QFETCH(bool, unasked);
        QFETCH(InterfaceReport::Kind, kind);
        QFETCH(InterfaceReport::Use, use);
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        InterfaceReport one;
        one.name = QStringLiteral("net7");
        one.kind = kind;
        one.use = use;
        if (!address.isEmpty())
            one.addresses = {address};
        const QStringList named{one.name};
        const auto added = [&] { return Ui::lanChoice(settings).added; };
        const auto denied = [&] { return Ui::lanChoice(settings).denied; };
        Ui::setUseWanted(settings, one, true);
        QCOMPARE(added(), unasked ? QStringList() : named);
        QCOMPARE(denied(), QStringList());
        Ui::setUseWanted(settings, one, false);
        QCOMPARE(added(), QStringList());
        QCOMPARE(denied(), unasked ? named : QStringList());
        Ui::setUseWanted(settings, one, true);
        QCOMPARE(added(), unasked ? QStringList() : named);
        QCOMPARE(denied(), QStringList());
        QVERIFY(Ui::lanChoice(settings).allowed.isEmpty()); // what comes later is not shut out
        Ui::setUseWanted(settings, one, !unasked);          // said and taken back
        Ui::setUseWanted(settings, one, unasked);
        QVERIFY(settings.allKeys().isEmpty());
    }

    void whatIsSaidOfOthersStays()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        settings.setValue(QStringLiteral("lan/denied"), QStringList{"eth9", "Wi-Fi 2", "wlan0"});
        settings.setValue(QStringLiteral("lan/allowed"), QStringList{"wg0"});
        InterfaceReport one = wireless();
        one.humanName = QStringLiteral("Wi-Fi 2"); // people write that one
        Ui::setUseWanted(settings, one, true);
        QCOMPARE(Ui::lanChoice(settings).denied, QStringList{"eth9"});
        QCOMPARE(Ui::lanChoice(settings).added, QStringList{"wg0"});
        settings.setValue(QStringLiteral("lan/denied"), QStringList{"*"});
        Ui::setUseWanted(settings, one, true);
        QCOMPARE(Ui::lanChoice(settings).added, QStringList({"wg0", "wlan0"}));
        Ui::setUseWanted(settings, one, false);
        QCOMPARE(Ui::lanChoice(settings).denied, QStringList{"*"});
        QCOMPARE(Ui::lanChoice(settings).added, QStringList{"wg0"});
    }

    /// What was chosen just now takes a moment, and is shown before the end.
    void interfacesAreLookedAtMeanwhile()
    {
        auto options = prepared();
        options.listening = 1h;
        auto use = InterfaceReport::Use::Left;
        options.view.interfaces = [&use] {
            InterfaceReport report = wireless();
            report.use = use;
            return QList{report};
        };
        NetworkDoctor doctor(options);
        doctor.examine({});
        QCOMPARE(doctor.state(Step::Interfaces), State::Running);
        use = InterfaceReport::Use::Used;
        QTRY_COMPARE(doctor.state(Step::Interfaces), State::Fine);
        QVERIFY(doctor.isUnderWay());
        doctor.cancel();
    }

    void whatLinuxTellsInFiles()
    {
        const QTemporaryDir root;
        const QString top = root.path() + u'/';
        QVERIFY(Ui::gateways(top).isEmpty());
        QVERIFY(Ui::firewalls(top).isEmpty());
        write(top + QStringLiteral("proc/net/route"), "Iface\tDestination\tGateway\tFlags\n"
                                                      "wlan0\t00000000\t0100A8C0\t0003\n"
                                                      "wlan0\t0000A8C0\t00000000\t0001\n"
                                                      "eth0\t00000000\t0100A8C0\t0003\nnonsense\n");
#if Q_BYTE_ORDER == Q_LITTLE_ENDIAN
        QCOMPARE(Ui::gateways(top), QStringList{QStringLiteral("192.168.0.1")});
#endif
        write(top + QStringLiteral("etc/ufw/ufw.conf"), "# on?\nENABLED=no\n");
        QVERIFY(Ui::firewalls(top).isEmpty());
        write(top + QStringLiteral("etc/ufw/ufw.conf"), "ENABLED=yes\n");
        write(top + QStringLiteral("run/firewalld/x"), "");
        QCOMPARE(Ui::firewalls(top),
                 QStringList({QStringLiteral("ufw"), QStringLiteral("firewalld")}));
    }
};

QTEST_GUILESS_MAIN(tst_NetworkDoctor)
#include "tst_networkdoctor.moc"
