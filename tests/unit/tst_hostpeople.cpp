// SPDX-License-Identifier: GPL-3.0-or-later
// What the operator does about accounts without a host running.
#include "server/auth/accountdesk.h"
#include "server/hostpeople.h"
#include "server/store/sqlstore.h"
#include "tests/support/storecalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;

class HostPeopleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void lists();
    void resets();
    void saysWhatIsWrong();
    void leavesARunningHostAlone();

private:
    QStringList command(const QStringList &words) const
    {
        return words + QStringList{QStringLiteral("--data"), m_folder->path()};
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void HostPeopleTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = std::move(SqlStore::create(m_folder->path(), {}).value());
    const Chat::Timestamp then{std::chrono::milliseconds(1'700'000'000'000)};
    const NewAccount account{
        Chat::UserId(QStringLiteral("u-1")),
        {QStringLiteral("Minji"), QStringLiteral("minji"), QStringLiteral("Minji")},
        StoredAccount::Role::Member,
        StoredDevice{"key", QStringLiteral("Phone"), then, then},
        then};
    QVERIFY(StoreCalls::wait<AccountAdded>(
        [&](auto answer) { store->accounts().add(account, answer); }));
}

void HostPeopleTest::lists()
{
    QVERIFY(isPeopleCommand({QStringLiteral("list")}));
    QVERIFY(!isPeopleCommand({QStringLiteral("add"), QStringLiteral("x")}));
    const auto lines = runPeopleCommand(command({QStringLiteral("list")}));
    QVERIFY(lines);
    QCOMPARE(*lines, QStringList{QStringLiteral("Minji\tu-1\tmember\t2023-11-14T22:13:20Z")});
}

void HostPeopleTest::resets()
{
    const auto lines =
        runPeopleCommand(command({QStringLiteral("reset"), QStringLiteral("MINJI")}));
    QVERIFY(lines);
    QCOMPARE(lines->size(), 1);
    QCOMPARE(lines->first().size(), 11);
    auto store = std::move(SqlStore::create(m_folder->path(), {}).value());
    const auto found = StoreCalls::wait<AccountStore::Found>(
        [&](auto answer) { store->accounts().find(Chat::UserId(QStringLiteral("u-1")), answer); });
    QVERIFY((*found)->devices.empty());
}

void HostPeopleTest::saysWhatIsWrong()
{
    QVERIFY(runPeopleCommand(command({QStringLiteral("reset")}))
                .error()
                .startsWith(QStringLiteral("Usage")));
    QVERIFY(runPeopleCommand(command({QStringLiteral("reset"), QStringLiteral("nobody")}))
                .error()
                .contains(QStringLiteral("nobody")));
    QVERIFY(!runPeopleCommand({QStringLiteral("list"), QStringLiteral("--data"),
                               m_folder->path() + QStringLiteral("/none")}));
    QVERIFY(!runPeopleCommand({QStringLiteral("list"), QStringLiteral("--no-such-option")}));
}

void HostPeopleTest::leavesARunningHostAlone()
{
    const auto running = SqlStore::create(m_folder->path(), {});
    QVERIFY(running);
    QVERIFY(runPeopleCommand(command({QStringLiteral("list")}))
                .error()
                .contains(QStringLiteral("running")));
}

QTEST_GUILESS_MAIN(HostPeopleTest)
#include "tst_hostpeople.moc"
