// SPDX-License-Identifier: GPL-3.0-or-later
// What follows in several rooms, asked of each log that there is.
#include "server/store/changestore.h"
#include "server/store/filestore.h"
#include "server/store/roomstore.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;
using Chat::Sequence;
using namespace StoreCalls;

namespace {

const auto kim = Chat::UserId(QStringLiteral("g-1"));
const auto noRoom = Chat::RoomId(QStringLiteral("none"));

Chat::Timestamp at(qint64 milliseconds)
{
    return Chat::Timestamp(std::chrono::milliseconds(milliseconds));
}

} // namespace

class FollowingContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachRoomFromItsPlace_data() { backends(); }
    void eachRoomFromItsPlace();
    void inTheirOrder_data() { backends(); }
    void inTheirOrder();
    void limitsAreOfEachRoom_data() { backends(); }
    void limitsAreOfEachRoom();
    void longTextsAreBounded_data() { backends(); }
    void longTextsAreBounded();
    void roomsThatAreNotThere_data() { backends(); }
    void roomsThatAreNotThere();
    void messagesThatWent_data() { backends(); }
    void messagesThatWent();
    void withAllThatBelongsToThem_data() { backends(); }
    void withAllThatBelongsToThem();
    void whatWasAskedBeforeIsIn_data() { backends(); }
    void whatWasAskedBeforeIsIn();

private:
    static void backends() { addBackends(); }
    /// Opens the row's backend in a new folder, with two rooms.
    void open();
    void say(const QString &text, const Chat::RoomId &in = room);
    void addFile(const QString &id);
    tl::expected<Histories, StoreError> following(const std::vector<KnownPart> &rooms);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void FollowingContract::open()
{
    QFETCH(const Backend *, backend);
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::move(backend->open(m_folder->path()).value());
    QVERIFY(create(*m_store, room));
    QVERIFY(create(*m_store, otherRoom));
}

void FollowingContract::say(const QString &text, const Chat::RoomId &in)
{
    QVERIFY(append(*m_store, talk(text, {}, kim.toString(), in)));
}

void FollowingContract::addFile(const QString &id)
{
    const StoredFile file{
        id, u't' + id, kim, id + QStringLiteral(".gif"), QStringLiteral("image/gif"), 7, {}, at(1)};
    QVERIFY(wait<FileAdded>([&](auto answer) {
        m_store->files().add(file, {1000, 0, 10}, answer);
    }));
    QVERIFY(wait<StoredFile>(
        [&](auto answer) { m_store->files().complete(id, "hash", file.type, answer); }));
}

tl::expected<Histories, StoreError>
FollowingContract::following(const std::vector<KnownPart> &rooms)
{
    return wait<Histories>([&](auto answer) { m_store->following(rooms, answer); });
}

void FollowingContract::eachRoomFromItsPlace()
{
    open();
    for (int i = 1; i <= 3; ++i) {
        say(QStringLiteral("a%1").arg(i));
        say(QStringLiteral("b%1").arg(i), otherRoom);
    }
    const auto found = following({{room, Sequence{1}}, {otherRoom, Sequence{2}}});
    QVERIFY(found);
    QCOMPARE(found->size(), size_t(2));
    QCOMPARE(texts(found->at(room).messages),
             QStringList({QStringLiteral("a2"), QStringLiteral("a3")}));
    QCOMPARE(texts(found->at(otherRoom).messages), QStringList(QStringLiteral("b3")));
    // As they are in its history, with every field.
    QCOMPARE(found->at(room).messages, history(*m_store, {room, Sequence{1}})->messages);
    QCOMPARE(found->at(otherRoom).messages, history(*m_store, {otherRoom, Sequence{2}})->messages);
    QVERIFY(following({})->empty());
}

void FollowingContract::inTheirOrder()
{
    open();
    QStringList expected;
    for (int i = 0; i < 120; ++i) {
        expected << QString::number(i);
        say(expected.last(), i % 2 == 0 ? room : otherRoom);
    }
    const auto found = following({{otherRoom, {}}, {room, {}}});
    for (const Chat::RoomId &one : {room, otherRoom}) {
        const auto &messages = found->at(one).messages;
        QCOMPARE(messages.size(), size_t(60));
        for (size_t i = 0; i < messages.size(); ++i) {
            QCOMPARE(messages[i].room, one);
            QCOMPARE(messages[i].sequence, Sequence{qint64(i) + 1});
        }
    }
}

void FollowingContract::limitsAreOfEachRoom()
{
    open();
    for (int i = 1; i <= 3; ++i) {
        say(QStringLiteral("a%1").arg(i));
        say(QStringLiteral("b%1").arg(i), otherRoom);
    }
    auto found = following({{room, {}, 2}, {otherRoom, {}, 3}});
    QCOMPARE(texts(found->at(room).messages),
             QStringList({QStringLiteral("a1"), QStringLiteral("a2")}));
    QVERIFY(found->at(room).more);
    QCOMPARE(found->at(otherRoom).messages.size(), size_t(3));
    QVERIFY(!found->at(otherRoom).more);
    // Nothing that follows is not too much.
    found = following({{room, Sequence{3}, 1}, {otherRoom, Sequence{2}, 1}});
    QVERIFY(found->at(room).messages.empty());
    QVERIFY(!found->at(room).more);
    QCOMPARE(texts(found->at(otherRoom).messages), QStringList(QStringLiteral("b3")));
    QVERIFY(!found->at(otherRoom).more);
}

