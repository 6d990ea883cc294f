// SPDX-License-Identifier: GPL-3.0-or-later
// How much one address may take, as accounts that are made from it, and which tries count.
#include "server/auth/peerquota.h"

#include "server/store/erasingstore.h"
#include "tests/support/accountsfixture.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <vector>

using namespace Server;
using namespace std::chrono_literals;

class PeerQuotaTest : public QObject, private AccountsFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openFolder(); }
    void cleanup() { close(); }
    void sayWhenThereMayBeMore();
    void takenBackIsForgotten();
    void noneAtAllIsNotRemembered();
    void rememberNoMoreThanThat();
    void takenNameDoesNotCount();
    void takenKeyDoesNotCount();
    void fullHostDoesNotCount();
    void brokenLogDoesNotCount();
    void laterSaysWhen();

private:
    Result comeAs(const char *name) { return come(DeviceKey::make(), QString::fromUtf8(name)); }
    QByteArray newsOf(const char *name)
    {
        const Result who = comeAs(name);
        return who ? valueIn(who->greeting, "account") : who.error().message;
    }
    void startWith(int perPeer, int inAll = 20000)
    {
        AccountOptions options;
        options.accountsPerPeer = perPeer;
        options.accounts = inAll;
        start(options);
    }
};

void PeerQuotaTest::sayWhenThereMayBeMore()
{
    PeerQuota quota({2, 100s});
    const Stomp::TimePoint start = Stomp::Clock::now();
    QVERIFY(!quota.count(somePeer, start));
    QVERIFY(!quota.count(somePeer, start + 60s));
    QCOMPARE(quota.count(somePeer, start + 90500ms), std::optional(10s));
    QVERIFY(!quota.count(QStringLiteral("10.0.0.2"), start + 90s));
    // From the first one on: what was refused makes it no longer.
    QCOMPARE(quota.count(somePeer, start + 99s), std::optional(1s));
    QVERIFY(!quota.count(somePeer, start + 100s));
    QVERIFY(!quota.count(somePeer, start + 100s));
    QCOMPARE(quota.count(somePeer, start + 100s), std::optional(100s));
}

void PeerQuotaTest::takenBackIsForgotten()
{
    PeerQuota quota({2, 100s});
    const Stomp::TimePoint start = Stomp::Clock::now();
    QVERIFY(!quota.count(somePeer, start));
    QVERIFY(!quota.count(somePeer, start));
    quota.takeBack(somePeer);
    QCOMPARE(quota.remembered(), qsizetype(1));
    QVERIFY(!quota.count(somePeer, start));
    QVERIFY(quota.count(somePeer, start));
    quota.takeBack(somePeer);
    quota.takeBack(somePeer);
    QCOMPARE(quota.remembered(), qsizetype(0));
    quota.takeBack(somePeer);
    QVERIFY(!quota.count(somePeer, start));
}

void PeerQuotaTest::noneAtAllIsNotRemembered()
{
    PeerQuota quota({0, 100s});
    QCOMPARE(quota.count(somePeer, Stomp::Clock::now()), std::optional(100s));
    QCOMPARE(quota.remembered(), qsizetype(0));
}

void PeerQuotaTest::rememberNoMoreThanThat()
{
    PeerQuota quota({1, 100s, 3});
    const Stomp::TimePoint start = Stomp::Clock::now();
    const auto count = [&](int peer, std::chrono::seconds after) {
        return quota.count(QStringLiteral("10.0.0.%1").arg(peer), start + after);
    };
    QVERIFY(!count(2, 1s));
    QVERIFY(!count(1, 2s));
    QVERIFY(!count(3, 3s));
    // Who is new is let in, and the oldest is forgotten for it.
    QVERIFY(!count(4, 4s));
    QCOMPARE(quota.remembered(), qsizetype(3));
    for (const int known : {1, 3, 4})
        QVERIFY2(count(known, 4s), qPrintable(QString::number(known)));
    // Those whose time is over go first, all of them.
    QVERIFY(!count(5, 103s));
    QCOMPARE(quota.remembered(), qsizetype(2));
    QVERIFY(count(4, 103s));
}

void PeerQuotaTest::takenNameDoesNotCount()
{
    startWith(2);
    QCOMPARE(newsOf("민지"), QByteArray("new"));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(newsOf("민지"), QByteArray("name-taken"));
    QCOMPARE(newsOf("준호"), QByteArray("new"));
    QCOMPARE(newsOf("서준"), QByteArray("later"));
}

// Two connections of one new device: one of them makes its account.
void PeerQuotaTest::takenKeyDoesNotCount()
{
    startWith(2);
    const DeviceKey key = DeviceKey::make();
    std::vector<Credentials> both;
    for (const char *name : {"민지", "준호"}) {
        Credentials one = with(key, QString::fromUtf8(name));
        const Result asked = ask(one);
        prove(one, key, valueIn(asked.error().headers, "host-id"),
              valueIn(asked.error().headers, "challenge"));
        both.push_back(one);
    }
    std::vector<Result> answers;
    for (const Credentials &one : both)
        m_authenticator->authenticate(one, [&](Result answer) { answers.push_back(answer); });
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), size_t(2), 20000);
    QVERIFY(answers[0]);
    QVERIFY(!answers[1]);
    QVERIFY(!valueIn(answers[1].error().headers, "challenge").isEmpty());
    QCOMPARE(newsOf("서준"), QByteArray("new"));
}

void PeerQuotaTest::fullHostDoesNotCount()
{
    startWith(2, 1);
    const Result first = comeAs("민지");
    QCOMPARE(valueIn(first->greeting, "account"), QByteArray("new"));
    for (int i = 0; i < 3; ++i) {
        const Result full = comeAs("준호");
        QCOMPARE(valueIn(full->greeting, "account"), QByteArray("later"));
        // Nobody knows when there is a place again.
        QVERIFY(valueIn(full->greeting, "retry-after").isEmpty());
    }
    bool gone = false;
    m_store->erasing().begin(first->user, {}, {}, [&](const auto &done) { gone = *done; });
    QTRY_VERIFY_WITH_TIMEOUT(gone, 20000);
    QCOMPARE(newsOf("서준"), QByteArray("new"));
}

void PeerQuotaTest::brokenLogDoesNotCount()
{
    startWith(2);
    const auto inLog = [this](const char *statement) {
        const QString name = QStringLiteral("beside");
        {
            auto log = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            log.setDatabaseName(m_folder->filePath(QStringLiteral("log.sqlite")));
            QVERIFY(log.open());
            QVERIFY(QSqlQuery(log).exec(QString::fromLatin1(statement)));
        }
        QSqlDatabase::removeDatabase(name);
    };
    inLog("CREATE TRIGGER broken BEFORE INSERT ON accounts BEGIN SELECT RAISE(FAIL, 'no'); END");
    for (int i = 0; i < 3; ++i)
        QVERIFY(newsOf("민지").contains("cannot read who is who"));
    inLog("DROP TRIGGER broken");
    QCOMPARE(newsOf("민지"), QByteArray("new"));
}

void PeerQuotaTest::laterSaysWhen()
{
    startWith(1);
    QCOMPARE(newsOf("민지"), QByteArray("new"));
    const Result later = comeAs("준호");
    QCOMPARE(later->role, Principal::Role::Guest);
    const int wait = valueIn(later->greeting, "retry-after").toInt();
    QVERIFY(wait > 23 * 60 * 60);
    QVERIFY(wait <= 24 * 60 * 60);
}

QTEST_GUILESS_MAIN(PeerQuotaTest)
#include "tst_peerquota.moc"
