// SPDX-License-Identifier: GPL-3.0-or-later
// What one asks of rooms, seen from desktops' models on a real host.
#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/roomorders.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

using Ui::ChatClient;
using Ui::RoomListModel;
using Ui::RoomOrders;

namespace {

const Chat::RoomId club(QStringLiteral("club"));

class Desktop {
public:
    Desktop(const QString &host, const QString &name)
    {
        m_profile = std::move(*Ui::Profile::open(m_folder.path()));
        m_profile->setName(name);
        client = std::make_unique<ChatClient>(*m_profile, QStringLiteral("host:7610"), [host] {
            return std::make_unique<Stomp::WebSocketLink>(QUrl(host));
        });
        m_tester = std::make_unique<QAbstractItemModelTester>(
            client->rooms(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        failures = std::make_unique<QSignalSpy>(client.get(), &ChatClient::failed);
        client->connectToHost();
    }
    RoomOrders &orders() { return *client->orders(); }
    bool isIn()
    {
        return client->rooms()->isJoined(Chat::lobbyRoom()) && !client->self().isEmpty();
    }
    bool lists(const Chat::RoomId &room) { return client->rooms()->indexOf(room).isValid(); }
    QVariant role(int role, const Chat::RoomId &room = club)
    {
        return client->rooms()->indexOf(room).data(role);
    }
    bool hears(const QString &text, const Chat::RoomId &room = club)
    {
        const Ui::TimelineModel *timeline = client->timeline(room);
        for (int row = 0; row < timeline->rowCount(); ++row) {
            const QModelIndex line = timeline->index(row);
            if (line.data().toString() == text &&
                line.data(Ui::TimelineModel::SequenceRole).toLongLong() > 0)
                return true;
        }
        return false;
    }
    bool wasTold(const QString &part) const
    {
        for (const QList<QVariant> &one : *failures) {
            if (one[0].toString().contains(part))
                return true;
        }
        return false;
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Ui::Profile> m_profile;

public:
    std::unique_ptr<ChatClient> client;
    std::unique_ptr<QSignalSpy> failures;

private:
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace

class RoomOrdersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void privateRoom();
    void turnedPrivate();
    void knocksAreNotForEverybody();
    void doorWithoutAConnection();
    void brokenConnectionLeavesItOpen();
    void settingsAreSeen();
    void slowModeWaits();
    void allThatWaitsForSlowModeSaysSo();
    void whatWaitsGoesWhenSlowModeEnds_data();
    void whatWaitsGoesWhenSlowModeEnds();
    void refusedDoesNotStopTheRest();
    void passwordAndKnock();
    void knockOfWhoIsErased();
    void conversationOfTwo();

private:
    void makeClub(const Chat::RoomChange &settings)
    {
        m_kim->orders().make({club.toString(), QStringLiteral("Club"), {}, settings});
        QTRY_VERIFY(m_kim->client->rooms()->isJoined(club));
        QTRY_VERIFY(m_kim->role(RoomListModel::OwnRoleRole).toInt() ==
                        int(Chat::MemberRole::Owner) ||
                    settings == Chat::RoomChange());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Server::Host> m_host;
    QString m_address;
    std::unique_ptr<Desktop> m_kim;
    std::unique_ptr<Desktop> m_lee;
};

void RoomOrdersTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Server::HostConfig config;
    config.port = 0;
    config.bind = QHostAddress(QHostAddress::LocalHost);
    config.dataFolder = m_folder->filePath(QStringLiteral("data"));
    m_host = std::make_unique<Server::Host>(config);
    QSignalSpy started(m_host.get(), &Server::Host::started);
    m_host->start();
    QTRY_COMPARE(started.size(), 1);
    m_address = started[0][0].value<Server::HostAddresses>().webSocket.at(0);
    m_kim = std::make_unique<Desktop>(m_address, QStringLiteral("kim"));
    m_lee = std::make_unique<Desktop>(m_address, QStringLiteral("lee"));
    QTRY_VERIFY(m_kim->isIn() && m_lee->isIn());
    for (Desktop *one : {m_kim.get(), m_lee.get()}) {
        one->client->say(Chat::lobbyRoom(), QStringLiteral("hello"));
        QTRY_VERIFY(one->hears(QStringLiteral("hello"), Chat::lobbyRoom()));
    }
}

void RoomOrdersTest::cleanup()
{
    m_kim.reset();
    m_lee.reset();
    m_host.reset();
}

void RoomOrdersTest::privateRoom()
{
    Chat::RoomChange settings;
    settings.visibility = Chat::Visibility::Private;
    makeClub(settings);
    m_kim->client->say(club, QStringLiteral("secret"));
    QTRY_VERIFY(m_kim->hears(QStringLiteral("secret")));
    QVERIFY(!m_lee->lists(club));
    m_kim->orders().invite(club, m_lee->client->self());
    QTRY_VERIFY(m_lee->lists(club));
    QVERIFY(m_lee->role(RoomListModel::InvitedRole).toBool());
    QCOMPARE(m_lee->role(RoomListModel::SpeechRole).toInt(),
             int(RoomListModel::Speech::MembersOnly));
    m_lee->client->joinRoom(club);
    QTRY_VERIFY(m_lee->hears(QStringLiteral("secret")));
    QTRY_COMPARE(m_lee->role(RoomListModel::SpeechRole).toInt(), int(RoomListModel::Speech::Free));
    m_lee->client->leaveRoom(club);
    QTRY_VERIFY(!m_lee->lists(club));
}

void RoomOrdersTest::turnedPrivate()
{
    makeClub({});
    m_lee->client->joinRoom(club);
    m_lee->client->say(club, QStringLiteral("open"));
    QTRY_VERIFY(m_kim->hears(QStringLiteral("open")));
    Desktop stranger(m_address, QStringLiteral("eve"));
    QTRY_VERIFY(stranger.isIn() && stranger.lists(club));
    Chat::RoomChange change;
    change.visibility = Chat::Visibility::Private;
    m_kim->orders().change(club, change);
    QTRY_VERIFY(!stranger.lists(club));
    // Who is in it stays in it, its maker first of all.
    for (Desktop *one : {m_kim.get(), m_lee.get()}) {
        QTRY_COMPARE(one->role(RoomListModel::VisibilityRole).toInt(),
                     int(Chat::Visibility::Private));
    }
    m_lee->client->say(club, QStringLiteral("among us"));
    QTRY_VERIFY(m_kim->hears(QStringLiteral("among us")));
    m_kim->client->say(club, QStringLiteral("indeed"));
    QTRY_VERIFY(m_lee->hears(QStringLiteral("indeed")));
    for (Desktop *one : {m_kim.get(), m_lee.get()}) {
        QVERIFY(one->client->rooms()->isJoined(club));
        QCOMPARE(one->failures->size(), 0);
    }
    // For who is not in it, whatever their list says, it is gone.
    change.visibility = Chat::Visibility::Public;
    m_kim->orders().change(club, change);
    QTRY_VERIFY(stranger.lists(club));
    stranger.client->rooms()->setJoined(club, true);
    change.visibility = Chat::Visibility::Private;
    m_kim->orders().change(club, change);
    QTRY_VERIFY(!stranger.lists(club));
}

void RoomOrdersTest::knocksAreNotForEverybody()
{
    makeClub({});
    QTRY_VERIFY(m_lee->lists(club));
    QStringList problems;
    const auto note = [&problems](const QString &problem) { problems << problem; };
    QSignalSpy came(&m_kim->orders(), &RoomOrders::knocksCame);
    m_lee->orders().askKnocks(club, note);
    QTRY_COMPARE(problems.size(), 1);
    QVERIFY2(problems[0].contains(QStringLiteral("not allowed in this room")),
             qPrintable(problems[0]));
    QCOMPARE(m_lee->failures->size(), 0); // who asked has heard of it
    m_lee->orders().askKnocks(club);
    QTRY_VERIFY(m_lee->wasTold(QStringLiteral("not allowed in this room")));
    const auto questions = [](const Desktop &one) {
        int count = 0;
        for (const auto *asked :
             one.client->connection().findChildren<Stomp::StompSubscription *>())
            count += asked->destination().endsWith("/knocks") ? 1 : 0;
        return count;
    };
    m_kim->orders().askKnocks(club, note);
    QTRY_COMPARE(problems.size(), 2);
    QCOMPARE(problems[1], QString());
    QCOMPARE(came.size(), 1);
    QTRY_COMPARE(questions(*m_kim), 0); // nothing is left of it, nor of what was refused
    QTRY_COMPARE(questions(*m_lee), 0);
}

void RoomOrdersTest::doorWithoutAConnection()
{
    Chat::RoomChange settings;
    settings.password = QStringLiteral("sesame");
    makeClub(settings);
    QTRY_VERIFY(m_lee->role(RoomListModel::PasswordRole).toBool());
    m_lee->client->disconnectFromHost();
    m_lee->client->joinRoom(club, QStringLiteral("sesame"));
    QTRY_VERIFY(m_lee->wasTold(QStringLiteral("not connected")));
    QVERIFY(!m_lee->client->rooms()->isJoined(club));
}

void RoomOrdersTest::brokenConnectionLeavesItOpen()
{
    makeClub({});
    QStringList problems;
    const auto note = [&problems](const QString &problem) { problems << problem; };
    Chat::RoomChange change;
    change.topic = QStringLiteral("news");
    m_kim->orders().change(club, change, note);
    m_host.reset(); // before it has read that
    QTRY_COMPARE(problems.size(), 1);
    QVERIFY2(problems[0].contains(QStringLiteral("before the host answered")),
             qPrintable(problems[0]));
    m_kim->orders().change(club, change, note); // this one it was never told
    QTRY_COMPARE(problems.size(), 2);
    QVERIFY2(problems[1].contains(QStringLiteral("not changed: not connected")),
             qPrintable(problems[1]));
}

void RoomOrdersTest::settingsAreSeen()
{
    makeClub({});
    m_lee->client->joinRoom(club);
    QTRY_VERIFY(m_lee->client->rooms()->isJoined(club));
    Chat::RoomChange change;
    change.icon = QStringLiteral("🎲");
    change.retention = Chat::Retention{Chat::Retention::Keep::Days, 7};
    change.readOnly = true;
    m_kim->orders().change(club, change);
    QTRY_COMPARE(m_lee->role(RoomListModel::IconRole).toString(), QStringLiteral("🎲"));
    QCOMPARE(m_lee->role(RoomListModel::RetentionRole).toMap().value(QStringLiteral("count")), 7);
    QCOMPARE(m_lee->role(RoomListModel::SpeechRole).toInt(), int(RoomListModel::Speech::ReadOnly));
    m_lee->orders().change(club, change); // which lee may not
    QTRY_VERIFY(m_lee->wasTold(QStringLiteral("not allowed in this room")));
    m_kim->orders().removeRoom(club);
    QTRY_VERIFY(m_lee->role(RoomListModel::DeleteAtRole).toDateTime().isValid());
    m_kim->orders().restore(club);
    QTRY_VERIFY(!m_lee->role(RoomListModel::DeleteAtRole).toDateTime().isValid());
}

void RoomOrdersTest::slowModeWaits()
{
    makeClub({});
    m_lee->client->joinRoom(club);
    Chat::RoomChange slow;
    slow.slowMode = std::chrono::seconds(2);
    m_kim->orders().change(club, slow);
    QTRY_COMPARE(m_lee->role(RoomListModel::SlowModeRole).toInt(), 2);
    m_lee->client->say(club, QStringLiteral("one"));
    m_lee->client->say(club, QStringLiteral("two"));
    m_lee->client->say(Chat::lobbyRoom(), QStringLiteral("elsewhere"));
    QTRY_VERIFY(m_lee->role(RoomListModel::NextSpeechRole).toDateTime().isValid());
    QTRY_VERIFY(m_kim->hears(QStringLiteral("elsewhere"), Chat::lobbyRoom()));
    QTRY_VERIFY_WITH_TIMEOUT(m_kim->hears(QStringLiteral("two")), 30000);
    QVERIFY(m_kim->hears(QStringLiteral("one")));
    QTRY_COMPARE(m_lee->client->unsentCount(), 0);
}

void RoomOrdersTest::whatWaitsGoesWhenSlowModeEnds_data()
{
    QTest::addColumn<bool>("lifted");
    QTest::newRow("lifted") << true;
    QTest::newRow("does not hold for who keeps order") << false;
}

void RoomOrdersTest::whatWaitsGoesWhenSlowModeEnds()
{
    QFETCH(bool, lifted);
    makeClub({});
    m_lee->client->joinRoom(club);
    Chat::RoomChange slow;
    slow.slowMode = std::chrono::hours(1);
    m_kim->orders().change(club, slow);
    QTRY_COMPARE(m_lee->role(RoomListModel::SlowModeRole).toInt(), 3600);
    m_lee->client->say(club, QStringLiteral("one"));
    m_lee->client->say(club, QStringLiteral("two"));
    QTRY_VERIFY(m_lee->role(RoomListModel::NextSpeechRole).toDateTime().isValid());
    slow.slowMode = std::chrono::seconds(0);
    if (lifted)
        m_kim->orders().change(club, slow);
    else
        m_kim->orders().setRole(club, m_lee->client->self(), Chat::MemberRole::Moderator);
    QTRY_VERIFY_WITH_TIMEOUT(m_kim->hears(QStringLiteral("two")), 30000);
    QVERIFY(!m_lee->role(RoomListModel::NextSpeechRole).toDateTime().isValid());
    QTRY_COMPARE(m_lee->client->unsentCount(), 0);
}

void RoomOrdersTest::allThatWaitsForSlowModeSaysSo()
{
    makeClub({});
    m_lee->client->joinRoom(club);
    Chat::RoomChange slow;
    slow.slowMode = std::chrono::seconds(60);
    m_kim->orders().change(club, slow);
    QTRY_COMPARE(m_lee->role(RoomListModel::SlowModeRole).toInt(), 60);
    const auto why = [this](const QString &text, const Chat::RoomId &room) {
        const auto *timeline = m_lee->client->timeline(room);
        for (int row = timeline->rowCount() - 1; row >= 0; --row) {
            if (timeline->index(row).data().toString() == text)
                return timeline->index(row).data(Ui::TimelineModel::FailureRole).toString();
        }
        return QStringLiteral("none");
    };
    for (const char *text : {"one", "two", "three"})
        m_lee->client->say(club, QString::fromLatin1(text));
    QTRY_COMPARE(why(QStringLiteral("two"), club), QStringLiteral("slow mode"));
    QTRY_COMPARE(why(QStringLiteral("three"), club), QStringLiteral("slow mode"));
    m_lee->client->say(club, QStringLiteral("four")); // it is not even tried
    QCOMPARE(why(QStringLiteral("four"), club), QStringLiteral("slow mode"));
    m_lee->client->say(Chat::lobbyRoom(), QStringLiteral("elsewhere"));
    QTRY_VERIFY(m_kim->hears(QStringLiteral("elsewhere"), Chat::lobbyRoom()));
    QCOMPARE(why(QStringLiteral("elsewhere"), Chat::lobbyRoom()), QString());
    QVERIFY(m_kim->hears(QStringLiteral("one")));
}

void RoomOrdersTest::refusedDoesNotStopTheRest()
{
    makeClub({});
    m_lee->client->joinRoom(club);
    Chat::RoomChange change;
    change.readOnly = true;
    m_kim->orders().change(club, change);
    QTRY_COMPARE(m_lee->role(RoomListModel::SpeechRole).toInt(),
                 int(RoomListModel::Speech::ReadOnly));
    m_lee->client->say(club, QStringLiteral("refused"));
    QTRY_COMPARE(m_lee->client->unsentCount(), 1);
    m_lee->client->say(Chat::lobbyRoom(), QStringLiteral("said"));
    QTRY_VERIFY(m_kim->hears(QStringLiteral("said"), Chat::lobbyRoom()));
    QCOMPARE(m_lee->client->unsentCount(), 1);
}

void RoomOrdersTest::passwordAndKnock()
{
    Chat::RoomChange settings;
    settings.password = QStringLiteral("sesame");
    makeClub(settings);
    QTRY_VERIFY(m_lee->role(RoomListModel::PasswordRole).toBool());
    m_lee->client->joinRoom(club, QStringLiteral("wrong"));
    QTRY_VERIFY(m_lee->wasTold(QStringLiteral("wrong password")));
    QVERIFY(!m_lee->client->rooms()->isJoined(club));
    settings = {};
    settings.password = QString();
    settings.approves = true;
    m_kim->orders().change(club, settings);
    QTRY_VERIFY(!m_lee->role(RoomListModel::PasswordRole).toBool());
    QSignalSpy knocks(&m_kim->orders(), &RoomOrders::invitationCame);
    m_lee->client->joinRoom(club);
    QTRY_VERIFY(m_lee->wasTold(QStringLiteral("waiting to be let in")));
    QTRY_COMPARE(knocks.size(), 1);
    QTRY_COMPARE(m_kim->role(RoomListModel::KnocksRole).toInt(), 1);
    m_kim->orders().admit(club, m_lee->client->self(), true);
    QTRY_VERIFY(m_lee->client->rooms()->isJoined(club)); // by itself
    m_lee->client->say(club, QStringLiteral("in"));
    QTRY_VERIFY(m_kim->hears(QStringLiteral("in")));
}

void RoomOrdersTest::knockOfWhoIsErased()
{
    Chat::RoomChange settings;
    settings.approves = true;
    makeClub(settings);
    QTRY_VERIFY(m_lee->lists(club));
    m_lee->client->joinRoom(club);
    QTRY_COMPARE(m_kim->role(RoomListModel::KnocksRole).toInt(), 1);
    Ui::Account *lee = m_lee->client->account();
    connect(lee, &Ui::Account::erased, m_lee->client.get(), &ChatClient::disconnectFromHost);
    lee->erase(QStringLiteral("lee"));
    QTRY_COMPARE(m_kim->role(RoomListModel::KnocksRole).toInt(), 0);
}

void RoomOrdersTest::conversationOfTwo()
{
    const Chat::RoomId two = Chat::directRoom(m_kim->client->self(), m_lee->client->self());
    m_kim->orders().openDirect(m_kim->client->self(), m_lee->client->self());
    QTRY_VERIFY(m_kim->client->rooms()->isJoined(two));
    QTRY_VERIFY(m_lee->client->rooms()->isJoined(two)); // nothing said there is missed
    m_kim->client->say(two, QStringLiteral("psst"));
    QTRY_VERIFY(m_lee->hears(QStringLiteral("psst"), two));
    QCOMPARE(m_lee->role(RoomListModel::NameRole, two).toString(), QStringLiteral("kim"));
    QCOMPARE(m_kim->role(RoomListModel::NameRole, two).toString(), QStringLiteral("lee"));
}

QTEST_GUILESS_MAIN(RoomOrdersTest)
#include "tst_roomorders.moc"
