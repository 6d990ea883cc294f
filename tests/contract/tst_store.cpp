// SPDX-License-Identifier: GPL-3.0-or-later
// What every log promises, asked of each backend that there is.
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <memory>

using namespace Server;
using Chat::Sequence;
using namespace StoreCalls;

namespace {

/// In the child process of killedHostKeepsReceipts(): appends for ever, tells each answer.
int appendForEver(const QString &folder)
{
    auto store = openSqlite(folder, std::nullopt);
    if (!store)
        return 1;
    (*store)->createRoom(storedRoom(room), {});
    int number = 0;
    std::function<void()> next = [&] {
        const QString text = QString::number(number++);
        (*store)->append(talk(text, QStringLiteral("c") + text), [&](auto appended) {
            if (!appended)
                std::abort();
            std::printf("%lld %s\n", static_cast<long long>(appended->message.sequence.number),
                        qPrintable(appended->message.text));
            std::fflush(stdout);
            next();
        });
    };
    for (int i = 0; i < 50; ++i)
        next();
    return QCoreApplication::exec();
}

} // namespace

class StoreContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void sequencesAreConsecutivePerRoom_data() { backends(); }
    void sequencesAreConsecutivePerRoom();
    void answersComeInCallOrder_data() { backends(); }
    void answersComeInCallOrder();
    void everyFieldComesBack_data() { backends(); }
    void everyFieldComesBack();
    void repeatWritesNothing_data() { backends(); }
    void repeatWritesNothing();
    void repeatIsPerSender_data() { backends(); }
    void repeatIsPerSender();
    void unknownRoom_data() { backends(); }
    void unknownRoom();
    void roomIsMadeOnce_data() { backends(); }
    void roomIsMadeOnce();
    void historyBounds_data();
    void historyBounds();
    void historySeesAppendsAskedBefore_data() { backends(); }
    void historySeesAppendsAskedBefore();
    void reopenedHasEverything_data() { backends(); }
    void reopenedHasEverything();
    void noAnswerAfterTheEnd_data() { backends(); }
    void noAnswerAfterTheEnd();
    void answerMayDestroyTheStore_data() { backends(); }
    void answerMayDestroyTheStore();
    void fullIsToldAndHarmless_data() { addOwnBackends(); }
    void fullIsToldAndHarmless();
    void failuresLeaveNoGap_data() { addOwnBackends(); }
    void failuresLeaveNoGap();
    void fullGoesAwayWithMoreSpace_data() { addOwnBackends(); }
    void fullGoesAwayWithMoreSpace();
    void killedHostKeepsReceipts();
    void secondHostIsLockedOut_data() { addOwnBackends(); }
    void secondHostIsLockedOut();

private:
    static void backends() { addBackends(); }
    /// Opens the row's backend in the test's folder, with the room in it.
    void open();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void StoreContract::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void StoreContract::cleanup()
{
    m_store.reset();
}

void StoreContract::open()
{
    QFETCH(const Backend *, backend);
    auto store = backend->open(m_folder->path());
    QVERIFY(store);
    m_store = std::move(*store);
    QVERIFY(create(*m_store, room));
}

void StoreContract::sequencesAreConsecutivePerRoom()
{
    open();
    QVERIFY(create(*m_store, otherRoom));
    for (int i = 1; i <= 3; ++i) {
        QCOMPARE(append(*m_store, talk(QStringLiteral("a")))->message.sequence, Sequence{i});
        const auto there = talk(QStringLiteral("b"), {}, QStringLiteral("g-2"), otherRoom);
        QCOMPARE(append(*m_store, there)->message.sequence, Sequence{i});
    }
}

void StoreContract::answersComeInCallOrder()
{
    open();
    QStringList order;
    for (int i = 0; i < 300; ++i) {
        m_store->append(talk(QString::number(i)), [&order, i](const auto &appended) {
            QVERIFY(appended);
            order << QStringLiteral("a%1").arg(i);
        });
        if (i % 7 == 0) {
            m_store->history({room, {}, {}, 1000}, [&order, i](const auto &found) {
                QCOMPARE(std::ssize(found->messages), std::ptrdiff_t(i + 1));
                order << QStringLiteral("h%1").arg(i);
            });
        }
    }
    bool flushed = false;
    m_store->flush([&](auto) { flushed = true; });
    QTRY_VERIFY(flushed);
    QStringList expected;
    for (int i = 0; i < 300; ++i) {
        expected << QStringLiteral("a%1").arg(i);
        if (i % 7 == 0)
            expected << QStringLiteral("h%1").arg(i);
    }
    QCOMPARE(order, expected);
}

