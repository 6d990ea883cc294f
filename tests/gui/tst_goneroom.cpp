// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/gonepane.h"
#include "ui/mainwindow.h"
#include "ui/messageedit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

// The shown room goes while one is in it.
class tst_GoneRoom : public QObject {
    Q_OBJECT
    const Chat::RoomId m_team{QStringLiteral("team")};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<Ui::MainWindow> m_window;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    Ui::ChatPage *page() const { return find<Ui::ChatPage>("chatPage"); }
    Ui::MessageEdit *composer() const { return find<Ui::MessageEdit>("composer"); }
    QPlainTextEdit *unsent() const { return find<QPlainTextEdit>("goneUnsent"); }
    void joinTeam()
    {
        page()->showRoom(m_team);
        find<QPushButton>("joinRoom")->click();
        QTRY_VERIFY(composer()->isEnabled());
        composer()->setFocus();
    }
    void endTeam()
    {
        m_host->publish(Chat::ownRoomsQueue(), R"({"roomId":"team","name":"Team","gone":true})");
        QTRY_VERIFY(find<QWidget>("gonePane")->isVisible());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_profile->setName(QStringLiteral("지우"));
        m_actions = std::make_unique<Ui::Actions>();
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, *m_actions);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_host = std::make_unique<ScriptedHost>();
        m_host->rooms[Chat::lobbyRoom()];
        m_host->rooms[m_team];
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("own"),
                                                    m_host->linkMaker());
        m_window->showChat(m_client.get(), {});
        m_client->connectToHost();
        QTRY_COMPARE(page()->room(), Chat::lobbyRoom());
        QTRY_VERIFY(composer()->isEnabled());
        QTRY_VERIFY(m_client->rooms()->indexOf(m_team).isValid());
        QTRY_VERIFY(m_host->count(Chat::ownRoomsQueue()) > 0);
    }

    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void whatWasWrittenStaysInSight()
    {
        joinTeam();
        QTest::keyClicks(composer(), QStringLiteral("only for the team"));
        endTeam();
        QCOMPARE(page()->room(), m_team);
        QVERIFY(find<QLabel>("goneTitle")->text().contains(QStringLiteral("team")));
        QCOMPARE(unsent()->toPlainText(), QStringLiteral("only for the team"));
        // What one goes on typing is said nowhere, and presses nothing.
        QCOMPARE(m_window->focusWidget(), unsent());
        QTest::keyClicks(m_window->focusWidget(), QStringLiteral(" and more"));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
        QCOMPARE(unsent()->toPlainText(), QStringLiteral("only for the team"));
        QCOMPARE(page()->room(), m_team);
        QVERIFY(!composer()->isEnabled());
        QVERIFY(m_host->said().isEmpty());
        find<QPushButton>("goneCopy")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("only for the team"));
        // Away only when one wants to.
        find<QPushButton>("goneNext")->click();
        QCOMPARE(page()->room(), Chat::lobbyRoom());
        QVERIFY(composer()->hasFocus());
        QCOMPARE(composer()->toPlainText(), QString());
    }

    void halfASyllableIsKept()
    {
        joinTeam();
        QTest::keyClicks(composer(), QStringLiteral("hi"));
        QInputMethodEvent whole;
        whole.setCommitString(QStringLiteral("요"));
        QApplication::sendEvent(composer(), &whole);
        endTeam();
        QCOMPARE(unsent()->toPlainText(), QStringLiteral("hi요"));
        // Another change of the rooms disturbs no selection.
        unsent()->selectAll();
        m_host->publish(Chat::roomsTopic(), R"({"roomId":"new","name":"New","topic":"","seq":0})");
        QTRY_VERIFY(m_client->rooms()->indexOf(Chat::RoomId(QStringLiteral("new"))).isValid());
        QCOMPARE(unsent()->textCursor().selectedText(), QStringLiteral("hi요"));
    }

    void whereNothingWasWrittenNoButtonIsPressedEither()
    {
        joinTeam();
        endTeam();
        QVERIFY(!unsent()->isVisible());
        QCOMPARE(m_window->focusWidget(), find<QWidget>("gonePane"));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Space);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
        QCOMPARE(page()->room(), m_team);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_window->focusWidget(), find<QPushButton>("goneNext"));
    }

    void reasonIsOfOneRoom()
    {
        joinTeam();
        endTeam();
        auto *pane = m_window->findChild<Ui::GonePane *>();
        const QString usual = find<QLabel>("goneReason")->text();
        QVERIFY(!usual.isEmpty());
        pane->setReason(QStringLiteral("민수 sent you out."));
        QCOMPARE(find<QLabel>("goneReason")->text(), QStringLiteral("민수 sent you out."));
        find<QPushButton>("goneNext")->click();
        QCOMPARE(find<QLabel>("goneReason")->text(), usual);
    }

    void roomThatComesBackIsShown()
    {
        joinTeam();
        QTest::keyClicks(composer(), QStringLiteral("well"));
        endTeam();
        m_host->publish(Chat::roomsTopic(),
                        R"({"roomId":"team","name":"Team","topic":"","seq":0})");
        QTRY_VERIFY(find<QPushButton>("joinRoom")->isVisible());
        QCOMPARE(m_window->focusWidget(), find<QWidget>("joinPane")); // one may be typing still
        find<QPushButton>("joinRoom")->click();
        QTRY_VERIFY(composer()->isEnabled());
        QCOMPARE(composer()->toPlainText(), QStringLiteral("well"));
    }
};

QTEST_MAIN(tst_GoneRoom)
#include "tst_goneroom.moc"
