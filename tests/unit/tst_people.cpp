// SPDX-License-Identifier: GPL-3.0-or-later
// Who people are to each other, seen from desktops' models on a real host.
#include "tests/support/peoplefixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <memory>
#include <vector>

using TestSupport::Desk;
using Ui::Account;
using Ui::ChatClient;
using Ui::TimelineModel;
using Phase = Ui::ConnectionStatus::Phase;
using Standing = Ui::Account::Standing;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();

} // namespace

class PeopleTest : public QObject, private TestSupport::PeopleFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openHost(); }
    void cleanup() { m_host.reset(); }
    void keyIsMadeOnceAndKept();
    void keyOfAnOlderProfileIsTaken();
    void whatIsNoKeyIsPutAside();
    void nameStaysTaken();
    void reconnectTakesOneTry();
    void newHostIsProvedAnew();
    void takenNameIsToldAndAnotherHelps();
    void renamedForEverybody();
    void nameOfOthersIsRefused();
    void avatarIsSeenByAll();
    void secondDeviceIsPaired();
    void passwordOnASecondDevice();
    void newPasswordEndsThoseByTheOld();
    void revokedDeviceIsOut();
    void ownWindowIsTheOwner();
    void ownerRecovers();
    void loggedOutIsAStranger();
    void ignoredAreNotHeard();
    void ignoringOutlivesTheProgram();
};

void PeopleTest::keyIsMadeOnceAndKept()
{
    Desk one(QStringLiteral("민지"));
    const auto key = one.profile->deviceKey();
    QVERIFY(key);
    QCOMPARE(one.profile->deviceKey()->publicKey(), key->publicKey());
}

void PeopleTest::keyOfAnOlderProfileIsTaken()
{
    Desk one(QStringLiteral("민지"));
    const QString path = one.folder() + QStringLiteral("/device.key");
    const Stomp::DeviceKey older = Stomp::DeviceKey::make();
    // What cannot be read just now is no reason to be somebody else.
    QVERIFY(QDir().mkdir(path));
    QVERIFY(!one.profile->deviceKey());
    QVERIFY(QDir().rmdir(path));
    const auto put = [&path](const QByteArray &text) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    };
    put("madang device key 1\n" + older.secret().toBase64() + '\n');
    QCOMPARE(one.profile->deviceKey()->publicKey(), older.publicKey());
    QVERIFY(!QFile::exists(path));
    QCOMPARE(one.profile->deviceKey()->publicKey(), older.publicKey());
}

void PeopleTest::whatIsNoKeyIsPutAside()
{
    Desk one(QStringLiteral("민지"));
    const QString path = one.folder() + QStringLiteral("/device.key");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("torn");
    file.close();
    QVERIFY(one.profile->deviceKey());
    QVERIFY(!QFile::exists(path));
    QVERIFY(QFile::exists(path + QStringLiteral(".unreadable")));
}

void PeopleTest::nameStaysTaken()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    QCOMPARE(one->account().standing(), Standing::Member);
    QCOMPARE(one->account().info().name, QStringLiteral("민지"));
    const Chat::UserId user = one->client->self();
    one->restart();
    waitForAccount(*one);
    QCOMPARE(one->client->self(), user);
    startHost();
    QTRY_VERIFY_WITH_TIMEOUT(one->isOnline(), 20000);
    QCOMPARE(one->client->self(), user);
    say(*one, QStringLiteral("안녕"));
    QVERIFY(!one->line(QStringLiteral("안녕")).data(TimelineModel::GuestRole).toBool());
}

void PeopleTest::reconnectTakesOneTry()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    QCOMPARE(one->links, 2); // a challenge, and its proof
    one->client->disconnectFromHost();
    QTRY_COMPARE(one->client->status().phase, Phase::Offline);
    one->client->connectToHost();
    QTRY_VERIFY(one->isOnline());
    QCOMPARE(one->links, 3);
    QCOMPARE(one->account().standing(), Standing::Member);
}

void PeopleTest::newHostIsProvedAnew()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    const Chat::UserId user = one->client->self();
    startHost(); // what it has given before it does not know any more
    QTRY_VERIFY_WITH_TIMEOUT(one->isOnline(), 20000);
    QCOMPARE(one->client->self(), user);
    QCOMPARE(one->account().standing(), Standing::Member);
}