void StoreContract::everyFieldComesBack()
{
    open();
    Chat::RoomMessage message = talk(
        QStringLiteral("안녕 👋🏽\n\"x\"'); -- \\' E'\\x00' $1 ? :a %1") + QChar(0) + u'z',
        QStringLiteral("id-1"));
    QFETCH(const Backend *, backend);
    // PostgreSQL knows no U+0000; whoever said it hears at once what became of it.
    const QString stored = backend == &postgres
                               ? QString(message.text).replace(QChar(0), QChar(0xfffd))
                               : message.text;
    for (const auto type :
         {Chat::MessageType::Enter, Chat::MessageType::Talk, Chat::MessageType::Leave}) {
        message.type = type;
        message.guest = !message.guest;
        message.clientId = Chat::ClientMessageId(Chat::messageTypeName(type));
        const auto appended = append(*m_store, message);
        QVERIFY(appended);
        QVERIFY(!appended->repeated);
        message.sequence = appended->message.sequence;
        message.text = stored;
        QCOMPARE(appended->message, message);
        const auto found = history(*m_store, {room, Sequence{message.sequence.number - 1}});
        QCOMPARE(found->messages, std::vector{message});
    }
    Chat::RoomMessage empty;
    empty.room = room;
    empty.sequence = Sequence{4};
    QCOMPARE(append(*m_store, empty)->message, empty);
    QCOMPARE(history(*m_store, {room, Sequence{3}})->messages, std::vector{empty});
}

void StoreContract::repeatWritesNothing()
{
    open();
    const auto first = append(*m_store, talk(QStringLiteral("one"), QStringLiteral("c1")));
    QVERIFY(append(*m_store, talk(QStringLiteral("two"), QStringLiteral("c2"))));
    const auto again = append(*m_store, talk(QStringLiteral("changed"), QStringLiteral("c1")));
    QVERIFY(again);
    QVERIFY(again->repeated);
    QCOMPARE(again->message, first->message);
    const auto next = append(*m_store, talk(QStringLiteral("three"), QStringLiteral("c3")));
    QCOMPARE(next->message.sequence, Sequence{3});
    // Also when the first one was not yet written at the time of the second.
    std::vector<Appended> both;
    for (int i = 0; i < 2; ++i) {
        m_store->append(talk(QStringLiteral("four"), QStringLiteral("c4")),
                        [&](const auto &appended) { both.push_back(*appended); });
    }
    QTRY_COMPARE(both.size(), std::size_t(2));
    QCOMPARE(both[1].message, both[0].message);
    QVERIFY(both[1].repeated);
    QCOMPARE(texts(history(*m_store, {room})->messages),
             QStringList({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three"),
                          QStringLiteral("four")}));
}

void StoreContract::repeatIsPerSender()
{
    open();
    const QString id = QStringLiteral("same");
    QVERIFY(!append(*m_store, talk(QStringLiteral("a"), id, QStringLiteral("g-1")))->repeated);
    QVERIFY(!append(*m_store, talk(QStringLiteral("b"), id, QStringLiteral("g-2")))->repeated);
    // No id, no idempotency.
    QVERIFY(!append(*m_store, talk(QStringLiteral("c")))->repeated);
    QVERIFY(!append(*m_store, talk(QStringLiteral("c")))->repeated);
}

void StoreContract::unknownRoom()
{
    open();
    const auto there = talk(QStringLiteral("x"), {}, QStringLiteral("g-1"), otherRoom);
    QCOMPARE(append(*m_store, there).error(), StoreError::NoSuchRoom);
    QCOMPARE(history(*m_store, {otherRoom}).error(), StoreError::NoSuchRoom);
    const auto topic = wait<StoredRoom>(
        [&](auto answer) { m_store->setTopic(otherRoom, QStringLiteral("t"), answer); });
    QCOMPARE(topic.error(), StoreError::NoSuchRoom);
    // And its neighbours in the same transaction do not suffer.
    bool stored = false;
    m_store->append(talk(QStringLiteral("before")), {});
    m_store->append(there, {});
    m_store->append(talk(QStringLiteral("after")),
                    [&](const auto &appended) { stored = appended.has_value(); });
    QTRY_VERIFY(stored);
    QCOMPARE(std::ssize(history(*m_store, {room})->messages), std::ptrdiff_t(2));
}

