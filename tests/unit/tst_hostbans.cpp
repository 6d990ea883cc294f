// SPDX-License-Identifier: GPL-3.0-or-later
// What the operator does about bans without a host running.
#include "server/hostbans.h"
#include "server/store/accountstore.h"
#include "server/store/sqlstore.h"
#include "tests/support/storecalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;

class HostBansTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bansAnAccount();
    void bansAnAddress();
    void lifts();
    void listsAndAudits();
    void saysWhatIsWrong();
    void leavesARunningHostAlone();

private:
    tl::expected<QStringList, QString> run(const QString &words) const
    {
        QStringList arguments = words.split(u' ');
        arguments << QStringLiteral("--data") << m_folder->path();
        return runBansCommand(arguments);
    }
    std::vector<StoredSanction> kept() const
    {
        return SqlStore::create(m_folder->path(), {}).value()->contents().sanctions;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void HostBansTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = std::move(SqlStore::create(m_folder->path(), {}).value());
    for (const QString &name : {QStringLiteral("Minji"), QStringLiteral("Boss")}) {
        NewAccount account;
        account.user = Chat::UserId(QStringLiteral("u-") + name.toLower());
        account.name = {name, name.toLower(), name};
        account.role = name == QStringLiteral("Boss") ? StoredAccount::Role::Owner
                                                      : StoredAccount::Role::Member;
        account.device = StoredDevice{"key-" + name.toLatin1(), QStringLiteral("Phone"), {}, {}};
        QVERIFY(StoreCalls::wait<AccountAdded>(
            [&](auto answer) { store->accounts().add(account, answer); }));
    }
}

void HostBansTest::bansAnAccount()
{
    QVERIFY(isBansCommand({QStringLiteral("ban"), QStringLiteral("add")}));
    QVERIFY(!isBansCommand({QStringLiteral("bans")}));
    const auto lines = run(QStringLiteral("ban add MINJI --for 2h --reason spam"));
    QVERIFY(lines);
    QCOMPARE(*lines, QStringList{QStringLiteral("u-minji")});
    const auto all = kept();
    QCOMPARE(all.size(), size_t(1));
    QCOMPARE(all[0].info.kind, Chat::Sanction::Kind::Ban);
    QVERIFY(all[0].room.isEmpty() && all[0].addresses.isEmpty());
    QCOMPARE(all[0].devices, QList<QByteArray>{"key-Minji"});
    QCOMPARE(all[0].info.reason, QStringLiteral("spam"));
    QCOMPARE(*all[0].info.until - all[0].info.begun, std::chrono::milliseconds(7'200'000));
}

void HostBansTest::bansAnAddress()
{
    QVERIFY(run(QStringLiteral("ban add ::ffff:10.0.0.5")));
    const auto all = kept();
    QCOMPARE(all.size(), size_t(1));
    QCOMPARE(all[0].addresses, QStringList{QStringLiteral("10.0.0.5")});
    QVERIFY(!all[0].info.until);
    QVERIFY(!run(QStringLiteral("ban add 127.0.0.1")));
    QVERIFY(run(QStringLiteral("ban add 2001:db8:1:2::9")));
    QCOMPARE(kept().back().addresses, QStringList{QStringLiteral("2001:db8:1:2::/64")});
    QVERIFY(run(QStringLiteral("ban remove 2001:db8:1:2::8")));
    QCOMPARE(kept().size(), size_t(1));
}

void HostBansTest::lifts()
{
    QVERIFY(run(QStringLiteral("ban add Minji")));
    QVERIFY(run(QStringLiteral("ban add 10.0.0.5")));
    QVERIFY(run(QStringLiteral("ban remove minji")));
    QVERIFY(!run(QStringLiteral("ban remove minji")));
    QVERIFY(run(QStringLiteral("ban remove 10.0.0.5")));
    QVERIFY(kept().empty());
}

void HostBansTest::listsAndAudits()
{
    QCOMPARE(*run(QStringLiteral("ban list")), QStringList());
    QVERIFY(run(QStringLiteral("ban add Minji --reason spam")));
    QVERIFY(run(QStringLiteral("ban add 10.0.0.5")));
    QCOMPARE(*run(QStringLiteral("ban list")),
             (QStringList{QStringLiteral("Minji\tu-minji\t-\t-\toperator\tspam"),
                          QStringLiteral("10.0.0.5\taddress:10.0.0.5\t-\t10.0.0.5\toperator\t")}));
    const QStringList audit = *run(QStringLiteral("audit"));
    QCOMPARE(audit.size(), 2);
    QVERIFY(audit[0].contains(QStringLiteral("\"BANNED\"")) &&
            audit[0].contains(QStringLiteral("u-minji")));
}

void HostBansTest::saysWhatIsWrong()
{
    for (const QString &wrong :
         {QStringLiteral("ban add"), QStringLiteral("ban add Minji --for soon"),
          QStringLiteral("ban add Minji --for 99999d"), QStringLiteral("ban remove")}) {
        QVERIFY2(run(wrong).error().startsWith(QStringLiteral("Usage")), qPrintable(wrong));
    }
    QVERIFY(run(QStringLiteral("ban add nobody")).error().contains(QStringLiteral("nobody")));
    QVERIFY(run(QStringLiteral("ban add Boss")).error().contains(QStringLiteral("owns")));
    QVERIFY(kept().empty());
    QVERIFY(
        !runBansCommand({QStringLiteral("ban"), QStringLiteral("list"), QStringLiteral("--data"),
                         m_folder->path() + QStringLiteral("/none")}));
}

void HostBansTest::leavesARunningHostAlone()
{
    const auto running = SqlStore::create(m_folder->path(), {});
    QVERIFY(running);
    QVERIFY(run(QStringLiteral("ban list")).error().contains(QStringLiteral("running")));
}

QTEST_GUILESS_MAIN(HostBansTest)
#include "tst_hostbans.moc"