void PeopleTest::takenNameIsToldAndAnotherHelps()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    auto other = onlineDesk(QStringLiteral("민 지"));
    QCOMPARE(other->account().standing(), Standing::NameTaken);
    QCOMPARE(other->account().info().role, QStringLiteral("guest"));
    say(*other, QStringLiteral("나도 민지"));
    QTRY_VERIFY(one->shows(QStringLiteral("나도 민지")));
    QVERIFY(one->line(QStringLiteral("나도 민지")).data(TimelineModel::GuestRole).toBool());
    QSignalSpy failed(&other->account(), &Account::failed);
    other->account().setName(QStringLiteral("보라"));
    QTRY_COMPARE(failed.size(), 1); // a guest has no account to rename
    other->profile->setName(QStringLiteral("보라"));
    other->restart();
    waitForAccount(*other);
    QCOMPARE(other->account().standing(), Standing::Member);
    QCOMPARE(other->account().info().name, QStringLiteral("보라"));
}

void PeopleTest::renamedForEverybody()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    auto other = onlineDesk(QStringLiteral("보라"));
    QTRY_VERIFY(other->members().contains(QStringLiteral("민지")));
    QSignalSpy done(&one->account(), &Account::done);
    one->account().setName(QStringLiteral("김민지"));
    QTRY_COMPARE(done.size(), 1);
    QTRY_VERIFY(other->members().contains(QStringLiteral("김민지")));
    QVERIFY(!other->members().contains(QStringLiteral("민지")));
    QTRY_COMPARE(one->account().info().name, QStringLiteral("김민지"));
    QCOMPARE(one->profile->name(), QStringLiteral("김민지"));
    say(*one, QStringLiteral("저예요"));
    QTRY_VERIFY(other->shows(QStringLiteral("저예요")));
    QCOMPARE(other->line(QStringLiteral("저예요")).data(TimelineModel::SenderRole).toString(),
             QStringLiteral("김민지"));
    // Membership is kept under the new name, too.
    startHost();
    QTRY_VERIFY_WITH_TIMEOUT(other->isOnline() && one->isOnline(), 20000);
    QTRY_VERIFY(other->members().contains(QStringLiteral("김민지")));
    QVERIFY(!other->members().contains(QStringLiteral("민지")));
}

void PeopleTest::nameOfOthersIsRefused()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    auto other = onlineDesk(QStringLiteral("보라"));
    QSignalSpy failed(&other->account(), &Account::failed);
    other->account().setName(QStringLiteral("민지"));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][1].toString().contains(QStringLiteral("name taken")));
    QVERIFY(other->isOnline()); // told, and not thrown out
    // Nor what somebody was called until now.
    one->account().setName(QStringLiteral("김민지"));
    QTRY_COMPARE(one->account().info().name, QStringLiteral("김민지"));
    other->account().setName(QStringLiteral("민지"));
    QTRY_COMPARE(failed.size(), 2);
}

void PeopleTest::avatarIsSeenByAll()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    auto other = onlineDesk(QStringLiteral("보라"));
    QTRY_VERIFY(other->members().contains(QStringLiteral("민지")));
    one->account().setAvatar({QStringLiteral("🦊"), QStringLiteral("#aa5500"), {}});
    QTRY_COMPARE(one->account().info().avatar.emoji, QStringLiteral("🦊"));
    const auto seen = [&] {
        const Ui::MemberListModel &list = *other->client->members(lobby);
        for (int row = 0; row < list.rowCount(); ++row) {
            if (list.index(row).data().toString() == QStringLiteral("민지"))
                return list.index(row).data(Ui::MemberListModel::AvatarRole).toMap();
        }
        return QVariantMap();
    };
    QTRY_COMPARE(seen().value(QStringLiteral("emoji")).toString(), QStringLiteral("🦊"));
    QSignalSpy failed(&one->account(), &Account::failed);
    one->account().setAvatar({{}, QStringLiteral("red"), {}});
    QTRY_COMPARE(failed.size(), 1);
    one->account().setAvatar({{}, {}, QStringLiteral("no-such-file")});
    QTRY_COMPARE(failed.size(), 2);
    one->account().setAvatar({QStringLiteral("\u202Eok"), {}, {}}); // turns what follows
    QTRY_COMPARE(failed.size(), 3);
    one->account().setAvatar({QStringLiteral("👩\u200D💻"), {}, {}});
    QTRY_COMPARE(one->account().info().avatar.emoji, QStringLiteral("👩\u200D💻"));
}

