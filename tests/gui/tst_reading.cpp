// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedwindow.h"
#include "ui/chatpage.h"
#include "ui/messageedit.h"
#include "ui/timelineview.h"

#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using Kind = Chat::Request::Kind;

namespace {

constexpr int patience = 30000; // ms; for a busy machine
const Chat::RoomId team(QStringLiteral("team"));
const Chat::RoomId lunch(QStringLiteral("lunch"));
const Chat::UserId other(QStringLiteral("u-other"));

} // namespace

// What counts as read in a real window, and where new messages begin.
class tst_Reading : public QObject {
    Q_OBJECT
    std::unique_ptr<ScriptedWindow> m_desk;

    Ui::TimelineModel &lines(const Chat::RoomId &room = team)
    {
        return *m_desk->client->timeline(room);
    }
    Ui::TimelineView &view() { return *m_desk->window->findChild<Ui::TimelineView *>(); }
    QPushButton &jump()
    {
        return *m_desk->window->findChild<QPushButton *>(QStringLiteral("unreadJump"));
    }
    void show(const Chat::RoomId &room)
    {
        m_desk->window->findChild<Ui::ChatPage *>()->showRoom(room);
        view().grab();
    }
    void say(const Chat::RoomId &room, int count)
    {
        for (int i = 0; i < count; ++i)
            m_desk->host.append(room, QStringLiteral("word %1").arg(i), other);
    }
    int unread(const Chat::RoomId &room)
    {
        return m_desk->client->rooms()->indexOf(room).data(Ui::RoomListModel::UnreadRole).toInt();
    }
    /// Live, as far as the window has it.
    void hear(const Chat::RoomId &room, int count)
    {
        const Chat::Sequence before = lines(room).newest();
        say(room, count);
        QTRY_COMPARE(lines(room).newest().number, before.number + count);
        view().grab();
    }
    /// The line that "new from here" stands over; 0: none.
    qint64 start()
    {
        for (int row = 0; row < lines().rowCount(); ++row) {
            if (lines().index(row).data(Ui::TimelineModel::UnreadStartRole).toBool())
                return lines().index(row).data(Ui::TimelineModel::SequenceRole).toLongLong();
        }
        return 0;
    }
    /// With all read.
    void open()
    {
        say(team, 5);
        m_desk->host.rooms[lunch];
        m_desk->open();
        QTRY_VERIFY(!m_desk->client->self().isEmpty());
        show(team);
        // Of what comes before the room is heard live, the host gives the newest fifty at first.
        const QSignalSpy arrived(m_desk->client.get(), &Ui::ChatClient::messageArrived);
        const auto isLive = [&] {
            say(team, 1);
            QCoreApplication::processEvents();
            return !arrived.isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(!arrived.isEmpty() || isLive(), patience);
        const auto said = qint64(m_desk->host.rooms[team].size());
        QTRY_COMPARE_WITH_TIMEOUT(lines().newest().number, said, patience);
        QTRY_COMPARE(unread(team), 0);
    }

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<ScriptedWindow>(QStringLiteral("지우"));
        for (const Chat::RoomId &room : {team, lunch})
            m_desk->profile->setJoined(QStringLiteral("own"), room, true);
        m_desk->window->resize(900, 600);
    }
    void cleanup() { m_desk.reset(); }

    void watchedIsReadWithoutALine()
    {
        open();
        hear(team, 3);
        QTRY_COMPARE(unread(team), 0);
        QCOMPARE(start(), 0);
        hear(team, 1);
        QTRY_COMPARE(unread(team), 0);
        QCOMPARE(start(), 0);
        QVERIFY(!jump().isVisible());
    }

    void leftRoomHasALineWhereOneLeftIt()
    {
        open();
        const qint64 seen = lines().newest().number;
        show(lunch);
        hear(team, 2);
        QCOMPARE(unread(team), 2);
        show(team);
        QTRY_COMPARE(unread(team), 0);
        QCOMPARE(start(), seen + 1);
        // While one reads it stays, and what comes gets none of its own.
        hear(team, 1);
        QTRY_COMPARE(unread(team), 0);
        QCOMPARE(start(), seen + 1);
        // It is where one leaves for the second time, then.
        show(lunch);
        hear(team, 1);
        show(team);
        QCOMPARE(start(), seen + 4);
    }

    void nothingNewHasNoLine()
    {
        open();
        show(lunch);
        show(team);
        hear(team, 1);
        QTRY_COMPARE(unread(team), 0);
        QCOMPARE(start(), 0);
    }

    void onesOwnWordsAreNotNew()
    {
        open();
        const qint64 seen = lines().newest().number;
        m_desk->client->say(team, QStringLiteral("mine"));
        QTRY_COMPARE(lines().newest().number, seen + 1);
        show(lunch);
        show(team);
        QCOMPARE(start(), 0);
        // Nor what one has said elsewhere meanwhile; what others say behind it is.
        show(lunch);
        m_desk->host.append(team, QStringLiteral("mine, too"), m_desk->client->self());
        QTRY_COMPARE(lines(team).newest().number, seen + 2);
        show(team);
        QCOMPARE(start(), 0);
        show(lunch);
        hear(team, 1);
        show(team);
        QCOMPARE(start(), seen + 3);
    }

    void behindAnotherWindowNothingIsRead()
    {
        open();
        const qint64 seen = lines().newest().number;
        auto cover = m_desk->cover();
        hear(team, 2);
        QCOMPARE(unread(team), 2);
        QCOMPARE(start(), seen + 1);
        m_desk->uncover(std::move(cover));
        QTRY_COMPARE(unread(team), 0);
        QCOMPARE(start(), seen + 1);
    }

