// SPDX-License-Identifier: GPL-3.0-or-later
// Hosts that find each other over real sockets, on the loopback of this computer. Other programs
// may speak mDNS there at the same time: each test has a name of its own.

#include "discovery/announcementtext.h"
#include "discovery/lan.h"
#include "discovery/packet.h"

#include <QNetworkDatagram>
#include <QNetworkInterface>
#include <QSignalSpy>
#include <QTest>
#include <QUdpSocket>
#include <QUuid>

#include <memory>

using namespace Discovery;

namespace {

constexpr int patience = 40000;

QNetworkInterface loopback()
{
    const QList<QNetworkInterface> all = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &one : all) {
        if (one.flags() & QNetworkInterface::IsLoopBack && one.flags() & QNetworkInterface::IsUp)
            return one;
    }
    return {};
}

/// A socket that sends to the group of mDNS on the loopback, and hears what comes back to it alone.
std::unique_ptr<QUdpSocket> stranger()
{
    auto socket = std::make_unique<QUdpSocket>();
    if (!socket->bind(QHostAddress::AnyIPv4, 0))
        return nullptr;
    socket->setMulticastInterface(loopback());
    return socket;
}

} // namespace

class TestLan : public QObject {
    Q_OBJECT

    QString m_id;
    QString m_name;

    static Lan::Options onLoopback() { return {{{loopback().name()}, {}}}; }
    Announcement announcement() const
    {
        Announcement told;
        told.name = m_name;
        told.port = 7610;
        told.hostId = m_id;
        told.fingerprint = QByteArray(32, '\x5a');
        told.version = QStringLiteral("0.1.0");
        told.access = Access::Approval;
        told.people = 3;
        return told;
    }
    static QList<FoundHost> heardBy(const Lan &lan, const QString &id)
    {
        QList<FoundHost> heard;
        for (const FoundHost &host : lan.hosts()) {
            if (host.told.hostId == id)
                heard.append(host);
        }
        return heard;
    }
    QList<FoundHost> heardBy(const Lan &lan) const { return heardBy(lan, m_id); }
    static InterfaceReport reportOf(const Lan &lan)
    {
        for (const InterfaceReport &report : lan.interfaces()) {
            if (report.name == loopback().name())
                return report;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!loopback().isValid())
            QSKIP("no loopback interface");
        // Two sockets that hear a group of nobody's on the loopback?
        QUdpSocket ear, mouth;
        const QHostAddress group(QStringLiteral("239.255.97.97"));
        if (!ear.bind(QHostAddress::AnyIPv4, 0) || !ear.joinMulticastGroup(group, loopback()) ||
            !mouth.bind(QHostAddress::AnyIPv4, 0))
            QSKIP("the loopback of this computer takes no multicast");
        mouth.setMulticastInterface(loopback());
        mouth.writeDatagram("?", group, ear.localPort());
        if (!QTest::qWaitFor([&ear] { return ear.hasPendingDatagrams(); }, 10000))
            QSKIP("the loopback of this computer carries no multicast");
        Lan lan(onLoopback());
        lan.browse();
        QTRY_VERIFY_WITH_TIMEOUT(!lan.interfaces().isEmpty(), patience);
        if (reportOf(lan).use == InterfaceReport::Use::Failed)
            QSKIP(qPrintable("the port of mDNS is not to be had: " + reportOf(lan).problem));
    }
    void init()
    {
        m_id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        m_name = QStringLiteral("점심 ") + m_id.left(8);
    }

    void oneFindsAnother()
    {
        Lan host(onLoopback()), guest(onLoopback());
        QSignalSpy changes(&guest, &Lan::hostsChanged);
        guest.browse();
        host.announce(announcement());
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(guest).size(), 1, patience);
        QVERIFY(!changes.isEmpty());
        const FoundHost found = heardBy(guest).first();
        QCOMPARE(found.instance, m_name);
        QCOMPARE(found.told, announcement());
        QVERIFY(found.addresses.contains(QHostAddress(QHostAddress::LocalHost)));
        QCOMPARE(found.interfaceName, loopback().name());

        // One who comes later, and the host itself.
        Lan late(onLoopback());
        late.browse();
        host.browse();
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(late).size(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(host).size(), 1, patience);

