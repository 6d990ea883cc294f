// SPDX-License-Identifier: GPL-3.0-or-later
// What every log promises the queues, asked of each backend that there is.
#include "server/store/sqlstore.h"
#include "tests/support/storecalls.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <memory>
#include <set>

using namespace Server;

namespace {

/// Chat and queues share the log and its thread.
struct Log {
    std::unique_ptr<Store> owner;
    Store *chat = nullptr;
    QueueStore *queues = nullptr;
};

struct Backend {
    std::function<std::optional<Log>(const QString &folder, std::optional<qint64> maxBytes)> open;
};

std::optional<Log> openSqlite(const QString &folder, std::optional<qint64> maxBytes)
{
    auto store = SqlStore::create(folder, {SqlStore::Synchronous::Full, maxBytes});
    if (!store)
        return std::nullopt;
    Log log;
    log.chat = store->get();
    log.queues = &(*store)->queues();
    log.owner = std::move(*store);
    return log;
}

const Backend sqlite{openSqlite};

StoredQueueMessage message(quint64 id, const QByteArray &body = "body",
                           const QByteArray &queue = "/queue/a")
{
    return {id, queue, "/queue/a", QByteArray("\1\0x", 3), body, 1'700'000'000'123, 2};
}

StoredSubscription subscription(const QByteArray &name, const QByteArray &queue)
{
    return {QStringLiteral("u-김"), "client\0x", name, "/topic/news", queue};
}

bool wait(const std::function<void(QueueStore::Done)> &ask)
{
    std::optional<bool> got;
    ask([&](bool done) { got = done; });
    return QTest::qWaitFor([&] { return got.has_value(); }, 20000) && *got;
}

bool add(const Log &log, const std::vector<StoredQueueMessage> &messages)
{
    return wait([&](auto done) { log.queues->addToQueues(messages, done); });
}

bool remove(const Log &log, const std::vector<quint64> &ids)
{
    return wait([&](auto done) { log.queues->removeFromQueues(ids, done); });
}

/// In the child process of killedHostKeepsWhatItAnswered(): adds two at a time and takes one of
/// them off again, for ever, and tells each answer.
int addForEver(const QString &folder)
{
    const auto log = openSqlite(folder, std::nullopt);
    if (!log)
        return 1;
    quint64 id = log->queues->takeQueues().lastId;
    std::function<void()> next = [&] {
        const quint64 first = ++id;
        const quint64 second = ++id;
        log->queues->addToQueues({message(first), message(second)}, [&, first, second](bool added) {
            if (!added)
                std::abort();
            std::printf("+%llu\n+%llu\n", static_cast<unsigned long long>(first),
                        static_cast<unsigned long long>(second));
            std::fflush(stdout);
            log->queues->removeFromQueues({first}, [&, first](bool removed) {
                if (!removed)
                    std::abort();
                std::printf("-%llu\n", static_cast<unsigned long long>(first));
                std::fflush(stdout);
                next();
            });
        });
    };
    for (int i = 0; i < 20; ++i)
        next();
    return QCoreApplication::exec();
}

} // namespace

Q_DECLARE_METATYPE(const Backend *)

class QueueStoreContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_log = {}; }

    void reopenedHasEverything_data() { backends(); }
    void reopenedHasEverything();
    void contentsComeOnce_data() { backends(); }
    void contentsComeOnce();
    void idsAreNeverUsedTwice_data() { backends(); }
    void idsAreNeverUsedTwice();
    void subscriptionTakesItsQueueAlong_data() { backends(); }
    void subscriptionTakesItsQueueAlong();
    void subscriptionOfThatNameIsReplaced_data() { backends(); }
    void subscriptionOfThatNameIsReplaced();
    void answersComeInCallOrder_data() { backends(); }
    void answersComeInCallOrder();
    void allOrNone_data() { backends(); }
    void allOrNone();
    void togetherIsAllOrNone_data() { backends(); }
    void togetherIsAllOrNone();
    void fullIsToldAndHarmless_data() { backends(); }
    void fullIsToldAndHarmless();
    void noAnswerAfterTheEnd_data() { backends(); }
    void noAnswerAfterTheEnd();
    void killedHostKeepsWhatItAnswered();

private:
    static void backends()
    {
        QTest::addColumn<const Backend *>("backend");
        QTest::newRow("sqlite") << &sqlite;
    }
    void open(std::optional<qint64> maxBytes = {});
    /// Closes it, opens it again, gives what it held.
    StoredQueues reopen(std::optional<qint64> maxBytes = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    Log m_log;
};

