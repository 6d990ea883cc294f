// SPDX-License-Identifier: GPL-3.0-or-later
// Whose version counts, when it is told, and who is too old for whom.
#include "tests/support/scriptedhost.h"
#include "ui/model/chatclient.h"
#include "ui/model/newerversion.h"
#include "ui/model/profile.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using Ui::ChatClient;
using Ui::ConnectionStatus;
using Ui::NewerVersion;

class NewerVersionTest : public QObject {
    Q_OBJECT
    const QVersionNumber m_own{0, 1, 0};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::vector<std::unique_ptr<ScriptedHost>> m_hosts;
    std::vector<std::unique_ptr<ChatClient>> m_clients;
    std::unique_ptr<NewerVersion> m_newer;

    /// Of a host that says so of itself; nobody is in yet.
    ChatClient *client(const QByteArray &server, const QByteArray &name = "마당")
    {
        auto &host = m_hosts.emplace_back(std::make_unique<ScriptedHost>());
        host->alsoGreets.append("server", server);
        host->hostName = name;
        auto &made = m_clients.emplace_back(std::make_unique<ChatClient>(
            *m_profile, QStringLiteral("host-%1").arg(m_hosts.size()), host->linkMaker()));
        m_newer->follow(made.get());
        return made.get();
    }
    ChatClient *enter(const QByteArray &server, const QByteArray &name = "마당")
    {
        ChatClient *made = client(server, name);
        made->connectToHost();
        // In, or it is told by the test that asked.
        if (!QTest::qWaitFor(
                [made] { return made->status().phase == ConnectionStatus::Phase::Online; }, 20000))
            qFatal("not let in");
        return made;
    }
    QString offered() const
    {
        return m_newer->offer() ? m_newer->offer()->version.toString() : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_profile = std::move(*Ui::Profile::open(m_folder->path()));
        m_profile->setName(QStringLiteral("지민"));
        m_newer = std::make_unique<NewerVersion>(m_profile->settings(), m_own);
    }
    void cleanup()
    {
        m_newer.reset();
        m_clients.clear();
        m_hosts.clear();
        m_profile.reset();
    }

    void versions_data()
    {
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<QString>("version");
        const auto row = [](const char *name, const QByteArray &server, const char *version = "") {
            QTest::newRow(name) << server << QString::fromLatin1(version);
        };
        row("ours", "madang/0.2.0", "0.2.0");
        row("two numbers", "madang/1.0", "1.0");
        row("four numbers", "madang/1.2.3.4", "1.2.3.4");
        row("as large as it gets", "madang/9999.9999", "9999.9999");
        row("another program", "RabbitMQ/3.10.8");
        row("no program", "0.2.0");
        row("none", "");
        row("nothing behind", "madang/");
        row("one number", "madang/7");
        row("five numbers", "madang/1.2.3.4.5");
        row("too large", "madang/10000.0");
        row("beyond an int", "madang/99999999999.0");
        row("on trial", "madang/0.2.0-rc1");
        row("words", "madang/0.2.0 https://evil.example");
        row("endless", "madang/1." + QByteArray(8000, '1'));
        row("negative", "madang/-1.0");
        row("with a sign", "madang/+1.0");
        row("with a blank", "madang/ 1.0");
        row("blanks behind", "madang/1.0 ");
        row("an empty number", "madang/1..2");
        row("numbers of another script", "madang/\u0661.\u0662");
    }
    void versions()
    {
        QFETCH(QByteArray, server);
        QTEST(NewerVersion::versionOf(server).toString(), "version");
    }

    void aNewerHostIsTold()
    {
        QSignalSpy changed(m_newer.get(), &NewerVersion::changed);
        enter("madang/0.10.0", "3층");
        QTRY_COMPARE(offered(), QStringLiteral("0.10.0"));
        QTRY_COMPARE(m_newer->offer()->hostName, QStringLiteral("3층"));
        QVERIFY(!changed.isEmpty());
    }

    void theSameAndOlderOnesAreNot_data()
    {
        QTest::addColumn<QByteArray>("server");
        for (const char *server : {"madang/0.1.0", "madang/0.1", "madang/0.0.9", "madang/0.1.0.0"})
            QTest::newRow(server) << QByteArray(server);
    }
    void theSameAndOlderOnesAreNot()
    {
        QFETCH(QByteArray, server);
        enter(server);
        QVERIFY(!m_newer->offer());
    }

    /// Numbers: 0.10 is behind 0.9 as text.
    void theNewestOfSeveralIsTold()
    {
        enter("madang/0.9.0", "a");
        enter("madang/0.10.0", "b");
        enter("madang/0.2.0", "c");
        QTRY_COMPARE(offered(), QStringLiteral("0.10.0"));
        // Whoever does not want that does not want to hear of an earlier one at once.
        m_newer->putAway();
        QVERIFY(!m_newer->offer());
    }

    /// A host may send what no host of ours does.
    void aHostsNameIsMadeSafe()
    {
        enter("madang/0.2.0", "3\u202e층\u2066");
        QTRY_COMPARE(offered(), QStringLiteral("0.2.0"));
        QTRY_COMPARE(m_newer->offer()->hostName, QStringLiteral("3층"));
    }