void StoreContract::roomIsMadeOnce()
{
    open();
    QVERIFY(append(*m_store, talk(QStringLiteral("x"))));
    StoredRoom second = storedRoom(room);
    second.name = QStringLiteral("Another name");
    const auto made = wait<StoredRoom>([&](auto answer) { m_store->createRoom(second, answer); });
    QCOMPARE(made->name, storedRoom(room).name);
    QCOMPARE(made->last, Sequence{1});
}

void StoreContract::historyBounds_data()
{
    QTest::addColumn<const Backend *>("backend");
    QTest::addColumn<HistoryQuery>("query");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::addColumn<bool>("more");

    // Ten messages of ten bytes each.
    const auto row = [](const char *name, HistoryQuery query, int first, int last, bool more) {
        query.room = room;
        QTest::addRow("sqlite: %s", name) << &sqlite << query << first << last << more;
        if (hasRow(PrivatePostgres::isInstalled(), "PostgreSQL is not installed"))
            QTest::addRow("postgresql: %s", name) << &postgres << query << first << last << more;
    };
    row("all", {}, 1, 10, false);
    row("after is exclusive", {{}, Sequence{4}}, 5, 10, false);
    row("before is exclusive", {{}, {}, Sequence{4}}, 1, 3, false);
    row("between", {{}, Sequence{2}, Sequence{6}}, 3, 5, false);
    row("after the newest: nothing", {{}, Sequence{10}}, 1, 0, false);
    row("before the first: nothing", {{}, {}, Sequence{1}}, 1, 0, false);
    row("limit keeps the oldest", {{}, {}, {}, 3}, 1, 3, true);
    row("limit keeps the newest", {{}, {}, {}, 3, 1000, true}, 8, 10, true);
    row("newest before", {{}, {}, Sequence{6}, 2, 1000, true}, 4, 5, true);
    row("limit just enough", {{}, {}, {}, 10}, 1, 10, false);
    row("limit just enough, newest", {{}, {}, {}, 10, 1000, true}, 1, 10, false);
    row("bytes keep the oldest", {{}, {}, {}, 10, 35}, 1, 3, true);
    row("bytes keep the newest", {{}, {}, {}, 10, 35, true}, 8, 10, true);
    row("one message however large", {{}, {}, {}, 10, 1, true}, 10, 10, true);
}

void StoreContract::historyBounds()
{
    open();
    for (int i = 0; i < 10; ++i)
        m_store->append(talk(QStringLiteral("0123456789")), {});
    QFETCH(HistoryQuery, query);
    QFETCH(int, first);
    QFETCH(int, last);
    const auto found = history(*m_store, query);
    QVERIFY(found);
    QCOMPARE(std::ssize(found->messages), std::ptrdiff_t(last - first + 1));
    for (int i = first; i <= last; ++i)
        QCOMPARE(found->messages[std::size_t(i - first)].sequence, Sequence{i});
    QTEST(found->more, "more");
}

void StoreContract::historySeesAppendsAskedBefore()
{
    open();
    std::ptrdiff_t seen = -1;
    for (int i = 0; i < 20; ++i)
        m_store->append(talk(QStringLiteral("before")), {});
    m_store->history({room}, [&](const auto &found) { seen = std::ssize(found->messages); });
    for (int i = 0; i < 20; ++i)
        m_store->append(talk(QStringLiteral("after")), {});
    QTRY_COMPARE(seen, std::ptrdiff_t(20));
}

