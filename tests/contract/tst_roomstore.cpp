// SPDX-License-Identifier: GPL-3.0-or-later
// What rooms are and what of them goes, asked of each log that there is.
#include "server/store/changestore.h"
#include "server/store/filestore.h"
#include "server/store/roomstore.h"
#include "server/store/searchstore.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;
using Chat::MemberRole;
using Chat::Sequence;
using namespace StoreCalls;
using Keep = Chat::Retention::Keep;

namespace {

const Chat::UserId kim(QStringLiteral("u-kim"));

Chat::Timestamp at(qint64 milliseconds)
{
    return Chat::Timestamp(std::chrono::milliseconds(milliseconds));
}

Chat::RoomMessage saidAt(qint64 time, const QString &text, const QString &clientId = {})
{
    Chat::RoomMessage message = talk(text, clientId);
    message.time = at(time);
    return message;
}

} // namespace

class RoomStoreContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        m_store.reset();
        m_folder.reset();
    }
    void changedAndKept_data() { backends(); }
    void changedAndKept();
    void rolesAreKept_data() { backends(); }
    void rolesAreKept();
    void guestsAreKept_data() { backends(); }
    void guestsAreKept();
    void erasesTheOldest_data() { backends(); }
    void erasesTheOldest();
    void erasesInPieces_data() { backends(); }
    void erasesInPieces();
    void stopsAtWhatHasToStay_data() { backends(); }
    void stopsAtWhatHasToStay();
    void allOfAMessageGoes_data() { backends(); }
    void allOfAMessageGoes();
    void countGoesOn_data() { backends(); }
    void countGoesOn();
    void goneIsKnown_data() { backends(); }
    void goneIsKnown();
    void keepsNothing_data() { backends(); }
    void keepsNothing();
    void roomGoes_data() { backends(); }
    void roomGoes();
    void fullDiskErasesNothing_data() { addOwnBackends(); }
    void fullDiskErasesNothing();