void PeopleTest::secondDeviceIsPaired()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    auto other = onlineDesk(QStringLiteral("민지"));
    QCOMPARE(other->account().standing(), Standing::NameTaken);
    QSignalSpy code(&one->account(), &Account::pairingCode);
    QSignalSpy added(&one->account(), &Account::deviceAdded);
    one->account().askPairingCode();
    QTRY_COMPARE(code.size(), 1);
    other->account().pairWith(code[0][0].toString().toLower());
    QTRY_COMPARE_WITH_TIMEOUT(other->account().standing(), Standing::Member, 20000);
    QCOMPARE(other->client->self(), one->client->self());
    QTRY_COMPARE(added.size(), 1);
    QTRY_COMPARE(one->account().info().devices.size(), 2u);
    // What one says is the other's own, too.
    say(*one, QStringLiteral("어디서나"));
    QTRY_VERIFY(other->shows(QStringLiteral("어디서나")));
    QVERIFY(other->line(QStringLiteral("어디서나")).data(TimelineModel::OwnRole).toBool());
}

void PeopleTest::passwordOnASecondDevice()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    QSignalSpy done(&one->account(), &Account::done);
    one->account().setPassword({}, QStringLiteral("correct horse"));
    QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 20000);
    QTRY_VERIFY(one->account().info().hasPassword);
    auto other = onlineDesk(QStringLiteral("민지"));
    other->account().logIn(QStringLiteral("민지"), QStringLiteral("correct horse"));
    QTRY_COMPARE_WITH_TIMEOUT(other->account().standing(), Standing::Member, 20000);
    QCOMPARE(other->client->self(), one->client->self());
    other->restart(); // by its key now
    waitForAccount(*other);
    QCOMPARE(other->client->self(), one->client->self());
}

void PeopleTest::newPasswordEndsThoseByTheOld()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    QSignalSpy done(&one->account(), &Account::done);
    one->account().setPassword({}, QStringLiteral("correct horse"));
    QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 20000);
    Stomp::StompClient stranger(
        [this] { return std::make_unique<Stomp::WebSocketLink>(QUrl(m_address)); },
        [] {
            return Stomp::Headers{{"host", "madang"},
                                  {"login", QByteArrayLiteral("민지")},
                                  {"passcode", "correct horse"}};
        },
        {});
    stranger.connectToHost();
    QTRY_COMPARE_WITH_TIMEOUT(stranger.state(), Stomp::StompClient::State::Connected, 20000);
    one->account().setPassword(QStringLiteral("correct horse"), QStringLiteral("battery staple"));
    QTRY_COMPARE_WITH_TIMEOUT(done.size(), 2, 20000);
    // Sent away, and not let in again.
    QTRY_COMPARE_WITH_TIMEOUT(stranger.state(), Stomp::StompClient::State::Disconnected, 20000);
    QCOMPARE(stranger.lastError(), QStringLiteral("access refused"));
    QVERIFY(one->isOnline());
}

void PeopleTest::revokedDeviceIsOut()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    auto other = onlineDesk(QStringLiteral("민지"));
    QSignalSpy code(&one->account(), &Account::pairingCode);
    one->account().askPairingCode();
    QTRY_COMPARE(code.size(), 1);
    other->account().pairWith(code[0][0].toString());
    QTRY_COMPARE_WITH_TIMEOUT(other->account().standing(), Standing::Member, 20000);
    one->account().revoke(QString::fromLatin1(other->profile->deviceKey()->publicKey()));
    QTRY_COMPARE_WITH_TIMEOUT(other->account().standing(), Standing::NameTaken, 20000);
    QVERIFY(other->client->self() != one->client->self());
    QVERIFY(one->isOnline());
    QTRY_COMPARE(one->account().info().devices.size(), 1u);
}

