// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of messages, seen from two desktops' models on a real host.
#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "ui/model/chatclient.h"
#include "ui/model/sendundo.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

using Ui::ChatClient;
using Ui::TimelineModel;
using Phase = Ui::ConnectionStatus::Phase;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
const auto thumb = QStringLiteral("👍");

/// Somebody at a desktop. Over a socket: by the loop all are the host's owner.
class Person {
public:
    Person(const QString &host, const QString &name) : m_host(host)
    {
        m_profile = std::move(*Ui::Profile::open(m_folder.path()));
        m_profile->setName(name);
        start();
    }

    void start()
    {
        client = std::make_unique<ChatClient>(*m_profile, QStringLiteral("host:7610"), [this] {
            return std::make_unique<Stomp::WebSocketLink>(QUrl(m_host));
        });
        client->connectToHost();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            &timeline(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    /// As after a kill, without a connection.
    void restartOffline()
    {
        m_tester.reset();
        client.reset();
        m_profile.reset();
        m_profile = std::move(*Ui::Profile::open(m_folder.path()));
        start();
        client->disconnectFromHost();
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
    Chat::Sequence sequenceOf(const QString &text)
    {
        return {line(text).data(TimelineModel::SequenceRole).toLongLong()};
    }
    /// "👍2*": emoji and count, and whether one's own is among them.
    QStringList reactions(const QString &text)
    {
        QStringList shown;
        for (const QVariant &one : line(text).data(TimelineModel::ReactionsRole).toList()) {
            const QVariantMap map = one.toMap();
            shown << map.value(QStringLiteral("emoji")).toString() +
                         map.value(QStringLiteral("count")).toString() +
                         (map.value(QStringLiteral("mine")).toBool() ? QStringLiteral("*")
                                                                     : QString());
        }
        return shown;
    }
    QString excerpt(const QString &text)
    {
        return line(text)
            .data(TimelineModel::ReplyRole)
            .toMap()
            .value(QStringLiteral("excerpt"))
            .toString();
    }

private:
    QTemporaryDir m_folder;
    QString m_host;
    std::unique_ptr<Ui::Profile> m_profile;

public:
    std::unique_ptr<ChatClient> client;

private:
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace

class MessageChangesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void edited();
    void deleted();
    void reactedTo();
    void pinned();
    void whatWasMissedIsAskedFor();
    void whatWasMissedOfARoomThatIsNew();
    void historyShowsWhatIs();
    void answersQuoteWhatIs();
    void answersWaitInTheOutbox();
    void refusedSaysWhy();
    void nobodyWaitsForWhatIsRefused();
    void takenBack();
    void takenBackAtOnce();
    void takenBackWhileItWaitsForOthers();
    void takenBackBeforeItWasSent();
    void takenBackTooLate();
    void takenBackThoughRefused_data();
    void takenBackThoughRefused();

private:
    /// Both see it.
    void say(const QString &text)
    {
        m_one->client->say(lobby, text);
        QTRY_VERIFY(m_one->sequenceOf(text).number > 0);
        QTRY_VERIFY(m_other->sequenceOf(text).number > 0);
    }
    Chat::Sequence sequenceOf(const QString &text) { return m_one->sequenceOf(text); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Server::Host> m_host;
    QString m_address;
    std::unique_ptr<Person> m_one;
    std::unique_ptr<Person> m_other;
};

void MessageChangesTest::init()
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
    m_one = std::make_unique<Person>(m_address, QStringLiteral("지민"));
    m_other = std::make_unique<Person>(m_address, QStringLiteral("서준"));
    QTRY_VERIFY(m_one->isOnline() && m_other->isOnline());
    say(QStringLiteral("one"));
    say(QStringLiteral("two"));
}

void MessageChangesTest::cleanup()
{
    m_one.reset();
    m_other.reset();
    m_host.reset();
}

void MessageChangesTest::takenBack()
{
    Ui::SendUndo undo(*m_one->client, std::chrono::hours(1));
    QSignalSpy changed(&undo, &Ui::SendUndo::changed);
    QVERIFY(!undo.isPossible());
    const auto text = QStringLiteral("아차");
    undo.noteSent(lobby, m_one->client->say(lobby, text), text);
    QVERIFY(undo.isPossible());
    QCOMPARE(undo.room(), lobby);
    QTRY_VERIFY(m_other->sequenceOf(text).number > 0);
    QTRY_VERIFY(sequenceOf(text).number > 0);
    QCOMPARE(undo.undo(), std::optional(text));
    QTRY_VERIFY(!m_other->line(text).isValid());
    QVERIFY(!undo.isPossible());
    QVERIFY(!undo.undo());
    QCOMPARE(changed.size(), 2);
}

void MessageChangesTest::takenBackAtOnce()
{
    // On its way and not stored yet: it is deleted as soon as it is.
    Ui::SendUndo undo(*m_one->client, std::chrono::hours(1));
    const auto text = QStringLiteral("아차");
    undo.noteSent(lobby, m_one->client->say(lobby, text), text);
    QCOMPARE(undo.undo(), std::optional(text));
    say(QStringLiteral("three"));
    QTRY_VERIFY(!m_one->line(text).isValid());
    QTRY_VERIFY(!m_other->line(text).isValid());
}

void MessageChangesTest::takenBackWhileItWaitsForOthers()
{
    // Connected, and still with us: behind more than may be on the way at once.
    constexpr int more = 300;
    for (int i = 0; i < more; ++i)
        m_one->client->say(lobby, QString::number(i));
    Ui::SendUndo undo(*m_one->client, std::chrono::hours(1));
    const auto text = QStringLiteral("아차");
    undo.noteSent(lobby, m_one->client->say(lobby, text), text);
    QVERIFY(m_one->isOnline());
    QCOMPARE(m_one->client->unsentCount(), more + 1);
    QCOMPARE(undo.undo(), std::optional(text));
    QCOMPARE(m_one->client->unsentCount(), more);
    QVERIFY(!m_one->line(text).isValid());
}

void MessageChangesTest::takenBackBeforeItWasSent()
{
    m_one->client->disconnectFromHost();
    QTRY_VERIFY(!m_one->isOnline());
    Ui::SendUndo undo(*m_one->client, std::chrono::hours(1));
    const auto text = QStringLiteral("아차");
    undo.noteSent(lobby, m_one->client->say(lobby, text), text);
    QCOMPARE(m_one->client->unsentCount(), 1);
    QCOMPARE(undo.undo(), std::optional(text));
    QCOMPARE(m_one->client->unsentCount(), 0);
    m_one->client->connectToHost();
    QTRY_VERIFY(m_one->isOnline());
    say(QStringLiteral("three"));
    QVERIFY(!m_other->line(text).isValid());
}

void MessageChangesTest::takenBackTooLate()
{
    Ui::SendUndo undo(*m_one->client, std::chrono::milliseconds(1));
    undo.noteSent(lobby, m_one->client->say(lobby, QStringLiteral("stays")), {});
    QTRY_VERIFY(!undo.isPossible());
    QVERIFY(!undo.undo());
}

void MessageChangesTest::takenBackThoughRefused_data()
{
    QTest::addColumn<bool>("atOnce");
    QTest::newRow("on its way") << true;
    QTest::newRow("refused already") << false;
}

void MessageChangesTest::takenBackThoughRefused()
{
    QFETCH(bool, atOnce);
    const Chat::RoomId nowhere(QStringLiteral("no such room"));
    ChatClient &client = *m_one->client;
    Ui::SendUndo undo(client, std::chrono::hours(1));
    const auto text = QStringLiteral("아차");
    undo.noteSent(nowhere, client.say(nowhere, text), text);
    const TimelineModel *timeline = client.timeline(nowhere);
    const auto isFailed = [timeline] {
        return timeline->index(0).data(TimelineModel::DeliveryRole).toInt() ==
               int(Ui::Delivery::Failed);
    };
    if (!atOnce)
        QTRY_VERIFY(isFailed());
    QCOMPARE(undo.undo(), std::optional(text));
    QTRY_COMPARE(timeline->rowCount(), 0);
    QCOMPARE(client.unsentCount(), 0);
}

void MessageChangesTest::edited()
{
    m_one->client->edit(lobby, sequenceOf(QStringLiteral("one")), QStringLiteral("하나"));
    QTRY_VERIFY(m_other->line(QStringLiteral("하나")).isValid());
    QVERIFY(!m_other->line(QStringLiteral("one")).isValid());
    QVERIFY(m_other->line(QStringLiteral("하나")).data(TimelineModel::EditedRole).toBool());
    QTRY_VERIFY(m_one->line(QStringLiteral("하나")).isValid());
    QVERIFY(!m_one->line(QStringLiteral("two")).data(TimelineModel::EditedRole).toBool());
}

void MessageChangesTest::deleted()
{
    const int rows = m_other->timeline().rowCount();
    m_one->client->remove(lobby, sequenceOf(QStringLiteral("one")));
    QTRY_VERIFY(!m_other->line(QStringLiteral("one")).isValid());
    QCOMPARE(m_other->timeline().rowCount(), rows); // it keeps its place
    const auto isDeleted = [this](int row) {
        return m_other->timeline().index(row).data(TimelineModel::DeletedRole).toBool();
    };
    int found = 0;
    for (int row = 0; row < rows; ++row)
        found += isDeleted(row);
    QCOMPARE(found, 1);
}

void MessageChangesTest::reactedTo()
{
    const auto one = QStringLiteral("one");
    m_other->client->react(lobby, sequenceOf(one), thumb, true);
    QTRY_COMPARE(m_one->reactions(one), QStringList{QStringLiteral("👍1")});
    QTRY_COMPARE(m_other->reactions(one), QStringList{QStringLiteral("👍1*")});
    m_one->client->react(lobby, sequenceOf(one), thumb, true);
    QTRY_COMPARE(m_other->reactions(one), QStringList{QStringLiteral("👍2*")});
    m_other->client->react(lobby, sequenceOf(one), thumb, false);
    QTRY_COMPARE(m_other->reactions(one), QStringList{QStringLiteral("👍1")});
    // An edit is told without the reactions; they stay.
    m_one->client->edit(lobby, sequenceOf(one), QStringLiteral("uno"));
    QTRY_COMPARE(m_other->reactions(QStringLiteral("uno")), QStringList{QStringLiteral("👍1")});
    QTRY_COMPARE(m_one->reactions(QStringLiteral("uno")), QStringList{QStringLiteral("👍1*")});
}

void MessageChangesTest::pinned()
{
    const auto one = QStringLiteral("one");
    m_other->client->pin(lobby, sequenceOf(one), true);
    QTRY_VERIFY(m_one->line(one).data(TimelineModel::PinnedRole).toBool());
    m_one->client->pin(lobby, sequenceOf(one), false);
    QTRY_VERIFY(!m_other->line(one).data(TimelineModel::PinnedRole).toBool());
}

void MessageChangesTest::whatWasMissedIsAskedFor()
{
    m_other->client->disconnectFromHost();
    QTRY_COMPARE(m_other->client->status().phase, Phase::Offline);
    m_one->client->edit(lobby, sequenceOf(QStringLiteral("one")), QStringLiteral("uno"));
    QTRY_VERIFY(m_one->line(QStringLiteral("uno")).isValid());
    m_one->client->react(lobby, sequenceOf(QStringLiteral("two")), thumb, true);
    QTRY_COMPARE(m_one->reactions(QStringLiteral("two")).size(), 1);
    m_other->client->connectToHost();
    QTRY_VERIFY(m_other->line(QStringLiteral("uno")).isValid());
    QTRY_COMPARE(m_other->reactions(QStringLiteral("two")), QStringList{QStringLiteral("👍1")});
    // And what comes next is followed again.
    m_one->client->edit(lobby, sequenceOf(QStringLiteral("two")), QStringLiteral("due"));
    QTRY_VERIFY(m_other->line(QStringLiteral("due")).isValid());
}

/// Nobody had asked for its revision yet when the connection broke.
void MessageChangesTest::whatWasMissedOfARoomThatIsNew()
{
    const Chat::RoomId room(QStringLiteral("new"));
    const auto hello = [&room](Person &person) {
        const TimelineModel &lines = *person.client->timeline(room);
        const auto found = lines.match(lines.index(0), Qt::DisplayRole, QStringLiteral("hello"));
        return found.isEmpty() ? QModelIndex() : found.first();
    };
    const auto sequence = [](const QModelIndex &line) {
        return line.data(TimelineModel::SequenceRole).toLongLong();
    };
    m_one->client->joinRoom(room);
    m_one->client->say(room, QStringLiteral("hello"));
    QTRY_VERIFY(sequence(hello(*m_one)) > 0);
    m_other->client->joinRoom(room);
    QTRY_VERIFY(sequence(hello(*m_other)) > 0);
    m_other->client->disconnectFromHost();
    QTRY_COMPARE(m_other->client->status().phase, Phase::Offline);
    m_one->client->react(room, {sequence(hello(*m_one))}, thumb, true);
    QTRY_COMPARE(hello(*m_one).data(TimelineModel::ReactionsRole).toList().size(), 1);
    m_other->client->connectToHost();
    QTRY_COMPARE(hello(*m_other).data(TimelineModel::ReactionsRole).toList().size(), 1);
}

void MessageChangesTest::historyShowsWhatIs()
{
    m_one->client->edit(lobby, sequenceOf(QStringLiteral("one")), QStringLiteral("uno"));
    m_one->client->react(lobby, sequenceOf(QStringLiteral("one")), thumb, true);
    QTRY_COMPARE(m_one->reactions(QStringLiteral("uno")), QStringList{QStringLiteral("👍1*")});
    Person late(m_address, QStringLiteral("하윤"));
    QTRY_VERIFY(late.line(QStringLiteral("uno")).isValid());
    QVERIFY(late.line(QStringLiteral("uno")).data(TimelineModel::EditedRole).toBool());
    QCOMPARE(late.reactions(QStringLiteral("uno")), QStringList{QStringLiteral("👍1")});
}

void MessageChangesTest::answersQuoteWhatIs()
{
    const auto yes = QStringLiteral("yes");
    m_other->client->say(lobby, yes, sequenceOf(QStringLiteral("one")));
    QCOMPARE(m_other->excerpt(yes), QStringLiteral("one")); // while it waits
    QTRY_COMPARE(m_one->excerpt(yes), QStringLiteral("one"));
    QTRY_VERIFY(m_other->sequenceOf(yes).number > 0);
    m_one->client->edit(lobby, sequenceOf(QStringLiteral("one")), QStringLiteral("uno"));
    QTRY_COMPARE(m_other->excerpt(yes), QStringLiteral("uno"));
    m_one->client->remove(lobby, sequenceOf(QStringLiteral("uno")));
    QTRY_COMPARE(m_other->excerpt(yes), QString());
}

void MessageChangesTest::answersWaitInTheOutbox()
{
    const auto yes = QStringLiteral("yes");
    m_other->client->disconnectFromHost();
    QTRY_COMPARE(m_other->client->status().phase, Phase::Offline);
    m_other->client->say(lobby, yes, sequenceOf(QStringLiteral("one")));
    m_other->restartOffline();
    m_other->client->connectToHost();
    QTRY_COMPARE(m_one->excerpt(yes), QStringLiteral("one"));
}

void MessageChangesTest::refusedSaysWhy()
{
    QSignalSpy failed(m_other->client.get(), &ChatClient::failed);
    m_other->client->edit(lobby, sequenceOf(QStringLiteral("one")), QStringLiteral("mine"));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("not your message")));
    QCOMPARE(m_one->sequenceOf(QStringLiteral("mine")), Chat::Sequence{});
    m_other->client->say(lobby, QStringLiteral("three"));
    QTRY_VERIFY(m_one->sequenceOf(QStringLiteral("three")).number > 0);
}

void MessageChangesTest::nobodyWaitsForWhatIsRefused()
{
    const Chat::RoomId nowhere(QStringLiteral("no such room"));
    ChatClient &client = *m_one->client;
    client.say(nowhere, QStringLiteral("lost"));
    client.say(lobby, QStringLiteral("three"));
    QTRY_VERIFY(m_other->sequenceOf(QStringLiteral("three")).number > 0);
    const QModelIndex lost = client.timeline(nowhere)->index(0);
    const auto isFailed = [&lost] {
        return lost.data(TimelineModel::DeliveryRole).toInt() == int(Ui::Delivery::Failed);
    };
    QTRY_VERIFY(isFailed());
    client.say(lobby, QStringLiteral("four"));
    QTRY_VERIFY(m_other->sequenceOf(QStringLiteral("four")).number > 0);
    client.resend(Chat::ClientMessageId(lost.data(TimelineModel::ClientIdRole).toString()));
    QVERIFY(!isFailed());
    QTRY_VERIFY(isFailed());
    QTRY_COMPARE(client.unsentCount(), 1);
}

QTEST_GUILESS_MAIN(MessageChangesTest)
#include "tst_messagechanges.moc"