private:
    static void backends() { addBackends(); }
    void open()
    {
        QFETCH(const Backend *, backend);
        m_store.reset();
        if (!m_folder)
            m_folder = std::make_unique<QTemporaryDir>();
        m_store = std::move(*backend->open(m_folder->path()));
        QVERIFY(m_store);
        QVERIFY(create(*m_store, room));
    }
    StoreContents contents()
    {
        QFETCH(const Backend *, backend);
        m_store.reset();
        m_store = std::move(*backend->open(m_folder->path()));
        return backend->contents(*m_store);
    }
    StoredRoom stored()
    {
        for (const StoredRoom &one : contents().rooms) {
            if (one.id == room)
                return one;
        }
        return {};
    }
    void say(int count)
    {
        for (int i = 1; i <= count; ++i)
            QVERIFY(append(*m_store,
                           saidAt(i, QStringLiteral("t%1").arg(i), QStringLiteral("c%1").arg(i))));
    }
    tl::expected<Erased, StoreError> erase(const Erasing &erasing)
    {
        return wait<Erased>([&](auto answer) { m_store->rooms().erase(erasing, answer); });
    }
    tl::expected<StoredRoom, StoreError> change(const StoredRoom &wanted)
    {
        return wait<StoredRoom>([&](auto answer) { m_store->rooms().change(wanted, answer); });
    }
    tl::expected<Sequence, StoreError> findSaid(const QString &id)
    {
        return wait<Sequence>([&](auto answer) {
            m_store->rooms().findSaid(Chat::UserId(QStringLiteral("g-1")),
                                      Chat::ClientMessageId(id), answer);
        });
    }
    QStringList kept() { return texts(history(*m_store, {room})->messages); }
    StoredRoom keeping(Keep keep, int count = 0)
    {
        StoredRoom wanted = storedRoom(room);
        wanted.settings.retention = {keep, count};
        return wanted;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void RoomStoreContract::changedAndKept()
{
    open();
    StoredRoom wanted = storedRoom(room);
    wanted.name = QStringLiteral("새 이름");
    wanted.topic = QStringLiteral("t");
    wanted.passwordHash = "$argon2id$x";
    Chat::RoomSettings &settings = wanted.settings;
    settings = {Chat::Visibility::Private, QStringLiteral("🎲"), true,  true, true, true, true,
                std::chrono::seconds(30),  {Keep::Days, 7},     at(99)};
    QCOMPARE(change(wanted)->settings, settings);
    const StoredRoom found = stored();
    QCOMPARE(found.name, wanted.name);
    QCOMPARE(found.settings, settings);
    QCOMPARE(found.passwordHash, wanted.passwordHash);
    QCOMPARE(found.creator, kim);
    wanted.id = otherRoom;
    QCOMPARE(change(wanted).error(), StoreError::NoSuchRoom);
}

void RoomStoreContract::rolesAreKept()
{
    open();
    const StoredMember member{room, kim, QStringLiteral("kim"), false};
    QVERIFY(wait<StoredMember>([&](auto answer) { m_store->addMember(member, answer); }));
    const auto setRole = [&](const Chat::UserId &user, MemberRole role) {
        return *wait<bool>(
            [&](auto answer) { m_store->rooms().setRole(room, user, role, answer); });
    };
    QVERIFY(setRole(kim, MemberRole::Moderator));
    QVERIFY(!setRole(Chat::UserId(QStringLiteral("g-9")), MemberRole::Owner));
    QVERIFY(wait<StoredMember>([&](auto answer) { m_store->addMember(member, answer); }));
    QCOMPARE(contents().members.at(0).role, MemberRole::Moderator);
}

void RoomStoreContract::guestsAreKept()
{
    open();
    const StoredGuest guest{room, kim, QStringLiteral("kim"), false, true, {}, at(5)};
    QVERIFY(*wait<bool>([&](auto answer) { m_store->rooms().addGuest(guest, answer); }));
    StoredGuest invited = guest;
    invited.knocks = false;
    invited.by = Chat::UserId(QStringLiteral("owner"));
    QVERIFY(*wait<bool>([&](auto answer) { m_store->rooms().addGuest(invited, answer); }));
    const auto guests = contents().guests;
    QCOMPARE(guests.size(), size_t(1));
    QCOMPARE(guests[0].user, kim);
    QCOMPARE(guests[0].room, room);
    QVERIFY(!guests[0].knocks);
    QCOMPARE(guests[0].by, invited.by);
    QVERIFY(*wait<bool>([&](auto answer) { m_store->rooms().removeGuest(room, kim, answer); }));
    QVERIFY(contents().guests.empty());
}

void RoomStoreContract::erasesTheOldest()
{
    open();
    say(5);
    const auto erased = erase({room, {}, Sequence{3}, at(10)});
    QCOMPARE(erased->messages, 3);
    QCOMPARE(erased->floor, Sequence{3});
    QVERIFY(!erased->more);
    QCOMPARE(kept(), QStringList({QStringLiteral("t4"), QStringLiteral("t5")}));
    QCOMPARE(stored().floor, Sequence{3});
    QCOMPARE(erase({room, {}, Sequence{3}, at(10)})->messages, 0);
}

void RoomStoreContract::erasesInPieces()
{
    open();
    say(5);
    const auto first = erase({room, {}, {}, at(10), 2});
    QCOMPARE(first->messages, 2);
    QVERIFY(first->more);
    QVERIFY(erase({room, {}, {}, at(10), 2})->more);
    const auto last = erase({room, {}, {}, at(10), 2});
    QCOMPARE(last->messages, 1);
    QVERIFY(!last->more);
    QCOMPARE(last->floor, Sequence{5});
}

void RoomStoreContract::stopsAtWhatHasToStay()
{
    open();
    for (const qint64 time : {1, 2, 9, 3})
        QVERIFY(append(*m_store, saidAt(time, QString::number(time))));
    QCOMPARE(erase({room, at(5), {}, at(10)})->messages, 2);
    QCOMPARE(kept(), QStringList({QStringLiteral("9"), QStringLiteral("3")}));
}

void RoomStoreContract::allOfAMessageGoes()
{
    open();
    const StoredFile file{QStringLiteral("f1"),
                          QStringLiteral("token"),
                          Chat::UserId(QStringLiteral("g-1")),
                          QStringLiteral("a.txt"),
                          QStringLiteral("text/plain"),
                          1,
                          {},
                          at(1)};
    QVERIFY(wait<FileAdded>([&](auto answer) {
        m_store->files().add(file, {1000, 0, 10}, answer);
    }));
    QVERIFY(wait<StoredFile>(
        [&](auto answer) { m_store->files().complete(file.id, "hash", file.type, answer); }));
    Chat::RoomMessage message = saidAt(1, QStringLiteral("gherkin"));
    message.files = {{file.id, {}, {}, {}, 0}};
    QVERIFY(append(*m_store, message));
    say(1);
    const MessageRef ref{room, Sequence{1}};
    QVERIFY(wait<Reacted>([&](auto answer) {
        m_store->changes().react({ref, kim, QStringLiteral("kim"), QStringLiteral("👍")}, answer);
    }));
    QVERIFY(wait<Changed>([&](auto answer) {
        m_store->changes().edit({ref, message.senderId, false, true, at(2)},
                                QStringLiteral("cucumber"), answer);
    }));
    QVERIFY(wait<Changed>([&](auto answer) { m_store->changes().pin({ref, at(3)}, answer); }));
    SearchQuery query;
    query.text = QStringLiteral("cucumber");
    const auto hits = [&] {
        const auto page =
            wait<Chat::SearchPage>([&](auto answer) { m_store->searches().search(query, answer); });
        return page ? page->hits.size() : size_t(99);
    };
    QTRY_COMPARE(hits(), size_t(1));
    QCOMPARE(erase({room, {}, Sequence{1}, at(10)})->messages, 1);
    QCOMPARE(hits(), size_t(0));
    QCOMPARE(wait<StoredFile>([&](auto answer) {
                 m_store->files().findByToken(file.token, answer);
             }).error(),
             StoreError::NoSuchFile);
    QCOMPARE(wait<EarlierTexts>([&](auto answer) {
                 m_store->changes().earlierTexts({ref, {}, true}, answer);
             }).error(),
             StoreError::NoSuchMessage);
    QVERIFY(wait<History>([&](auto answer) {
                m_store->changes().pinned({room, kim}, answer);
            })->messages.empty());
    // And what stays is as it was.
    QCOMPARE(kept(), QStringList{QStringLiteral("t1")});
}

void RoomStoreContract::countGoesOn()
{
    open();
    say(3);
    QVERIFY(erase({room, {}, {}, at(10)}));
    QCOMPARE(append(*m_store, saidAt(4, QStringLiteral("x")))->message.sequence, Sequence{4});
    QVERIFY(erase({room, {}, {}, at(10)}));
    QCOMPARE(stored().last, Sequence{4});
    QCOMPARE(append(*m_store, saidAt(5, QStringLiteral("y")))->message.sequence, Sequence{5});
    SearchQuery query;
    query.text = QStringLiteral("y");
    // The row took a number that another had; it is found all the same.
    QTRY_COMPARE(wait<Chat::SearchPage>([&](auto answer) {
                     m_store->searches().search(query, answer);
                 })->hits.size(),
                 size_t(1));
}

void RoomStoreContract::goneIsKnown()
{
    open();
    say(2);
    QCOMPARE(*findSaid(QStringLiteral("c1")), Sequence{1});
    QVERIFY(erase({room, {}, {}, at(100)}));
    QCOMPARE(*findSaid(QStringLiteral("c1")), Sequence{1});
    QCOMPARE(findSaid(QStringLiteral("c9")).error(), StoreError::NoSuchMessage);
    contents(); // opened again
    const auto repeat = append(*m_store, saidAt(7, QStringLiteral("t1"), QStringLiteral("c1")));
    QVERIFY(repeat->repeated);
    QCOMPARE(repeat->message.sequence, Sequence{1});
    QVERIFY(kept().isEmpty());
    const auto forget = [&](qint64 before) {
        return *wait<int>([&](auto answer) { m_store->rooms().forgetSaid(at(before), answer); });
    };
    QCOMPARE(forget(100), 0);
    QCOMPARE(forget(101), 2);
    QCOMPARE(findSaid(QStringLiteral("c1")).error(), StoreError::NoSuchMessage);
}

void RoomStoreContract::keepsNothing()
{
    open();
    say(2);
    QVERIFY(change(keeping(Keep::Nothing)));
    QVERIFY(append(*m_store, saidAt(3, QStringLiteral("t1"), QStringLiteral("c1")))->repeated);
    const auto said = append(*m_store, saidAt(3, QStringLiteral("x"), QStringLiteral("n1")));
    QVERIFY(!said->repeated);
    QCOMPARE(said->message.sequence, Sequence{3});
    QCOMPARE(said->message.text, QStringLiteral("x"));
    const auto again = append(*m_store, saidAt(4, QStringLiteral("x"), QStringLiteral("n1")));
    QVERIFY(again->repeated);
    QCOMPARE(again->message.sequence, Sequence{3});
    QCOMPARE(kept().size(), 2);
    QCOMPARE(stored().last, Sequence{3});
    QVERIFY(append(*m_store, saidAt(4, QStringLiteral("x"), QStringLiteral("n1")))->repeated);
    QCOMPARE(change(keeping(Keep::Forever))->floor, Sequence{3});
    QCOMPARE(append(*m_store, saidAt(5, QStringLiteral("y")))->message.sequence, Sequence{4});
}

void RoomStoreContract::roomGoes()
{
    open();
    say(2);
    QVERIFY(wait<StoredMember>([&](auto answer) {
        m_store->addMember({room, kim, QStringLiteral("kim"), false}, answer);
    }));
    const auto remove = [&] {
        return wait<bool>([&](auto answer) { m_store->rooms().remove(room, answer); });
    };
    QCOMPARE(remove().error(), StoreError::NotAllowed);
    QVERIFY(erase({room, {}, {}, at(10)}));
    QVERIFY(remove());
    QCOMPARE(remove().error(), StoreError::NoSuchRoom);
    QCOMPARE(append(*m_store, saidAt(9, QStringLiteral("x"))).error(), StoreError::NoSuchRoom);
    const StoreContents left = contents();
    QVERIFY(left.rooms.empty() && left.members.empty());
    QVERIFY(create(*m_store, room));
    QCOMPARE(append(*m_store, saidAt(9, QStringLiteral("x")))->message.sequence, Sequence{1});
}

void RoomStoreContract::fullDiskErasesNothing()
{
    open();
    QFETCH(const Backend *, backend);
    m_store.reset();
    m_store = std::move(*backend->openSmall(m_folder->path(), 4096));
    int stored = 0;
    for (int i = 0; i < 100; ++i) {
        Chat::RoomMessage large = saidAt(i, QString(3000, u'x'), QStringLiteral("c%1").arg(i));
        stored += append(*m_store, large).has_value();
    }
    const auto erased = erase({room, {}, Sequence{1}, at(10)});
    const int left = int(history(*m_store, {room})->messages.size());
    QCOMPARE(left, erased ? stored - erased->messages : stored);
    QCOMPARE(this->stored().floor, erased ? erased->floor : Sequence{});
}

QTEST_GUILESS_MAIN(RoomStoreContract)
#include "tst_roomstore.moc"
