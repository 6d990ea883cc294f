// SPDX-License-Identifier: GPL-3.0-or-later
// Who is called by what, and what becomes of a flood of calls.
#include "tests/support/scriptedhost.h"
#include "ui/model/account.h"
#include "ui/model/attention.h"
#include "ui/model/company.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace std::chrono_literals;
using Ui::Attention;
using Ui::Badge;
using Ui::Notice;
using Ui::NoticeLevel;

namespace {

const QString host = QStringLiteral("192.168.0.9:7610");
const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::RoomId deploys(QStringLiteral("deploys"));
const Chat::UserId minjun(QStringLiteral("민준"));
const Chat::UserId seoyeon(QStringLiteral("Seoyeon"));

} // namespace

class AttentionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<Attention> m_attention;
    Stomp::TimePoint m_now = Stomp::Clock::now();
    std::vector<Notice> m_notices;
    QStringList m_over;
    int m_sounds = 0;

    void makeAttention(std::chrono::milliseconds pause = Attention::gatheredPause)
    {
        m_attention = std::make_unique<Attention>(
            *m_client, m_profile->settings(), host, nullptr, [this] { return m_now; }, pause);
        connect(m_attention.get(), &Attention::noticeWanted, this,
                [this](const Notice &notice) { m_notices.push_back(notice); });
        connect(m_attention.get(), &Attention::noticeOver, this,
                [this](const QString &tag) { m_over << tag; });
        connect(m_attention.get(), &Attention::soundWanted, this, [this] { ++m_sounds; });
    }
    /// Says it, and waits until it is here.
    void say(const QString &text, const Chat::UserId &who = minjun,
             const Chat::RoomId &room = lobby)
    {
        QSignalSpy arrived(m_client.get(), &Ui::ChatClient::messageArrived);
        m_host->append(room, text, who);
        QTRY_COMPARE(arrived.size(), 1);
    }
    void sayAsGuest(const QString &text)
    {
        QSignalSpy arrived(m_client.get(), &Ui::ChatClient::messageArrived);
        Chat::RoomMessage message;
        message.room = lobby;
        message.sender = QStringLiteral("지우");
        message.senderId = Chat::UserId(QStringLiteral("g-2"));
        message.guest = true;
        message.text = text;
        message.sequence = {m_host->rooms[lobby].back().sequence.number + 1};
        message.time = Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000));
        m_host->rooms[lobby].push_back(message);
        m_host->publish(Chat::roomTopic(lobby), message.toJson());
        QTRY_COMPARE(arrived.size(), 1);
    }
    /// As if it had just come, without a turn of the event loop.
    void sayAtOnce(const QString &text)
    {
        Chat::RoomMessage message;
        message.room = lobby;
        message.sender = minjun.toString();
        message.senderId = minjun;
        message.text = text;
        Q_EMIT m_client->messageArrived(message);
    }
    /// What a pause of no time would do in all that time.
    static void letPausesPass()
    {
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
    }
    void makeBetweenTwo(const Chat::RoomId &id)
    {
        Chat::RoomInfo room = m_client->rooms()->room(id);
        room.settings.visibility = Chat::Visibility::Direct;
        m_client->rooms()->updateRoom(room);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_profile = std::move(*Ui::Profile::open(m_folder->path()));
        m_profile->setName(QStringLiteral("지민"));
        m_host = std::make_unique<ScriptedHost>();
        m_host->append(lobby, QStringLiteral("before"), minjun);
        m_host->append(deploys, QStringLiteral("before"), minjun);
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, host, m_host->linkMaker());
        makeAttention();
        m_client->connectToHost();
        QTRY_COMPARE(m_client->timeline(lobby)->rowCount(), 2); // and that we came
        m_client->joinRoom(deploys);
        QTRY_COMPARE(m_client->timeline(deploys)->rowCount(), 2);
        m_client->markRead(lobby);
        m_client->markRead(deploys);
        QTRY_COMPARE(m_client->rooms()->unread(lobby) + m_client->rooms()->unread(deploys), 0);
    }
    void cleanup()
    {
        m_attention.reset();
        m_client.reset();
        m_host.reset();
        m_profile.reset();
        m_notices.clear();
        m_over.clear();
        m_sounds = 0;
    }

    void rules_data()
    {
        QTest::addColumn<Ui::Arrival>("arrival");
        QTest::addColumn<Ui::Surroundings>("here");
        QTest::addColumn<Ui::NoticeSettings>("settings");
        QTest::addColumn<Ui::Call>("call");
        const Ui::Arrival plain{};
        const Ui::Arrival guest{true, true, false};
        const Ui::Arrival mention{false, true, false};
        const Ui::Arrival direct{false, false, true};
        const Ui::Surroundings away{};
        const auto at = [](NoticeLevel level) { return Ui::Surroundings{false, false, level}; };
        const Ui::NoticeSettings usual{};
        const Ui::Call whole{true, true, true};
        const Ui::Call none{};
        const auto row = [](const char *name, const Ui::Arrival &arrival,
                            const Ui::Surroundings &here, const Ui::NoticeSettings &settings,
                            const Ui::Call &call) {
            QTest::newRow(name) << arrival << here << settings << call;
        };
        row("a word", plain, away, usual, whole);
        row("at the window", mention, {true, false, NoticeLevel::Everything}, usual, none);
        row("not to be disturbed", direct, {false, true, NoticeLevel::Everything}, usual, none);
        row("only mentions, and there is none", plain, at(NoticeLevel::Mentions), usual, none);
        row("only mentions, one", mention, at(NoticeLevel::Mentions), usual, whole);
        row("only mentions, between two", direct, at(NoticeLevel::Mentions), usual, whole);
        row("nothing", mention, at(NoticeLevel::Nothing), usual, none);
        row("nothing, between two", direct, at(NoticeLevel::Nothing), usual, none);
        row("a guest's words", guest, away, usual, {true, true, false});
        row("a guest's words, wanted", guest, away, {true, true, true, true}, whole);
        row("a guest's words alone", guest, away, {true, true, false, true}, {true, true, false});
        row("no words", plain, away, {true, true, false, true}, {true, true, false});
        row("sounds alone", plain, away, {false, true, true, true}, {false, true, false});
        row("notices alone", plain, away, {true, false, true, true}, {true, false, true});
    }
    void rules()
    {
        QFETCH(Ui::Arrival, arrival);
        QFETCH(Ui::Surroundings, here);
        QFETCH(Ui::NoticeSettings, settings);
        QTEST(Ui::callFor(arrival, here, settings), "call");
    }

    void aWordBecomesANoticeAndIsOverWhenRead()
    {
        say(QStringLiteral("릴리스는 **내일**입니다 <b>&amp;"));
        QCOMPARE(m_notices.size(), size_t(1));
        QCOMPARE(m_notices[0].tag, lobby.toString());
        QCOMPARE(m_notices[0].room, lobby);
        QVERIFY(m_notices[0].title.contains(QStringLiteral("민준")));
        QVERIFY(m_notices[0].title.contains(QStringLiteral("Lobby"))); // as on the screen
        QCOMPARE(m_notices[0].body, QStringLiteral("릴리스는 내일입니다 <b>&amp;"));
        QCOMPARE(m_sounds, 1);
        QVERIFY(m_over.isEmpty());
        m_client->markRead(lobby);
        QTRY_COMPARE(m_over, QStringList(lobby.toString()));
    }

    void whoIsMentionedIsCalled()
    {
        m_attention->setLevel(lobby, NoticeLevel::Mentions);
        say(QStringLiteral("just so"));
        QVERIFY(m_notices.empty());
        say(QStringLiteral("@지민 here it is"));
        QCOMPARE(m_notices.size(), size_t(1));
        say(QStringLiteral("@here coffee"));
        QCOMPARE(m_notices.size(), size_t(2));
    }

    void whoHasAnotherNameThereIsCalledByIt()
    {
        m_host->alsoGreets = {{"user-name", "서연"}};
        m_host->breakLink();
        QTRY_COMPARE(m_client->account()->name(), QStringLiteral("서연"));
        QTRY_VERIFY(m_client->status().phase == Ui::ConnectionStatus::Phase::Online);
        m_attention->setLevel(lobby, NoticeLevel::Mentions);
        say(QStringLiteral("@지민 is no longer anybody"));
        QVERIFY(m_notices.empty());
        say(QStringLiteral("@서연 here it is"));
        QCOMPARE(m_notices.size(), size_t(1));
        QTRY_COMPARE(m_attention->badge(), (Badge{1, true}));

        Chat::AccountInfo info;
        info.user = m_client->self();
        info.name = QStringLiteral("하은");
        info.role = QStringLiteral("member");
        m_host->publish(Chat::accountDestination(Chat::AccountRequest::Me), info.toJson());
        QTRY_COMPARE(m_client->account()->name(), QStringLiteral("하은"));
        say(QStringLiteral("@하은 and here"));
        QCOMPARE(m_notices.size(), size_t(2));
        QTRY_COMPARE(m_attention->badge(), (Badge{2, true}));
    }

    void somebodyElsesLongerNameDoesNotCall()
    {
        m_client->members(lobby)->setMembers(
            {{m_client->self(), QStringLiteral("지민"), true, true, true},
             {seoyeon, QStringLiteral("지민 박"), true, true, true}});
        m_attention->setLevel(lobby, NoticeLevel::Mentions);
        say(QStringLiteral("@지민 박 the other one"));
        QVERIFY(m_notices.empty());
        QTRY_COMPARE(m_attention->badge(), (Badge{0, true}));
        say(QStringLiteral("@지민 박 and @지민 too"));
        QCOMPARE(m_notices.size(), size_t(1));
        QTRY_COMPARE(m_attention->badge(), (Badge{1, true}));
        say(QStringLiteral("@here everybody"));
        QCOMPARE(m_notices.size(), size_t(2));
    }

    void aGuestsWordsAreNotShown()
    {
        sayAsGuest(QStringLiteral("click here"));
        QCOMPARE(m_notices.size(), size_t(1));
        QVERIFY(!m_notices[0].body.contains(QStringLiteral("click")));
        QVERIFY(!m_notices[0].body.isEmpty());
    }

    void nothingUnseenIsInANotice()
    {
        Chat::RoomInfo room = m_client->rooms()->room(deploys);
        room.name = QStringLiteral("de\u202Eploys\u0001");
        m_client->rooms()->updateRoom(room);
        say(QStringLiteral("left\u202E\u2066 right\u0001\u0007\n\u200B end \uFEFF\U000E0041"),
            Chat::UserId(QStringLiteral("eve\u202Enimda")), deploys);
        QCOMPARE(m_notices[0].body, QStringLiteral("left right end"));
        QVERIFY(m_notices[0].title.contains(QStringLiteral("evenimda")));
        QVERIFY(m_notices[0].title.contains(QStringLiteral("deploys")));
        const QString joined =
            QStringLiteral("👩‍💻 नमस्‍ते می‌خواهم 🏳️‍🌈");
        QVERIFY(joined.contains(QChar(0x200C)) && joined.contains(QChar(0x200D)));
        say(joined);
        QCOMPARE(m_notices[1].body, joined);
    }

    void aLongTextIsCut()
    {
        say(QStringLiteral("😀").repeated(400));
        QVERIFY(m_notices[0].body.size() <= Attention::longestBody + 1);
        QVERIFY(m_notices[0].body.endsWith(QStringLiteral("😀…")));
    }

    void longNamesAreCut()
    {
        Chat::RoomInfo room = m_client->rooms()->room(deploys);
        room.name = QStringLiteral("r").repeated(5000);
        m_client->rooms()->updateRoom(room);
        say(QStringLiteral("hello"), Chat::UserId(QStringLiteral("s").repeated(5000)), deploys);
        QVERIFY(m_notices[0].title.size() < 2 * Attention::longestName + 10);
        QVERIFY(m_notices[0].title.contains(u's'));
        QVERIFY(m_notices[0].title.contains(u'r'));
    }

    void betweenTwoTheRoomIsNotNamed()
    {
        makeBetweenTwo(deploys);
        say(QStringLiteral("psst"), minjun, deploys);
        QCOMPARE(m_notices[0].title, QStringLiteral("민준"));
    }

    void whoDoesNotWantToBeDisturbedIsNot()
    {
        m_client->company()->presence()->choose(Chat::Availability::DoNotDisturb);
        say(QStringLiteral("@지민"));
        QVERIFY(m_notices.empty());
        QCOMPARE(m_sounds, 0);
        QTRY_COMPARE(m_attention->badge(), (Badge{1, false}));
    }

    void whoIsAtTheWindowIsNotCalled()
    {
        m_attention->setWindowActive(true);
        say(QStringLiteral("@지민"));
        m_attention->setWindowActive(false);
        QVERIFY(m_notices.empty());
        say(QStringLiteral("and now"));
        QCOMPARE(m_notices.size(), size_t(1));
    }

    void oneSendersFloodIsGathered()
    {
        for (int i = 0; i < 40; ++i)
            say(QString::number(i));
        // Five of their own, and one for the rest: it is not shown anew for each.
        QCOMPARE(m_notices.size(), size_t(Ui::NoticePace::perSender + 1));
        QCOMPARE(m_notices.back().tag, Attention::gatheredTag);
        QCOMPARE(m_notices.back().room, lobby);
        QCOMPARE(m_sounds, Ui::NoticePace::perSender);
        say(QStringLiteral("me too"), seoyeon);
        QCOMPARE(m_notices.back().tag, lobby.toString());
        m_now += Ui::NoticePace::window;
        say(QStringLiteral("a minute later"));
        QCOMPARE(m_notices.back().tag, lobby.toString());
        m_client->markRead(lobby);
        QTRY_COMPARE(m_over.size(), 2);
        QVERIFY(m_over.contains(Attention::gatheredTag));
    }

    void whatIsGatheredIsToldOnce()
    {
        makeAttention(0ms);
        for (int i = 0; i < 40; ++i)
            say(QString::number(i));
        letPausesPass();
        QCOMPARE(m_notices.back().tag, Attention::gatheredTag);
        QVERIFY(m_notices.back().title.startsWith(QStringLiteral("35 ")));
        for (size_t i = 1; i < m_notices.size(); ++i)
            QVERIFY(m_notices[i].tag == lobby.toString() ||
                    m_notices[i].title != m_notices[i - 1].title);
        const size_t told = m_notices.size();
        letPausesPass();
        QCOMPARE(m_notices.size(), told);
    }

    void nothingMoreIsToldOnceItIsNotWanted_data()
    {
        QTest::addColumn<std::function<void()>>("quieten");
        QTest::addColumn<int>("more");
        const auto row = [](const char *name, const std::function<void()> &quieten, int more) {
            QTest::newRow(name) << quieten << more;
        };
        row(
            "it is wanted", [] {}, 1);
        row(
            "at the window", [this] { m_attention->setWindowActive(true); }, 0);
        row(
            "not to be disturbed",
            [this] { m_client->company()->presence()->choose(Chat::Availability::DoNotDisturb); },
            0);
        row(
            "no notices",
            [this] {
                Ui::setNoticeSettings(m_profile->settings(), {false, true, true, true});
            },
            0);
        row(
            "nothing of this room", [this] { m_attention->setLevel(lobby, NoticeLevel::Nothing); },
            0);
        row(
            "only mentions in this room",
            [this] { m_attention->setLevel(lobby, NoticeLevel::Mentions); }, 0);
    }
    void nothingMoreIsToldOnceItIsNotWanted()
    {
        QFETCH(std::function<void()>, quieten);
        QFETCH(int, more);
        makeAttention(0ms);
        for (int i = 0; i < 10; ++i)
            say(QString::number(i));
        letPausesPass();
        sayAtOnce(QStringLiteral("told"));
        sayAtOnce(QStringLiteral("not told yet"));
        const size_t told = m_notices.size();
        QVERIFY(m_notices.back().title.startsWith(QStringLiteral("6 ")));
        quieten();
        letPausesPass();
        QCOMPARE(int(m_notices.size() - told), more);
        // What stands there is taken back where the room is not to call any more.
        QCOMPARE(m_over.contains(Attention::gatheredTag),
                 m_attention->level(lobby) != NoticeLevel::Everything);
    }

    void everybodysFloodIsGathered()
    {
        for (int i = 0; i < 100; ++i) {
            say(QString::number(i), Chat::UserId(QStringLiteral("u-%1").arg(i)),
                i % 2 ? lobby : deploys);
        }
        QCOMPARE(m_notices.size(), size_t(Ui::NoticePace::ofAll + 1));
        QCOMPARE(m_notices.back().tag, Attention::gatheredTag);
    }

    void theIconCounts()
    {
        QTRY_COMPARE(m_attention->badge(), Badge());
        QSignalSpy changed(m_attention.get(), &Attention::badgeChanged);
        say(QStringLiteral("one"));
        QTRY_COMPARE(m_attention->badge(), (Badge{0, true}));
        say(QStringLiteral("@지민"));
        QTRY_COMPARE(m_attention->badge(), (Badge{1, true}));
        m_attention->setLevel(lobby, NoticeLevel::Nothing);
        QCOMPARE(m_attention->badge(), Badge());
        makeBetweenTwo(deploys);
        say(QStringLiteral("a"), minjun, deploys);
        say(QStringLiteral("b"), minjun, deploys);
        QTRY_COMPARE(m_attention->badge(), (Badge{2, false}));
        m_client->markRead(deploys);
        QTRY_COMPARE(m_attention->badge(), Badge());
        QCOMPARE(changed.size(), 6);
    }

    void choicesAreKept()
    {
        QSignalSpy changed(m_attention.get(), &Attention::levelChanged);
        m_attention->setLevel(lobby, NoticeLevel::Mentions);
        m_attention->setLevel(lobby, NoticeLevel::Mentions);
        QCOMPARE(changed.size(), 1);
        const Ui::NoticeSettings choice{false, true, false, true};
        Ui::setNoticeSettings(m_profile->settings(), choice);
        makeAttention();
        QCOMPARE(m_attention->level(lobby), NoticeLevel::Mentions);
        QCOMPARE(m_attention->level(deploys), NoticeLevel::Everything);
        QCOMPARE(Ui::noticeSettings(m_profile->settings()), choice);
        say(QStringLiteral("at once"));
        QVERIFY(m_notices.empty());
        QCOMPARE(m_sounds, 0); // mentions only, there
        say(QStringLiteral("@지민"));
        QCOMPARE(m_sounds, 1);
        const Attention elsewhere(*m_client, m_profile->settings(),
                                  QStringLiteral("10.0.0.4:7610"));
        QCOMPARE(elsewhere.level(lobby), NoticeLevel::Everything);
    }
};

QTEST_GUILESS_MAIN(AttentionTest)
#include "tst_attention.moc"
