// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedwindow.h"
#include "ui/chatpage.h"
#include "ui/composer.h"
#include "ui/messageedit.h"
#include "ui/model/account.h"
#include "ui/model/company.h"
#include "ui/typingline.h"

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::RoomId team(QStringLiteral("team"));

} // namespace

// Who writes: the line above the field, and what the host is told of oneself.
class tst_Typing : public QObject {
    Q_OBJECT
    std::unique_ptr<ScriptedWindow> m_desktop;

    Ui::TypingLine *line() const { return m_desktop->window->findChild<Ui::TypingLine *>(); }
    Ui::MessageEdit *edit() const { return m_desktop->window->findChild<Ui::MessageEdit *>(); }
    Ui::ChatPage *page() const { return m_desktop->window->findChild<Ui::ChatPage *>(); }
    void writes(const QString &name, bool on = true, const Chat::RoomId &room = lobby) const
    {
        m_desktop->host.publish(
            Chat::roomEventsTopic(room),
            Chat::TypingEvent{room, Chat::UserId(QStringLiteral("u-") + name), name, on}.toJson());
    }
    /// What the host heard of our writing there: "+" and "-".
    QString told(const Chat::RoomId &room = lobby) const
    {
        QString signs;
        const auto typing = Chat::requestDestination(Chat::Request::Kind::Typing, room);
        for (const QByteArray &body : m_desktop->host.sentTo(typing))
            signs += Chat::TypingRequest::fromJson(body)->on ? u'+' : u'-';
        return signs;
    }
    /// All that was sent before this has come to the host, too.
    void settle() const
    {
        QCoreApplication::processEvents(); // what waits for the end of the turn
        const size_t before = m_desktop->host.others.size();
        m_desktop->client->company()->presence()->choose(Chat::Availability::Online);
        QTRY_VERIFY(m_desktop->host.others.size() > before);
    }
    void join(const Chat::RoomId &room) const
    {
        m_desktop->client->joinRoom(room);
        QTRY_VERIFY(m_desktop->host.count(Chat::roomEventsTopic(room)) > 0);
        QTRY_VERIFY(m_desktop->client->members(room)->rowCount() > 0);
    }

private Q_SLOTS:
    void init()
    {
        m_desktop = std::make_unique<ScriptedWindow>(QStringLiteral("me"));
        m_desktop->host.rooms[lobby];
        m_desktop->host.rooms[team];
        m_desktop->open();
        QTRY_VERIFY(edit()->isEnabled());
        QTRY_COMPARE(page()->room(), lobby);
        QTRY_VERIFY(m_desktop->client->members(lobby)->rowCount() > 0);
        edit()->setFocus();
    }
    void cleanup() { m_desktop.reset(); }

    void namesWhoWrites()
    {
        QCOMPARE(line()->text(), QString());
        const QRect place = line()->geometry();
        QVERIFY(place.height() > 0); // nothing moves when somebody begins
        writes(QStringLiteral("ann"));
        QTRY_COMPARE(line()->text(), QStringLiteral("ann is typing…"));
        QCOMPARE(line()->geometry(), place);
        writes(QStringLiteral("bob"));
        QTRY_COMPARE(line()->text(), QStringLiteral("ann and bob are typing…"));
        writes(QStringLiteral("cho"));
        QTRY_COMPARE(line()->text(), QStringLiteral("Several people are typing…"));
        writes(QStringLiteral("ann"), false);
        QTRY_COMPARE(line()->text(), QStringLiteral("bob and cho are typing…"));
        QVERIFY(line()->isVisible());
    }

    void endsByItselfAndByAMessage()
    {
        m_desktop->client->company()->typists(lobby)->setLasting(std::chrono::milliseconds(100));
        writes(QStringLiteral("ann"));
        QTRY_VERIFY(!line()->text().isEmpty());
        QTRY_COMPARE(line()->text(), QString());
        m_desktop->client->company()->typists(lobby)->setLasting(std::chrono::hours(1));
        writes(QStringLiteral("ann"));
        QTRY_VERIFY(!line()->text().isEmpty());
        m_desktop->host.append(lobby, QStringLiteral("here I am"),
                               Chat::UserId(QStringLiteral("u-ann")));
        QTRY_COMPARE(line()->text(), QString());
    }

