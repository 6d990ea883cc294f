// SPDX-License-Identifier: GPL-3.0-or-later
// A group in one go: the room and an invitation for each, on a real host, and cut anywhere.
#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/scriptedhost.h"
#include "ui/model/chatclient.h"
#include "ui/model/groupmaking.h"
#include "ui/model/roomorders.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

using namespace Ui;
using Phase = GroupMaking::Phase;

namespace {

constexpr int patience = 30000;

/// Comes back at once.
Stomp::StompClient::Options impatient()
{
    Stomp::StompClient::Options options;
    options.firstRetry = std::chrono::milliseconds(5);
    options.longestRetry = std::chrono::milliseconds(50);
    return options;
}

class Desktop {
public:
    Desktop(Stomp::StompClient::LinkMaker link, const QString &name)
    {
        m_profile = std::move(*Profile::open(m_folder.path()));
        m_profile->setName(name);
        client = std::make_unique<ChatClient>(*m_profile, QStringLiteral("host:7610"),
                                              std::move(link), QString(), nullptr, impatient());
        invitations = std::make_unique<QSignalSpy>(client->orders(), &RoomOrders::invitationCame);
        client->connectToHost();
    }

    bool sees(const Desktop &other) const
    {
        const MemberListModel *lobby = client->members(Chat::lobbyRoom());
        for (int row = 0; row < lobby->rowCount(); ++row) {
            if (lobby->index(row).data(MemberListModel::UserIdRole).toString() ==
                other.client->self().toString())
                return true;
        }
        return false;
    }
    /// The rooms of the list that are not for everybody.
    std::vector<Chat::RoomInfo> groups() const
    {
        std::vector<Chat::RoomInfo> found;
        const RoomListModel *rooms = client->rooms();
        for (int row = 0; row < rooms->rowCount(); ++row) {
            const Chat::RoomInfo room = rooms->room(rooms->roomAt(rooms->index(row)));
            if (room.settings.visibility == Chat::Visibility::Private)
                found.push_back(room);
        }
        return found;
    }
    GroupMaking::Person person() const { return {client->self(), client->profile().name(), true}; }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Profile> m_profile;

public:
    std::unique_ptr<ChatClient> client;
    std::unique_ptr<QSignalSpy> invitations;
};

const GroupMaking::Person ghost{Chat::UserId(QStringLiteral("g-0000000000000000")),
                                QStringLiteral("Ghost"), true};

} // namespace

class GroupMakingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Server::HostConfig config;
        config.port = 0;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = m_folder.filePath(QStringLiteral("data"));
        m_host = std::make_unique<Server::Host>(config);
        QSignalSpy started(m_host.get(), &Server::Host::started);
        m_host->start();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
        m_address = QUrl(started[0][0].value<Server::HostAddresses>().webSocket.at(0));
    }
    void init()
    {
        m_proxy = std::make_unique<CuttingProxy>(quint16(m_address.port()));
        QUrl behind = m_address;
        behind.setPort(m_proxy->serverPort());
        m_kim = std::make_unique<Desktop>(linkTo(behind), QStringLiteral("kim"));
        m_lee = std::make_unique<Desktop>(linkTo(m_address), QStringLiteral("lee"));
        m_park = std::make_unique<Desktop>(linkTo(m_address), QStringLiteral("park"));
        for (const Desktop *one : {m_lee.get(), m_park.get()})
            QTRY_VERIFY_WITH_TIMEOUT(!one->client->self().isEmpty() && m_kim->sees(*one), patience);
        m_group = std::make_unique<GroupMaking>(*m_kim->client);
    }
    void cleanup()
    {
        m_group.reset();
        m_park.reset();
        m_lee.reset();
        m_kim.reset();
        m_proxy.reset();
    }
    void cleanupTestCase() { m_host.reset(); }

    void everybodyIsInvited()
    {
        m_group->make({}, {m_lee->person(), m_park->person()});
        QCOMPARE(m_group->phase(), Phase::Making);
        QVERIFY(m_group->room().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(m_group->phase(), Phase::Done, patience);
        QCOMPARE(m_group->invited().size(), 2);
        QVERIFY(m_group->refused().empty() && m_group->waiting().empty());
        QVERIFY(m_kim->client->rooms()->isJoined(m_group->room()));
        for (const Desktop *one : {m_lee.get(), m_park.get()}) {
            QTRY_COMPARE_WITH_TIMEOUT(one->groups().size(), 1, patience);
            QVERIFY(one->groups()[0].own.invited);
            QCOMPARE(one->groups()[0].id, m_group->room());
            QCOMPARE(one->groups()[0].name, QStringLiteral("kim, lee, park"));
        }
    }

    void whoIsNotInvitedSeesNothing()
    {
        m_group->make(QStringLiteral(" Rowing \n club "), {m_lee->person()});
        QTRY_COMPARE_WITH_TIMEOUT(m_group->phase(), Phase::Done, patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_lee->groups().size(), 1, patience);
        QCOMPARE(m_lee->groups()[0].name, QStringLiteral("Rowing club"));
        QCOMPARE(m_park->groups().size(), 0);
        m_park->client->joinRoom(m_group->room()); // who has the id has nothing
        QTRY_VERIFY_WITH_TIMEOUT(!m_park->client->rooms()->isJoined(m_group->room()), patience);
    }

    void whoCannotBeInvitedIsTold()
    {
        m_group->make({}, {m_lee->person(), ghost, m_park->person()});
        QTRY_COMPARE_WITH_TIMEOUT(m_group->phase(), Phase::Done, patience);
        QCOMPARE(m_group->invited().size(), 2);
        const std::vector<GroupMaking::Refused> refused{{ghost, QStringLiteral("no such person")}};
        QCOMPARE(m_group->refused(), refused);
        QTRY_COMPARE_WITH_TIMEOUT(m_park->groups().size(), 1, patience);

        QSignalSpy changes(m_group.get(), &GroupMaking::changed);
        m_group->inviteAgain();
        QCOMPARE(m_group->phase(), Phase::Inviting);
        QCOMPARE(m_group->waiting().size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_group->phase(), Phase::Done, patience);
        QCOMPARE(m_group->refused(), refused);
        QCOMPARE(m_group->invited().size(), 2); // not once more
        QCOMPARE(m_lee->invitations->size(), 1);
    }

    void whoHasLeftIsTold()
    {
        const GroupMaking::Person park = m_park->person(); // chosen while there
        m_park->client->leaveRoom(Chat::lobbyRoom());
        QTRY_VERIFY_WITH_TIMEOUT(!m_kim->sees(*m_park), patience);
        m_group->make({}, {park, m_lee->person()});
        QTRY_COMPARE_WITH_TIMEOUT(m_group->phase(), Phase::Done, patience);
        QCOMPARE(m_group->refused().size(), 1);
        QCOMPARE(m_group->refused()[0].person, park);
        QCOMPARE(m_group->invited().size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_lee->groups().size(), 1, patience);
        QCOMPARE(m_park->groups().size(), 0);
    }

    void whoGoesInTheMiddleKeepsNobodyOut()
    {
        m_group->make({}, {m_park->person(), m_lee->person()});
        m_park->client->leaveRoom(Chat::lobbyRoom());
        m_park.reset();
        QTRY_COMPARE_WITH_TIMEOUT(m_group->phase(), Phase::Done, patience);
        // Whether park was there when the host looked is nobody's to say.
        QCOMPARE(m_group->invited().size() + m_group->refused().size(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(m_lee->groups().size(), 1, patience);
    }

    void refusedRoomInvitesNobody()
    {
        m_group->make(QString(65, u'x'), {m_lee->person()});
        QTRY_COMPARE_WITH_TIMEOUT(m_group->phase(), Phase::Idle, patience);
        QVERIFY(m_group->problem().startsWith(QStringLiteral("The group was not made: ")));
        QVERIFY(m_group->room().isEmpty());
        QVERIFY(m_group->invited().empty() && m_group->waiting().empty());
        m_group->make(QStringLiteral("shorter"), {m_lee->person()});
        QVERIFY(m_group->problem().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(m_group->phase(), Phase::Done, patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_lee->groups().size(), 1, patience);
        QCOMPARE(m_kim->groups().size(), 1);
    }

    void nobodyMakesNoGroup()
    {
        m_group->make(QStringLiteral("alone"), {});
        QCOMPARE(m_group->phase(), Phase::Idle);
        m_group->make(QStringLiteral("alone"), {m_kim->person(), GroupMaking::Person()});
        QCOMPARE(m_group->phase(), Phase::Idle);
        m_group->make({}, {m_lee->person(), m_kim->person(), m_lee->person()});
        QCOMPARE(m_group->waiting().size(), 1);
        m_group->make(QStringLiteral("another"), {m_park->person()}); // one at a time
        QCOMPARE(m_group->waiting().size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_group->phase(), Phase::Done, patience);
        QCOMPARE(m_kim->groups().size(), 1);
        QCOMPARE(m_kim->groups()[0].name, QStringLiteral("kim, lee"));
    }

    void waitsForAConnection()
    {
        m_proxy->refusesOnceCut = true;
        m_proxy->cutUpAfter = 1;
        m_group->make({}, {m_lee->person(), m_park->person()});
        QTRY_COMPARE_WITH_TIMEOUT(m_kim->client->status().phase, ConnectionStatus::Phase::Waiting,
                                  patience);
        QCOMPARE(m_group->phase(), Phase::Making);
        QCOMPARE(m_group->waiting().size(), 2);
        m_proxy->refuses = false;
        m_proxy->refusesOnceCut = false;
        QTRY_COMPARE_WITH_TIMEOUT(m_group->phase(), Phase::Done, patience);
        QCOMPARE(m_group->invited().size(), 2);
    }

    void nothingIsDoubledWhereverItIsCut_data()
    {
        QTest::addColumn<qint64>("up");
        QTest::addColumn<qint64>("down");
        // The whole of it has more than 1,500 bytes in either direction.
        for (qint64 bytes = 1; bytes < 1450; bytes += 120) {
            QTest::addRow("%lld bytes up", bytes) << bytes << qint64(-1);
            QTest::addRow("%lld bytes down", bytes) << qint64(-1) << bytes;
        }
    }
    void nothingIsDoubledWhereverItIsCut()
    {
        QFETCH(qint64, up);
        QFETCH(qint64, down);
        m_proxy->cutUpAfter = up;
        m_proxy->cutDownAfter = down;
        m_group->make({}, {m_lee->person(), m_park->person()});
        QTRY_COMPARE_WITH_TIMEOUT(m_group->phase(), Phase::Done, patience);
        QCOMPARE(m_group->problem(), QString());
        QCOMPARE(m_group->invited().size(), 2);
        QVERIFY(m_group->refused().empty());
        QTRY_COMPARE_WITH_TIMEOUT(m_kim->groups().size(), 1, patience);
        for (const Desktop *one : {m_lee.get(), m_park.get()}) {
            QTRY_COMPARE_WITH_TIMEOUT(one->groups().size(), 1, patience);
            QTRY_COMPARE_WITH_TIMEOUT(one->invitations->size(), 1, patience);
        }
        QCOMPARE(m_proxy->cuts, 1);
    }

    void roomThatEverybodySeesIsNone_data()
    {
        QTest::addColumn<Chat::RoomSettings>("settings");
        QTest::addColumn<Chat::MemberRole>("role");
        Chat::RoomSettings hidden;
        hidden.visibility = Chat::Visibility::Private;
        QTest::newRow("public") << Chat::RoomSettings() << Chat::MemberRole::Owner;
        QTest::newRow("somebody else's") << hidden << Chat::MemberRole::Member;
    }
    void roomThatEverybodySeesIsNone()
    {
        QFETCH(Chat::RoomSettings, settings);
        QFETCH(Chat::MemberRole, role);
        ScriptedHost host;
        Desktop desktop(host.linkMaker(), QStringLiteral("kim"));
        QTRY_VERIFY(!desktop.client->self().isEmpty());
        GroupMaking group(*desktop.client);
        host.holdsReceipts = true;
        const QByteArray destination = Chat::requestDestination(Chat::Request::Kind::CreateRoom);
        group.make({}, {ghost});
        QTRY_COMPARE(host.sentTo(destination).size(), 1);
        const auto asked = Chat::RoomRequest::fromJson(host.sentTo(destination)[0]);
        QCOMPARE(asked->settings.visibility, Chat::Visibility::Private);
        host.release();
        host.holdsReceipts = false;
        QTRY_COMPARE(host.heldReceipts.size(), 0);
        QCOMPARE(group.phase(), Phase::Making); // a receipt is not all of it

        Chat::RoomInfo room;
        room.id = Chat::RoomId(asked->roomText);
        room.name = asked->name;
        room.settings = settings;
        room.own.role = role;
        host.publish(Chat::ownRoomsQueue(), room.toJson());
        QTRY_COMPARE(group.phase(), Phase::Idle);
        QVERIFY(group.problem().contains(QStringLiteral("no private room")));
        QVERIFY(group.waiting().empty());
        QVERIFY(!desktop.client->rooms()->isJoined(room.id));
        QVERIFY(
            host.sentTo(Chat::requestDestination(Chat::Request::Kind::Invite, room.id)).isEmpty());
    }

    void refusalsAreBounded()
    {
        ScriptedHost host;
        Desktop desktop(host.linkMaker(), QStringLiteral("kim"));
        QTRY_VERIFY(!desktop.client->self().isEmpty());
        GroupMaking group(*desktop.client);
        host.refusals[QStringLiteral("Rowing")] = QByteArray(4000, 'x');
        group.make(QStringLiteral("Rowing"), {ghost});
        QTRY_COMPARE(group.phase(), Phase::Idle);
        QVERIFY(group.problem().size() < 300);
    }

private:
    static Stomp::StompClient::LinkMaker linkTo(const QUrl &url)
    {
        return [url] { return std::make_unique<Stomp::WebSocketLink>(url); };
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Server::Host> m_host;
    QUrl m_address;
    std::unique_ptr<CuttingProxy> m_proxy;
    std::unique_ptr<Desktop> m_kim, m_lee, m_park;
    std::unique_ptr<GroupMaking> m_group;
};

QTEST_GUILESS_MAIN(GroupMakingTest)
#include "tst_groupmaking.moc"
