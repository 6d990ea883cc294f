// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/mainwindow.h"
#include "ui/model/chatclient.h"
#include "ui/quickswitcher.h"

#include <QAccessible>
#include <QApplication>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QListView>
#include <QTemporaryDir>
#include <QTest>

using Ui::RoomListModel;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::RoomId team(QStringLiteral("개발팀"));
const Chat::RoomId news(QStringLiteral("배포-알림"));

} // namespace

// Going elsewhere by some letters, in a real window.
class tst_QuickSwitcher : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<Ui::MainWindow> m_window;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    Ui::ChatPage *page() const { return find<Ui::ChatPage>("chatPage"); }
    QWidget *switcher() const { return find<QWidget>("quickSwitcher"); }
    QLineEdit *text() const { return find<QLineEdit>("switchText"); }
    QListView *list() const { return find<QListView>("switchList"); }
    QStringList shown() const
    {
        QStringList names;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            names << list()->model()->index(row, 0).data().toString();
        return names;
    }
    void open() const
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(switcher()->isVisible());
        QVERIFY(text()->hasFocus());
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
        m_profile->setJoined(QStringLiteral("own"), lobby, true);
        m_profile->setJoined(QStringLiteral("own"), team, true);
        m_actions = std::make_unique<Ui::Actions>();
        m_host = std::make_unique<ScriptedHost>();
        for (const Chat::RoomId &room : {lobby, team, news})
            m_host->rooms[room];
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("own"),
                                                    m_host->linkMaker());
        m_client->connectToHost();
        QTRY_VERIFY(m_client->rooms()->indexOf(news).isValid() &&
                    m_client->rooms()->isJoined(team) && !m_client->self().isEmpty());
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, *m_actions);
        m_window->resize(1000, 700);
        m_window->showChat(m_client.get(), {});
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        page()->showRoom(lobby);
        find<QWidget>("composer")->setFocus();
        m_client->members(team)->setMembers(
            {{Chat::UserId(QStringLiteral("u-mj")), QStringLiteral("민준"), false, true, true}});
    }
    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void goesToARoom()
    {
        open();
        text()->setText(QStringLiteral("ㄱㅂㅌ"));
        QCOMPARE(shown(), QStringList{team.toString()});
        QTest::keyClick(text(), Qt::Key_Return);
        QVERIFY(!switcher()->isVisible());
        QCOMPARE(page()->room(), team);
        QVERIFY(find<QWidget>("composer")->hasFocus());
        open();
        QVERIFY(!shown().contains(team.toString())); // one is there
        QVERIFY(text()->text().isEmpty());
        QTest::keyClick(text(), Qt::Key_Return); // back to where one was
        QCOMPARE(page()->room(), lobby);
    }

    void syllableThatIsComposedFinds()
    {
        open();
        QInputMethodEvent composing(QStringLiteral("개"), {});
        QApplication::sendEvent(text(), &composing);
        QTRY_COMPARE(shown(), QStringList{team.toString()});
        QVERIFY(text()->text().isEmpty());
        QTest::keyClick(text(), Qt::Key_Return); // belongs to the input method
        QVERIFY(switcher()->isVisible());
        QInputMethodEvent finished;
        finished.setCommitString(QStringLiteral("개"));
        QApplication::sendEvent(text(), &finished);
        QTest::keyClick(text(), Qt::Key_Return);
        QCOMPARE(page()->room(), team);
    }

    void whereOneWasLatelyComesFirst()
    {
        m_client->rooms()->setJoined(news, true);
        page()->showRoom(team);
        page()->showRoom(news);
        open();
        QCOMPARE(shown().mid(0, 2), (QStringList{team.toString(), QStringLiteral("Lobby")}));
        QTest::keyClick(text(), Qt::Key_Return);
        QCOMPARE(page()->room(), team);
        open();
        QCOMPARE(shown().constFirst(), news.toString());
    }

    void isWalkedThrough()
    {
        open();
        const int rows = list()->model()->rowCount();
        QVERIFY(rows >= 3);
        QCOMPARE(list()->currentIndex().row(), 0);
        QTest::keyClick(text(), Qt::Key_Down);
        QCOMPARE(list()->currentIndex().row(), 1);
        QTest::keyClick(text(), Qt::Key_PageDown);
        QCOMPARE(list()->currentIndex().row(), rows - 1);
        QTest::keyClick(text(), Qt::Key_Up);
        QTest::keyClick(text(), Qt::Key_PageUp);
        QCOMPARE(list()->currentIndex().row(), 0);
        text()->setText(QStringLiteral("nowhere"));
        QCOMPARE(shown(), QStringList());
        QTest::keyClick(text(), Qt::Key_Down);
        QTest::keyClick(text(), Qt::Key_Return); // there is nowhere to go
        QVERIFY(switcher()->isVisible());
        QCOMPARE(page()->room(), lobby);
    }

    void isShutWithoutGoing()
    {
        open();
        QTest::keyClick(text(), Qt::Key_Escape);
        QVERIFY(!switcher()->isVisible());
        QVERIFY(find<QWidget>("composer")->hasFocus());
        find<QWidget>("timeline")->setFocus();
        open();
        QTest::keyClick(text(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!switcher()->isVisible());
        QVERIFY(find<QWidget>("timeline")->hasFocus());
        open();
        find<QWidget>("composer")->setFocus(Qt::MouseFocusReason); // one clicks beside it
        QTRY_VERIFY(!switcher()->isVisible());
        QVERIFY(find<QWidget>("composer")->hasFocus());
        QCOMPARE(page()->room(), lobby);
    }

    void aPersonIsTalkedToAlone()
    {
        open();
        text()->setText(QStringLiteral("민"));
        QCOMPARE(shown(), QStringList{QStringLiteral("민준")});
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          list()->visualRect(list()->model()->index(0, 0)).center());
        QVERIFY(!switcher()->isVisible());
        QTRY_VERIFY(!m_host->others.empty());
        QVERIFY2(m_host->otherBodies.back().contains("u-mj"),
                 m_host->otherBodies.back().constData());
    }

    void whoOneTalksToAloneIsThereOnce()
    {
        const Chat::RoomId two =
            Chat::directRoom(m_client->self(), Chat::UserId(QStringLiteral("u-mj")));
        Chat::RoomInfo info;
        info.id = two;
        info.name = QStringLiteral("민준");
        info.settings.visibility = Chat::Visibility::Direct;
        m_client->rooms()->updateRoom(info);
        m_client->rooms()->setJoined(two, true);
        open();
        QCOMPARE(shown().count(QStringLiteral("민준")), 1);
        text()->setText(QStringLiteral("민준"));
        QTest::keyClick(text(), Qt::Key_Return);
        QCOMPARE(page()->room(), two);
    }

    void followsRoomsAndTheWindow()
    {
        open();
        Chat::RoomInfo fresh;
        fresh.id = Chat::RoomId(QStringLiteral("fresh"));
        fresh.name = QStringLiteral("Fresh");
        m_client->rooms()->updateRoom(fresh);
        QTRY_VERIFY(shown().contains(QStringLiteral("Fresh")));
        m_client->rooms()->removeRoom(fresh.id);
        QTRY_VERIFY(!shown().contains(QStringLiteral("Fresh")));
        m_window->resize(360, 480);
        QTRY_VERIFY(page()->rect().contains(switcher()->geometry()));
        QVERIFY(switcher()->width() > 300);
        for (QWidget *part : {static_cast<QWidget *>(text()), static_cast<QWidget *>(list())}) {
            const auto *spoken = QAccessible::queryAccessibleInterface(part);
            QVERIFY(spoken && !spoken->text(QAccessible::Name).isEmpty());
        }
        switcher()->grab(); // painted without harm
    }
};

QTEST_MAIN(tst_QuickSwitcher)
#include "tst_quickswitcher.moc"