    void leftWindowHasALineWhereOneLeftIt()
    {
        open();
        auto cover = m_desk->cover();
        hear(team, 2);
        m_desk->uncover(std::move(cover));
        QTRY_COMPARE(unread(team), 0);
        const qint64 seen = lines().newest().number;
        QCOMPARE(start(), seen - 1);
        cover = m_desk->cover();
        hear(team, 1);
        QCOMPARE(start(), seen + 1);
        m_desk->uncover(std::move(cover));
    }

    void scrolledUpNothingIsRead()
    {
        open();
        hear(team, 60);
        QTRY_COMPARE(unread(team), 0);
        const qint64 seen = lines().newest().number;
        view().verticalScrollBar()->setValue(view().verticalScrollBar()->maximum() / 2);
        hear(team, 2);
        QCOMPARE(unread(team), 2);
        QCOMPARE(start(), seen + 1);
        view().scrollToEnd();
        QTRY_COMPARE(unread(team), 0);
    }

    void aLongAbsenceIsEnteredWhereItBegan()
    {
        open();
        show(lunch);
        const qint64 seen = lines().newest().number;
        hear(team, 200);
        show(team);
        const QModelIndex first = lines().indexOf({seen + 1});
        QTRY_VERIFY(view().rect().intersects(view().visualRect(first)));
        QVERIFY(!view().isAtEnd());
        QCOMPARE(unread(team), 200);
        QVERIFY(!jump().isVisible());
    }

    void whatIsLoadedAfterwardsIsLedTo()
    {
        open();
        show(lunch);
        const qint64 seen = lines().newest().number;
        m_desk->host.holdsOlder = true;
        m_desk->host.longestReplay = 50;
        m_desk->host.breakLink();
        say(team, 200);
        QTRY_COMPARE_WITH_TIMEOUT(lines().newest().number, seen + 200, patience);
        show(team);
        QCOMPARE(start(), seen + 151);
        QVERIFY(!jump().isVisible());
        m_desk->host.release();
        QTRY_COMPARE(start(), seen + 1);
        QTRY_VERIFY(jump().isVisible());
        QCOMPARE(jump().text(), QStringLiteral("200 new messages further up"));
        jump().click();
        const QModelIndex first = lines().indexOf({seen + 1});
        QTRY_VERIFY(view().rect().intersects(view().visualRect(first)));
    }

    void whatIsNotLoadedIsToldOf()
    {
        // Of all that came while one was away, the host gives the newest fifty at first.
        m_desk->profile->setLastRead(QStringLiteral("own"), team, {3});
        say(team, 400);
        m_desk->host.rooms[lunch];
        m_desk->open();
        QTRY_VERIFY(!m_desk->client->self().isEmpty());
        show(team);
        QTRY_VERIFY(lines().newest().number >= 400);
        QVERIFY(lines().oldest().number > 4);
        QTRY_VERIFY(jump().isVisible());
        QVERIFY(jump().text().contains(QLatin1String("new messages further up")));
        QVERIFY(!jump().accessibleName().isEmpty());
        auto *field = m_desk->window->findChild<Ui::MessageEdit *>();
        QTest::keyClicks(field, QStringLiteral("half"));
        QTest::mouseClick(&jump(), Qt::LeftButton);
        QTRY_VERIFY(lines().indexOf({4}).isValid());
        QTRY_VERIFY(view().rect().intersects(view().visualRect(lines().indexOf({4}))));
        QVERIFY(!jump().isVisible());
        QTest::keyClick(m_desk->window->windowHandle(), 'p');
        QCOMPARE(field->toPlainText(), QStringLiteral("halfp"));
        // Seen once, it is not offered again.
        view().scrollToEnd();
        view().grab();
        QCoreApplication::processEvents();
        QVERIFY(!jump().isVisible());
    }

    void behindManyNoticesWhatWasSaidIsFound()
    {
        say(team, 3);
        for (int i = 0; i < 150; ++i) {
            for (const auto type : {Chat::MessageType::Enter, Chat::MessageType::Leave})
                m_desk->host.append(team, {}, other, {}, type);
        }
        m_desk->open();
        QTRY_VERIFY(!m_desk->client->self().isEmpty());
        show(team);
        QTRY_VERIFY(lines().newest().number >= 303);
        QTRY_VERIFY(lines().indexOf({1}).isValid());
        QTRY_VERIFY(view().viewport()->rect().contains(view().visualRect(lines().indexOf({1}))));
        QVERIFY(view().isAtEnd());
    }

    // Else it would be done with a message: P pins it for everybody.
    void whatIsTypedBehindAClickOnAButtonIsWritten()
    {
        m_desk->profile->setLastRead(QStringLiteral("own"), team, {3});
        say(team, 45);
        m_desk->open();
        QTRY_VERIFY(!m_desk->client->self().isEmpty());
        show(team);
        QTRY_VERIFY(lines().newest().number >= 45);
        QTRY_VERIFY(view().rect().intersects(view().visualRect(lines().indexOf({4}))));
        auto *field = m_desk->window->findChild<Ui::MessageEdit *>();
        field->setFocus();
        auto *button = m_desk->window->findChild<QPushButton *>(QStringLiteral("endButton"));
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(view().isAtEnd());
        for (const char key : {'p', 's'})
            QTest::keyClick(m_desk->window->windowHandle(), key);
        QCOMPARE(field->toPlainText(), QStringLiteral("ps"));
        QVERIFY(field->hasFocus());
        view().verticalScrollBar()->setValue(0);
        QVERIFY(button->isVisible());
        button->setFocus(Qt::TabFocusReason);
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY(view().isAtEnd());
        QVERIFY(view().hasFocus());
    }
};

QTEST_MAIN(tst_Reading)
#include "tst_reading.moc"