void StoreContract::reopenedHasEverything()
{
    open();
    const StoredMember kim{room, Chat::UserId(QStringLiteral("u-kim")), QStringLiteral("김"),
                           false};
    const StoredMember lee{room, Chat::UserId(QStringLiteral("g-lee")), QStringLiteral("이"), true};
    m_store->addMember(kim, {});
    m_store->addMember({room, lee.user, QStringLiteral("old name"), true}, {});
    m_store->addMember(lee, {});
    const StoredMember gone{room, Chat::UserId(QStringLiteral("g-x")), QStringLiteral("x"), true};
    m_store->addMember(gone, {});
    QVERIFY(*wait<bool>([&](auto answer) { m_store->removeMember(room, gone.user, answer); }));
    QVERIFY(!*wait<bool>([&](auto answer) { m_store->removeMember(room, gone.user, answer); }));
    m_store->setTopic(room, QStringLiteral("새 주제"), {});
    m_store->append(talk(QStringLiteral("one"), QStringLiteral("c1")), {});
    m_store->append(talk(QStringLiteral("two"), QStringLiteral("c2")), {});
    m_store.reset(); // Writes what was asked for.

    QFETCH(const Backend *, backend);
    auto store = backend->open(m_folder->path());
    QVERIFY(store);
    m_store = std::move(*store);
    const StoreContents contents = backend->contents(*m_store);
    QCOMPARE(contents.rooms.size(), std::size_t(1));
    QCOMPARE(contents.rooms[0].id, room);
    QCOMPARE(contents.rooms[0].name, storedRoom(room).name);
    QCOMPARE(contents.rooms[0].topic, QStringLiteral("새 주제"));
    QCOMPARE(contents.rooms[0].creator, storedRoom(room).creator);
    QCOMPARE(contents.rooms[0].created, storedRoom(room).created);
    QCOMPARE(contents.rooms[0].last, Sequence{2});
    QCOMPARE(contents.members.size(), std::size_t(2));
    for (const StoredMember &member : contents.members) {
        const StoredMember &expected = member.user == kim.user ? kim : lee;
        QCOMPARE(member.room, room);
        QCOMPARE(member.user, expected.user);
        QCOMPARE(member.name, expected.name);
        QCOMPARE(member.guest, expected.guest);
    }
    QVERIFY(append(*m_store, talk(QStringLiteral("two"), QStringLiteral("c2")))->repeated);
    QCOMPARE(append(*m_store, talk(QStringLiteral("three")))->message.sequence, Sequence{3});
}

void StoreContract::noAnswerAfterTheEnd()
{
    open();
    bool answered = false;
    m_store->append(talk(QStringLiteral("x")), [&](const auto &) { answered = true; });
    m_store.reset();
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents();
    QVERIFY(!answered);
}

void StoreContract::answerMayDestroyTheStore()
{
    open();
    int answers = 0;
    for (int i = 0; i < 10; ++i) {
        m_store->append(talk(QStringLiteral("x")), [&](const auto &) {
            ++answers;
            m_store.reset();
        });
    }
    QTRY_VERIFY(!m_store);
    QCoreApplication::processEvents();
    QCOMPARE(answers, 1);
}

void StoreContract::fullIsToldAndHarmless()
{
    QFETCH(const Backend *, backend);
    auto opened = backend->openSmall(m_folder->path(), 512 * 1024);
    QVERIFY(opened);
    m_store = std::move(*opened);
    QVERIFY(create(*m_store, room));
    QVERIFY(append(*m_store, talk(QStringLiteral("kept"), QStringLiteral("k"))));
    // One too large for what is left, alone, with a room and a history read behind it.
    const auto full = append(*m_store, talk(QString(1024 * 1024, u'x'), QStringLiteral("big")));
    QVERIFY(!full);
    QCOMPARE(full.error(), StoreError::Full);
    QCOMPARE(texts(history(*m_store, {room})->messages), QStringList(QStringLiteral("kept")));
    // It works again, and the failed one has left neither a gap nor its id.
    const auto next = append(*m_store, talk(QStringLiteral("small"), QStringLiteral("big")));
    QVERIFY(next);
    QVERIFY(!next->repeated);
    QCOMPARE(next->message.sequence, Sequence{2});

    // Those of one transaction fail together, the reads among them tell the truth.
    int failed = 0;
    std::ptrdiff_t seen = -1;
    std::optional<bool> made;
    const auto count = [&](const auto &appended) {
        if (!appended)
            ++failed;
    };
    m_store->createRoom(storedRoom(otherRoom), [&](const auto &done) { made = done.has_value(); });
    m_store->history({room}, [&](const auto &found) { seen = std::ssize(found->messages); });
    m_store->append(talk(QString(1024 * 1024, u'x')), count);
    bool flushed = false;
    m_store->flush([&](auto) { flushed = true; });
    QTRY_VERIFY(flushed);
    QCOMPARE(failed, 1);
    QCOMPARE(seen, std::ptrdiff_t(2));
    const auto there =
        append(*m_store, talk(QStringLiteral("x"), {}, QStringLiteral("g-1"), otherRoom));
    QCOMPARE(there.has_value(), *made);
    QCOMPARE(append(*m_store, talk(QStringLiteral("third")))->message.sequence, Sequence{3});
}

