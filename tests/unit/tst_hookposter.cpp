// SPDX-License-Identifier: GPL-3.0-or-later
// Outgoing hooks against receivers that fail in every way.

#include "server/web/hookposter.h"
#include "server/web/hooktarget.h"
#include "tests/support/hookreceiver.h"

#include <QMessageAuthenticationCode>
#include <QNetworkInterface>
#include <QSet>
#include <QTest>

using namespace Server;
using TestSupport::Taken;
using Receiver = TestSupport::HookReceiver;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30000;

using TestSupport::ok;
using TestSupport::status;

HookPost post(const Receiver &receiver, const QByteArray &json,
              const QString &hook = QStringLiteral("h"))
{
    return {hook, receiver.url(), "secret", "h-" + json, json};
}

} // namespace

class TestHookPoster : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_options = {};
        m_options.toLoopback = true;
        m_options.firstRetry = 10ms;
        m_options.longestRetry = 20ms;
        m_options.giveUpAfter = 20s;
    }

    void postsInOrderAndSigned()
    {
        Receiver receiver;
        HookPoster poster(m_options);
        for (const char *body : {"1", "2", "3"})
            poster.post(post(receiver, body));
        QTRY_COMPARE_WITH_TIMEOUT(poster.counts(QStringLiteral("h")).delivered, 3, patience);
        QCOMPARE(receiver.bodies(), (QByteArrayList{"1", "2", "3"}));
        const Taken &first = receiver.taken[0];
        QVERIFY(first.head.startsWith("POST /in?a=b HTTP/1.1\r\n"));
        QCOMPARE(first.header("Host"), "127.0.0.1:" + QByteArray::number(receiver.serverPort()));
        QCOMPARE(first.header("Content-Type"), QByteArray("application/json"));
        QCOMPARE(first.header("Madang-Delivery"), QByteArray("h-1"));
        QCOMPARE(first.header("Madang-Attempt"), QByteArray("1"));
        const QByteArray signature = first.header("Madang-Signature");
        const QByteArray seconds = signature.split(',')[0].mid(2);
        QVERIFY(std::abs(seconds.toLongLong() - QDateTime::currentSecsSinceEpoch()) < 120);
        const QByteArray expected =
            QMessageAuthenticationCode::hash(seconds + ".1", "secret", QCryptographicHash::Sha256);
        QCOMPARE(signature, "t=" + seconds + ",v1=" + expected.toHex());
        QCOMPARE(poster.counts(QStringLiteral("h")).waiting, 0);
    }

    void signatureIsThatOfTheGuide()
    {
        QCOMPARE(hookSignature("key", 1700000000s, "{}"),
                 QByteArray("t=1700000000,v1="
                            "9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae"));
    }

    void triesAgain_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("500") << status(500);
        QTest::newRow("503") << status(503);
        QTest::newRow("429") << status(429);
        QTest::newRow("cut") << QByteArray("cut");
        QTest::newRow("cut in its answer")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{");
        QTest::newRow("hangs") << QByteArray("hang");
        QTest::newRow("no HTTP") << QByteArray("SSH-2.0-x\r\n\r\n");
    }
    void triesAgain()
    {
        QFETCH(QByteArray, answer);
        Receiver receiver;
        receiver.answers = {answer, answer, ok()};
        m_options.timeout = 300ms;
        HookPoster poster(m_options);
        poster.post(post(receiver, "1"));
        poster.post(post(receiver, "2"));
        QTRY_COMPARE_WITH_TIMEOUT(poster.counts(QStringLiteral("h")).delivered, 2, patience);
        QCOMPARE(receiver.taken.back().body, QByteArray("2"));
        // Each try says that it is the same.
        QSet<QByteArray> ids;
        for (const Taken &taken : receiver.taken)
            ids << taken.header("Madang-Delivery");
        QCOMPARE(ids, (QSet<QByteArray>{"h-1", "h-2"}));
        QVERIFY(receiver.taken.size() >= 4);
        if (answer.startsWith("HTTP/1.1 5")) // what ends without an answer, Qt sends again itself
            QCOMPARE(receiver.taken[2].header("Madang-Attempt"), QByteArray("3"));
        QCOMPARE(poster.counts(QStringLiteral("h")).problem, QString());
    }

    void doesNotTryAgain_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("400") << status(400);
        QTest::newRow("410") << status(410);
        QTest::newRow("401") << status(401, "WWW-Authenticate: Basic\r\n");
        QTest::newRow("redirect") << status(302, "Location: /elsewhere\r\n");
        QTest::newRow("redirect that keeps the method")
            << status(307, "Location: http://127.0.0.1:1/\r\n");
    }
    void doesNotTryAgain()
    {
        QFETCH(QByteArray, answer);
        Receiver receiver;
        receiver.answers = {answer, ok()};
        HookPoster poster(m_options);
        poster.post(post(receiver, "1"));
        poster.post(post(receiver, "2"));
        QTRY_COMPARE_WITH_TIMEOUT(poster.counts(QStringLiteral("h")).delivered, 1, patience);
        QCOMPARE(receiver.bodies(), (QByteArrayList{"1", "2"}));
        QCOMPARE(poster.counts(QStringLiteral("h")).failed, 1);
        for (const Taken &taken : receiver.taken)
            QVERIFY(taken.head.startsWith("POST /in?a=b "));
    }

    void givesUpInTheEnd()
    {
        Receiver receiver;
        receiver.answers = {status(500)};
        m_options.giveUpAfter = 100ms;
        HookPoster poster(m_options);
        poster.post(post(receiver, "1"));
        QTRY_COMPARE_WITH_TIMEOUT(poster.counts(QStringLiteral("h")).failed, 1, patience);
        QVERIFY(receiver.taken.size() > 1);
        QCOMPARE(poster.counts(QStringLiteral("h")).problem, QStringLiteral("HTTP 500"));
        QCOMPARE(poster.counts(QStringLiteral("h")).waiting, 0);
    }

    void oldestAreDropped()
    {
        Receiver receiver;
        receiver.answers = {"hang", ok()};
        m_options.timeout = 1s;
        m_options.waiting = 3;
        HookPoster poster(m_options);
        for (int i = 0; i < 10; ++i)
            poster.post(post(receiver, QByteArray::number(i)));
        QTRY_COMPARE_WITH_TIMEOUT(poster.counts(QStringLiteral("h")).delivered, 3, patience);
        QCOMPARE(poster.counts(QStringLiteral("h")).dropped, 7);
        QCOMPARE(receiver.bodies().mid(1), (QByteArrayList{"0", "8", "9"}));
    }

    void bytesAreBoundToo()
    {
        Receiver receiver;
        receiver.answers = {"hang", ok()};
        m_options.timeout = 1s;
        m_options.waitingBytes = 2500;
        HookPoster poster(m_options);
        for (const char digit : {'0', '1', '2', '3'})
            poster.post(post(receiver, QByteArray(1000, digit)));
        QTRY_COMPARE_WITH_TIMEOUT(poster.counts(QStringLiteral("h")).delivered, 2, patience);
        QCOMPARE(poster.counts(QStringLiteral("h")).dropped, 2);
    }

    void oneHookHoldsUpNoOther()
    {
        Receiver slow;
        slow.answers = {"hang"};
        Receiver quick;
        HookPoster poster(m_options);
        poster.post(post(slow, "1", QStringLiteral("slow")));
        poster.post(post(quick, "1", QStringLiteral("quick")));
        QTRY_COMPARE_WITH_TIMEOUT(poster.counts(QStringLiteral("quick")).delivered, 1, patience);
        QCOMPARE(poster.counts(QStringLiteral("slow")).delivered, 0);
    }

    void answersAreHeard_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const QByteArray &answer, const char *said) {
            QTest::newRow(name) << answer << QString::fromUtf8(said);
        };
        row("text", ok(R"({"text":"안녕"})"), "안녕");
        row("other JSON", ok(R"({"ok":true})"), "");
        row("no JSON", ok("<html>"), "");
        row("of an error", "HTTP/1.1 404 X\r\nContent-Length: 12\r\n\r\n{\"text\":\"x\"}", "");
        row("too long", ok("{\"text\":\"" + QByteArray(70'000, 'a') + "\"}"), "");
        row("no end", "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(1'000'000, ' '), "");
    }
    void answersAreHeard()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, said);
        Receiver receiver;
        receiver.answers = {answer};
        HookPoster poster(m_options);
        QStringList heard;
        poster.setReply([&](const QString &hook, const QByteArray &id, const QString &text) {
            heard << hook << QString::fromUtf8(id) << text;
        });
        poster.post(post(receiver, "1"));
        const auto settled = [&] {
            const Chat::HookCounts counts = poster.counts(QStringLiteral("h"));
            return counts.delivered + counts.failed > 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(settled(), patience);
        QCOMPARE(receiver.taken.size(), size_t(1));
        QCOMPARE(heard, said.isEmpty()
                            ? QStringList()
                            : (QStringList{QStringLiteral("h"), QStringLiteral("h-1"), said}));
    }

    void loopbackIsRefused_data()
    {
        QTest::addColumn<QString>("host");
        for (const char *host : {"127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001",
                                 "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]"})
            QTest::newRow(host) << QString::fromLatin1(host);
    }
    void loopbackIsRefused()
    {
        QFETCH(QString, host);
        Receiver receiver;
        m_options.toLoopback = false;
        HookPoster poster(m_options);
        HookPost one = post(receiver, "1");
        one.url = receiver.url(host);
        poster.post(one);
        const auto counts = [&] { return poster.counts(QStringLiteral("h")); };
        QTRY_VERIFY_WITH_TIMEOUT(counts().failed == 1 || !counts().problem.isEmpty(), patience);
        QVERIFY(receiver.taken.empty());
    }

    void targets_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("usually");
        QTest::addColumn<bool>("withLoopback");
        const auto row = [](const char *address, bool usually, bool withLoopback) {
            QTest::newRow(address) << QString::fromLatin1(address) << usually << withLoopback;
        };
        row("192.168.0.5", true, true);
        row("10.0.0.1", true, true);
        row("93.184.216.34", true, true);
        row("2001:db8::1", true, true);
        row("fd00::1", true, true);
        row("127.0.0.1", false, true);
        row("127.255.0.1", false, true);
        row("::1", false, true);
        row("::ffff:127.0.0.1", false, true);
        row("::127.0.0.1", false, true);
        row("64:ff9b::7f00:1", false, true);
        row("2002:7f00:1::", false, true);
        row("169.254.169.254", false, true);
        row("::ffff:169.254.169.254", false, true);
        row("64:ff9b::a9fe:a9fe", false, true);
        row("fe80::1", false, true);
        row("::ffff:0:127.0.0.1", false, true);
        row("::ffff:0:192.168.0.5", true, true);
        row("2002:a9fe:a9fe::1", false, true);
        row("2002:c0a8:5::1", true, true);
        row("64:ff9b::c0a8:5", true, true);
        row("64:ff9b:1::1", false, true);
        row("64:ff9b:1:7f00:0:1::", false, true);
        row("2001::1", false, true);
        row("2001:0:5db8:d822::1", false, true);
        row("2001:1::1", true, true);
        row("2001:db8::5efe:7f00:1", false, true);
        row("2001:db8::200:5efe:a9fe:a9fe", false, true);
        row("2001:db8::5efe:c0a8:5", true, true);
        row("2001:db8::5efe:e000:1", false, false);
        row("0.0.0.0", false, false);
        row("0.1.2.3", false, false);
        row("::", false, false);
        row("::ffff:0.0.0.0", false, false);
        row("255.255.255.255", false, false);
        row("224.0.0.1", false, false);
        row("ff02::1", false, false);
    }
    void targets()
    {
        QFETCH(QString, address);
        QFETCH(bool, usually);
        QFETCH(bool, withLoopback);
        QCOMPARE(isHookTarget(QHostAddress(address), false, {}), usually);
        QCOMPARE(isHookTarget(QHostAddress(address), true, {}), withLoopback);
    }

    void ownAddressesAreRefused()
    {
        const QList<QHostAddress> own{QHostAddress(QStringLiteral("192.168.0.7")),
                                      QHostAddress(QStringLiteral("fd00::7"))};
        for (const char *address : {"192.168.0.7", "::ffff:192.168.0.7", "::ffff:0:192.168.0.7",
                                    "::192.168.0.7", "64:ff9b::c0a8:7", "2002:c0a8:7::1",
                                    "2001:db8::5efe:c0a8:7", "fd00::7", "fd00::7%1"}) {
            const QHostAddress there(QString::fromLatin1(address));
            QVERIFY2(!isHookTarget(there, false, own), address);
            QVERIFY2(isHookTarget(there, true, own), address);
        }
        QVERIFY(isHookTarget(QHostAddress(QStringLiteral("192.168.0.8")), false, own));
        QVERIFY(isHookTarget(QHostAddress(QStringLiteral("fd00::8")), false, own));
    }

    /// Those that it has now.
    void nothingIsPostedToOwnAddresses()
    {
        m_options.toLoopback = false;
        HookPoster poster(m_options);
        const QList<QHostAddress> all = QNetworkInterface::allAddresses();
        QVERIFY(!all.isEmpty());
        for (const QHostAddress &address : all) {
            Receiver receiver;
            receiver.close();
            QVERIFY(receiver.listen(QHostAddress::Any));
            HookPost one = post(receiver, "1", address.toString());
            one.url.setHost(address.toString());
            poster.post(one);
            const auto counts = [&] { return poster.counts(one.hook); };
            QTRY_VERIFY_WITH_TIMEOUT(
                counts().failed + counts().delivered == 1 || !counts().problem.isEmpty(), patience);
            QVERIFY2(receiver.taken.empty(), qPrintable(address.toString()));
        }
    }

    void forgottenPostsNothing()
    {
        Receiver receiver;
        receiver.answers = {"hang"};
        HookPoster poster(m_options);
        poster.post(post(receiver, "1"));
        poster.post(post(receiver, "2"));
        QTRY_COMPARE_WITH_TIMEOUT(receiver.taken.size(), size_t(1), patience);
        poster.forget(QStringLiteral("h"));
        Receiver other;
        poster.post(post(other, "3", QStringLiteral("other")));
        QTRY_COMPARE_WITH_TIMEOUT(poster.counts(QStringLiteral("other")).delivered, 1, patience);
        QCOMPARE(receiver.taken.size(), size_t(1));
        QCOMPARE(poster.counts(QStringLiteral("h")), Chat::HookCounts());
    }

    void endsWhileItPosts()
    {
        Receiver receiver;
        receiver.answers = {"hang"};
        {
            HookPoster poster(m_options);
            for (int i = 0; i < 5; ++i)
                poster.post(post(receiver, "1", QString::number(i)));
            QTRY_VERIFY_WITH_TIMEOUT(!receiver.taken.empty(), patience);
        }
        HookPoster unused(m_options); // and at once
    }

private:
    HookPosting m_options;
};

QTEST_GUILESS_MAIN(TestHookPoster)
#include "tst_hookposter.moc"
