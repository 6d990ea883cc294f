// SPDX-License-Identifier: GPL-3.0-or-later
// How far messages got, what is unread, who can be reached and who writes: seen from several
// desktops' models on a real host.
#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/company.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

using Chat::Availability;
using Ui::ChatClient;
using Ui::MemberListModel;
using Ui::RoomListModel;
using Ui::TimelineModel;
using Phase = Ui::ConnectionStatus::Phase;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();

/// A device of somebody. Over a socket: by the loop all are the host's owner.
class Device {
public:
    /// `twin`: another device of the same person.
    Device(const QString &host, const QString &name, Device *twin = nullptr)
    {
        if (twin) // by the same key: the same account
            twin->m_profile->secrets().copyTo(m_folder.path());
        m_profile = std::move(*Ui::Profile::open(m_folder.path()));
        m_profile->setName(name);
        client = std::make_unique<ChatClient>(*m_profile, key(), [host] {
            return std::make_unique<Stomp::WebSocketLink>(QUrl(host));
        });
        client->connectToHost();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            &timeline(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    ~Device()
    {
        m_tester.reset();
        client.reset();
    }

    bool isOnline() const { return client->status().phase == Phase::Online; }
    TimelineModel &timeline() { return *client->timeline(lobby); }
    QModelIndex line(const QString &text)
    {
        for (int row = timeline().rowCount() - 1; row >= 0; --row) {
            if (timeline().index(row).data().toString() == text)
                return timeline().index(row);
        }
        return {};
    }
    bool has(const QString &text)
    {
        return line(text).data(TimelineModel::SequenceRole).toLongLong() > 0;
    }
    /// "1/0/2 -1": delivered, read, of, cannot confirm.
    QString receipt(const QString &text)
    {
        const QVariantMap map = line(text).data(TimelineModel::ReceiptRole).toMap();
        return map.isEmpty()
                   ? QString()
                   : map.value("delivered").toString() + u'/' + map.value("read").toString() +
                         u'/' + map.value("of").toString() + QStringLiteral(" -") +
                         map.value("unconfirmed").toString();
    }
    int unread() { return client->rooms()->unread(lobby); }
    int mentions() { return client->rooms()->mentions(lobby); }
    QVariant member(const QString &name, int role)
    {
        MemberListModel *members = client->members(lobby);
        for (int row = 0; row < members->rowCount(); ++row) {
            if (members->index(row).data().toString() == name)
                return members->index(row).data(role);
        }
        return {};
    }
    Availability availability(const QString &name)
    {
        return Availability(member(name, MemberListModel::AvailabilityRole).toInt());
    }

private:
    static QString key() { return QStringLiteral("host:7610"); }

    QTemporaryDir m_folder;
    std::unique_ptr<Ui::Profile> m_profile;

public:
    std::unique_ptr<ChatClient> client;

private:
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace

class CompanyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void deliveredAndRead();
    void askedForAfterAReconnect();
    void devicesAgree();
    void markersOutliveTheHost();
    void mentionsAreCounted();
    void deletedIsNotUnread();
    void whatIsNotHeldIsCounted();
    void whoIsIgnoredIsNotCounted();
    void norByHostsThatCountThem();
    void ofVeryManySomeAreNamed();
    void presenceIsSeen();
    void idleDevices();
    void typingIsSeen();
    void lateIsMarked();
    void plainClientsConfirmByAck();

private:
    void startHost();
    std::unique_ptr<Device> device(const QString &name, Device *twin = nullptr)
    {
        return std::make_unique<Device>(m_address, name, twin);
    }
    void say(Device &who, const QString &text)
    {
        who.client->say(lobby, text);
        QTRY_VERIFY(m_one->has(text));
        QTRY_VERIFY(m_other->has(text));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Server::Host> m_host;
    QString m_address;
    quint16 m_port = 0;
    std::unique_ptr<Device> m_one;
    std::unique_ptr<Device> m_other;
};

void CompanyTest::startHost()
{
    Server::HostConfig config;
    config.port = m_port;
    config.bind = QHostAddress(QHostAddress::LocalHost);
    config.dataFolder = m_folder->filePath(QStringLiteral("data"));
    m_host = std::make_unique<Server::Host>(config);
    QSignalSpy started(m_host.get(), &Server::Host::started);
    m_host->start();
    QTRY_COMPARE(started.size(), 1);
    m_address = started[0][0].value<Server::HostAddresses>().webSocket.at(0);
    m_port = quint16(QUrl(m_address).port());
}

void CompanyTest::init()
{
    m_port = 0;
    m_folder = std::make_unique<QTemporaryDir>();
    startHost();
    m_one = device(QStringLiteral("지민"));
    m_other = device(QStringLiteral("서준"));
    QTRY_VERIFY(m_one->isOnline() && m_other->isOnline());
    QTRY_COMPARE(m_one->client->members(lobby)->rowCount(), 2);
    QTRY_COMPARE(m_other->client->members(lobby)->rowCount(), 2);
    say(*m_one, QStringLiteral("one"));
    QTRY_COMPARE(m_one->receipt(QStringLiteral("one")), QStringLiteral("1/0/1 -0"));
}

void CompanyTest::cleanup()
{
    m_one.reset();
    m_other.reset();
    m_host.reset();
}

void CompanyTest::deliveredAndRead()
{
    m_other->client->markRead(lobby);
    QTRY_COMPARE(m_one->receipt(QStringLiteral("one")), QStringLiteral("1/1/1 -0"));
    QCOMPARE(m_other->receipt(QStringLiteral("one")), QString()); // nobody else's business
    auto third = device(QStringLiteral("하윤"));
    QTRY_VERIFY(third->has(QStringLiteral("one")));
    third->client->markRead(lobby);
    say(*m_one, QStringLiteral("two"));
    QTRY_COMPARE(m_one->receipt(QStringLiteral("two")), QStringLiteral("2/0/2 -0"));
    QCOMPARE(m_one->receipt(QStringLiteral("one")), QStringLiteral("1/1/1 -0"));
}

void CompanyTest::askedForAfterAReconnect()
{
    m_one->client->disconnectFromHost();
    QTRY_COMPARE(m_one->client->status().phase, Phase::Offline);
    m_other->client->markRead(lobby);
    QTRY_COMPARE(m_other->unread(), 0);
    m_one->client->connectToHost();
    QTRY_COMPARE(m_one->receipt(QStringLiteral("one")), QStringLiteral("1/1/1 -0"));
}

void CompanyTest::devicesAgree()
{
    auto phone = device(QStringLiteral("서준"), m_other.get());
    QTRY_VERIFY(phone->has(QStringLiteral("one")));
    QCOMPARE(phone->client->self(), m_other->client->self());
    QTRY_COMPARE(phone->unread(), 1);
    QTRY_COMPARE(m_other->unread(), 1);
    phone->client->markRead(lobby);
    QCOMPARE(phone->unread(), 0);
    QTRY_COMPARE(m_other->unread(), 0);
    say(*m_one, QStringLiteral("two"));
    QTRY_COMPARE(phone->unread(), 1);
    QTRY_COMPARE(m_other->unread(), 1);
    m_other->client->markRead(lobby);
    QTRY_COMPARE(phone->unread(), 0);
    // A device that comes later begins where the person is.
    auto tablet = device(QStringLiteral("서준"), m_other.get());
    QTRY_VERIFY(tablet->has(QStringLiteral("two")));
    QTRY_COMPARE(tablet->unread(), 0);
}

void CompanyTest::markersOutliveTheHost()
{
    m_other->client->markRead(lobby);
    QTRY_COMPARE(m_one->receipt(QStringLiteral("one")), QStringLiteral("1/1/1 -0"));
    m_host.reset();
    QTRY_VERIFY(!m_one->isOnline() && !m_other->isOnline());
    startHost();
    m_one->client->retryNow();
    QTRY_VERIFY_WITH_TIMEOUT(m_one->isOnline() && m_other->isOnline(), 20000);
    auto phone = device(QStringLiteral("서준"), m_other.get());
    QTRY_VERIFY(phone->has(QStringLiteral("one")));
    QTRY_COMPARE(phone->unread(), 0);
}

void CompanyTest::mentionsAreCounted()
{
    say(*m_one, QStringLiteral("@서준 안녕"));
    say(*m_one, QStringLiteral("@하윤 안녕"));
    QTRY_COMPARE(m_other->unread(), 3);
    QTRY_COMPARE(m_other->mentions(), 1);
    const QModelIndex room = m_other->client->rooms()->indexOf(lobby);
    QCOMPARE(room.data(RoomListModel::MentionsRole).toInt(), 1);
    const auto line = m_one->line(QStringLiteral("@서준 안녕"));
    m_one->client->edit(lobby, {line.data(TimelineModel::SequenceRole).toLongLong()},
                        QStringLiteral("안녕"));
    QTRY_COMPARE(m_other->mentions(), 0);
    QCOMPARE(m_other->unread(), 3);
    m_other->client->markRead(lobby);
    QCOMPARE(m_other->unread(), 0);
    QCOMPARE(m_one->mentions(), 0);
}

void CompanyTest::deletedIsNotUnread()
{
    say(*m_one, QStringLiteral("two"));
    QTRY_COMPARE(m_other->unread(), 2);
    const auto line = m_one->line(QStringLiteral("two"));
    m_one->client->remove(lobby, {line.data(TimelineModel::SequenceRole).toLongLong()});
    QTRY_COMPARE(m_other->unread(), 1);
}

void CompanyTest::whatIsNotHeldIsCounted()
{
    for (int i = 0; i < 70; ++i)
        m_one->client->say(lobby, QString::number(i));
    QTRY_VERIFY(m_other->has(QStringLiteral("69")));
    QTRY_COMPARE(m_other->unread(), 71);
    // A device that holds the last fifty lines alone.
    auto phone = device(QStringLiteral("서준"), m_other.get());
    QTRY_VERIFY(phone->has(QStringLiteral("69")));
    QVERIFY(!phone->has(QStringLiteral("one")));
    QTRY_COMPARE(phone->unread(), 71);
    say(*m_one, QStringLiteral("more"));
    QTRY_COMPARE(phone->unread(), 72);
}

void CompanyTest::whoIsIgnoredIsNotCounted()
{
    const qint64 first =
        m_other->line(QStringLiteral("one")).data(TimelineModel::SequenceRole).toLongLong();
    auto third = device(QStringLiteral("하윤"));
    QTRY_VERIFY(third->has(QStringLiteral("one")));
    say(*third, QStringLiteral("@서준 안녕"));
    for (int i = 0; i < 70; ++i)
        m_one->client->say(lobby, QStringLiteral("@서준 %1").arg(i));
    QTRY_VERIFY(m_other->has(QStringLiteral("@서준 69")));
    // A device that holds the last fifty lines alone: the host has to count.
    auto phone = device(QStringLiteral("서준"), m_other.get());
    QTRY_VERIFY(phone->has(QStringLiteral("@서준 69")));
    QTRY_COMPARE(phone->unread(), 72);
    QTRY_COMPARE(phone->mentions(), 71);
    Ui::Ignored &ignored = *phone->client->account()->ignored();
    ignored.set(m_one->client->self(), {}, true);
    QTRY_COMPARE(phone->unread(), 1);
    QTRY_COMPARE(phone->mentions(), 1);
    // Another device goes on, and what the host says of that by itself counts everybody.
    m_other->client->connection().send(
        Chat::requestDestination(Chat::Request::Kind::Seen, lobby),
        QStringLiteral("{\"delivered\": %1, \"read\": %1}").arg(first).toUtf8());
    QTRY_COMPARE(m_other->unread(), 71);
    say(*third, QStringLiteral("more"));
    QTRY_COMPARE(phone->unread(), 2);
    QTRY_COMPARE(phone->mentions(), 1);
    phone->client->disconnectFromHost();
    QTRY_COMPARE(phone->client->status().phase, Phase::Offline);
    phone->client->connectToHost();
    QTRY_VERIFY(phone->isOnline());
    say(*third, QStringLiteral("still more"));
    QTRY_COMPARE(phone->unread(), 3);
    QCOMPARE(phone->mentions(), 1);
    ignored.set(m_one->client->self(), {}, false);
    QTRY_COMPARE(phone->unread(), 73);
    QTRY_COMPARE(phone->mentions(), 71);
}

/// Where all is held, it takes what is held for a mention to be one.
void CompanyTest::norByHostsThatCountThem()
{
    QTemporaryDir folder;
    const auto profile = std::move(*Ui::Profile::open(folder.path()));
    Ui::Ignored ignored(*profile, QStringLiteral("host:7610"));
    Stomp::StompClient client([] { return nullptr; }, [] { return Stomp::Headers(); }, {});
    TimelineModel timeline(lobby);
    MemberListModel members;
    Ui::RoomHistory history(client, timeline);
    Ui::RoomSession session(client, timeline, members, history, {});
    timeline.setIgnored(&ignored);
    const auto said = [](qint64 sequence, const char *sender, const QString &text) {
        Chat::RoomMessage message;
        message.room = lobby;
        message.senderId = Chat::UserId(QLatin1String(sender));
        message.text = text;
        message.sequence = {sequence};
        return message;
    };
    timeline.addStored(
        {said(1, "g-1", QStringLiteral("@서준 안녕")), said(2, "g-2", QStringLiteral("안녕"))});
    ignored.set(Chat::UserId(QStringLiteral("g-1")), {}, true);
    session.setHostCount({lobby, {2}, {}, 2, 1});
    QCOMPARE(session.unread(), 1);
    QCOMPARE(session.mentions(), 0);
    ignored.set(Chat::UserId(QStringLiteral("g-1")), {}, false);
    QCOMPARE(session.unread(), 2);
    QCOMPARE(session.mentions(), 1);
}

void CompanyTest::ofVeryManySomeAreNamed()
{
    QTemporaryDir folder;
    const auto profile = std::move(*Ui::Profile::open(folder.path()));
    const auto named = [&profile](int people, const QString &id) {
        static int host = 0;
        Ui::Ignored ignored(*profile, QString::number(++host));
        for (int i = 0; i < people; ++i)
            ignored.set(Chat::UserId(id.arg(i)), {}, true);
        return ignored.ids();
    };
    QCOMPARE(named(0, {}), QByteArray());
    QCOMPARE(named(2, QStringLiteral("u-나%1")), QByteArray("u-나0,u-나1"));
    QCOMPARE(named(2, QStringLiteral("u-a,b%1")), QByteArray()); // no id for the host
    QCOMPARE(named(600, QStringLiteral("g-%1")).count(','), 499);
    for (const QString &id :
         {QString(60, u'가') + QStringLiteral("%1"), QString(60, u':') + QStringLiteral("%1")}) {
        QByteArray ids = named(600, id);
        ids.replace(':', "\\c"); // as it goes out in a header
        QVERIFY(ids.size() <= 8000);
        QVERIFY(ids.size() > 7000);
    }
}

void CompanyTest::presenceIsSeen()
{
    const auto name = QStringLiteral("서준");
    QTRY_COMPARE(m_one->availability(name), Availability::Online);
    m_other->client->company()->presence()->choose(Availability::DoNotDisturb);
    QTRY_COMPARE(m_one->availability(name), Availability::DoNotDisturb);
    m_other->client->company()->presence()->setStatus(QStringLiteral("🌴 휴가"));
    QTRY_COMPARE(m_one->member(name, MemberListModel::StatusRole).toString(),
                 QStringLiteral("🌴 휴가"));
    m_other->client->disconnectFromHost();
    QTRY_COMPARE(m_one->availability(name), Availability::Offline);
    QTRY_VERIFY(m_one->member(name, MemberListModel::LastSeenRole).toDateTime().isValid());
    m_other->client->connectToHost();
    QTRY_COMPARE(m_one->availability(name), Availability::DoNotDisturb);
    QVERIFY(!m_one->member(name, MemberListModel::LastSeenRole).toDateTime().isValid());
}

void CompanyTest::idleDevices()
{
    auto phone = device(QStringLiteral("서준"), m_other.get());
    QTRY_VERIFY(phone->isOnline());
    QTRY_VERIFY(phone->has(QStringLiteral("one")));
    m_other->client->company()->presence()->setIdle(true);
    phone->client->company()->presence()->setIdle(true);
    QTRY_COMPARE(m_one->availability(QStringLiteral("서준")), Availability::Away);
    phone->client->company()->presence()->setIdle(false);
    QTRY_COMPARE(m_one->availability(QStringLiteral("서준")), Availability::Online);
}

void CompanyTest::typingIsSeen()
{
    Ui::Typists *seen = m_one->client->company()->typists(lobby);
    Ui::Typists *own = m_other->client->company()->typists(lobby);
    auto phone = device(QStringLiteral("서준"), m_other.get());
    QTRY_VERIFY(phone->has(QStringLiteral("one")));
    m_other->client->company()->typing(lobby, true);
    QTRY_COMPARE(seen->names(), QStringList{QStringLiteral("서준")});
    say(*m_other, QStringLiteral("said"));
    QTRY_COMPARE(seen->names(), QStringList());
    QCOMPARE(own->names(), QStringList());
    QCOMPARE(phone->client->company()->typists(lobby)->names(), QStringList());
}

void CompanyTest::lateIsMarked()
{
    // As if it had waited in the outbox for an hour.
    Stomp::StompClient plain(
        [this] { return std::make_unique<Stomp::WebSocketLink>(QUrl(m_address)); },
        [] {
            return Stomp::Headers{{"host", "x"}};
        },
        {});
    plain.connectToHost();
    QTRY_COMPARE(plain.state(), Stomp::StompClient::State::Connected);
    Chat::MessageRequest late;
    late.roomText = lobby.toString();
    late.text = QStringLiteral("late");
    late.waited = std::chrono::hours(1);
    plain.send(Chat::requestDestination(Chat::Request::Kind::Message), late.toJson());
    QTRY_VERIFY(m_one->has(QStringLiteral("late")));
    const QModelIndex line = m_one->line(QStringLiteral("late"));
    QCOMPARE(line.data(TimelineModel::WrittenRole).toDateTime(),
             line.data(TimelineModel::TimeRole).toDateTime().addSecs(-3600));
    QVERIFY(!m_one->line(QStringLiteral("one"))
                 .data(TimelineModel::WrittenRole)
                 .toDateTime()
                 .isValid());
}

void CompanyTest::plainClientsConfirmByAck()
{
    Stomp::StompClient plain(
        [this] { return std::make_unique<Stomp::WebSocketLink>(QUrl(m_address)); },
        [] {
            return Stomp::Headers{{"host", "x"}};
        },
        {});
    plain.connectToHost();
    QTRY_COMPARE(plain.state(), Stomp::StompClient::State::Connected);
    std::vector<Stomp::ClientEvent::MessageReceived> got;
    auto *subscription =
        plain.subscribe(Chat::roomTopic(lobby), {}, Stomp::AckMode::ClientIndividual);
    connect(subscription, &Stomp::StompSubscription::received, this,
            [&](const Stomp::ClientEvent::MessageReceived &message) { got.push_back(message); });
    QTRY_COMPARE(m_one->client->members(lobby)->rowCount(), 3);
    say(*m_one, QStringLiteral("two"));
    QTRY_COMPARE(m_one->receipt(QStringLiteral("two")), QStringLiteral("1/0/2 -1"));
    QTRY_COMPARE(got.size(), size_t(1));
    plain.nack(got[0]);
    say(*m_one, QStringLiteral("three"));
    QTRY_COMPARE(got.size(), size_t(2));
    plain.ack(got[1]);
    QTRY_COMPARE(m_one->receipt(QStringLiteral("three")), QStringLiteral("2/0/2 -0"));
}

QTEST_GUILESS_MAIN(CompanyTest)
#include "tst_company.moc"