void StoreContract::failuresLeaveNoGap()
{
    QFETCH(const Backend *, backend);
    auto opened = backend->openSmall(m_folder->path(), 512 * 1024);
    QVERIFY(opened);
    m_store = std::move(*opened);
    QVERIFY(create(*m_store, room));
    // So many at once that some share a transaction with one that does not fit.
    std::vector<Chat::RoomMessage> stored;
    int failed = 0;
    const auto keep = [&](const auto &appended) {
        if (appended)
            stored.push_back(appended->message);
        else
            ++failed;
    };
    for (int i = 0; i < 20; ++i) {
        for (int j = 0; j < 5; ++j)
            m_store->append(talk(QString::number(i)), keep);
        m_store->append(talk(QString(1024 * 1024, u'x')), keep);
        const auto storedBefore = stored.size();
        m_store->append(talk(QStringLiteral("said behind it")), keep);
        QTRY_COMPARE(int(stored.size()) + failed, (i + 1) * 7);
        QVERIFY(stored.size() <= storedBefore + 5); // never what was said behind it
    }
    const auto after = append(*m_store, talk(QStringLiteral("after")));
    QVERIFY(after);
    stored.push_back(after->message);
    QVERIFY(failed >= 20);
    for (std::size_t i = 0; i < stored.size(); ++i)
        QCOMPARE(stored[i].sequence, Sequence{qint64(i) + 1});
    QCOMPARE(history(*m_store, {room, {}, {}, 1000})->messages, stored);
}

void StoreContract::fullGoesAwayWithMoreSpace()
{
    QFETCH(const Backend *, backend);
    auto opened = backend->openSmall(m_folder->path(), 512 * 1024);
    QVERIFY(opened);
    m_store = std::move(*opened);
    QVERIFY(create(*m_store, room));
    int stored = 0;
    while (append(*m_store, talk(QString(4000, u'x'), QStringLiteral("c%1").arg(stored))))
        ++stored;
    QVERIFY(stored > 10);
    m_store.reset();

    auto again = backend->openSmall(m_folder->path(), 1024 * 1024);
    QVERIFY(again);
    m_store = std::move(*again);
    const QString id = QStringLiteral("c%1").arg(stored);
    QCOMPARE(append(*m_store, talk(QStringLiteral("fits"), id))->message.sequence,
             Sequence{stored + 1});
    QCOMPARE(std::ssize(history(*m_store, {room, {}, {}, 1000, 1 << 24})->messages),
             std::ptrdiff_t(stored + 1));
}

void StoreContract::killedHostKeepsReceipts()
{
    for (int round = 0; round < 3; ++round) {
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--append-for-ever"), m_folder->path()});
        QVERIFY(child.waitForStarted());
        QByteArray printed;
        while (printed.count('\n') < 500) {
            QVERIFY(child.waitForReadyRead(20000));
            printed += child.readAllStandardOutput();
        }
        child.kill(); // SIGKILL
        QVERIFY(child.waitForFinished());
        printed += child.readAllStandardOutput();
        QList<QByteArray> receipts = printed.split('\n');
        receipts.removeLast(); // Half a line, or nothing.

        auto store = openSqlite(m_folder->path(), std::nullopt);
        QVERIFY(store);
        const auto all = history(**store, {room, {}, {}, 1'000'000, 1 << 30});
        QVERIFY(all);
        for (std::size_t i = 0; i < all->messages.size(); ++i)
            QCOMPARE(all->messages[i].sequence, Sequence{qint64(i) + 1});
        for (const QByteArray &receipt : receipts) {
            const auto parts = receipt.split(' ');
            const auto sequence = parts[0].toULongLong();
            QVERIFY(sequence >= 1 && sequence <= all->messages.size());
            QCOMPARE(all->messages[sequence - 1].text, QString::fromLatin1(parts[1]));
        }
    }
}

void StoreContract::secondHostIsLockedOut()
{
    open();
    QFETCH(const Backend *, backend);
    QCOMPARE(backend->open(m_folder->path()).error(), StoreError::Locked);
    QVERIFY(append(*m_store, talk(QStringLiteral("x"))));
    QCOMPARE(backend->open(m_folder->path()).error(), StoreError::Locked);
    m_store.reset();
    QVERIFY(backend->open(m_folder->path()));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == QStringLiteral("--append-for-ever"))
        return appendForEver(arguments.value(2));
    StoreContract test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_store.moc"
