// SPDX-License-Identifier: GPL-3.0-or-later
// The broker's queues in the log: what is made of what is found there, and when it cannot write.
#include "server/queuestorage.h"

#include <QRegularExpression>
#include <QTest>

#include <utility>

using namespace Server;

namespace {

/// Writes down what it is asked; answers when told.
class RecordingStore final : public QueueStore {
public:
    StoredQueues takeQueues() override { return std::move(contents); }
    void addToQueues(const std::vector<StoredQueueMessage> &messages, Done done) override
    {
        added.insert(added.end(), messages.begin(), messages.end());
        answers.push_back(std::move(done));
    }
    void removeFromQueues(const std::vector<quint64> &ids, Done done) override
    {
        removed.push_back(ids);
        answers.push_back(std::move(done));
    }
    void addSubscription(const StoredSubscription &subscription, Done done) override
    {
        subscribed.push_back(subscription);
        answers.push_back(std::move(done));
    }
    void removeSubscription(const StoredSubscription &subscription, Done done) override
    {
        unsubscribed.push_back(subscription);
        answers.push_back(std::move(done));
    }
    void together(const std::function<void()> &calls) override { calls(); }
    void answerAll(bool done)
    {
        for (const Done &answer : std::exchange(answers, {}))
            answer(done);
    }

    StoredQueues contents;
    std::vector<StoredQueueMessage> added;
    std::vector<std::vector<quint64>> removed;
    std::vector<StoredSubscription> subscribed, unsubscribed;
    std::vector<Done> answers;
};

const Stomp::Headers headers{
    {"content-type", "text/plain"}, {"x", ""}, {"name", QByteArray("a:\n\0b", 5)}, {"x", "again"}};
const DurableSubscription durable{QStringLiteral("u-김"), "client/1", "a b", "/topic/news"};

QueuedMessage queued(quint64 id)
{
    return {id, "/queue/a", "/queue/a", headers, QByteArray("a\0b", 3), 5, 2, true};
}

} // namespace

class QueueStorageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headersComeBack();
    void damagedHeadersAreRefused_data();
    void damagedHeadersAreRefused();
    void everyCutIsRefused();
    void contentsComeBack();
    void damagedContentsAreLeftOut();
    void nobodysMessagesGo();
    void queueNamesAreDistinct();
    void answersArePassedOn();
    void removalIsTriedAgain();
    void noAnswerAfterTheEnd();
};

void QueueStorageTest::headersComeBack()
{
    QCOMPARE(*QueueStorage::headersFrom(QueueStorage::toBytes(headers)), headers);
    QCOMPARE(*QueueStorage::headersFrom(QueueStorage::toBytes({})), Stomp::Headers());
}

void QueueStorageTest::damagedHeadersAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another version") << QByteArray("\2");
    QTest::newRow("name alone") << QByteArray("\1\0\0\0\1a", 6);
    QTest::newRow("length beyond the end") << QByteArray("\1\0\0\0\2a\0\0\0\0", 10);
    QTest::newRow("largest length") << QByteArray("\1\xff\xff\xff\xff", 5);
    QTest::newRow("value's length beyond") << QByteArray("\1\0\0\0\1a\x7f\xff\xff\xff", 10);
    QTest::newRow("no name") << QByteArray("\1\0\0\0\0\0\0\0\1x", 10);
    QTest::newRow("bytes behind") << QueueStorage::toBytes(headers) + 'x';
}

void QueueStorageTest::damagedHeadersAreRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!QueueStorage::headersFrom(bytes));
}

void QueueStorageTest::everyCutIsRefused()
{
    const QByteArray whole = QueueStorage::toBytes({{"a", "b"}});
    for (qsizetype cut = 2; cut < whole.size(); ++cut)
        QVERIFY2(!QueueStorage::headersFrom(whole.first(cut)), QByteArray::number(cut).constData());
}

void QueueStorageTest::contentsComeBack()
{
    RecordingStore store;
    QueueStorage storage(store);
    storage.add({queued(4), queued(6)}, {});
    storage.addSubscription(durable, {});
    store.contents = {store.added, store.subscribed, 9};
    const QueueContents found = storage.takeContents();
    QCOMPARE(found.lastId, quint64(9));
    QVERIFY(found.subscriptions == std::vector{durable});
    QCOMPARE(found.messages.size(), std::size_t(2));
    const QueuedMessage &message = found.messages[1];
    QCOMPARE(message.id, quint64(6));
    QCOMPARE(message.queue, QByteArray("/queue/a"));
    QCOMPARE(message.destination, QByteArray("/queue/a"));
    QCOMPARE(message.headers, headers);
    QCOMPARE(message.body, QByteArray("a\0b", 3));
    QCOMPARE(message.expires, qint64(5));
    QCOMPARE(message.attempts, 2);
    QVERIFY(message.persistent);
    storage.removeSubscription(durable, {});
    QVERIFY(store.unsubscribed == store.subscribed);
}

