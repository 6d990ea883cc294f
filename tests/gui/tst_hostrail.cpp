// SPDX-License-Identifier: GPL-3.0-or-later
// One window, several hosts: the rail, the chats behind the one in sight, and what tells of all.
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/hostbutton.h"
#include "ui/mainwindow.h"
#include "ui/messageedit.h"
#include "ui/model/attention.h"
#include "ui/model/company.h"
#include "ui/notices.h"
#include "ui/noticesettingspane.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDialog>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QSystemTrayIcon>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using Ui::HostButton;
using Ui::MainWindow;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::RoomId team(QStringLiteral("team"));
const Chat::UserId minjun(QStringLiteral("민준"));
constexpr int patience = 30000; // ms

} // namespace

/// Notes what it is given.
class NotingNotifier : public Ui::Notifier {
    Q_OBJECT
public:
    std::vector<Ui::Notice> notices;
    QStringList withdrawn;

    void show(const Ui::Notice &notice) override { notices.push_back(notice); }
    void withdraw(const QString &tag) override { withdrawn << tag; }
};

class HostRailTest : public QObject {
    Q_OBJECT

    struct Place {
        ScriptedHost host;
        std::unique_ptr<Ui::ChatClient> client;
    };
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Place> m_oak, m_elm;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    QWidget *rail() const { return find<QWidget>("hostRail"); }
    HostButton *button(const Place &place) const
    {
        for (HostButton *one : m_window->findChildren<HostButton *>()) {
            if (one->client() == place.client.get())
                return one;
        }
        return nullptr;
    }
    /// The one chat in sight; null: none.
    Ui::ChatPage *page() const
    {
        for (Ui::ChatPage *one : m_window->findChildren<Ui::ChatPage *>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    Ui::MessageEdit *composer() const
    {
        return page()->findChild<Ui::MessageEdit *>(QStringLiteral("composer"));
    }
    bool isInSight(const Place &place) const { return m_window->isInSight(place.client.get()); }

    std::unique_ptr<Place> join(const QByteArray &name, bool hostedHere = false) const
    {
        auto place = std::make_unique<Place>();
        place->host.hostName = name;
        place->host.rooms[lobby];
        place->host.rooms[team];
        place->client = std::make_unique<Ui::ChatClient>(*m_profile, QString::fromUtf8(name),
                                                         place->host.linkMaker());
        Ui::HostSummary summary;
        summary.hostedHere = hostedHere;
        summary.joinedBy = hostedHere ? QString() : QString::fromUtf8(name) + QStringLiteral(":1");
        m_window->showChat(place->client.get(), summary);
        place->client->connectToHost();
        if (!QTest::qWaitFor([&] { return page()->room() == lobby && composer()->isEnabled(); },
                             patience))
            return nullptr;
        return place;
    }
    void joinBoth()
    {
        m_oak = join("Oak");
        QVERIFY(m_oak);
        m_elm = join("Elm");
        QVERIFY(m_elm);
    }
    void say(Place &place, const QString &text)
    {
        QSignalSpy arrived(place.client.get(), &Ui::ChatClient::messageArrived);
        place.host.append(lobby, text, minjun);
        QTRY_COMPARE(arrived.size(), 1);
    }
    void loseConnection(Place &place)
    {
        place.host.unreachable = true;
        place.host.breakLink();
        QTRY_COMPARE(place.client->status().phase, Ui::ConnectionStatus::Phase::Waiting);
    }
    QMenu *menuOf(const Place &place) const
    {
        QContextMenuEvent wanted(QContextMenuEvent::Mouse, QPoint(1, 1),
                                 button(place)->mapToGlobal(QPoint(1, 1)));
        QCoreApplication::sendEvent(button(place), &wanted);
        return m_window->findChildren<QMenu *>(QStringLiteral("hostRailMenu")).constLast();
    }
    void goElsewhere() const
    {
        m_window->hide();
        QWidget other; // without one the last would keep the keyboard
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->setName(QStringLiteral("지민"));
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_actions = std::make_unique<Ui::Actions>();
        m_window = std::make_unique<MainWindow>(*m_profile, *m_actions);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        joinBoth();
    }
    void cleanup()
    {
        m_window.reset();
        m_oak.reset();
        m_elm.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void itIsThereForSeveralHostsOnly()
    {
        QVERIFY(rail()->isVisible());
        QVERIFY(isInSight(*m_elm));
        QVERIFY(button(*m_elm)->isChecked());
        QVERIFY(!button(*m_oak)->isChecked());
        m_window->removeChat(m_elm->client.get());
        QVERIFY(!rail()->isVisible());
        QVERIFY(isInSight(*m_oak)); // the other one goes on
        QVERIFY(composer()->isEnabled());
        QVERIFY(m_window->windowTitle().startsWith(QStringLiteral("Oak")));
        m_window->removeChat(m_oak->client.get());
        QVERIFY(find<QWidget>("startPage")->isVisible());
        QVERIFY(!find<QWidget>("startBack")->isVisible());
    }

    void oneGoesToAHostByMouse()
    {
        QTest::keyClicks(composer(), QStringLiteral("half a sent"));
        QVERIFY(composer()->hasFocus());
        QTest::mouseClick(button(*m_oak), Qt::LeftButton);
        QVERIFY(isInSight(*m_oak));
        QVERIFY(button(*m_oak)->isChecked());
        QVERIFY(composer()->hasFocus());
        QVERIFY(m_window->windowTitle().startsWith(QStringLiteral("Oak")));
        QTest::keyClicks(composer(), QStringLiteral("hello oak"));
        QTest::keyClick(composer(), Qt::Key_Return);
        QTRY_COMPARE(m_oak->host.said(), QStringList(QStringLiteral("hello oak")));
        QTest::mouseClick(button(*m_elm), Qt::LeftButton);
        QCOMPARE(composer()->toPlainText(), QStringLiteral("half a sent"));
        QVERIFY(composer()->hasFocus());
        QVERIFY(m_elm->host.said().isEmpty());
    }

    void oneGoesToAHostByKeys()
    {
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::AltModifier);
        QVERIFY(isInSight(*m_oak));
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
        QVERIFY(isInSight(*m_elm));
        QVERIFY(composer()->hasFocus());
        QTest::keyClick(m_window.get(), Qt::Key_9, Qt::AltModifier); // there is none
        QVERIFY(isInSight(*m_elm));
    }

    void f6AndArrowsWalkIt()
    {
        QSet<QWidget *> visited;
        while (!visited.contains(QApplication::focusWidget())) {
            visited << QApplication::focusWidget();
            QTest::keyClick(m_window.get(), Qt::Key_F6);
        }
        QVERIFY(visited.contains(button(*m_elm))); // the one in sight, of the rail
        QVERIFY(visited.contains(composer()));
        QVERIFY(visited.contains(page()->findChild<QWidget *>(QStringLiteral("roomList"))));
        button(*m_elm)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(button(*m_elm), Qt::Key_Up);
        QVERIFY(button(*m_oak)->hasFocus());
        QVERIFY(isInSight(*m_elm)); // nothing is chosen yet
        QTest::keyClick(button(*m_oak), Qt::Key_Up);
        QVERIFY(button(*m_oak)->hasFocus());
        QTest::keyClick(button(*m_oak), Qt::Key_Down);
        QTest::keyClick(button(*m_elm), Qt::Key_Down);
        QVERIFY(find<QToolButton>("joinAnotherHost")->hasFocus());
        QTest::keyClick(m_window.get(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(button(*m_elm)->hasFocus());
        QTest::keyClick(m_window.get(), Qt::Key_Backtab, Qt::ShiftModifier);
        QTest::keyClick(button(*m_oak), Qt::Key_Return);
        QVERIFY(isInSight(*m_oak));
        QVERIFY(composer()->hasFocus());
    }

    void theKeysAreTold()
    {
        QVERIFY2(button(*m_elm)->toolTip().endsWith(QStringLiteral("(Alt+2)")),
                 qPrintable(button(*m_elm)->toolTip()));
        const auto ash = join("Ash");
        QVERIFY(ash);
        m_window->removeChat(m_oak->client.get());
        QVERIFY2(button(*m_elm)->toolTip().endsWith(QStringLiteral("(Alt+1)")),
                 qPrintable(button(*m_elm)->toolTip()));
        QCOMPARE(button(*m_elm)->toolTip().count(u'('), 1);
        m_window->removeChat(ash->client.get());
    }

    void whatIsUnreadBehindIsTold()
    {
        HostButton *oak = button(*m_oak);
        const QImage calm = oak->grab().toImage();
        QCOMPARE(oak->accessibleName(), QStringLiteral("Oak, connected"));
        say(*m_oak, QStringLiteral("just so"));
        QTRY_COMPARE(oak->accessibleName(), QStringLiteral("Oak, connected, unread messages"));
        const QImage dotted = oak->grab().toImage();
        QVERIFY(dotted != calm);
        QCOMPARE(m_window->windowTitle().left(2), QStringLiteral("• "));
        say(*m_oak, QStringLiteral("@지민 look"));
        QTRY_COMPARE(oak->accessibleName(), QStringLiteral("Oak, connected, 1 message for you"));
        QVERIFY(oak->toolTip().contains(QStringLiteral("1 message for you")));
        const QImage counted = oak->grab().toImage();
        QVERIFY(counted != dotted);
        QCOMPARE(button(*m_elm)->accessibleName(), QStringLiteral("Elm, connected"));
        QTest::mouseClick(oak, Qt::LeftButton);
        QTRY_COMPARE(oak->accessibleName(), QStringLiteral("Oak, connected"));
    }

    void aDeadHostHasASignAndLeavesTheOthersAlone()
    {
        HostButton *oak = button(*m_oak);
        const auto grey = [oak] { // by its shape
            return oak->grab().toImage().convertToFormat(QImage::Format_Grayscale8);
        };
        const QImage well = grey();
        loseConnection(*m_oak);
        QVERIFY2(oak->accessibleName().contains(QStringLiteral("cannot be reached")),
                 qPrintable(oak->accessibleName()));
        const QImage away = grey();
        int different = 0;
        for (int x = 0; x < away.width(); ++x) {
            for (int y = 0; y < away.height(); ++y)
                different += std::abs(qGray(away.pixel(x, y)) - qGray(well.pixel(x, y))) > 40;
        }
        QVERIFY2(different > 40, qPrintable(QString::number(different)));
        QCOMPARE(button(*m_elm)->accessibleName(), QStringLiteral("Elm, connected"));
        QTest::keyClicks(composer(), QStringLiteral("still here"));
        QTest::keyClick(composer(), Qt::Key_Return);
        QTRY_COMPARE(m_elm->host.said(), QStringList(QStringLiteral("still here")));
        say(*m_elm, QStringLiteral("so are we"));
        m_oak->host.unreachable = false;
        m_oak->client->retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(oak->accessibleName(), QStringLiteral("Oak, connected"),
                                  patience);
    }

    void aChatBehindTakesNoKeys()
    {
        QTest::mouseClick(button(*m_oak), Qt::LeftButton);
        QTest::mouseClick(button(*m_elm), Qt::LeftButton);
        QPointer<Ui::MessageEdit> field = composer();
        QVERIFY(field->hasFocus());
        // As if a room that one made there were ready now: its chat turns to it.
        Q_EMIT m_oak->client->roomCreated(team);
        QVERIFY(field->hasFocus());
        QVERIFY(isInSight(*m_elm));
        m_window->showStart();
        find<QLineEdit>("address")->setFocus();
        Q_EMIT m_elm->client->roomCreated(team);
        QVERIFY(find<QLineEdit>("address")->hasFocus());
        m_window->showChat(m_oak->client.get());
        QCOMPARE(page()->room(), team);
    }

    // A notice or a link leads elsewhere while a dialog is open.
    void aDialogOfAChatBehindCanBeFinished()
    {
        page()->findChild<QToolButton *>(QStringLiteral("newRoom"))->click();
        auto *dialog = find<QDialog>("newRoomDialog");
        QVERIFY(dialog);
        m_window->showChat(m_oak->client.get());
        QVERIFY(dialog->isVisible());
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("roomName"));
        QVERIFY(name->isEnabled());
        name->setText(QStringLiteral("lunch"));
        dialog->findChild<QPushButton *>(QStringLiteral("roomAccept"))->click();
        QTRY_VERIFY(!m_elm->host.others.empty()); // where one had asked for it
        QVERIFY(isInSight(*m_oak));
    }

    void anotherHostIsJoinedFromTheStartPage()
    {
        QTest::mouseClick(find<QToolButton>("joinAnotherHost"), Qt::LeftButton);
        auto *start = find<QWidget>("startPage");
        QVERIFY(start->isVisible());
        QVERIFY(rail()->isVisible());
        QVERIFY(!button(*m_elm)->isChecked());
        QTest::keyClick(find<QLineEdit>("address"), Qt::Key_Escape);
        QVERIFY(isInSight(*m_elm));
        QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(start->isVisible());
        find<QPushButton>("startBack")->click();
        QVERIFY(isInSight(*m_elm));
        m_window->removeChat(m_elm->client.get()); // with one host the card leads there
        page()->findChild<QToolButton *>(QStringLiteral("hostMenu"))->click();
        page()->findChild<QPushButton *>(QStringLiteral("hostJoinAnother"))->click();
        QVERIFY(start->isVisible());
        m_window->showProblem(QStringLiteral("Nobody answered."));
        QTest::keyClick(start, Qt::Key_Escape);
        QVERIFY(isInSight(*m_oak));
    }

    void theMenuCopiesAndLeaves()
    {
        QGuiApplication::clipboard()->clear();
        menuOf(*m_oak)->findChild<QAction *>(QStringLiteral("copyHostAddress"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Oak:1"));
        QSignalSpy left(m_actions.get(), &Ui::Actions::leaveRequested);
        menuOf(*m_oak)->findChild<QAction *>(QStringLiteral("leaveHostInRail"))->trigger();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left[0][0].value<Ui::ChatClient *>(), m_oak->client.get());
        QVERIFY(isInSight(*m_elm));
    }

    void aHostThatIsOpenHereIsAskedAbout()
    {
        const auto own = join("Own", true);
        QVERIFY(own);
        QTest::mouseClick(button(*m_elm), Qt::LeftButton);
        QSignalSpy closed(m_actions.get(), &Ui::Actions::stopRequested);
        menuOf(*own)->findChild<QAction *>(QStringLiteral("leaveHostInRail"))->trigger();
        QVERIFY(isInSight(*own)); // so that one sees which
        QVERIFY(find<QDialog>("closeHost"));
        QCOMPARE(closed.size(), 0);
        find<QPushButton>("closeHostYes")->click();
        QCOMPARE(closed.size(), 1);
        m_window->removeChat(own->client.get());
    }

    void aNoticeLeadsToItsHost()
    {
        auto owned = std::make_unique<NotingNotifier>();
        const NotingNotifier *notifier = owned.get();
        m_window->notices()->setNotifier(std::move(owned));
        const QString plain = m_window->windowTitle();
        goElsewhere();
        say(*m_oak, QStringLiteral("@지민 from oak"));
        say(*m_elm, QStringLiteral("@지민 from elm"));
        QCOMPARE(notifier->notices.size(), size_t(2)); // of the same room's name, and yet two
        const Ui::Notice oak = notifier->notices[0];
        const Ui::Notice elm = notifier->notices[1];
        QVERIFY(oak.tag != elm.tag);
        QVERIFY2(oak.title.endsWith(QStringLiteral("Oak")), qPrintable(oak.title));
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("(2) ") + plain);
        Q_EMIT const_cast<NotingNotifier *>(notifier)->opened(oak.tag, {});
        QVERIFY(m_window->isVisible());
        QVERIFY(isInSight(*m_oak));
        QTRY_COMPARE(notifier->withdrawn, QStringList(oak.tag)); // it is read
        QTRY_VERIFY(m_window->windowTitle().startsWith(QStringLiteral("(1) ")));
        m_window->removeChat(m_elm->client.get());
        QCOMPARE(notifier->withdrawn, (QStringList{oak.tag, elm.tag}));
        QVERIFY(!m_window->windowTitle().startsWith(u'('));
    }

    void theTrayTellsOfAll()
    {
        page()->findChild<QToolButton *>(QStringLiteral("openSettings"))->click();
        auto *pane = m_window->findChild<Ui::NoticeSettingsPane *>();
        pane->setTrayAvailable(true);
        find<QCheckBox>("noticesTray")->click();
        const auto *tray = m_window->findChild<QSystemTrayIcon *>();
        QVERIFY(tray);
        QCOMPARE(tray->toolTip(), QStringLiteral("Connected to 2 hosts"));
        auto *quiet = find<QAction>("trayDoNotDisturb");
        quiet->trigger();
        for (const Place *one : {m_oak.get(), m_elm.get()})
            QCOMPARE(one->client->company()->presence()->choice(),
                     Chat::Availability::DoNotDisturb);
        m_oak->client->company()->presence()->choose(Chat::Availability::Online);
        QVERIFY(!quiet->isChecked());
        loseConnection(*m_oak);
        QTRY_VERIFY_WITH_TIMEOUT(
            tray->toolTip().contains(QStringLiteral("No connection to Oak since")), patience);
        QVERIFY(tray->toolTip().contains(QStringLiteral("Connected to Elm")));
    }

    void theColumnsAreAsWideThereAsHere()
    {
        const auto rooms = [this] {
            return page()->findChild<QSplitter *>(QStringLiteral("chatLayout"))->sizes().first();
        };
        auto *splitter = page()->findChild<QSplitter *>(QStringLiteral("chatLayout"));
        const int usual = rooms();
        auto *handle = splitter->handle(1);
        const QPoint at = handle->rect().center();
        QTest::mousePress(handle, Qt::LeftButton, {}, at);
        QMouseEvent move(QEvent::MouseMove, at + QPoint(60, 0),
                         handle->mapToGlobal(at + QPoint(60, 0)), Qt::LeftButton, Qt::LeftButton,
                         {});
        QCoreApplication::sendEvent(handle, &move);
        QTest::mouseRelease(handle, Qt::LeftButton, {}, at);
        const int wide = rooms();
        QVERIFY(wide > usual);
        QTest::mouseClick(button(*m_oak), Qt::LeftButton);
        QTRY_COMPARE(rooms(), wide);
    }

    void itFitsIntoANarrowWindow()
    {
        m_window->resize(360, 600);
        QTRY_COMPARE(m_window->width(), 360);
        QVERIFY(rail()->isVisible());
        QVERIFY(rail()->width() <= 48);
        QVERIFY(page()->width() >= 360 - 48);
        QVERIFY(button(*m_elm)->width() >= 28 && button(*m_elm)->height() >= 28);
    }

    void manyHostsCanBeReached()
    {
        std::vector<std::unique_ptr<Place>> places;
        m_window->resize(700, 480);
        for (int i = 0; i < 12; ++i) {
            places.push_back(join(QByteArrayLiteral("Fir ") + QByteArray::number(i)));
            QVERIFY(places.back());
        }
        QCOMPARE(m_window->height(), 480);
        QTRY_VERIFY(!button(*places.back())->visibleRegion().isEmpty()); // the one in sight
        button(*m_oak)->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(!button(*m_oak)->visibleRegion().isEmpty());
        for (const auto &place : places)
            m_window->removeChat(place->client.get());
    }
};

QTEST_MAIN(HostRailTest)
#include "tst_hostrail.moc"