void FollowingContract::longTextsAreBounded()
{
    open();
    const QString syllables(100'000, QChar(u'\uac00')); // three bytes each
    for (int i = 0; i < 3; ++i)
        say(syllables);
    say(syllables.repeated(2), otherRoom); // one is always given
    say(QStringLiteral("short"), otherRoom);
    const auto found = following({{room, {}}, {otherRoom, {}}});
    QCOMPARE(found->at(room).messages.size(), size_t(1));
    QVERIFY(found->at(room).more);
    QCOMPARE(found->at(otherRoom).messages.size(), size_t(1));
    QVERIFY(found->at(otherRoom).more);
}

void FollowingContract::roomsThatAreNotThere()
{
    open();
    say(QStringLiteral("a"));
    const auto found = following({{noRoom, {}}, {room, {}}, {otherRoom, Sequence{7}}});
    QVERIFY(found);
    QCOMPARE(found->size(), size_t(2));
    QVERIFY(!found->contains(noRoom));
    QCOMPARE(found->at(room).messages.size(), size_t(1));
    QVERIFY(found->at(otherRoom).messages.empty()); // it is there
    QVERIFY(following({{noRoom, {}}})->empty());
}

void FollowingContract::messagesThatWent()
{
    open();
    for (int i = 1; i <= 4; ++i)
        say(QStringLiteral("a%1").arg(i));
    Erasing erasing{room};
    erasing.upTo = Sequence{2};
    QVERIFY(wait<Erased>([&](auto answer) { m_store->rooms().erase(erasing, answer); })->messages ==
            2);
    QVERIFY(wait<Changed>([&](auto answer) {
        m_store->changes().remove({{room, Sequence{3}}, kim, false, false, at(5)}, answer);
    }));
    const auto messages = following({{room, {}, 2}})->at(room).messages;
    QCOMPARE(texts(messages), QStringList({QString(), QStringLiteral("a4")}));
    QCOMPARE(messages[0].sequence, Sequence{3});
    QVERIFY(messages[0].changes.deleted);
}

void FollowingContract::withAllThatBelongsToThem()
{
    open();
    for (const auto *id : {"f1", "f2", "f3"})
        addFile(QLatin1String(id));
    say(QStringLiteral("first"));
    Chat::RoomMessage message = talk(QStringLiteral("with files"), {}, kim.toString());
    message.files = {{QStringLiteral("f2"), {}, {}, {}, 0}, {QStringLiteral("f1"), {}, {}, {}, 0}};
    message.replyTo = Chat::Quoted{Sequence{1}, {}, {}, false, {}};
    QVERIFY(append(*m_store, message));
    message.room = otherRoom;
    message.files = {{QStringLiteral("f3"), {}, {}, {}, 0}};
    message.replyTo = std::nullopt;
    QVERIFY(append(*m_store, message));
    for (const auto &[in, user] : {std::pair{room, QStringLiteral("g-1")},
                                   {room, QStringLiteral("g-2")},
                                   {otherRoom, QStringLiteral("g-2")}}) {
        const MessageRef ref{in, Sequence{in == room ? 2 : 1}};
        QVERIFY(wait<Reacted>([&, user = user](auto answer) {
            m_store->changes().react({ref, Chat::UserId(user), u'n' + user, QStringLiteral("👍")},
                                     answer);
        }));
    }
    const auto found = following({{room, Sequence{1}}, {otherRoom, {}}});
    const Chat::RoomMessage &here = found->at(room).messages.at(0);
    QCOMPARE(here.files.size(), size_t(2));
    QCOMPARE(here.files[0].name, QStringLiteral("f2.gif"));
    QCOMPARE(here.files[1].token, QStringLiteral("tf1"));
    QVERIFY(here.replyTo);
    QCOMPARE(here.replyTo->sequence, Sequence{1});
    QCOMPARE(here.replyTo->excerpt, QStringLiteral("first"));
    QCOMPARE(here.changes.reactions.size(), size_t(1));
    QCOMPARE(here.changes.reactions[0].count, 2);
    QCOMPARE(here.changes.reactions[0].names,
             QStringList({QStringLiteral("ng-1"), QStringLiteral("ng-2")}));
    const Chat::RoomMessage &there = found->at(otherRoom).messages.at(0);
    QCOMPARE(there.files.size(), size_t(1));
    QCOMPARE(there.files[0].size, 7);
    QVERIFY(!there.replyTo);
    QCOMPARE(there.changes.reactions.at(0).names, QStringList(QStringLiteral("ng-2")));
    // As in their histories.
    QCOMPARE(found->at(room).messages, history(*m_store, {room, Sequence{1}})->messages);
    QCOMPARE(found->at(otherRoom).messages, history(*m_store, {otherRoom})->messages);
}

void FollowingContract::whatWasAskedBeforeIsIn()
{
    open();
    std::optional<Histories> found;
    m_store->append(talk(QStringLiteral("a")), {});
    m_store->append(talk(QStringLiteral("b"), {}, QStringLiteral("g-1"), otherRoom), {});
    m_store->following({{room, {}}, {otherRoom, {}}}, [&](const auto &answer) { found = *answer; });
    QTRY_VERIFY(found);
    QCOMPARE(texts(found->at(room).messages), QStringList(QStringLiteral("a")));
    QCOMPARE(texts(found->at(otherRoom).messages), QStringList(QStringLiteral("b")));
}

QTEST_GUILESS_MAIN(FollowingContract)
#include "tst_following.moc"