void QueueStorageTest::damagedContentsAreLeftOut()
{
    RecordingStore store;
    const QByteArray good = QueueStorage::toBytes(headers);
    store.contents.messages = {{1, "/queue/a", "/queue/a", "rubbish", "x", 0, 0},
                               {2, "", "/queue/a", good, "x", 0, 0},
                               {3, "/queue/a", "", good, "x", 0, 0},
                               {4, "/queue/a", "/queue/a", good, "x", -5, -5}};
    store.contents.subscriptions = {{QStringLiteral("u"), "c", "n", "/topic/x", "elsewhere"},
                                    {QStringLiteral("u"), "c", "n", "", "durable/u/c/n"},
                                    {QStringLiteral("u"), "c", "n", "/topic/x", "durable/u/c/n"}};
    store.contents.lastId = 4;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("number 1$")));
    const QueueContents found = QueueStorage(store).takeContents();
    QCOMPARE(found.messages.size(), std::size_t(1));
    QCOMPARE(found.messages[0].id, quint64(4));
    QCOMPARE(found.messages[0].expires, qint64(0));
    QCOMPARE(found.messages[0].attempts, 0);
    QCOMPARE(found.subscriptions.size(), std::size_t(1));
    QCOMPARE(found.subscriptions[0].destination, QByteArray("/topic/x"));
}

// A host that was killed while somebody was erased leaves what was published to them meanwhile.
void QueueStorageTest::nobodysMessagesGo()
{
    RecordingStore store;
    const QByteArray good = QueueStorage::toBytes(headers);
    const QByteArray gone = DurableSubscription{QStringLiteral("g"), "c", "n", "/topic/x"}.queue();
    store.contents.messages = {{1, gone, "/topic/x", good, "x", 0, 0},
                               {2, durable.queue(), "/topic/news", good, "x", 0, 0},
                               {3, gone, "/topic/x", "rubbish", "x", 0, 0},
                               {4, "/queue/a", "/queue/a", good, "x", 0, 0},
                               {5, "durable/later", "/topic/x", good, "x", 0, 0}};
    store.contents.subscriptions = {
        {durable.user, durable.client, durable.name, durable.destination, durable.queue()},
        {QStringLiteral("u"), "c", "n", "/topic/x", "durable/later"}}; // of another version
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("left out$")));
    const QueueContents found = QueueStorage(store).takeContents();
    QCOMPARE(found.messages.size(), std::size_t(3));
    QCOMPARE(found.messages[0].id, quint64(2));
    QCOMPARE(found.messages[1].id, quint64(4));
    QCOMPARE(store.removed, (std::vector<std::vector<quint64>>{{1, 3}}));
}

void QueueStorageTest::queueNamesAreDistinct()
{
    DurableSubscription one{QStringLiteral("u"), "a/b", "c", "/topic/x"};
    DurableSubscription two{QStringLiteral("u"), "a", "b/c", "/topic/x"};
    QVERIFY(one.queue() != two.queue());
    QVERIFY(!one.queue().startsWith('/'));
}

void QueueStorageTest::answersArePassedOn()
{
    RecordingStore store;
    QueueStorage storage(store);
    QByteArray answers;
    const auto note = [&](bool done) { answers += done ? '+' : '-'; };
    storage.add({queued(1)}, note);
    storage.addSubscription(durable, note);
    storage.removeSubscription(durable, note);
    store.answerAll(true);
    storage.add({queued(2)}, note);
    store.answerAll(false);
    QCOMPARE(answers, QByteArray("+++-"));
}

void QueueStorageTest::removalIsTriedAgain()
{
    RecordingStore store;
    QueueStorage storage(store);
    storage.remove({});
    QVERIFY(store.removed.empty());
    storage.remove({1, 2});
    store.answerAll(false);
    storage.remove({3});
    store.answerAll(false);
    storage.add({queued(4)}, {});
    store.answerAll(true);
    storage.add({queued(5)}, {});
    QCOMPARE(store.removed, (std::vector<std::vector<quint64>>{{1, 2}, {1, 2, 3}, {1, 2, 3}}));
}

void QueueStorageTest::noAnswerAfterTheEnd()
{
    RecordingStore store;
    int answers = 0;
    {
        QueueStorage storage(store);
        storage.add({queued(1)}, [&](bool) { ++answers; });
        storage.remove({1});
    }
    store.answerAll(false);
    QCOMPARE(answers, 0);
}

QTEST_GUILESS_MAIN(QueueStorageTest)
#include "tst_queuestorage.moc"
