// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/clippedwidgets.h"
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatlayout.h"
#include "ui/chatpage.h"
#include "ui/mainwindow.h"
#include "ui/messageedit.h"
#include "ui/model/chatclient.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QDialog>
#include <QImage>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QPushButton>
#include <QScreen>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <utility>

using Ui::MainWindow;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::RoomId team(QStringLiteral("team"));

} // namespace

// The columns of a chat in windows of all widths: what is in sight, the way back, and what of it
// is kept.
class tst_ChatLayout : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<MainWindow> m_window;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    bool isSeen(const char *name) const { return find<QWidget>(name)->isVisible(); }
    /// The columns in sight, by their first letters.
    QString columns() const
    {
        QString seen;
        if (isSeen("sidebar"))
            seen += u'r';
        if (isSeen("roomArea"))
            seen += u'c';
        if (isSeen("detailsPane"))
            seen += u'd';
        return seen;
    }
    Ui::ChatLayout *layout() const { return m_window->findChild<Ui::ChatLayout *>(); }
    Ui::ChatPage *page() const { return find<Ui::ChatPage>("chatPage"); }
    QToolButton *back() const { return find<QToolButton>("backButton"); }
    QWidget *composer() const { return find<QWidget>("composer"); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QWidget *focused = QApplication::focusWidget();
        QTest::keyClick(focused ? focused : m_window.get(), key, modifiers);
    }

    void openWindow()
    {
        m_window = std::make_unique<MainWindow>(*m_profile, *m_actions);
        m_window->showChat(m_client.get(), {});
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_COMPARE(page()->room(), lobby);
        QTRY_VERIFY(composer()->isEnabled());
    }
    void again()
    {
        m_window->close();
        m_window.reset();
        openWindow();
    }
    /// The screen of the tests is narrower than the window: Qt 6.8 makes it fit when it comes back.
    void againAsWide()
    {
        const QSize size = m_window->size();
        again();
        m_window->resize(size);
    }
    void drag(int handle, int by) const
    {
        QWidget *grip = layout()->handle(handle);
        const QPointF from = grip->rect().center();
        const QPointF to = from + QPointF(by, 0);
        const auto send = [grip](QEvent::Type type, QPointF at, Qt::MouseButtons buttons) {
            QMouseEvent event(type, at, grip->mapToGlobal(at), Qt::LeftButton, buttons, {});
            QApplication::sendEvent(grip, &event);
        };
        send(QEvent::MouseButtonPress, from, Qt::LeftButton);
        send(QEvent::MouseMove, to, Qt::LeftButton);
        send(QEvent::MouseButtonRelease, to, {});
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
        m_actions = std::make_unique<Ui::Actions>();
        m_host = std::make_unique<ScriptedHost>();
        m_host->fill(lobby, 3);
        m_host->rooms[team];
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("own"),
                                                    m_host->linkMaker());
        m_client->connectToHost();
        openWindow();
        QTRY_VERIFY(m_client->rooms()->indexOf(team).isValid());
    }

    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void theDetailsArePutAwayByButtonAndKey()
    {
        QCOMPARE(columns(), QStringLiteral("rcd"));
        auto *toggle = find<QToolButton>("toggleDetails");
        QVERIFY(toggle->isChecked());
        toggle->click();
        QCOMPARE(columns(), QStringLiteral("rc"));
        QVERIFY(!toggle->isChecked());
        press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(columns(), QStringLiteral("rcd"));
        QVERIFY(toggle->isChecked());
        find<QWidget>("memberList")->setFocus();
        press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(columns(), QStringLiteral("rc"));
        QVERIFY(composer()->hasFocus()); // not nowhere
        againAsWide();
        QTRY_COMPARE(columns(), QStringLiteral("rc"));
        press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        againAsWide();
        QTRY_COMPARE(columns(), QStringLiteral("rcd"));
    }

    void widthsAreKept()
    {
        const int before = find<QWidget>("sidebar")->width();
        const int detailsBefore = find<QWidget>("detailsPane")->width();
        drag(1, 40);
        drag(2, -30);
        const int rooms = find<QWidget>("sidebar")->width();
        const int details = find<QWidget>("detailsPane")->width();
        QVERIFY2(rooms > before + 30, qPrintable(QString::number(rooms - before)));
        QVERIFY2(details > detailsBefore + 20, qPrintable(QString::number(details)));
        againAsWide();
        QTRY_COMPARE(find<QWidget>("sidebar")->width(), rooms);
        QTRY_COMPARE(find<QWidget>("detailsPane")->width(), details);
        // What is put away, or gone for want of room, keeps its width.
        find<QToolButton>("toggleDetails")->click();
        m_window->resize(400, 500);
        QTRY_COMPARE(columns(), QStringLiteral("c"));
        m_window->resize(1100, 720);
        find<QToolButton>("toggleDetails")->click();
        QTRY_COMPARE(find<QWidget>("detailsPane")->width(), details);
        QCOMPARE(find<QWidget>("sidebar")->width(), rooms);
    }

    void everyTabIsInSight()
    {
        auto *tabs = find<QTabBar>("detailsTabs");
        const auto last = [tabs] { return tabs->tabRect(tabs->count() - 1); };
        QVERIFY(tabs->rect().contains(last()));
        drag(2, 500); // as narrow as it gets
        QVERIFY(find<QWidget>("detailsPane")->width() < 220);
        QVERIFY(tabs->rect().contains(last()));
        QVERIFY(last().width() >= 28);
        m_window->resize(360, 480);
        QTRY_COMPARE(columns(), QStringLiteral("c"));
        find<QToolButton>("toggleDetails")->click();
        m_window->grab();
        QVERIFY(tabs->rect().contains(last()));
    }

    void noWidthIsBeyondUse_data()
    {
        QTest::addColumn<QString>("kept");
        QTest::newRow("no number") << QStringLiteral("wide");
        QTest::newRow("none") << QStringLiteral("-5");
        QTest::newRow("more than there is") << QStringLiteral("2000000000");
    }
    void noWidthIsBeyondUse()
    {
        QFETCH(QString, kept);
        m_profile->settings().setValue(QStringLiteral("layout/rooms"), kept);
        m_profile->settings().setValue(QStringLiteral("layout/details"), kept);
        againAsWide();
        QTRY_COMPARE(columns(), QStringLiteral("rcd"));
        for (const char *column : {"sidebar", "roomArea", "detailsPane"}) {
            const int width = find<QWidget>(column)->width();
            QVERIFY2(width >= 100 && width <= 800, qPrintable(QString::number(width)));
        }
    }

    void inLessRoomTheDetailsTakeTurnsWithTheConversation()
    {
        m_window->resize(700, 600);
        QTRY_COMPARE(columns(), QStringLiteral("rc"));
        QVERIFY(!back()->isVisible());
        const int rooms = find<QWidget>("sidebar")->width();
        find<QToolButton>("toggleDetails")->click();
        QCOMPARE(columns(), QStringLiteral("rd"));
        QVERIFY(qAbs(find<QWidget>("sidebar")->width() - rooms) <= 1); // it has a line more or less
        QVERIFY(find<QWidget>("memberList")->hasFocus());
        QVERIFY(isSeen("detailsBack"));
        press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(columns(), QStringLiteral("rc"));
        QVERIFY(composer()->hasFocus());
        press(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(columns(), QStringLiteral("rd"));
        QVERIFY(find<QWidget>("searchWords")->hasFocus());
        press(Qt::Key_Escape);
        QCOMPARE(columns(), QStringLiteral("rc"));
        find<QToolButton>("pinsButton")->click();
        QCOMPARE(columns(), QStringLiteral("rd"));
        find<QToolButton>("detailsBack")->click();
        QCOMPARE(columns(), QStringLiteral("rc"));
        // It was no choice for a wide window.
        m_window->resize(1100, 720);
        QTRY_COMPARE(columns(), QStringLiteral("rcd"));
        QVERIFY(!isSeen("detailsBack"));
    }

    void inANarrowWindowOneColumnIsInSight()
    {
        m_window->resize(360, 480);
        QTRY_COMPARE(m_window->size(), QSize(360, 480)); // nothing keeps it wider
        QTRY_COMPARE(columns(), QStringLiteral("c"));
        QVERIFY(back()->isVisible());
        back()->click();
        QCOMPARE(columns(), QStringLiteral("r"));
        QVERIFY(find<QWidget>("roomList")->hasFocus());
        press(Qt::Key_Escape);
        QCOMPARE(columns(), QStringLiteral("c"));
        QVERIFY(composer()->hasFocus());
        press(Qt::Key_Escape); // it means nothing else there
        QCOMPARE(columns(), QStringLiteral("r"));
        press(Qt::Key_Return); // the room that one was in
        QCOMPARE(columns(), QStringLiteral("c"));
        press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(columns(), QStringLiteral("r"));
        press(Qt::Key_Left, Qt::AltModifier); // there is nothing behind it
        QCOMPARE(columns(), QStringLiteral("r"));
        auto *list = find<QListView>("roomList");
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->currentIndex()).center());
        QCOMPARE(columns(), QStringLiteral("c"));
        press(Qt::Key_Left, Qt::AltModifier);
        page()->showRoom(team);
        QCOMPARE(columns(), QStringLiteral("c"));
        find<QToolButton>("toggleDetails")->click(); // of a room one is not in: the search
        QCOMPARE(columns(), QStringLiteral("d"));
        QVERIFY(isSeen("searchWords"));
        press(Qt::Key_Escape);
        QCOMPARE(columns(), QStringLiteral("c"));
        m_window->resize(1100, 720);
        QTRY_COMPARE(columns().left(2), QStringLiteral("rc"));
        QVERIFY(!back()->isVisible());
    }

    void theListOfRoomsIsWalkedThrough()
    {
        const Chat::RoomId dev(QStringLiteral("dev"));
        for (const Chat::RoomId &room : {team, dev}) {
            m_client->rooms()->list(room);
            m_client->rooms()->setJoined(room, true); // so that one could write there
        }
        auto *list = find<QListView>("roomList");
        list->setFocus();
        press(Qt::Key_Home);
        QCOMPARE(page()->room(), dev);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QCOMPARE(page()->room(), team);
        QVERIFY(list->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("dev"));
        QCOMPARE(page()->room(), dev);
        QVERIFY(list->hasFocus());
        QCOMPARE(page()->findChild<Ui::MessageEdit *>()->toPlainText(), QString());
        press(Qt::Key_Return);
        QVERIFY(composer()->hasFocus());
        m_client->rooms()->setJoined(team, false);
        m_window->resize(360, 480);
        QTRY_COMPARE(columns(), QStringLiteral("c"));
        back()->click();
        press(Qt::Key_End);
        QCOMPARE(page()->room(), team);
        QCOMPARE(columns(), QStringLiteral("r"));
        press(Qt::Key_Return);
        QCOMPARE(columns(), QStringLiteral("c"));
        QVERIFY(find<QWidget>("joinRoom")->hasFocus());
    }

    void theRoomThatOneIsInComesToTheFront()
    {
        m_window->resize(360, 480);
        QTRY_COMPARE(columns(), QStringLiteral("c"));
        back()->click();
        QCOMPARE(columns(), QStringLiteral("r"));
        page()->showRoom(lobby);
        QCOMPARE(columns(), QStringLiteral("c"));
        QVERIFY(composer()->hasFocus());
        find<QToolButton>("toggleDetails")->click();
        QCOMPARE(columns(), QStringLiteral("d"));
        m_window->showRoom(m_client.get(), lobby); // as a link or a notification does
        QCOMPARE(columns(), QStringLiteral("c"));
    }

    void escapeGivesUpAnAnswerBeforeItGoesBack()
    {
        m_window->resize(360, 480);
        QTRY_COMPARE(columns(), QStringLiteral("c"));
        page()->findChild<Ui::MessageEdit *>()->setFocus();
        auto *timeline = find<QListView>("timeline");
        timeline->setFocus();
        timeline->setCurrentIndex(timeline->model()->index(0, 0));
        press(Qt::Key_Escape); // out of the messages
        QCOMPARE(columns(), QStringLiteral("c"));
        press(Qt::Key_Escape);
        QVERIFY(columns() == QStringLiteral("r") || composer()->hasFocus());
    }

    void syllableThatIsComposedFindsARoom()
    {
        const Chat::RoomId named(QStringLiteral("개발팀"));
        m_client->rooms()->list(named);
        const auto *list = find<QListView>("roomList");
        auto *text = find<QLineEdit>("findRoom");
        text->setFocus();
        QInputMethodEvent composing(QStringLiteral("개"), {});
        QApplication::sendEvent(text, &composing);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        press(Qt::Key_Return); // ends the syllable
        QCOMPARE(page()->room(), lobby);
    }

    void unreadElsewhereStandsOnTheWayBack()
    {
        m_window->resize(360, 480);
        QTRY_VERIFY(back()->isVisible());
        QCOMPARE(back()->text(), QString());
        QCOMPARE(back()->accessibleName(), QStringLiteral("Back to the rooms"));
        m_client->rooms()->setJoined(team, true);
        m_client->rooms()->setUnread(team, 3);
        m_client->rooms()->setUnread(lobby, 5); // that is here
        QTRY_COMPARE(back()->text(), QStringLiteral("3"));
        QCOMPARE(back()->accessibleName(),
                 QStringLiteral("Back to the rooms, 3 unread in other rooms"));
        m_client->rooms()->setUnread(team, 2'000'000'000);
        QTRY_COMPARE(back()->text(), QStringLiteral("99+"));
        m_client->rooms()->setJoined(team, false); // it does not call
        QTRY_COMPARE(back()->text(), QString());
    }

    void sectionsAreWalkedThrough()
    {
        const auto walked = [this](Qt::KeyboardModifiers modifiers) {
            QStringList names;
            find<QWidget>("roomList")->setFocus();
            do {
                press(Qt::Key_F6, modifiers);
                names << QApplication::focusWidget()->objectName();
            } while (names.constLast() != QLatin1String("roomList") && names.size() < 9);
            return names.join(u' ');
        };
        QCOMPARE(walked({}), QStringLiteral("timeline composer memberList roomList"));
        QCOMPARE(walked(Qt::ShiftModifier),
                 QStringLiteral("memberList composer timeline roomList"));
        find<QTabBar>("detailsTabs")->setCurrentIndex(3);
        QCOMPARE(walked({}), QStringLiteral("timeline composer searchWords searchFound roomList"));
        find<QToolButton>("toggleDetails")->click();
        QCOMPARE(walked({}), QStringLiteral("timeline composer roomList"));
        page()->showRoom(team); // nothing can be written or read there
        find<QWidget>("roomList")->setFocus();
        press(Qt::Key_F6);
        QVERIFY(QApplication::focusWidget()->objectName() != QLatin1String("composer"));
        page()->showRoom(lobby);
        m_window->resize(360, 480);
        QTRY_COMPARE(columns(), QStringLiteral("c"));
        QSet<QString> seen;
        for (int i = 0; i < 4; ++i) {
            press(Qt::Key_F6);
            seen << QApplication::focusWidget()->objectName();
        }
        QCOMPARE(seen, (QSet<QString>{QStringLiteral("timeline"), QStringLiteral("composer")}));
    }

    void tabGoesThroughTheColumnsInTheirOrder()
    {
        const auto columnOf = [this](const QWidget *widget) {
            for (const char *column : {"sidebar", "roomArea", "detailsPane"}) {
                if (find<QWidget>(column)->isAncestorOf(widget))
                    return QString::fromLatin1(column);
            }
            return QString();
        };
        QStringList columns;
        auto *first = find<QWidget>("findRoom");
        QWidget *next = first;
        do {
            const QString column = columnOf(next);
            if (next->focusPolicy() & Qt::TabFocus && next->isVisible() && !column.isEmpty() &&
                (columns.isEmpty() || columns.constLast() != column))
                columns << column;
            next = next->nextInFocusChain();
        } while (next != first);
        if (columns.size() > 1 && columns.constLast() == columns.constFirst())
            columns.removeLast(); // what stands before it
        QCOMPARE(columns, (QStringList{QStringLiteral("sidebar"), QStringLiteral("roomArea"),
                                       QStringLiteral("detailsPane")}));
    }

    void theLayoutIsReset()
    {
        drag(1, 60);
        find<QToolButton>("toggleDetails")->click();
        m_window->resize(900, 500);
        find<QToolButton>("openSettings")->click();
        find<QPushButton>("resetLayout")->click();
        find<QDialog>("settingsDialog")->close();
        QTRY_VERIFY(m_window->size() != QSize(900, 500));
        m_window->resize(1100, 720); // more than the screen of this test has
        QTRY_COMPARE(columns(), QStringLiteral("rcd"));
        const QStringList keys = m_profile->settings().allKeys();
        for (const QString &key : keys)
            QVERIFY2(!key.startsWith(QStringLiteral("layout/")), qPrintable(key));
        const int rooms = find<QWidget>("sidebar")->width();
        again();
        QCOMPARE(find<QWidget>("sidebar")->width(), rooms);
    }

    void theWindowComesBackWhereItWas()
    {
        m_window->resize(700, 555);
        m_window->move(20, 30);
        QTRY_COMPARE(m_window->pos(), QPoint(20, 30));
        again();
        QCOMPARE(m_window->size(), QSize(700, 555));
        QCOMPARE(m_window->pos(), QPoint(20, 30));
        // The screen that it was on is not there any more.
        m_window->move(9000, 7000);
        QTRY_COMPARE(m_window->pos(), QPoint(9000, 7000));
        again();
        const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
        const QRect seen = m_window->geometry().intersected(screen);
        QVERIFY2(seen.width() >= 300 && seen.height() >= 300,
                 qPrintable(QString::number(m_window->x())));
    }

    void aWholeLineStandsBetweenTheColumns_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        for (const char *theme : {"light", "dark", "contrast"}) {
            QTest::addRow("%s", theme) << QString::fromLatin1(theme) << Qt::LeftToRight;
            QTest::addRow("%s, from right to left", theme)
                << QString::fromLatin1(theme) << Qt::RightToLeft;
        }
    }
    void aWholeLineStandsBetweenTheColumns()
    {
        QFETCH(QString, theme);
        QFETCH(Qt::LayoutDirection, direction);
        m_profile->settings().setValue(QStringLiteral("theme"), theme);
        againAsWide();
        m_window->setLayoutDirection(direction);
        m_window->resize(1000, 600);
        QTRY_COMPARE(columns(), QStringLiteral("rcd"));
        const auto colours = Ui::Theme::builtIn(theme == u"contrast" ? Ui::Theme::Scheme::Contrast
                                                : theme == u"dark"   ? Ui::Theme::Scheme::Dark
                                                                     : Ui::Theme::Scheme::Light);
        // A handle that was just shown gets its place when the splitter is told of its margins.
        for (const int column : {1, 2})
            QTRY_COMPARE(layout()->handle(column)->contentsRect().width(), colours.borderWidth());
        const QImage shown = layout()->grab().toImage();
        for (const int column : {1, 2}) {
            const QWidget *handle = layout()->handle(column);
            const QRect line = handle->contentsRect().translated(handle->pos());
            QCOMPARE(line.width(), colours.borderWidth());
            QCOMPARE(line.height(), layout()->height());
            for (int y = line.top(); y <= line.bottom(); ++y) {
                for (int x = line.left(); x <= line.right(); ++x)
                    QCOMPARE(shown.pixelColor(x, y), colours.line);
            }
            // Between these two, on either side.
            QWidget *before = layout()->widget(column - 1);
            QWidget *behind = layout()->widget(column);
            if (direction == Qt::RightToLeft)
                std::swap(before, behind);
            QVERIFY(before->geometry().center().x() < line.left());
            QVERIFY(behind->geometry().center().x() > line.right());
        }
    }

    void nothingIsCutOffWhereItIsNarrow_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("Korean") << QStringLiteral("ko");
    }
    void nothingIsCutOffWhereItIsNarrow()
    {
        QFETCH(QString, language);
        m_profile->settings().setValue(QStringLiteral("language"), language);
        m_profile->addRecentHost(QStringLiteral("192.168.0.15:7610"),
                                 QStringLiteral("회의실 셋, 복도 끝의 큰 방"));
        again();
        m_client->rooms()->setUnread(team, 120);
        Chat::RoomInfo info = m_client->rooms()->room(lobby);
        info.name = QStringLiteral("A room with a name as long as some people like them to be");
        info.topic = info.name;
        m_client->rooms()->updateRoom(info);
        m_window->resize(360, 480);
        QTRY_COMPARE(columns(), QStringLiteral("c"));
        const auto look = [this] {
            QCoreApplication::processEvents();
            m_window->grab(); // all is laid out
            return TestSupport::clippedWidgets(*m_window).join(u'\n');
        };
        QCOMPARE(look(), QString());
        m_client->say(lobby, QStringLiteral("to be sent"));
        m_host->unreachable = true;
        m_host->breakLink();
        QTRY_VERIFY(isSeen("strip"));
        QCOMPARE(look(), QString());
        find<QToolButton>("toggleDetails")->click();
        for (int tab = 0; tab < find<QTabBar>("detailsTabs")->count(); ++tab) {
            find<QTabBar>("detailsTabs")->setCurrentIndex(tab);
            QCOMPARE(look(), QString());
        }
        find<QToolButton>("detailsBack")->click();
        back()->click();
        QCOMPARE(columns(), QStringLiteral("r"));
        QCOMPARE(look(), QString());
        page()->showRoom(team);
        QCOMPARE(look(), QString());
        Ui::HostSummary joined;
        joined.joinedBy = QStringLiteral("192.168.0.15:7610");
        page()->setSummary(joined);
        m_host->refuseLogin = "wrong password";
        m_host->unreachable = false;
        m_client->retryNow();
        QTRY_VERIFY(isSeen("stripBack"));
        QVERIFY(isSeen("stripPassword"));
        QCOMPARE(look(), QString());
        QCOMPARE(m_window->width(), 360);
        m_window->showProblem(QStringLiteral("Nobody answered there."),
                              MainWindow::Problem::PasswordNeeded, QStringLiteral("host:7610"));
        QCOMPARE(m_window->width(), 360);
        QCOMPARE(look(), QString());
        m_profile->setName({});
        m_window->showStart();
        QCOMPARE(m_window->width(), 360);
        QCOMPARE(look(), QString());
    }
};

QTEST_MAIN(tst_ChatLayout)
#include "tst_chatlayout.moc"
