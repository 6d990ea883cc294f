// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/cleanline.h"
#include "tests/support/scriptedweb.h"
#include "ui/model/nearbyhosts.h"
#include "ui/model/profile.h"

#include <QAbstractItemModelTester>
#include <QNetworkInterface>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Ui;
using Source = NearbyHosts::Source;

namespace {

Discovery::FoundHost heard(const QString &id, const QString &address,
                           const QByteArray &fingerprint = {})
{
    Discovery::FoundHost host;
    host.instance = id;
    host.told.name = QStringLiteral("host ") + id;
    host.told.hostId = id;
    host.told.fingerprint = fingerprint;
    host.told.port = 7610;
    host.told.people = 2;
    host.told.access = Discovery::Access::Password;
    host.told.version = QStringLiteral("0.1.0");
    host.addresses << QHostAddress(address);
    return host;
}

QByteArray about(const QString &id, const std::vector<Chat::NearHost> &neighbours = {})
{
    Chat::About about;
    about.hostId = id;
    about.name = QStringLiteral("host ") + id;
    about.access = Chat::HostAccess::Invitation;
    about.people = 7;
    about.neighbours = neighbours;
    return ScriptedWeb::answer("200 OK", "", Chat::aboutJson(about));
}

Chat::NearHost told(const QString &id, const QString &address)
{
    return {id, {}, {address}, {}, Chat::HostAccess::Anyone, 0};
}

QString addressOf(const ScriptedWeb &web)
{
    return QStringLiteral("127.0.0.1:%1").arg(web.serverPort());
}

} // namespace

