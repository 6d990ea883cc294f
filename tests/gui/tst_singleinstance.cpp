// SPDX-License-Identifier: GPL-3.0-or-later
// The word of a later start: by its protocol, and by the real program on a screen of this test's
// own.
#include "app/openevents.h"
#include "app/singleinstance.h"
#include "stomp/net/stompclient.h"
#include "stomp/net/websocketlink.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/messages.h"
#include "tests/support/ownscreen.h"
#include "ui/model/profile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QFileOpenEvent>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QUrl>

#include <algorithm>
#include <memory>

namespace {

constexpr int patience = TestSupport::screenPatience;
const Handover sample{QStringLiteral("madang://host:7610?room=점심"), true, "token-1"};

} // namespace

class tst_SingleInstance : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    TestSupport::OwnScreen m_screen;
    QProcess m_host;
    QString m_port;
    std::unique_ptr<Stomp::StompClient> m_observer;
    QList<Chat::RoomMessage> m_heard;

    /// As another program does it, which waits.
    bool handOver(const Handover &handover) const
    {
        bool taken = false;
        std::unique_ptr<QThread> thread(
            QThread::create([&] { taken = SingleInstance::handOver(m_folder.path(), handover); }));
        thread->start();
        return QTest::qWaitFor([&] { return thread->isFinished(); }, patience) && taken;
    }
    std::unique_ptr<QLocalSocket> visit() const
    {
        auto socket = std::make_unique<QLocalSocket>();
        socket->connectToServer(SingleInstance::addressOf(m_folder.path()));
        return socket;
    }

    void startDesktop(QProcess &process, const QString &profile, const QStringList &arguments)
    {
        process.setProcessEnvironment(m_screen.environment());
        process.start(QStringLiteral(MADANG_BINARY),
                      QStringList{QStringLiteral("--profile"), m_folder.filePath(profile)} +
                          arguments);
        QVERIFY2(process.waitForStarted(), qPrintable(process.errorString()));
    }
    /// A second start, which ends by itself because the first one has it.
    void openLink(const QString &profile, const QString &link)
    {
        QProcess later;
        startDesktop(later, profile, {link});
        QVERIFY(later.waitForFinished(patience));
        QCOMPARE(later.exitStatus(), QProcess::NormalExit);
        QCOMPARE(later.exitCode(), 0);
    }
    void end(QProcess &process)
    {
        process.terminate();
        if (process.state() != QProcess::NotRunning)
            process.waitForFinished(patience);
    }
    int enters(const QString &name) const
    {
        return int(std::count_if(m_heard.begin(), m_heard.end(), [&](const auto &message) {
            return message.type == Chat::MessageType::Enter && message.sender == name;
        }));
    }
    QString link() const { return QStringLiteral("madang://127.0.0.1:%1?room=lobby").arg(m_port); }
    void makeProfile(const QString &folder, const QString &name, bool knowsHost)
    {
        auto profile = Ui::Profile::open(m_folder.filePath(folder + QStringLiteral("/profile")));
        QVERIFY(profile);
        (*profile)->setName(name);
        (*profile)->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        if (knowsHost)
            (*profile)->addRecentHost(QStringLiteral("127.0.0.1:") + m_port, name);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_screen.start();
        qputenv("XDG_RUNTIME_DIR", m_screen.folder().path().toUtf8());
    }
    void cleanupTestCase() { end(m_host); }

    void aLaterStartIsHeard()
    {
        SingleInstance first;
        QVERIFY(first.listen(m_folder.path()));
        Handover heard;
        connect(&first, &SingleInstance::received, this,
                [&](const Handover &handover) { heard = handover; });
        QVERIFY(handOver(sample));
        QCOMPARE(heard, sample);
        QVERIFY(handOver({})); // and once more, with nothing to say
        QCOMPARE(heard, Handover());
    }

    void withoutAFirstOneNothingIsTaken() { QVERIFY(!handOver(sample)); }

    void theFirstOneMayBeStillStarting()
    {
        bool taken = false;
        std::unique_ptr<QThread> later(
            QThread::create([&] { taken = SingleInstance::handOver(m_folder.path(), sample); }));
        later->start();
        QTRY_VERIFY(later->isRunning());
        SingleInstance first;
        QVERIFY(first.listen(m_folder.path()));
        QTRY_VERIFY_WITH_TIMEOUT(later->isFinished(), patience);
        QVERIFY(taken);
    }

    void strangersAreCutOff_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("no JSON") << QByteArray("hello\n");
        QTest::newRow("another JSON") << QByteArray("[1]\n");
        QTest::newRow("a long link") << "{\"link\":\"" + QByteArray(2000, 'a') + "\"}\n";
        QTest::newRow("a line without an end") << QByteArray(1 << 20, 'a');
        QTest::newRow("a line too long") << "{\"x\":\"" + QByteArray(100000, 'a') + "\"}\n";
        QTest::newRow("a NUL for the environment")
            << QByteArray("{\"activation\":\"a\\u0000b\"}\n");
    }
    void strangersAreCutOff()
    {
        QFETCH(QByteArray, written);
        SingleInstance first;
        QVERIFY(first.listen(m_folder.path()));
        QList<Handover> heard;
        connect(&first, &SingleInstance::received, this,
                [&](const Handover &handover) { heard << handover; });
        const auto stranger = visit();
        QTRY_COMPARE(stranger->state(), QLocalSocket::ConnectedState);
        stranger->write(written);
        QTRY_COMPARE(stranger->state(), QLocalSocket::UnconnectedState);
        QVERIFY(stranger->readAll().isEmpty());
        QVERIFY(handOver(sample));
        QCOMPARE(heard, QList<Handover>{sample});
    }

    void whoSaysNothingIsCutOff()
    {
        SingleInstance first;
        QVERIFY(first.listen(m_folder.path()));
        std::vector<std::unique_ptr<QLocalSocket>> silent;
        for (int i = 0; i < SingleInstance::mostVisitors; ++i) {
            silent.push_back(visit());
            QTRY_COMPARE(silent.back()->state(), QLocalSocket::ConnectedState);
        }
        const auto oneMore = visit();
        QTRY_COMPARE(oneMore->state(), QLocalSocket::UnconnectedState);
        QCOMPARE(silent.back()->state(), QLocalSocket::ConnectedState);
        for (const auto &socket : silent)
            QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QLocalSocket::UnconnectedState, patience);
        QVERIFY(handOver(sample));
    }

    void profilesAreApart()
    {
        const QTemporaryDir other;
        QVERIFY(SingleInstance::addressOf(m_folder.path()) !=
                SingleInstance::addressOf(other.path()));
        // The same folder by another way.
        QCOMPARE(SingleInstance::addressOf(m_folder.path() + QStringLiteral("/.")),
                 SingleInstance::addressOf(m_folder.path()));
        SingleInstance first;
        SingleInstance second;
        QVERIFY(first.listen(m_folder.path()));
        QVERIFY(second.listen(other.path()));
        QSignalSpy wrong(&second, &SingleInstance::received);
        QVERIFY(handOver(sample));
        QVERIFY(wrong.isEmpty());
    }

    void nobodyElseMayConnect()
    {
        SingleInstance first;
        QVERIFY(first.listen(m_folder.path()));
        const QFileInfo socket(SingleInstance::addressOf(m_folder.path()));
        QVERIFY(socket.exists());
        QVERIFY(!(socket.permissions() & (QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                          QFileDevice::ReadOther | QFileDevice::WriteOther)));
    }

    void whatAKilledOneLeftIsTakenAway()
    {
        QFile left(SingleInstance::addressOf(m_folder.path()));
        QVERIFY(left.open(QIODevice::WriteOnly));
        SingleInstance first;
        QVERIFY(first.listen(m_folder.path()));
        QVERIFY(handOver(sample));
    }

    void filesOpenedByTheSystemAreLinksOnlyOfOurs()
    {
        OpenEvents events;
        QSignalSpy opened(&events, &OpenEvents::linkOpened);
        QFileOpenEvent link(QUrl(QStringLiteral("madang://host:7610?room=a%20b")));
        QFileOpenEvent file(QUrl(QStringLiteral("file:///etc/passwd")));
        QCoreApplication::sendEvent(qApp, &file);
        QCoreApplication::sendEvent(qApp, &link);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("madang://host:7610?room=a%20b"));
    }

    void portableModeKeepsEverythingBesideTheProgram()
    {
        const QTemporaryDir stick;
        const QTemporaryDir home;
        const QString program = stick.filePath(QStringLiteral("madang"));
        QVERIFY(QFile::copy(QStringLiteral(MADANG_BINARY), program));
        QFile mark(stick.filePath(QStringLiteral("madang.portable")));
        QVERIFY(mark.open(QIODevice::WriteOnly));
        QProcessEnvironment environment = m_screen.environment();
        environment.insert(QStringLiteral("XDG_DATA_HOME"), home.path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
        QProcess portable;
        portable.setProcessEnvironment(environment);
        portable.start(program, {QStringLiteral("--name"), QStringLiteral("지우")});
        QTRY_COMPARE_WITH_TIMEOUT(m_screen.windows(portable).size(), 1, patience);
        QVERIFY(QFile::exists(stick.filePath(QStringLiteral("madang-data/profile/settings.ini"))));
        QVERIFY(!QFile::exists(home.filePath(QStringLiteral("madang"))));
        end(portable);
        QCOMPARE(portable.exitCode(), 0);
    }

    void aHostIsThere()
    {
        startDesktop(m_host, QStringLiteral("host"),
                     {QStringLiteral("--name"), QStringLiteral("지우"), QStringLiteral("--host"),
                      QStringLiteral("--port"), QStringLiteral("0")});
        QVERIFY(TestSupport::waitForLine(
            m_host, QRegularExpression(QStringLiteral("madang ready http://[^ ]*:(\\d+) ")),
            &m_port));
        const QUrl url(QStringLiteral("ws://127.0.0.1:%1/ws-stomp").arg(m_port));
        m_observer = std::make_unique<Stomp::StompClient>(
            [url] { return std::make_unique<Stomp::WebSocketLink>(url); },
            [] {
                return Stomp::Headers{{"host", "test"}, {"name", "observer"}};
            },
            Stomp::StompClient::Options());
        connect(m_observer->subscribe(Chat::roomTopic(Chat::lobbyRoom()), {{"since", "0"}}),
                &Stomp::StompSubscription::received, this,
                [this](const Stomp::ClientEvent::MessageReceived &message) {
                    if (const auto said = Chat::RoomMessage::fromJson(message.body))
                        m_heard.append(*said);
                });
        m_observer->connectToHost();
        QTRY_VERIFY_WITH_TIMEOUT(enters(QStringLiteral("지우")) == 1, patience);
    }

    void aLinkToAKnownHostIsFollowed()
    {
        QVERIFY(!m_port.isEmpty());
        const QString name = QStringLiteral("Minjun");
        makeProfile(name, name, true);
        QProcess first;
        startDesktop(first, name, {});
        QTRY_COMPARE_WITH_TIMEOUT(m_screen.windows(first).size(), 1, patience);
        QCOMPARE(enters(name), 0);
        openLink(name, link());
        QTRY_COMPARE_WITH_TIMEOUT(enters(name), 1, patience);
        QCOMPARE(first.state(), QProcess::Running);
        end(first);
        QCOMPARE(first.exitCode(), 0);
    }

    void oneThatEndsTakesNothingFromTheNext()
    {
        const QStringList hosting{QStringLiteral("--name"), QStringLiteral("Yujin"),
                                  QStringLiteral("--host"), QStringLiteral("--port"),
                                  QStringLiteral("0")};
        const QRegularExpression ready(QStringLiteral("madang ready http://[^ ]*:(\\d+) "));
        QProcess first, next;
        QString port;
        startDesktop(first, QStringLiteral("Yujin"), hosting);
        QVERIFY(TestSupport::waitForLine(first, ready, &port));
        first.terminate();
        startDesktop(next, QStringLiteral("Yujin"), hosting);
        QVERIFY(TestSupport::waitForLine(next, ready, &port));
        QTRY_COMPARE_WITH_TIMEOUT(first.state(), QProcess::NotRunning, patience);
        QCOMPARE(first.exitCode(), 0);
        end(next);
        QCOMPARE(next.exitCode(), 0);
    }

    void aLinkToAStrangeHostIsAskedAbout()
    {
        QVERIFY(!m_port.isEmpty());
        const QString name = QStringLiteral("Seoyeon");
        makeProfile(name, name, false);
        QProcess first;
        startDesktop(first, name, {});
        QTRY_COMPARE_WITH_TIMEOUT(m_screen.windows(first).size(), 1, patience);
        openLink(name, link());
        QTRY_COMPARE_WITH_TIMEOUT(m_screen.windows(first).size(), 2, patience);
        m_screen.activate(first);
        m_screen.xdotool({QStringLiteral("key"), QStringLiteral("Return")}); // which is no
        QTRY_COMPARE_WITH_TIMEOUT(m_screen.windows(first).size(), 1, patience);
        openLink(name, link());
        openLink(name, link()); // one question, however many ask
        QTRY_COMPARE_WITH_TIMEOUT(m_screen.windows(first).size(), 2, patience);
        m_screen.activate(first);
        m_screen.xdotool({QStringLiteral("key"), QStringLiteral("Tab")});
        m_screen.xdotool({QStringLiteral("key"), QStringLiteral("space")});
        QTRY_COMPARE_WITH_TIMEOUT(enters(name), 1, patience);
        end(first);
        QCOMPARE(first.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_SingleInstance)
#include "tst_singleinstance.moc"
