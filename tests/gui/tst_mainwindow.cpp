// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/appearance.h"
#include "ui/chatpage.h"
#include "ui/composer.h"
#include "ui/mainwindow.h"
#include "ui/messageedit.h"
#include "ui/roomlist.h"
#include "ui/startpage.h"
#include "ui/statusdialog.h"
#include "ui/timelineview.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <chrono>

using Ui::MainWindow;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::RoomId team(QStringLiteral("team"));

QString unnamed(const QWidget &window)
{
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const bool interactive =
            qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) ||
            qobject_cast<QComboBox *>(widget) || qobject_cast<QPlainTextEdit *>(widget) ||
            qobject_cast<QAbstractItemView *>(widget);
        // Parts that Qt's own widgets make for themselves.
        const bool inner = qobject_cast<QComboBox *>(widget->parentWidget()) ||
                           qobject_cast<QLineEdit *>(widget->parentWidget()) ||
                           widget->parentWidget()->inherits("QComboBoxPrivateContainer");
        if (!interactive || inner)
            continue;
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            return widget->metaObject()->className() + QStringLiteral(" ") + widget->objectName();
    }
    return {};
}

} // namespace

class tst_MainWindow : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }

    void openChat(const Ui::HostSummary &summary = {})
    {
        m_profile->setName(QStringLiteral("지우"));
        m_host = std::make_unique<ScriptedHost>();
        m_host->rooms[lobby];
        m_host->rooms[team];
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("own"),
                                                    m_host->linkMaker());
        m_window->showChat(m_client.get(), summary);
        m_client->connectToHost();
        QTRY_COMPARE(find<Ui::ChatPage>("chatPage")->room(), lobby);
        QTRY_VERIFY(find<Ui::MessageEdit>("composer")->isEnabled());
        QTRY_VERIFY(m_client->rooms()->indexOf(team).isValid());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_actions = std::make_unique<Ui::Actions>();
        m_window = std::make_unique<MainWindow>(*m_profile, *m_actions);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void firstRunAsksOnlyAName()
    {
        auto *page = find<QWidget>("namePage");
        QVERIFY(page->isVisible());
        auto *name = find<QLineEdit>("nameField");
        name->clear();
        QTest::keyClick(name, Qt::Key_Return); // nobody goes by no name
        QVERIFY(page->isVisible());
        QSignalSpy named(m_window.get(), &MainWindow::named);
        QTest::keyClicks(name, QStringLiteral("  jiwoo "));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(named.size(), 1);
        QVERIFY(find<QWidget>("startPage")->isVisible());
        QCOMPARE(m_profile->name(), QStringLiteral("jiwoo"));
        QCOMPARE(find<QLineEdit>("ownName")->text(), QStringLiteral("jiwoo"));
    }

    void hostHereIsOneClick()
    {
        m_profile->setName(QStringLiteral("jiwoo"));
        m_window->showStart();
        QSignalSpy asked(m_actions.get(), &Ui::Actions::hostRequested);
        find<QPushButton>("hostHere")->click();
        QCOMPARE(asked.size(), 1);
        QVERIFY(!find<QPushButton>("hostHere")->isEnabled()); // not twice
        m_window->showProblem(QStringLiteral("The port is in use."));
        QVERIFY(find<QPushButton>("hostHere")->isEnabled());
        QCOMPARE(find<QLabel>("problem")->text(), QStringLiteral("The port is in use."));
    }

    void joinByAddress()
    {
        m_profile->setName(QStringLiteral("jiwoo"));
        m_window->showStart();
        QSignalSpy asked(m_actions.get(), &Ui::Actions::joinRequested);
        auto *address = find<QLineEdit>("address");
        QTest::keyClicks(address, QStringLiteral("host:x"));
        QVERIFY(!find<QPushButton>("join")->isEnabled());
        QVERIFY(!find<QLabel>("addressHint")->text().isEmpty());
        QTest::keyClick(address, Qt::Key_Return);
        QCOMPARE(asked.size(), 0);
        address->clear();
        QTest::keyClicks(address, QStringLiteral("192.168.0.12"));
        QVERIFY(!find<QLineEdit>("password")->isVisible());
        QTest::keyClick(address, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().at(0).toString(), QStringLiteral("192.168.0.12"));
        QCOMPARE(asked.first().at(1).toString(), QString());
    }

    void passwordIsAskedWhenTheHostWantsOne()
    {
        m_profile->setName(QStringLiteral("jiwoo"));
        m_window->showProblem(QStringLiteral("It asks for a password."),
                              MainWindow::Problem::PasswordNeeded, QStringLiteral("host:7610"));
        QSignalSpy asked(m_actions.get(), &Ui::Actions::joinRequested);
        auto *password = find<QLineEdit>("password");
        QVERIFY(password->isVisible());
        QTest::keyClicks(password, QStringLiteral("sesame"));
        QTest::keyClick(password, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().at(0).toString(), QStringLiteral("host:7610"));
        QCOMPARE(asked.first().at(1).toString(), QStringLiteral("sesame"));
        m_window->showStart();
        QVERIFY(!password->isVisible());
    }

    void aWrongAddressIsBackUnderTheCursor()
    {
        m_profile->setName(QStringLiteral("jiwoo"));
        m_window->showProblem(QStringLiteral("Nobody answered."), MainWindow::Problem::General,
                              QStringLiteral("hots:7610"));
        QCOMPARE(find<QLineEdit>("address")->text(), QStringLiteral("hots:7610"));
        QVERIFY(find<QLineEdit>("address")->hasFocus());
    }

    void afterTheNameOneKeyHosts()
    {
        auto *name = find<QLineEdit>("nameField");
        QTest::keyClicks(name, QStringLiteral("jiwoo"));
        QTest::keyClick(name, Qt::Key_Return);
        QSignalSpy hosts(m_actions.get(), &Ui::Actions::hostRequested);
        QCOMPARE(m_window->focusWidget(), find<QPushButton>("hostHere"));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
        QCOMPARE(hosts.size(), 1);
    }

    void whereOneWasLastIsOneKeyAway()
    {
        m_profile->setName(QStringLiteral("jiwoo"));
        m_profile->addRecentHost(QStringLiteral("192.168.0.7:7610"), QStringLiteral("마당"));
        m_window->showStart();
        QSignalSpy joins(m_actions.get(), &Ui::Actions::joinRequested);
        QCOMPARE(m_window->focusWidget()->objectName(), QStringLiteral("joinRecent"));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
        QCOMPARE(joins.size(), 1);
    }

    void enterPressesTheButtonInFocus_data()
    {
        QTest::addColumn<QByteArray>("button");
        for (const char *button : {"hostHere", "startSettings", "joinRecent"})
            QTest::newRow(button) << QByteArray(button);
    }

    void enterPressesTheButtonInFocus()
    {
        QFETCH(QByteArray, button);
        m_profile->setName(QStringLiteral("jiwoo"));
        m_profile->addRecentHost(QStringLiteral("10.0.0.4:7610"), QStringLiteral("회의실"));
        m_window->showStart();
        auto *pressed =
            find<QWidget>("startPage")->findChild<QPushButton *>(QString::fromLatin1(button));
        QVERIFY(pressed);
        QSignalSpy clicked(pressed, &QPushButton::clicked);
        QTest::keyClick(pressed, Qt::Key_Return);
        QCOMPARE(clicked.size(), 1);
    }

    void titleNamesTheProgramOnce()
    {
        openChat();
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("ko"));
        find<QToolButton>("openSettings")->click();
        auto *language = find<QComboBox>("languageChoice");
        language->setCurrentIndex(language->findData(QStringLiteral("en")));
        language->setCurrentIndex(language->findData(QStringLiteral("ko")));
        QTRY_VERIFY(m_window->windowTitle().endsWith(QStringLiteral("마당")));
        QTRY_COMPARE(QGuiApplication::applicationDisplayName(), QStringLiteral("마당"));
    }

    void recentHostsAreJoinedAndForgotten()
    {
        m_profile->setName(QStringLiteral("jiwoo"));
        m_profile->addRecentHost(QStringLiteral("10.0.0.4:7610"), QStringLiteral("회의실"));
        m_window->showStart();
        QSignalSpy asked(m_actions.get(), &Ui::Actions::joinRequested);
        find<QPushButton>("joinRecent")->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().at(0).toString(), QStringLiteral("10.0.0.4:7610"));
        m_window->showStart();
        QTRY_COMPARE(m_window->findChildren<QToolButton *>(QStringLiteral("forgetHost")).size(), 1);
        find<QToolButton>("forgetHost")->click();
        QVERIFY(m_profile->recentHosts().empty());
        QTRY_VERIFY(!find<QToolButton>("forgetHost"));
    }

    void hostsOfBeforeHaveTheLookOfNow()
    {
        m_profile->addRecentHost(QStringLiteral("10.0.0.4:7610"), QStringLiteral("회의실"));
        QSettings &settings = m_profile->settings();
        settings.setValue(QStringLiteral("theme"), QStringLiteral("light"));
        Ui::Appearance appearance(settings);
        const Ui::StartPage page(*m_profile, *m_actions, appearance);
        const auto newest = [&page](const char *name) {
            return page.findChildren<QAbstractButton *>(QString::fromLatin1(name)).last();
        };
        const QImage before = newest("forgetHost")->icon().pixmap(20).toImage();
        settings.setValue(QStringLiteral("theme"), QStringLiteral("dark"));
        appearance.reload();
        QVERIFY(newest("forgetHost")->icon().pixmap(20).toImage() != before);
        newest("joinRecent")->click();
        QVERIFY(!newest("joinRecent")->isEnabled());
        settings.setValue(QStringLiteral("theme"), QStringLiteral("light"));
        appearance.reload(); // it still goes there
        QCOMPARE(newest("forgetHost")->icon().pixmap(20).toImage(), before);
        QVERIFY(!newest("joinRecent")->isEnabled());
    }

    void oneIsCalledAsTheHostSays()
    {
        openChat();
        auto *own = find<QToolButton>("openAccount");
        QVERIFY(own->accessibleName().endsWith(QStringLiteral("지우")));
        m_host->alsoGreets = {{"user-name", "Seoyeon"}};
        m_host->breakLink();
        QTRY_VERIFY(own->accessibleName().endsWith(QStringLiteral("Seoyeon")));
        m_client->say(lobby, QStringLiteral("hello"));
        const Ui::TimelineModel *timeline = m_client->timeline(lobby);
        QCOMPARE(timeline->index(timeline->rowCount() - 1)
                     .data(Ui::TimelineModel::SenderRole)
                     .toString(),
                 QStringLiteral("Seoyeon"));
        // Nobody mentions themselves.
        QTRY_COMPARE(m_client->unsentCount(), 0); // the list of people came before
        m_client->members(lobby)->setMembers(
            {{m_client->self(), QStringLiteral("Seoyeon"), false, true, true},
             {Chat::UserId(QStringLiteral("u-2")), QStringLiteral("Sean"), false, true, true}});
        QCoreApplication::processEvents();
        QTest::keyClicks(find<Ui::MessageEdit>("composer"), QStringLiteral("@Se"));
        const auto *proposed = find<QListWidget>("completions");
        QTRY_COMPARE(proposed->count(), 1);
        QVERIFY(proposed->item(0)->text().contains(QStringLiteral("Sean")));
    }

    void whatOneSaysIsSaid()
    {
        openChat();
        auto *composer = find<Ui::MessageEdit>("composer");
        QTest::keyClicks(composer, QStringLiteral("hello"));
        QTest::keyClick(composer, Qt::Key_Return);
        QTRY_COMPARE(m_host->said(), QStringList{QStringLiteral("hello")});
        QVERIFY(find<Ui::TimelineView>("timeline")->isAtEnd());
    }

    void theHostsNameIsSeenAsItIs()
    {
        openChat();
        m_host->hostName = "A & <b>";
        m_client->disconnectFromHost();
        m_client->connectToHost();
        QTRY_COMPARE(find<QLabel>("hostTitle")->text(), QStringLiteral("A & <b>"));
        QCOMPARE(find<QLabel>("hostTitle")->toolTip(),
                 QStringLiteral("<qt>A &amp; &lt;b&gt;</qt>"));
    }

    void whatIsToldAgainStaysForItsTime()
    {
        openChat();
        auto *page = find<Ui::ChatPage>("chatPage");
        auto *sentence = find<QLabel>("sentence");
        page->tell(QStringLiteral("It rains"));
        auto *end = sentence->findChild<QTimer *>();
        QVERIFY(end);
        const int usual = end->interval();
        end->start(std::chrono::hours(1));
        page->tell(QStringLiteral("It rains"));
        QVERIFY(end->isActive());
        QCOMPARE(end->interval(), usual);
        QCOMPARE(sentence->findChildren<QTimer *>().size(), 1);
        QVERIFY(sentence->isVisible());
        end->start(0);
        QTRY_VERIFY(!sentence->isVisible());
    }

    void keysGoEverywhere()
    {
        openChat();
        auto *composer = find<Ui::MessageEdit>("composer");
        composer->setFocus();
        QTest::keyClick(composer, Qt::Key_K, Qt::ControlModifier);
        auto *switcher = find<QLineEdit>("switchText");
        QVERIFY(switcher->hasFocus());
        QTest::keyClicks(switcher, QStringLiteral("tea"));
        QTest::keyClick(switcher, Qt::Key_Return);
        auto *page = find<Ui::ChatPage>("chatPage");
        QCOMPARE(page->room(), team);
        QTest::keyClick(m_window.get(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(page->room(), lobby);
        auto *filter = find<QLineEdit>("findRoom");
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("tea"));
        QTest::keyClick(filter, Qt::Key_Return);
        QCOMPARE(page->room(), team);
        QVERIFY(filter->text().isEmpty());
        QTest::keyClick(m_window.get(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(page->room(), lobby);
        QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(page->room(), team);
        QTest::keyClick(m_window.get(), Qt::Key_Up, Qt::AltModifier);

        QSet<QWidget *> visited;
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(m_window.get(), Qt::Key_F6);
            visited << QApplication::focusWidget();
        }
        QVERIFY(visited.contains(find<QWidget>("timeline")));
        QVERIFY(visited.contains(find<QWidget>("roomList")));
        QVERIFY(visited.contains(composer));
        find<QWidget>("roomList")->setFocus();
        QTest::keyClick(find<QWidget>("roomList"), Qt::Key_Escape);
        QVERIFY(composer->hasFocus());
    }

    void aRoomOneIsNotInIsJoinedByItsButton()
    {
        openChat();
        find<Ui::ChatPage>("chatPage")->showRoom(team);
        QVERIFY(!find<Ui::MessageEdit>("composer")->isEnabled());
        QVERIFY(find<QPushButton>("joinRoom")->isVisible());
        QVERIFY(find<QPushButton>("joinRoom")->hasFocus());
        QTest::keyClick(find<QPushButton>("joinRoom"), Qt::Key_Return);
        QTRY_VERIFY(find<Ui::MessageEdit>("composer")->isEnabled());
        QVERIFY(find<Ui::MessageEdit>("composer")->hasFocus());
        QVERIFY(!find<QPushButton>("joinRoom")->isVisible());
    }

    void newRoomIsAskedByItsName()
    {
        openChat();
        find<QToolButton>("newRoom")->click();
        auto *dialog = find<QDialog>("newRoomDialog");
        QVERIFY(dialog);
        auto *accept = dialog->findChild<QPushButton *>(QStringLiteral("roomAccept"));
        QVERIFY(!accept->isEnabled());
        QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("roomName")),
                         QStringLiteral("lunch"));
        QCOMPARE(unnamed(*dialog), QString());
        accept->click();
        QTRY_VERIFY(!m_host->others.empty());
    }

    void closingTheOwnHostIsConfirmed()
    {
        Ui::HostSummary summary;
        summary.hostedHere = true;
        summary.addresses = {QStringLiteral("192.168.0.12:7610")};
        openChat(summary);
        QSignalSpy closed(m_actions.get(), &Ui::Actions::stopRequested);
        find<QToolButton>("hostMenu")->click();
        auto *leave = find<QPushButton>("leaveHost");
        QVERIFY(leave);
        QCOMPARE(unnamed(*leave->parentWidget()), QString());
        leave->click();
        QCOMPARE(closed.size(), 0);
        auto *question = find<QDialog>("closeHost");
        QVERIFY(question);
        QCOMPARE(unnamed(*question), QString());
        find<QPushButton>("closeHostYes")->click();
        QCOMPARE(closed.size(), 1);
        QCOMPARE(closed[0][1].value<std::chrono::seconds>(), std::chrono::seconds(0));
    }

    void statusOfTheOwnHost_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("Ctrl+Shift+S") << true;
        QTest::newRow("button") << false;
    }
    void statusOfTheOwnHost()
    {
        QFETCH(bool, byKey);
        Ui::HostSummary summary;
        summary.hostedHere = true;
        summary.addresses = {QStringLiteral("192.168.0.12:7610")};
        openChat(summary);
        QSignalSpy asked(m_actions.get(), &Ui::Actions::hostStatusRequested);
        const auto ask = [&] {
            if (byKey) {
                QTest::keyClick(find<Ui::MessageEdit>("composer"), Qt::Key_S,
                                Qt::ControlModifier | Qt::ShiftModifier);
                return;
            }
            find<QToolButton>("hostMenu")->click();
            find<QPushButton>("hostStatus")->click();
        };
        ask();
        auto *dialog = m_window->findChild<Ui::StatusDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(asked.size(), 1); // the program answers
        Ui::HostStatus status;
        status.sessionCount = 1;
        status.sessions.push_back({1, QStringLiteral("지우"), {}, {}, {}, {}, 0, 0, 0, {}});
        m_window->showHostStatus(status);
        const auto *sessions = dialog->findChild<QTableView *>(QStringLiteral("statusSessions"));
        QCOMPARE(sessions->model()->rowCount(), 1);
        ask(); // the one that is there comes to the front
        QCOMPARE(m_window->findChildren<Ui::StatusDialog *>().size(), 1);
        m_window->removeChat(m_client.get()); // the host is closed: there is nothing to show
        QTRY_VERIFY(!m_window->findChild<Ui::StatusDialog *>());
    }

    void otherPeoplesHostHasNoStatus()
    {
        Ui::HostSummary summary;
        summary.joinedBy = QStringLiteral("host:7610");
        openChat(summary);
        QTest::keyClick(find<Ui::MessageEdit>("composer"), Qt::Key_S,
                        Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!m_window->findChild<Ui::StatusDialog *>());
        find<QToolButton>("hostMenu")->click();
        QVERIFY(find<QPushButton>("leaveHost"));
        QVERIFY(!find<QPushButton>("hostStatus"));
    }

    // What the program does on leaving: the page's own button is still on the stack then, and the
    // client goes behind the page.
    void leavingMayDropThePageAtOnce()
    {
        Ui::HostSummary summary;
        summary.joinedBy = QStringLiteral("host:7610");
        openChat(summary);
        connect(m_actions.get(), &Ui::Actions::leaveRequested, m_window.get(), [this] {
            m_window->removeChat(m_client.get());
            m_client.release()->deleteLater();
        });
        const QPointer<Ui::ChatClient> client = m_client.get();
        find<QToolButton>("hostMenu")->click();
        find<QPushButton>("leaveHost")->click();
        QVERIFY(find<QWidget>("startPage")->isVisible());
        QTRY_VERIFY(!client);
        QVERIFY(!find<QWidget>("chatPage"));
    }

    void everyControlHasAName()
    {
        m_profile->addRecentHost(QStringLiteral("10.0.0.4:7610"), QStringLiteral("회의실"));
        openChat();
        QCOMPARE(unnamed(*m_window), QString());
        find<QToolButton>("openSettings")->click();
        QCOMPARE(unnamed(*find<QDialog>("settingsDialog")), QString());
    }

    void settingsTakeEffectAtOnce()
    {
        openChat();
        find<QToolButton>("openSettings")->click();
        auto *language = find<QComboBox>("languageChoice");
        language->setCurrentIndex(language->findData(QStringLiteral("ko")));
        QTRY_COMPARE(find<QPushButton>("sendButton")->text(), QStringLiteral("보내기"));
        QCOMPARE(m_profile->settings().value(QStringLiteral("language")).toString(),
                 QStringLiteral("ko"));
        auto *theme = find<QComboBox>("themeChoice");
        theme->setCurrentIndex(theme->findData(QStringLiteral("dark")));
        const QColor dark = m_window->palette().color(QPalette::Window);
        theme->setCurrentIndex(theme->findData(QStringLiteral("light")));
        QVERIFY(dark.lightness() < m_window->palette().color(QPalette::Window).lightness());
    }
};

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
