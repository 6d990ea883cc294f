// SPDX-License-Identifier: GPL-3.0-or-later
// What those who do not see the window are told at once. That it reaches them over AT-SPI, and
// where the keys are, is tests/accessibility.
#include "tests/support/scriptedwindow.h"
#include "ui/announcements.h"
#include "ui/chatpage.h"
#include "ui/liveregion.h"
#include "ui/model/account.h"

#include <QAccessible>
#include <QEvent>
#include <QSignalSpy>

using namespace std::chrono_literals;

namespace {

const Chat::RoomId team(QStringLiteral("team"));
const Chat::RoomId lunch(QStringLiteral("lunch"));
const Chat::UserId other(QStringLiteral("u-other"));

} // namespace

class tst_Announcements : public QObject {
    Q_OBJECT
    std::unique_ptr<ScriptedWindow> m_desk;
    QStringList m_announced;

    /// What appears of the region is what is said.
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Show)
            m_announced << qobject_cast<QWidget *>(watched)->accessibleName();
        return false;
    }
    template <typename T>
    T &part()
    {
        return *m_desk->window->findChild<T *>();
    }
    /// Of what is said; others have one of their own.
    Ui::LiveRegion &region()
    {
        return *part<Ui::ChatPage>().findChild<Ui::LiveRegion *>({}, Qt::FindDirectChildrenOnly);
    }
    Chat::Sequence newest(const Chat::RoomId &room)
    {
        return m_desk->client->timeline(room)->newest();
    }
    /// Until the window has it.
    void say(const Chat::RoomId &room, const QString &text, const Chat::UserId &who = other)
    {
        const Chat::Sequence last = m_desk->host.append(room, text, who).sequence;
        QTRY_VERIFY(newest(room) >= last);
    }
    /// What comes before that is history, of which nobody is told.
    void beLive(const Chat::RoomId &room)
    {
        const QSignalSpy arrived(m_desk->client.get(), &Ui::ChatClient::messageArrived);
        Chat::Sequence last;
        QTRY_VERIFY((last = m_desk->host.append(room, QStringLiteral("live?"), other).sequence,
                     QCoreApplication::processEvents(), !arrived.isEmpty()));
        QTRY_VERIFY(newest(room) >= last);
    }
    /// Says one thing more, which is told behind all that was to be told before it.
    void end(const QStringList &before)
    {
        part<Ui::Announcements>().setPace(0ms, 0ms);
        say(team, QStringLiteral("end"));
        QTRY_COMPARE(m_announced, before + QStringList{QStringLiteral("u-other: end")});
    }

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<ScriptedWindow>(QStringLiteral("지우"));
        for (const Chat::RoomId &room : {team, lunch})
            m_desk->profile->setJoined(QStringLiteral("own"), room, true);
        m_desk->host.append(team, QStringLiteral("before"), other);
        m_desk->host.rooms[lunch];
        m_desk->open();
        QTRY_VERIFY(m_desk->client->rooms()->isJoined(team));
        QTRY_VERIFY(!m_desk->client->self().isEmpty());
        part<Ui::ChatPage>().showRoom(team);
        m_announced.clear(); // of the test before
        region().installEventFilter(this);
        part<Ui::Announcements>().setPace(1h, 1h);
        beLive(lunch);
        beLive(team);
        part<Ui::Announcements>().setPace(0ms, 1h);
        QTRY_VERIFY(!m_announced.isEmpty());
        m_announced.clear();
    }
    void cleanup() { m_desk.reset(); }

    void oneIsToldAsItIs()
    {
        part<Ui::Announcements>().setPace(0ms, 0ms);
        say(team, QStringLiteral("good\nmorning"));
        QTRY_COMPARE(m_announced, QStringList{QStringLiteral("u-other: good morning")});
        say(team, QString(5000, u'x'));
        QTRY_COMPARE(m_announced.size(), 2);
        QVERIFY(m_announced[1].size() < 300);
    }

    void aFloodIsOneSentence()
    {
        auto &announcements = part<Ui::Announcements>();
        announcements.setPace(1h, 1h);
        for (const char *text : {"a", "b", "c"})
            say(team, QString::fromLatin1(text));
        announcements.setPace(0ms, 1h); // the wait is over
        QTRY_COMPARE(m_announced, QStringList{QStringLiteral("3 new messages")});
        for (const char *text : {"d", "e"})
            say(team, QString::fromLatin1(text));
        announcements.setPace(0ms, 1h);
        QTRY_COMPARE(m_announced.size(), 2);
        QCOMPARE(m_announced[1], QStringLiteral("2 new messages"));
    }

    // What one says oneself, what is said elsewhere, and by whom one ignores.
    void onlyWhatOneWouldSee()
    {
        part<Ui::Announcements>().setPace(0ms, 0ms);
        m_desk->client->account()->ignored()->set(Chat::UserId(QStringLiteral("u-loud")),
                                                  QStringLiteral("loud"), true);
        say(team, QStringLiteral("x"), Chat::UserId(QStringLiteral("u-loud")));
        say(lunch, QStringLiteral("y"));
        m_desk->client->say(team, QStringLiteral("mine"));
        QTRY_COMPARE(m_desk->host.said(), QStringList{QStringLiteral("mine")});
        end({});
    }

    void onlyWhileTheWindowHasTheKeys()
    {
        auto &announcements = part<Ui::Announcements>();
        announcements.setPace(1h, 1h);
        say(team, QStringLiteral("not told yet"));
        auto cover = m_desk->cover();
        announcements.setPace(0ms, 0ms);
        say(team, QStringLiteral("behind another window"));
        QVERIFY(!m_desk->window->isActiveWindow());
        QCoreApplication::processEvents();
        m_desk->uncover(std::move(cover));
        end({});
    }

    // The field keeps the keys and is another room's then.
    void anotherRoomIsToldAtOnce()
    {
        auto &announcements = part<Ui::Announcements>();
        announcements.setPace(1h, 1h);
        say(team, QStringLiteral("not told yet"));
        part<Ui::ChatPage>().showRoom(lunch);
        QCOMPARE(m_announced, QStringList{QStringLiteral("Write to lunch")});
        announcements.setPace(0ms, 0ms);
        say(lunch, QStringLiteral("here"));
        QTRY_COMPARE(m_announced.size(), 2);
        QCOMPARE(m_announced[1], QStringLiteral("u-other: here"));
    }

    // Each showing is read, so it must not come back with the window.
    void nothingIsToldTwice()
    {
        part<Ui::Announcements>().say(QStringLiteral("once"));
        QCOMPARE(m_announced, QStringList{QStringLiteral("once")});
        auto cover = m_desk->cover();
        m_desk->window->hide();
        m_desk->window->show();
        m_desk->uncover(std::move(cover));
        end({QStringLiteral("once")});
    }

    void itIsANotificationThatNobodySees()
    {
        part<Ui::Announcements>().say(QStringLiteral("<b>plain</b>"));
        const auto *spoken = QAccessible::queryAccessibleInterface(&region());
        QCOMPARE(spoken->role(), QAccessible::Notification);
        QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("<b>plain</b>"));
        QVERIFY(!spoken->state().invisible && !spoken->state().offscreen);
        QCOMPARE(region().size(), QSize(1, 1));
        QCOMPARE(region().focusPolicy(), Qt::NoFocus);
    }
};

QTEST_MAIN(tst_Announcements)
#include "tst_announcements.moc"