class tst_NearbyHosts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_profile = Profile::open(m_folder->path()).value();
        m_hosts = std::make_unique<NearbyHosts>(nullptr, *m_profile);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_hosts.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_hosts->setPatience(std::chrono::minutes(1));
    }
    void cleanup()
    {
        m_tester.reset();
        m_hosts.reset();
        m_profile.reset();
        m_folder.reset();
    }

    void beginsEmpty()
    {
        QCOMPARE(m_hosts->rowCount(), 0);
        m_hosts->start();
        QCOMPARE(m_hosts->rowCount(), 0);
        m_hosts->stop();
    }

    void whoIsHeardIsShown()
    {
        const QByteArray fingerprint(32, 'f');
        m_hosts->start();
        m_hosts->setHeard({heard("a", "192.168.0.7", fingerprint), heard("b", "fe80::1%eth0")});
        QCOMPARE(m_hosts->rowCount(), 2);
        QCOMPARE(of(0, NearbyHosts::NameRole).toString(), QStringLiteral("host a"));
        QCOMPARE(of(0, NearbyHosts::AddressRole).toString(), QStringLiteral("192.168.0.7:7610"));
        QCOMPARE(of(0, NearbyHosts::HostIdRole).toString(), QStringLiteral("a"));
        QCOMPARE(of(0, NearbyHosts::FingerprintRole).toByteArray(), fingerprint);
        QCOMPARE(of(0, NearbyHosts::PeopleRole).toInt(), 2);
        QCOMPARE(of(0, NearbyHosts::AccessRole).toInt(), int(Discovery::Access::Password));
        QCOMPARE(of(0, NearbyHosts::VersionRole).toString(), QStringLiteral("0.1.0"));
        QCOMPARE(sourceOf(0), Source::Heard);
        QCOMPARE(of(0, NearbyHosts::OwnRole).toBool(), false);
        QCOMPARE(of(1, NearbyHosts::AddressRole).toString(), QStringLiteral("[fe80::1%eth0]:7610"));
    }

    void rowsKeepTheirPlaces()
    {
        m_hosts->setHeard({heard("a", "10.0.0.1"), heard("b", "10.0.0.2"), heard("c", "10.0.0.3")});
        QSignalSpy reset(m_hosts.get(), &QAbstractItemModel::modelReset);
        QSignalSpy removed(m_hosts.get(), &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(m_hosts.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(m_hosts.get(), &QAbstractItemModel::dataChanged);
        const QPersistentModelIndex c = m_hosts->index(2);
        auto busier = heard("c", "10.0.0.3");
        busier.told.people = 9;
        m_hosts->setHeard({heard("d", "10.0.0.4"), busier, heard("a", "10.0.0.1")});
        QCOMPARE(ids(), (QStringList{"a", "c", "d"}));
        QCOMPARE(c.row(), 1);
        QCOMPARE(c.data(NearbyHosts::PeopleRole).toInt(), 9);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(changed.size(), 1);
        QVERIFY(reset.isEmpty());
        m_hosts->setHeard(
            {heard("d", "10.0.0.4"), busier, heard("a", "10.0.0.1")}); // nothing is new
        QCOMPARE(removed.size() + inserted.size() + changed.size(), 3);
        m_hosts->setHeard({});
        QCOMPARE(m_hosts->rowCount(), 0);
    }

    void oneHostIsOneRow()
    {
        auto wireless = heard("a", "10.0.1.1");
        wireless.interfaceName = QStringLiteral("wlan0");
        m_hosts->setHeard({heard("a", "10.0.0.1"), wireless});
        QCOMPARE(ids(), QStringList{"a"});
        QCOMPARE(of(0, NearbyHosts::AddressRole).toString(), QStringLiteral("10.0.0.1:7610"));
    }

    void whoClaimsAnIdWithAnotherKeyIsAnother()
    {
        m_hosts->setHeard({heard("a", "10.0.0.1", QByteArray(32, 'x')),
                           heard("a", "10.0.0.66", QByteArray(32, 'y')), heard("a", "10.0.0.9")});
        QCOMPARE(ids(), (QStringList{"a", "a", "a"}));
        QCOMPARE(of(1, NearbyHosts::AddressRole).toString(), QStringLiteral("10.0.0.66:7610"));
    }

    void withoutAnIdTheAddressTells()
    {
        m_hosts->setHeard({heard({}, "10.0.0.1"), heard({}, "10.0.0.2"), heard({}, "10.0.0.1")});
        QCOMPARE(m_hosts->rowCount(), 2);
        auto nowhere = heard("z", "10.0.0.1");
        nowhere.addresses.clear();
        auto noPort = heard("y", "10.0.0.1");
        noPort.told.port = 0;
        m_hosts->setHeard({nowhere, noPort});
        QCOMPARE(m_hosts->rowCount(), 0);
    }

    void whatIsToldIsCleaned()
    {
        auto rogue = heard("a", "10.0.0.1");
        rogue.told.name = QStringLiteral("\u202eevil\n") + QString(10000, u'x');
        rogue.told.version = QString(10000, u'9');
        m_hosts->setHeard({rogue});
        const QString name = of(0, NearbyHosts::NameRole).toString();
        QVERIFY(name.startsWith(QStringLiteral("evil x")));
        QVERIFY(name.size() <= Chat::longestName);
        QVERIFY(of(0, NearbyHosts::VersionRole).toString().size() <= 64);
    }

    void aFloodLeavesRoomForTheKnown()
    {
        ScriptedWeb web([](const QByteArray &) { return about("known"); });
        m_profile->addRecentHost(addressOf(web), {});
        QList<Discovery::FoundHost> flood;
        for (int i = 0; i < 1000; ++i)
            flood << heard(QStringLiteral("f%1").arg(i), "10.0.0.1");
        m_hosts->setHeard(flood);
        QCOMPARE(m_hosts->rowCount(), NearbyHosts::mostRows);
        m_hosts->start();
        QTRY_VERIFY(ids().contains(QStringLiteral("known")));
        QCOMPARE(m_hosts->rowCount(), NearbyHosts::mostRows);
        flood << heard("known", "10.0.0.66"); // known is what it answers to, too
        m_hosts->setHeard(flood);
        QVERIFY(ids().contains(QStringLiteral("known")));
        QCOMPARE(m_hosts->rowCount(), NearbyHosts::mostRows);
    }

    void hostsJoinedBeforeAreAsked()
    {
        ScriptedWeb web([](const QByteArray &) { return about("known"); });
        ScriptedWeb other(
            [](const QByteArray &) { return ScriptedWeb::answer("200 OK", "", "x"); });
        m_profile->addRecentHost(addressOf(web), QStringLiteral("old name"));
        m_profile->addRecentHost(addressOf(other), QStringLiteral("no Madang any more"));
        m_hosts->start();
        QTRY_COMPARE(ids(), QStringList{"known"});
        QTRY_COMPARE(other.requests.size(), 1);
        QCOMPARE(of(0, NearbyHosts::AddressRole).toString(), addressOf(web));
        QCOMPARE(of(0, NearbyHosts::NameRole).toString(), QStringLiteral("host known"));
        QCOMPARE(of(0, NearbyHosts::PeopleRole).toInt(), 7);
        QCOMPARE(of(0, NearbyHosts::AccessRole).toInt(), int(Discovery::Access::Invitation));
        QCOMPARE(sourceOf(0), Source::KnownBefore);
        QCOMPARE(ids().size(), 1);
    }

    void whoIsGoneGoes()
    {
        auto web = std::make_unique<ScriptedWeb>([](const QByteArray &) { return about("known"); });
        m_profile->addRecentHost(addressOf(*web), {});
        m_hosts->start();
        QTRY_COMPARE(ids(), QStringList{"known"});
        web.reset();
        m_hosts->lookAgain();
        QTRY_COMPARE(m_hosts->rowCount(), 0);
    }

    void oneSilenceIsForgiven()
    {
        ScriptedWeb web([](const QByteArray &) { return about("known"); });
        m_profile->addRecentHost(addressOf(web), {});
        m_hosts->start();
        QTRY_COMPARE(ids(), QStringList{"known"});
        QCOMPARE(web.connections, 1);
        web.holds = true;
        m_hosts->setPatience(std::chrono::milliseconds(500));
        QSignalSpy removed(m_hosts.get(), &QAbstractItemModel::rowsRemoved);
        QTRY_VERIFY(!removed.isEmpty() || (m_hosts->lookAgain(), false));
        QTRY_VERIFY(web.connections >= 3); // each is asked once the question before it is over
    }

    void heardAndKnownIsOneRowWithTheKnownAddress()
    {
        ScriptedWeb web([](const QByteArray &) { return about("a"); });
        m_profile->addRecentHost(addressOf(web), {});
        m_hosts->setHeard({heard("a", "10.0.0.66")});
        m_hosts->start();
        QTRY_COMPARE(of(0, NearbyHosts::AddressRole).toString(), addressOf(web));
        QCOMPARE(ids(), QStringList{"a"});
        QCOMPARE(sourceOf(0), Source::Heard);
    }

    void afterAGoodbyeTheKnownIsAskedAtOnce()
    {
        auto web = std::make_unique<ScriptedWeb>([](const QByteArray &) { return about("a"); });
        m_profile->addRecentHost(addressOf(*web), {});
        m_hosts->setHeard({heard("a", "10.0.0.66")});
        m_hosts->start();
        QTRY_COMPARE(of(0, NearbyHosts::AddressRole).toString(), addressOf(*web));
        web.reset();
        m_hosts->setHeard({});
        QTRY_COMPARE(m_hosts->rowCount(), 0);
    }

    void whoIsToldOfIsAskedBeforeItIsShown()
    {
        const QHostAddress here = ownAddress();
        if (here.isNull())
            QSKIP("this computer has no address on a network");
        ScriptedWeb second([](const QByteArray &) {
            return about("second", {told("third", "10.255.255.254:7610")});
        });
        second.close();
        if (!second.listen(here))
            QSKIP("nothing can be opened on this computer's network");
        ScriptedWeb silent([](const QByteArray &) { return QByteArray(); });
        const QString there = QStringLiteral("%1:%2").arg(here.toString()).arg(second.serverPort());
        const std::vector<Chat::NearHost> neighbours{
            told("second", there),
            told("far", "203.0.113.9:7610"), // RFC 5737: nobody's, and not of here
            told("loop", addressOf(silent)), // the asker's own computer
        };
        ScriptedWeb first([&](const QByteArray &) { return about("first", neighbours); });
        m_profile->addRecentHost(addressOf(first), {});
        m_hosts->start();
        QTRY_COMPARE(m_hosts->rowCount(), 2);
        const int row = int(ids().indexOf(QStringLiteral("second")));
        QVERIFY(row >= 0);
        QCOMPARE(sourceOf(row), Source::ToldByAnother);
        QCOMPARE(of(row, NearbyHosts::AddressRole).toString(), there);
        QCOMPARE(second.requests.size(), 1);
        QVERIFY(silent.requests.isEmpty());

        // Its teller is gone, and nobody tells of it any more: it goes when all are asked again.
        first.close();
        QTRY_VERIFY((m_hosts->lookAgain(), m_hosts->rowCount() == 0));
    }

    void twoWhoTellOfEachOtherAreNotAskedForEver()
    {
        const QHostAddress here = ownAddress();
        if (here.isNull())
            QSKIP("this computer has no address on a network");
        QString firstAt, secondAt;
        ScriptedWeb first([&](const QByteArray &) { return about("1", {told("2", secondAt)}); });
        ScriptedWeb second([&](const QByteArray &) { return about("2", {told("1", firstAt)}); });
        for (auto [web, at] : {std::pair(&first, &firstAt), {&second, &secondAt}}) {
            web->close();
            if (!web->listen(here))
                QSKIP("nothing can be opened on this computer's network");
            *at = QStringLiteral("%1:%2").arg(here.toString()).arg(web->serverPort());
            m_profile->addRecentHost(*at, {});
        }
        m_hosts->start();
        QTRY_COMPARE(m_hosts->rowCount(), 2);
        m_hosts->lookAgain();
        QTRY_COMPARE(first.requests.size(), 2);
        QTRY_COMPARE(second.requests.size(), 2);
    }

    void atMostEightAreAskedAtOnce()
    {
        std::vector<std::unique_ptr<ScriptedWeb>> webs;
        for (int i = 0; i < 10; ++i) { // which is all that a profile keeps
            webs.push_back(std::make_unique<ScriptedWeb>(
                [i](const QByteArray &) { return about(QString::number(i)); }));
            webs.back()->holds = true;
            m_profile->addRecentHost(addressOf(*webs.back()), {});
        }
        m_hosts->start();
        const auto asked = [&] {
            return std::count_if(webs.begin(), webs.end(),
                                 [](const auto &web) { return web->mostAtOnce > 0; });
        };
        QTRY_COMPARE(asked(), NearbyHosts::mostAtOnce);
        m_hosts->lookAgain(); // changes nothing
        QCOMPARE(asked(), NearbyHosts::mostAtOnce);
        webs.clear(); // all refuse
        QCOMPARE(m_hosts->rowCount(), 0);
    }

    void afterStopNobodyIsAsked()
    {
        ScriptedWeb web([](const QByteArray &) { return about("known"); });
        m_profile->addRecentHost(addressOf(web), {});
        m_hosts->start();
        QTRY_COMPARE(ids(), QStringList{"known"});
        m_hosts->stop();
        m_hosts->lookAgain();
        HostInquiry ours; // comes behind what was asked before
        QSignalSpy answered(&ours, &HostInquiry::answered);
        ours.ask(web.address());
        QVERIFY(answered.wait());
        QCOMPARE(web.requests.size(), 2);
        QCOMPARE(ids(), QStringList{"known"});
    }

    void oneOfThemIsOpenHere()
    {
        m_hosts->setHeard({heard("a", "10.0.0.1"), heard("b", "10.0.0.2")});
        QSignalSpy changed(m_hosts.get(), &QAbstractItemModel::dataChanged);
        m_hosts->setOwnHost(QStringLiteral("b"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(of(0, NearbyHosts::OwnRole).toBool(), false);
        QCOMPARE(of(1, NearbyHosts::OwnRole).toBool(), true);
        m_hosts->setOwnHost({});
        QCOMPARE(of(1, NearbyHosts::OwnRole).toBool(), false);
    }

private:
    QVariant of(int row, int role) const { return m_hosts->index(row).data(role); }
    Source sourceOf(int row) const { return Source(of(row, NearbyHosts::SourceRole).toInt()); }
    QStringList ids() const
    {
        QStringList all;
        for (int row = 0; row < m_hosts->rowCount(); ++row)
            all << of(row, NearbyHosts::HostIdRole).toString();
        return all;
    }
    static QHostAddress ownAddress()
    {
        const auto all = QNetworkInterface::allAddresses();
        for (const QHostAddress &address : all) {
            if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback())
                return address;
        }
        return {};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<NearbyHosts> m_hosts;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(tst_NearbyHosts)
#include "tst_nearbyhosts.moc"