void QueueStoreContract::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void QueueStoreContract::open(std::optional<qint64> maxBytes)
{
    QFETCH(const Backend *, backend);
    m_log = {};
    auto log = backend->open(m_folder->path(), maxBytes);
    QVERIFY(log);
    m_log = std::move(*log);
}

StoredQueues QueueStoreContract::reopen(std::optional<qint64> maxBytes)
{
    open(maxBytes);
    return m_log.queues ? m_log.queues->takeQueues() : StoredQueues();
}

void QueueStoreContract::reopenedHasEverything()
{
    open();
    const auto empty = m_log.queues->takeQueues();
    QVERIFY(empty.messages.empty() && empty.subscriptions.empty());
    QCOMPARE(empty.lastId, quint64(0));
    StoredQueueMessage bare;
    bare.id = 7;
    const std::vector all{message(3, QByteArray("a\0b", 3)), message(5, "", "/queue/방"), bare,
                          message(9, QByteArray(300'000, 'x'))};
    QVERIFY(add(m_log, {all[3], all[0]}));
    QVERIFY(add(m_log, {all[1], all[2], message(8)}));
    QVERIFY(remove(m_log, {8, 1000}));
    const auto subscribed = subscription("s", "durable/s");
    QVERIFY(wait([&](auto done) { m_log.queues->addSubscription(subscribed, done); }));

    const auto found = reopen();
    QCOMPARE(found.messages.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        QVERIFY2(found.messages[i] == all[i], qPrintable(QString::number(all[i].id)));
    QVERIFY(found.subscriptions == std::vector{subscribed});
    QCOMPARE(found.lastId, quint64(9));
}

void QueueStoreContract::contentsComeOnce()
{
    open();
    QVERIFY(add(m_log, {message(1)}));
    QCOMPARE(reopen().messages.size(), std::size_t(1));
    QCOMPARE(m_log.queues->takeQueues().messages.size(), std::size_t(0));
}

void QueueStoreContract::idsAreNeverUsedTwice()
{
    open();
    QVERIFY(add(m_log, {message(41), message(42)}));
    QVERIFY(remove(m_log, {41, 42}));
    const auto found = reopen();
    QVERIFY(found.messages.empty());
    QCOMPARE(found.lastId, quint64(42));
}

void QueueStoreContract::subscriptionTakesItsQueueAlong()
{
    open();
    const auto one = subscription("one", "durable/one");
    const auto two = subscription("two", "durable/two");
    for (const auto &each : {one, two})
        QVERIFY(wait([&](auto done) { m_log.queues->addSubscription(each, done); }));
    QVERIFY(add(m_log, {message(1, "x", one.queue), message(2, "y", two.queue),
                        message(3, "z", one.queue)}));
    QVERIFY(wait([&](auto done) { m_log.queues->removeSubscription(one, done); }));
    // One that is not there does no harm.
    QVERIFY(wait([&](auto done) { m_log.queues->removeSubscription(one, done); }));
    const auto found = reopen();
    QVERIFY(found.subscriptions == std::vector{two});
    QVERIFY(found.messages == std::vector{message(2, "y", two.queue)});
}

void QueueStoreContract::subscriptionOfThatNameIsReplaced()
{
    open();
    auto changed = subscription("s", "durable/s");
    QVERIFY(wait([&](auto done) { m_log.queues->addSubscription(changed, done); }));
    changed.destination = "/topic/other";
    QVERIFY(wait([&](auto done) { m_log.queues->addSubscription(changed, done); }));
    QVERIFY(reopen().subscriptions == std::vector{changed});
}

void QueueStoreContract::answersComeInCallOrder()
{
    open();
    QVERIFY(StoreCalls::create(*m_log.chat, StoreCalls::room));
    std::vector<int> order;
    for (int i = 0; i < 100; ++i) {
        m_log.queues->addToQueues({message(quint64(i) + 1)},
                                  [&, i](bool) { order.push_back(4 * i); });
        m_log.chat->append(StoreCalls::talk(QStringLiteral("x")),
                           [&, i](const auto &) { order.push_back(4 * i + 1); });
        m_log.queues->removeFromQueues({quint64(i)}, [&, i](bool) { order.push_back(4 * i + 2); });
        m_log.queues->addSubscription(subscription("s", "durable/s"),
                                      [&, i](bool) { order.push_back(4 * i + 3); });
    }
    QTRY_COMPARE_WITH_TIMEOUT(order.size(), std::size_t(400), 20000);
    for (int i = 0; i < 400; ++i)
        QCOMPARE(order[std::size_t(i)], i);
}

void QueueStoreContract::allOrNone()
{
    open();
    QVERIFY(add(m_log, {message(1)}));
    // The second of these has an id that is taken.
    QVERIFY(!add(m_log, {message(2), message(1), message(3)}));
    QVERIFY(add(m_log, {message(4)}));
    QVERIFY(reopen().messages == (std::vector{message(1), message(4)}));
}

void QueueStoreContract::togetherIsAllOrNone()
{
    open();
    QVERIFY(StoreCalls::create(*m_log.chat, StoreCalls::room));
    QVERIFY(add(m_log, {message(1)}));
    // Says something in the room and puts that into a queue; which is first makes no difference.
    const auto both = [this](quint64 id, bool roomFirst) {
        std::vector<bool> answers;
        const auto say = [&] {
            m_log.chat->append(StoreCalls::talk(QString::number(id)),
                               [&](const auto &said) { answers.push_back(said.has_value()); });
        };
        m_log.queues->together([&] {
            if (roomFirst)
                say();
            m_log.queues->addToQueues({message(id)}, [&](bool added) { answers.push_back(added); });
            if (!roomFirst)
                say();
        });
        return QTest::qWaitFor([&] { return answers.size() == 2; }, 20000) ? answers
                                                                           : std::vector<bool>();
    };
    QCOMPARE(both(2, true), (std::vector{true, true}));
    QCOMPARE(both(3, false), (std::vector{true, true}));
    // The id is taken: not stored, and nothing was said either.
    QCOMPARE(both(1, true), (std::vector{false, false}));
    QCOMPARE(both(1, false), (std::vector{false, false}));
    QCOMPARE(both(4, false), (std::vector{true, true}));
    const auto found = reopen();
    QCOMPARE(found.messages.size(), std::size_t(4));
    const auto said = StoreCalls::history(*m_log.chat, {StoreCalls::room});
    QVERIFY(said);
    QCOMPARE(StoreCalls::texts(said->messages),
             (QStringList{QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("4")}));
}

void QueueStoreContract::fullIsToldAndHarmless()
{
    constexpr qint64 quota = 512 * 1024;
    open(quota);
    QVERIFY(add(m_log, {message(1)}));
    const QByteArray large(1024 * 1024, 'x');
    QVERIFY(!add(m_log, {message(2), message(3, large)}));
    QVERIFY(add(m_log, {message(4)}));
    // Full by many small ones; taking some off makes room again.
    quint64 id = 4;
    while (add(m_log, {message(id + 1, QByteArray(20'000, 'x'))}))
        ++id;
    QVERIFY(id > 10);
    QVERIFY(remove(m_log, {5, 6, 7}));
    QVERIFY(add(m_log, {message(1000, QByteArray(20'000, 'x'))}));
    const auto found = reopen(quota);
    QCOMPARE(found.messages.size(), std::size_t(id - 5 + 1));
    QVERIFY(found.messages[0] == message(1));
    QVERIFY(found.messages[1] == message(4));
    QCOMPARE(found.messages.back().id, quint64(1000));
}

void QueueStoreContract::noAnswerAfterTheEnd()
{
    open();
    bool answered = false;
    m_log.queues->addToQueues({message(1)}, [&](bool) { answered = true; });
    m_log = {};
    QCoreApplication::processEvents();
    QVERIFY(!answered);
    QCOMPARE(reopen().messages.size(), std::size_t(1)); // But it was written.
}

void QueueStoreContract::killedHostKeepsWhatItAnswered()
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--add-for-ever"), m_folder->path()});
    QVERIFY(child.waitForStarted());
    QByteArray printed;
    while (printed.count('\n') < 500) {
        QVERIFY(child.waitForReadyRead(20000));
        printed += child.readAllStandardOutput();
    }
    child.kill(); // SIGKILL
    QVERIFY(child.waitForFinished());
    printed += child.readAllStandardOutput();
    QList<QByteArray> lines = printed.split('\n');
    lines.removeLast(); // Half a line, or nothing.

    const auto log = openSqlite(m_folder->path(), std::nullopt);
    QVERIFY(log);
    const auto found = log->queues->takeQueues();
    std::set<quint64> there;
    for (const StoredQueueMessage &each : found.messages)
        there.insert(each.id);
    for (const QByteArray &line : lines) {
        const quint64 id = line.mid(1).toULongLong();
        // Odd ones are taken off right after; only the answer to that says so.
        if (line.startsWith('-'))
            QVERIFY2(!there.contains(id), line.constData());
        else if (id % 2 == 0)
            QVERIFY2(there.contains(id), line.constData());
    }
    // Two together are there together: an odd one never without its even neighbour.
    for (const quint64 id : there)
        QVERIFY(id % 2 == 0 || there.contains(id + 1));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == QStringLiteral("--add-for-ever"))
        return addForEver(arguments.value(2));
    QueueStoreContract test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_queuestore.moc"
