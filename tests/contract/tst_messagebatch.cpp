// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that are written together, asked of each log that there is.
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <memory>

using namespace Server;
using Chat::Sequence;
using namespace StoreCalls;

class MessageBatchContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allTogether_data() { backends(); }
    void allTogether();
    void allOrNone_data() { addOwnBackends(); }
    void allOrNone();

private:
    static void backends() { addBackends(); }
    /// Opens the row's backend in the test's folder, with the room in it.
    void open(qint64 bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void MessageBatchContract::open(qint64 bytes)
{
    QFETCH(const Backend *, backend);
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = backend->openSmall ? backend->openSmall(m_folder->path(), bytes)
                                     : backend->open(m_folder->path());
    QVERIFY(opened);
    m_store = std::move(*opened);
    QVERIFY(create(*m_store, room));
}

void MessageBatchContract::allTogether()
{
    open(16 * 1024 * 1024);
    QVERIFY(append(*m_store, talk(QStringLiteral("said before"), QStringLiteral("c0"))));
    StoredRoom again = storedRoom(room);
    again.name = QStringLiteral("Another name");
    const QString id = QStringLiteral("c1");
    const auto appended =
        appendAll(*m_store, {{again, storedRoom(otherRoom)},
                             {talk(QStringLiteral("one"), id),
                              talk(QStringLiteral("two"), {}, QStringLiteral("g-1"), otherRoom),
                              talk(QStringLiteral("three"), QStringLiteral("c0")),
                              talk(QStringLiteral("four"), id), talk(QStringLiteral("five"))}});
    QVERIFY(appended);
    QCOMPARE(appended->size(), std::size_t(5));
    const std::array sequences{2, 1, 1, 2, 3};
    const std::array repeats{false, false, true, true, false};
    for (std::size_t i = 0; i < 5; ++i) {
        QCOMPARE((*appended)[i].message.sequence, Sequence{sequences[i]});
        QCOMPARE((*appended)[i].repeated, repeats[i]);
    }
    QCOMPARE((*appended)[2].message.text, QStringLiteral("said before"));
    QCOMPARE(texts(history(*m_store, {room})->messages),
             QStringList(
                 {QStringLiteral("said before"), QStringLiteral("one"), QStringLiteral("five")}));
    QCOMPARE(texts(history(*m_store, {otherRoom})->messages), QStringList(QStringLiteral("two")));
    const auto made =
        wait<StoredRoom>([&](auto answer) { m_store->createRoom(storedRoom(room), answer); });
    QCOMPARE(made->name, storedRoom(room).name);
    QVERIFY(appendAll(*m_store, {})->empty());
}

void MessageBatchContract::allOrNone()
{
    open(512 * 1024);
    const auto small = talk(QStringLiteral("small"), QStringLiteral("s"));
    const auto there = talk(QStringLiteral("x"), {}, QStringLiteral("g-1"), otherRoom);
    // A room that nobody made: found before anything is written, and the neighbours stay.
    bool before = false;
    bool after = false;
    m_store->append(talk(QStringLiteral("before")), [&](const auto &did) { before = bool(did); });
    std::optional<tl::expected<std::vector<Appended>, StoreError>> refused;
    m_store->appendAll({{}, {small, there}}, [&](const auto &did) { refused = did; });
    m_store->append(talk(QStringLiteral("after")), [&](const auto &did) { after = bool(did); });
    QTRY_VERIFY(refused && after);
    QVERIFY(before);
    QCOMPARE(refused->error(), StoreError::NoSuchRoom);
    // The last one does not fit: nothing of the others, and no room.
    const auto large = talk(QString(1024 * 1024, u'x'));
    QCOMPARE(appendAll(*m_store, {{storedRoom(otherRoom)}, {small, there, large}}).error(),
             StoreError::Full);
    QCOMPARE(history(*m_store, {otherRoom}).error(), StoreError::NoSuchRoom);
    QCOMPARE(texts(history(*m_store, {room})->messages),
             QStringList({QStringLiteral("before"), QStringLiteral("after")}));
    const auto next = append(*m_store, small);
    QVERIFY(!next->repeated);
    QCOMPARE(next->message.sequence, Sequence{3});
}

QTEST_GUILESS_MAIN(MessageBatchContract)
#include "tst_messagebatch.moc"