    void whoDidNotLetUsInIsNotBelieved()
    {
        ChatClient *shut = client("madang/0.2.0");
        m_hosts.back()->refuseLogin = "access refused";
        m_hosts.back()->alsoRefuses.append("server", "madang/0.2.0");
        shut->connectToHost();
        QTRY_COMPARE(shut->status().phase, ConnectionStatus::Phase::Refused);
        QVERIFY(!m_newer->offer());
    }

    void itGoesWithTheHost()
    {
        ChatClient *left = enter("madang/0.2.0");
        QTRY_COMPARE(offered(), QStringLiteral("0.2.0"));
        left->disconnectFromHost();
        QTRY_VERIFY(!m_newer->offer());
        enter("madang/0.3.0");
        QTRY_COMPARE(offered(), QStringLiteral("0.3.0"));
        m_clients.pop_back();
        QVERIFY(!m_newer->offer());
    }

    /// A break in the connection is no news.
    void itStaysWhileTheHostIsLookedFor()
    {
        ChatClient *lost = enter("madang/0.2.0");
        QTRY_COMPARE(offered(), QStringLiteral("0.2.0"));
        QSignalSpy changed(m_newer.get(), &NewerVersion::changed);
        m_hosts.back()->unreachable = true;
        m_hosts.back()->breakLink();
        QTRY_COMPARE(lost->status().phase, ConnectionStatus::Phase::Waiting);
        m_hosts.back()->unreachable = false;
        lost->retryNow();
        QTRY_COMPARE(lost->status().phase, ConnectionStatus::Phase::Online);
        QCOMPARE(offered(), QStringLiteral("0.2.0"));
        QVERIFY(changed.isEmpty());
    }

    void aHostThatGoesBackIsToldNoMore()
    {
        ChatClient *back = enter("madang/0.2.0");
        QTRY_COMPARE(offered(), QStringLiteral("0.2.0"));
        m_hosts.back()->alsoGreets = {{"server", "madang/0.1.0"}};
        m_hosts.back()->breakLink();
        QTRY_COMPARE(back->status().phase, ConnectionStatus::Phase::Waiting);
        back->retryNow();
        QTRY_VERIFY(!m_newer->offer());
    }

    void whatWasPutAwayStaysSo()
    {
        enter("madang/0.2.0");
        QTRY_COMPARE(offered(), QStringLiteral("0.2.0"));
        m_newer->putAway();
        QVERIFY(!m_newer->offer());
        m_newer = std::make_unique<NewerVersion>(m_profile->settings(), m_own); // another run
        m_newer->follow(m_clients.front().get());
        QVERIFY(!m_newer->offer());
        enter("madang/0.2"); // nor of anybody else
        QVERIFY(!m_newer->offer());
        enter("madang/0.2.1");
        QTRY_COMPARE(offered(), QStringLiteral("0.2.1"));
    }

    void whatIsRememberedIsBounded()
    {
        QSettings &settings = m_profile->settings();
        const QString key = QStringLiteral("newer/putAway");
        QStringList many{QStringLiteral("0.1"), QStringLiteral("words")};
        for (int i = 0; i < 100; ++i)
            many << QStringLiteral("5.%1").arg(i + 1);
        settings.setValue(key, many);
        enter("madang/0.2.0");
        QTRY_COMPARE(offered(), QStringLiteral("0.2.0"));
        m_newer->putAway();
        const QStringList kept = settings.value(key).toStringList();
        QCOMPARE(kept.size(), NewerVersion::mostPutAway);
        QCOMPARE(kept.last(), QStringLiteral("0.2"));
    }

    void whatIsHereByNowIsForgotten()
    {
        m_profile->settings().setValue(
            QStringLiteral("newer/putAway"),
            QStringList{QStringLiteral("0.0.9"), QStringLiteral("0.1"), QStringLiteral("0.5")});
        enter("madang/0.2.0");
        QTRY_COMPARE(offered(), QStringLiteral("0.2.0"));
        m_newer->putAway();
        QCOMPARE(m_profile->settings().value(QStringLiteral("newer/putAway")).toStringList(),
                 (QStringList{QStringLiteral("0.5"), QStringLiteral("0.2")}));
    }

    void whoIsTooOld_data()
    {
        using Refusal = ConnectionStatus::Refusal;
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<Refusal>("refusal");
        QTest::newRow("the program")
            << QByteArray("2.0,2.1") << QByteArray() << Refusal::ProgramTooOld;
        QTest::newRow("the host") << QByteArray("0.9") << QByteArray() << Refusal::HostTooOld;
        QTest::newRow("nobody: one in common")
            << QByteArray("1.0,1.1,1.2") << QByteArray() << Refusal::None;
        QTest::newRow("cannot be told") << QByteArray("x") << QByteArray() << Refusal::None;
        QTest::newRow("another reason counts first")
            << QByteArray("2.0") << QByteArray("password-needed") << Refusal::PasswordNeeded;
    }
    void whoIsTooOld()
    {
        QFETCH(QByteArray, version);
        QFETCH(QByteArray, reason);
        ChatClient *shut = client({});
        m_hosts.back()->refuseLogin = "Unsupported protocol version";
        m_hosts.back()->alsoRefuses.append("version", version);
        if (!reason.isEmpty())
            m_hosts.back()->alsoRefuses.append("reason", reason);
        shut->connectToHost();
        QTRY_COMPARE(shut->status().phase, ConnectionStatus::Phase::Refused);
        QTEST(shut->status().refusal, "refusal");
    }
};

QTEST_GUILESS_MAIN(NewerVersionTest)
#include "tst_newerversion.moc"