        // What changes is told.
        Announcement changed = announcement();
        changed.access = Access::Anyone;
        changed.fingerprint.clear();
        host.announce(changed);
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(guest).value(0).told, changed, patience);

        host.withdraw();
        QTRY_VERIFY_WITH_TIMEOUT(heardBy(guest).isEmpty() && heardBy(late).isEmpty(), patience);
        host.announce(announcement());
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(guest).size(), 1, patience);
    }

    void whoEndsSaysGoodbye()
    {
        auto host = std::make_unique<Lan>(onLoopback());
        Lan guest(onLoopback());
        guest.browse();
        host->announce(announcement());
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(guest).size(), 1, patience);
        host.reset();
        QTRY_VERIFY_WITH_TIMEOUT(heardBy(guest).isEmpty(), patience);
    }

    void twoOfOneNameAreToldApart()
    {
        Lan first(onLoopback()), second(onLoopback());
        Lan guest(onLoopback());
        guest.browse();
        first.announce(announcement());
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(guest).value(0).instance, m_name, patience);
        Announcement other = announcement();
        other.port = 7611;
        other.hostId = QUuid::createUuid().toString(QUuid::WithoutBraces);
        second.announce(other);
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(guest, other.hostId).value(0).instance,
                                  m_name + QStringLiteral(" (2)"), patience);
        QCOMPARE(heardBy(guest).value(0).instance, m_name);
    }

    void whoIsToldToStopForgets()
    {
        Lan host(onLoopback()), guest(onLoopback());
        host.announce(announcement());
        guest.browse();
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(guest).size(), 1, patience);
        guest.stopBrowsing();
        QTRY_VERIFY_WITH_TIMEOUT(guest.hosts().isEmpty(), patience);
        guest.browse();
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(guest).size(), 1, patience);
        // An interface that is denied is left at once, and taken again.
        InterfaceChoice choice = onLoopback().interfaces;
        choice.denied = {loopback().name()};
        guest.setInterfaces(choice);
        QTRY_VERIFY_WITH_TIMEOUT(guest.hosts().isEmpty(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(reportOf(guest).use, InterfaceReport::Use::Denied, patience);
        guest.setInterfaces(onLoopback().interfaces);
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(guest).size(), 1, patience);
    }

    void interfacesAreReported()
    {
        Lan lan(onLoopback());
        QTRY_VERIFY_WITH_TIMEOUT(!lan.interfaces().isEmpty(), patience);
        QCOMPARE(reportOf(lan).queriesSent, quint64(0));
        for (const InterfaceReport &report : lan.interfaces())
            QCOMPARE(report.use == InterfaceReport::Use::Used, report.name == loopback().name());
        lan.browse();
        lan.announce(announcement());
        QTRY_VERIFY_WITH_TIMEOUT(reportOf(lan).queriesSent >= 4, patience);
        QTRY_VERIFY_WITH_TIMEOUT(reportOf(lan).answersSent >= 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(reportOf(lan).packetsHeard >= 1, patience);
        QVERIFY(reportOf(lan).addresses.contains(QStringLiteral("127.0.0.1")));

        // Somebody else, and what cannot be read.
        const quint64 others = reportOf(lan).packetsOfOthers;
        const quint64 bad = reportOf(lan).badPackets;
        const auto somebody = stranger();
        QVERIFY(somebody);
        Message query;
        query.id = 1;
        query.questions = {{serviceType(), RecordType::txt, RecordClass::internet, false}};
        const QHostAddress group(QStringLiteral("224.0.0.251"));
        somebody->writeDatagram(writeMessage(query).value(), group, mdnsPort);
        somebody->writeDatagram("nonsense", group, mdnsPort);
        QTRY_VERIFY_WITH_TIMEOUT(reportOf(lan).packetsOfOthers > others, patience);
        QTRY_VERIFY_WITH_TIMEOUT(reportOf(lan).badPackets > bad, patience);
        QVERIFY(reportOf(lan).lastHeard.isValid());
    }

    void oldResolversAreAnswered()
    {
        Lan host(onLoopback());
        host.announce(announcement());
        host.browse(); // it answers once it is heard by itself
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(host).size(), 1, patience);
        const auto old = stranger();
        QVERIFY(old);
        Message query;
        query.id = 4711;
        query.questions = {{DnsName(QByteArrayList{m_name.toUtf8()} + serviceType().labels()),
                            RecordType::srv, RecordClass::internet, false}};
        old->writeDatagram(writeMessage(query).value(), QHostAddress(QStringLiteral("224.0.0.251")),
                           mdnsPort);
        QTRY_VERIFY_WITH_TIMEOUT(old->hasPendingDatagrams(), patience);
        const auto reply = readMessage(old->receiveDatagram().data());
        QVERIFY(reply);
        QCOMPARE(reply->id, 4711);
        QCOMPARE(reply->questions, query.questions);
        QCOMPARE(std::get<SrvData>(reply->answers.first().data).port, 7610);
    }

    void aPacketWithoutAByteDeafensNobody()
    {
        Lan host(onLoopback()), guest(onLoopback());
        guest.browse();
        QTRY_VERIFY_WITH_TIMEOUT(reportOf(guest).packetsHeard >= 1, patience); // is listening
        const auto somebody = stranger();
        QVERIFY(somebody);
        QCOMPARE(somebody->writeDatagram(QByteArray(), QHostAddress(QStringLiteral("224.0.0.251")),
                                         mdnsPort),
                 0);
        QTRY_VERIFY_WITH_TIMEOUT(reportOf(guest).badPackets >= 1, patience);
        host.announce(announcement());
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(guest).size(), 1, patience);
    }

    void hostileChatterChangesNothing()
    {
        Lan host(onLoopback()), guest(onLoopback());
        guest.browse();
        host.announce(announcement());
        const auto somebody = stranger();
        QVERIFY(somebody);
        const QHostAddress group(QStringLiteral("224.0.0.251"));
        for (int i = 0; i < 200; ++i) {
            QByteArray packet(i * 40, static_cast<char>(i));
            packet.prepend(QByteArray::fromHex("000084000000000100000000"));
            somebody->writeDatagram(packet, group, mdnsPort);
        }
        QTRY_COMPARE_WITH_TIMEOUT(heardBy(guest).size(), 1, patience);
        // Asking again and again is no flood.
        const quint64 before = reportOf(guest).queriesSent;
        for (int i = 0; i < 1000; ++i)
            guest.lookAgain();
        QTRY_VERIFY_WITH_TIMEOUT(reportOf(guest).queriesSent > before, patience);
        QCOMPARE(heardBy(guest).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestLan)
#include "tst_lan.moc"