    void isOfTheShownRoom()
    {
        join(team);
        m_desktop->client->company()->typists(lobby)->setLasting(std::chrono::hours(1));
        m_desktop->client->company()->typists(team)->setLasting(std::chrono::hours(1));
        writes(QStringLiteral("ann"));
        writes(QStringLiteral("bob"), true, team);
        QTRY_COMPARE(line()->text(), QStringLiteral("ann is typing…"));
        page()->showRoom(team);
        QTRY_COMPARE(line()->text(), QStringLiteral("bob is typing…"));
        page()->showRoom(lobby);
        QCOMPARE(line()->text(), QStringLiteral("ann is typing…"));
    }

    void namesAreShownAsTheyAreAndBounded()
    {
        m_desktop->client->company()->typists(lobby)->setLasting(std::chrono::hours(1));
        writes(QStringLiteral("<b>ann</b>"));
        QTRY_COMPARE(line()->text(), QStringLiteral("<b>ann</b> is typing…"));
        QCOMPARE(line()->textFormat(), Qt::PlainText);
        writes(QStringLiteral("<b>ann</b>"), false);
        writes(QString(64, u'W'));
        QTRY_VERIFY(line()->text().endsWith(QStringLiteral("… is typing…")));
    }

    void whoIsIgnoredIsNotNamed()
    {
        m_desktop->client->company()->typists(lobby)->setLasting(std::chrono::hours(1));
        Ui::Ignored &ignored = *m_desktop->client->account()->ignored();
        ignored.set(Chat::UserId(QStringLiteral("u-ann")), QStringLiteral("ann"), true);
        writes(QStringLiteral("ann"));
        writes(QStringLiteral("bob"));
        QTRY_COMPARE(line()->text(), QStringLiteral("bob is typing…"));
        ignored.set(Chat::UserId(QStringLiteral("u-ann")), {}, false);
        QCOMPARE(line()->text(), QStringLiteral("ann and bob are typing…"));
    }

    void oneTellsOnce()
    {
        QTest::keyClicks(edit(), QStringLiteral("hello"));
        QTRY_COMPARE(told(), QStringLiteral("+"));
        QTest::keyClicks(edit(), QStringLiteral(" all"));
        settle();
        QCOMPARE(told(), QStringLiteral("+")); // not each key
        edit()->selectAll();
        QTest::keyClick(edit(), Qt::Key_Delete);
        QTRY_COMPARE(told(), QStringLiteral("+-"));
    }

    void whatIsSaidEndsIt()
    {
        QTest::keyClicks(edit(), QStringLiteral("hello"));
        QTRY_COMPARE(told(), QStringLiteral("+"));
        QTest::keyClick(edit(), Qt::Key_Return);
        QTRY_COMPARE(m_desktop->host.said(), QStringList{QStringLiteral("hello")});
        settle();
        QCOMPARE(told(), QStringLiteral("+")); // the message itself tells it
        QTest::keyClicks(edit(), QStringLiteral("and"));
        QTRY_COMPARE(told(), QStringLiteral("++")); // at once
    }

    void commandsAreNobodysBusiness()
    {
        QTest::keyClicks(edit(), QStringLiteral("/topic x"));
        settle();
        QCOMPARE(told(), QString());
    }

    void aDraftIsNotWritten()
    {
        join(team);
        QTest::keyClicks(edit(), QStringLiteral("draft"));
        QTRY_COMPARE(told(), QStringLiteral("+"));
        page()->showRoom(team);
        QTRY_COMPARE(told(), QStringLiteral("+-"));
        page()->showRoom(lobby);
        QCOMPARE(edit()->toPlainText(), QStringLiteral("draft"));
        settle();
        QCOMPARE(told(), QStringLiteral("+-"));
        QCOMPARE(told(team), QString());
        QTest::keyClicks(edit(), QStringLiteral("s"));
        QTRY_COMPARE(told(), QStringLiteral("+-+"));
    }

    void nobodyIsToldWhereOneCannotSpeak()
    {
        Chat::RoomInfo info = m_desktop->client->rooms()->room(lobby);
        info.settings.readOnly = true;
        info.own.role = Chat::MemberRole::Member;
        m_desktop->client->rooms()->updateRoom(info);
        QTest::keyClicks(edit(), QStringLiteral("hello"));
        settle();
        QCOMPARE(told(), QString());
    }
};

QTEST_MAIN(tst_Typing)
#include "tst_typing.moc"