void PeopleTest::ownWindowIsTheOwner()
{
    Desk own(QStringLiteral("주인"));
    own.start([this] { return m_host->connectLoop(); }, QStringLiteral("own"));
    waitForAccount(own);
    QCOMPARE(own.account().standing(), Standing::Member);
    QCOMPARE(own.account().info().role, QStringLiteral("owner"));
    QCOMPARE(own.client->self().toString(), QStringLiteral("owner"));
    QCOMPARE(own.links, 1);
    auto other = onlineDesk(QStringLiteral("주인"));
    QCOMPARE(other->account().standing(), Standing::NameTaken);
    own.account().setName(QStringLiteral("새 주인"));
    QTRY_COMPARE(own.account().info().name, QStringLiteral("새 주인"));
}

void PeopleTest::ownerRecovers()
{
    Desk own(QStringLiteral("주인"));
    own.start([this] { return m_host->connectLoop(); }, QStringLiteral("own"));
    waitForAccount(own);
    auto one = onlineDesk(QStringLiteral("민지"));
    const Chat::UserId user = one->client->self();
    QSignalSpy refused(&one->account(), &Account::failed);
    one->account().askRecoveryCode(QStringLiteral("주인"), false); // not theirs to do
    QTRY_COMPARE(refused.size(), 1);
    QSignalSpy code(&own.account(), &Account::recoveryCode);
    own.account().askRecoveryCode(QStringLiteral("민지"), true);
    QTRY_COMPARE(code.size(), 1);
    // Whoever was in by the old key is out, and a guest.
    QTRY_COMPARE_WITH_TIMEOUT(one->account().standing(), Standing::NameTaken, 20000);
    auto fresh = onlineDesk(QStringLiteral("민지"));
    fresh->account().pairWith(code[0][0].toString());
    QTRY_COMPARE_WITH_TIMEOUT(fresh->account().standing(), Standing::Member, 20000);
    QCOMPARE(fresh->client->self(), user);
}

void PeopleTest::loggedOutIsAStranger()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    const Chat::UserId user = one->client->self();
    QSignalSpy done(&one->account(), &Account::done);
    one->account().setPassword({}, QStringLiteral("correct horse"));
    QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 20000);
    one->account().logOut();
    QTRY_COMPARE(one->client->status().phase, Phase::Offline);
    QVERIFY(one->profile->guestToken(QStringLiteral("host:7610")).isEmpty());
    one->restart();
    waitForAccount(*one);
    QVERIFY(one->client->self() != user);
    QCOMPARE(one->account().standing(), Standing::Guest);
    one->account().logIn(QStringLiteral("민지"), QStringLiteral("correct horse"));
    QTRY_COMPARE_WITH_TIMEOUT(one->account().standing(), Standing::Member, 20000);
    QCOMPARE(one->client->self(), user);
}

void PeopleTest::ignoredAreNotHeard()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    auto other = onlineDesk(QStringLiteral("보라"));
    say(*other, QStringLiteral("first"));
    QTRY_VERIFY(one->shows(QStringLiteral("first")));
    QTRY_VERIFY(one->unread() > 0);
    QSignalSpy arrived(one->client.get(), &ChatClient::messageArrived);
    const Chat::UserId bora = other->client->self();
    one->account().ignored()->set(bora, QStringLiteral("보라"), true);
    QVERIFY(one->line(QStringLiteral("first")).data(TimelineModel::IgnoredRole).toBool());
    QTRY_COMPARE(one->unread(), 0);
    say(*other, QStringLiteral("second"));
    QTRY_VERIFY(one->shows(QStringLiteral("second")));
    QCOMPARE(one->unread(), 0);
    QCOMPARE(arrived.size(), 0);
    QVERIFY(!other->line(QStringLiteral("first")).data(TimelineModel::IgnoredRole).toBool());
    one->account().ignored()->set(bora, {}, false);
    QVERIFY(!one->line(QStringLiteral("second")).data(TimelineModel::IgnoredRole).toBool());
    QTRY_COMPARE(one->unread(), 2);
}

void PeopleTest::ignoringOutlivesTheProgram()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    const Chat::UserId bora(QStringLiteral("u-b'ora"));
    one->account().ignored()->set(bora, QStringLiteral("보라'"), true);
    one->restart();
    QVERIFY(one->account().ignored()->contains(bora));
    QCOMPARE(one->account().ignored()->people().value(bora), QStringLiteral("보라'"));
    Ui::Ignored elsewhere(*one->profile, QStringLiteral("other host"));
    QVERIFY(!elsewhere.contains(bora));
}

QTEST_GUILESS_MAIN(PeopleTest)
#include "tst_people.moc"
