// SPDX-License-Identifier: GPL-3.0-or-later
// Two desktop programs on one screen: one hosts, one joins, both talk; typed on a keyboard.
//
// Real processes on an X server of this test's own, driven by xdotool; a STOMP client of a third
// party tells what the room got. With MADANG_SCREENSHOTS set to a folder, the screen is kept there.

#include "stomp/net/stompclient.h"
#include "stomp/net/websocketlink.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/messages.h"
#include "tests/support/ownscreen.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <memory>

namespace {

constexpr int patience = TestSupport::screenPatience;

} // namespace

class TestTwoDesktops : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_screen.start(); }

    void cleanupTestCase()
    {
        for (QProcess *process : {&m_guest, &m_host}) {
            process->terminate();
            if (process->state() != QProcess::NotRunning)
                process->waitForFinished(patience);
        }
    }

    void bothTalk()
    {
        startDesktop(m_host, QStringLiteral("host"), QStringLiteral("지우"),
                     {QStringLiteral("--host"), QStringLiteral("--port"), QStringLiteral("0")});
        QString port;
        QVERIFY2(TestSupport::waitForLine(
                     m_host,
                     QRegularExpression(QStringLiteral("madang ready http://[^ ]*:(\\d+) ")),
                     &port),
                 m_host.readAllStandardError().constData());
        observe(port);
        startDesktop(m_guest, QStringLiteral("guest"), QStringLiteral("민준"),
                     {QStringLiteral("--join"), QStringLiteral("127.0.0.1:") + port});
        QTRY_VERIFY_WITH_TIMEOUT(heard(Chat::MessageType::Enter, QStringLiteral("지우"), {}),
                                 patience);
        QTRY_VERIFY_WITH_TIMEOUT(heard(Chat::MessageType::Enter, QStringLiteral("민준"), {}),
                                 patience);

        type(m_host, QStringLiteral("dinner at six?"));
        QTRY_VERIFY_WITH_TIMEOUT(heard(Chat::MessageType::Talk, QStringLiteral("지우"),
                                       QStringLiteral("dinner at six?")),
                                 patience);
        type(m_guest, QStringLiteral("yes, see you"));
        QTRY_VERIFY_WITH_TIMEOUT(
            heard(Chat::MessageType::Talk, QStringLiteral("민준"), QStringLiteral("yes, see you")),
            patience);
        keepScreen(QStringLiteral("two-desktops"));

        // Each was said once.
        QCOMPARE(count(QStringLiteral("dinner at six?")), 1);
        QCOMPARE(count(QStringLiteral("yes, see you")), 1);

        // How the host is doing, in a window beside the chat.
        m_screen.activate(m_host);
        m_screen.xdotool({QStringLiteral("key"), QStringLiteral("ctrl+shift+s")});
        QTRY_COMPARE_WITH_TIMEOUT(m_screen.windows(m_host).size(), 2, patience);
        keepScreen(QStringLiteral("status"));

        // Closing the window of the host ends the program in order.
        m_host.terminate();
        QVERIFY(m_host.waitForFinished(patience));
        QCOMPARE(m_host.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_host.exitCode(), 0);
    }

private:
    void startDesktop(QProcess &process, const QString &profile, const QString &name,
                      QStringList arguments)
    {
        process.setProcessEnvironment(m_screen.environment());
        arguments << QStringLiteral("--name") << name << QStringLiteral("--profile")
                  << m_screen.folder().filePath(profile);
        process.start(QStringLiteral(MADANG_BINARY), arguments);
        QVERIFY2(process.waitForStarted(), qPrintable(process.errorString()));
    }

    void observe(const QString &port)
    {
        const QUrl url(QStringLiteral("ws://127.0.0.1:%1/ws-stomp").arg(port));
        m_observer = std::make_unique<Stomp::StompClient>(
            [url] { return std::make_unique<Stomp::WebSocketLink>(url); },
            [] {
                return Stomp::Headers{{"host", "test"}, {"name", "observer"}};
            },
            Stomp::StompClient::Options());
        Stomp::StompSubscription *subscription =
            m_observer->subscribe(Chat::roomTopic(Chat::lobbyRoom()), {{"since", "0"}});
        connect(subscription, &Stomp::StompSubscription::received, this,
                [this](const Stomp::ClientEvent::MessageReceived &message) {
                    if (const auto said = Chat::RoomMessage::fromJson(message.body))
                        m_heard.append(*said);
                });
        m_observer->connectToHost();
    }

    bool heard(Chat::MessageType type, const QString &sender, const QString &text) const
    {
        return std::any_of(m_heard.begin(), m_heard.end(), [&](const Chat::RoomMessage &message) {
            return message.type == type && message.sender == sender &&
                   (text.isEmpty() || message.text == text);
        });
    }

    int count(const QString &text) const
    {
        return int(std::count_if(m_heard.begin(), m_heard.end(),
                                 [&](const auto &message) { return message.text == text; }));
    }

    /// Types into the window of that program, as a person would: the composer has the focus.
    void type(const QProcess &program, const QString &text)
    {
        m_screen.activate(program);
        m_screen.xdotool(
            {QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("10"), text});
        m_screen.xdotool({QStringLiteral("key"), QStringLiteral("Return")});
    }

    void keepScreen(const QString &name)
    {
        const QString folder = qEnvironmentVariable("MADANG_SCREENSHOTS");
        if (folder.isEmpty())
            return;
        QProcess process;
        process.setProcessEnvironment(m_screen.environment());
        process.start(QStringLiteral("import"),
                      {QStringLiteral("-window"), QStringLiteral("root"),
                       QDir(folder).filePath(name + QStringLiteral(".png"))});
        QVERIFY(process.waitForFinished(patience));
    }

    TestSupport::OwnScreen m_screen;
    QProcess m_host, m_guest;
    std::unique_ptr<Stomp::StompClient> m_observer;
    QList<Chat::RoomMessage> m_heard;
};

QTEST_GUILESS_MAIN(TestTwoDesktops)
#include "tst_twodesktops.moc"
