// SPDX-License-Identifier: GPL-3.0-or-later
// How far people have read, asked of each log that there is.
#include "server/store/changestore.h"
#include "server/store/readstore.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;
using Chat::Sequence;
using Chat::UserId;
using namespace StoreCalls;

namespace {

const UserId reader(QStringLiteral("g-2"));

Chat::Timestamp at(qint64 milliseconds)
{
    return Chat::Timestamp(std::chrono::milliseconds(milliseconds));
}

} // namespace

class ReadStoreContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneBeginsWhereOneEnters_data() { backends(); }
    void oneBeginsWhereOneEnters();
    void ownAndNoticesAreNotUnread_data() { backends(); }
    void ownAndNoticesAreNotUnread();
    void neverGoesBackNorTooFar_data() { backends(); }
    void neverGoesBackNorTooFar();
    void deletedIsNotUnread_data() { backends(); }
    void deletedIsNotUnread();
    void mentionsAreCounted_data() { backends(); }
    void mentionsAreCounted();
    void editChangesMentions_data() { backends(); }
    void editChangesMentions();
    void whoLeftIsForgotten_data() { backends(); }
    void whoLeftIsForgotten();
    void whoIsLeftOutIsNotCounted_data() { backends(); }
    void whoIsLeftOutIsNotCounted();
    void countingIsBounded_data() { backends(); }
    void countingIsBounded();
    void recentWithTheirAudience_data() { backends(); }
    void recentWithTheirAudience();
    void survivesReopening_data() { backends(); }
    void survivesReopening();
    void guestsAreForgotten_data() { backends(); }
    void guestsAreForgotten();
    void writtenIsKept_data() { backends(); }
    void writtenIsKept();

private:
    static void backends() { addBackends(); }
    /// Opens the row's backend in the test's folder, with two rooms of which the reader belongs to
    /// the first since its first message.
    void open();
    void openAgain();
    void enter(const UserId &user, const Chat::RoomId &in = room)
    {
        QVERIFY(wait<StoredMember>([&](auto answer) {
            m_store->addMember({in, user, QStringLiteral("영희"), true}, answer);
        }));
    }
    Sequence say(const QString &text, std::vector<UserId> mentioned = {},
                 const QString &sender = QStringLiteral("g-1"))
    {
        Chat::RoomMessage message = talk(text, {}, sender);
        message.hostNotes = {3, std::move(mentioned)};
        return append(*m_store, message)->message.sequence;
    }
    bool advance(qint64 delivered, qint64 read, const UserId &user = reader)
    {
        return *wait<bool>([&](auto answer) {
            m_store->reads().advance({{room, user, {}, Sequence{delivered}, Sequence{read}, true}},
                                     answer);
        });
    }
    UnreadFound ask(UnreadQuery query)
    {
        return *wait<UnreadFound>([&](auto answer) { m_store->reads().unread(query, answer); });
    }
    Chat::UnreadCount unread(const UserId &user = reader)
    {
        const UnreadFound found = ask({user, {room}});
        return found.counts.empty() ? Chat::UnreadCount{room, {}, {}, -1, -1} : found.counts[0];
    }
    TextChange change(Sequence sequence, std::vector<UserId> mentioned = {})
    {
        return {{room, sequence}, UserId(QStringLiteral("g-1")), false, false,
                at(500),          std::move(mentioned)};
    }
    void remove(Sequence sequence)
    {
        QVERIFY(wait<Changed>(
            [&](auto answer) { m_store->changes().remove(change(sequence), answer); }));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void ReadStoreContract::open()
{
    QFETCH(const Backend *, backend);
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = backend->open(m_folder->path());
    QVERIFY(opened);
    m_store = std::move(*opened);
    QVERIFY(create(*m_store, room));
    QVERIFY(create(*m_store, otherRoom));
    say(QStringLiteral("before"));
    enter(reader);
}

void ReadStoreContract::openAgain()
{
    QFETCH(const Backend *, backend);
    m_store.reset();
    auto opened = backend->open(m_folder->path());
    QVERIFY(opened);
    m_store = std::move(*opened);
}

void ReadStoreContract::oneBeginsWhereOneEnters()
{
    open();
    QCOMPARE(unread(), (Chat::UnreadCount{room, Sequence{1}, Sequence{1}, 0, 0}));
    say(QStringLiteral("one"));
    say(QStringLiteral("two"));
    QCOMPARE(unread(), (Chat::UnreadCount{room, Sequence{3}, Sequence{1}, 2, 0}));
    enter(reader); // as a second device does
    QCOMPARE(unread().unread, 2);
    QCOMPARE(unread(UserId(QStringLiteral("g-9"))).unread, -1);
}

void ReadStoreContract::ownAndNoticesAreNotUnread()
{
    open();
    say(QStringLiteral("mine"), {}, reader.toString());
    Chat::RoomMessage notice = talk(QStringLiteral("came"));
    notice.type = Chat::MessageType::Enter;
    QVERIFY(append(*m_store, notice));
    say(QStringLiteral("theirs"));
    QCOMPARE(unread().unread, 1);
}

void ReadStoreContract::neverGoesBackNorTooFar()
{
    open();
    say(QStringLiteral("one"));
    say(QStringLiteral("two"));
    QVERIFY(advance(2, 2));
    QCOMPARE(unread().read, Sequence{2});
    QVERIFY(advance(1, 1));
    QCOMPARE(unread().read, Sequence{2});
    QVERIFY(advance(1LL << 53, 1LL << 53));
    QCOMPARE(unread().read, Sequence{3});
    QVERIFY(!advance(1, 1, UserId(QStringLiteral("g-9"))));
    say(QStringLiteral("three"));
    QCOMPARE(unread().unread, 1);
}

void ReadStoreContract::deletedIsNotUnread()
{
    open();
    const Sequence one = say(QStringLiteral("one"), {reader});
    say(QStringLiteral("two"));
    remove(one);
    QCOMPARE(unread(), (Chat::UnreadCount{room, Sequence{3}, Sequence{1}, 1, 0}));
}

void ReadStoreContract::mentionsAreCounted()
{
    open();
    say(QStringLiteral("to one"), {reader});
    say(QStringLiteral("to another"), {UserId(QStringLiteral("g-3"))});
    say(QStringLiteral("to all, and one"), {everybodyMentioned(), reader});
    say(QStringLiteral("my own"), {everybodyMentioned()}, reader.toString());
    QCOMPARE(unread().unread, 3);
    QCOMPARE(unread().mentions, 2);
    QVERIFY(advance(2, 2));
    QCOMPARE(unread().mentions, 1);
}

void ReadStoreContract::editChangesMentions()
{
    open();
    const Sequence one = say(QStringLiteral("one"), {reader});
    const Sequence two = say(QStringLiteral("two"));
    QVERIFY(wait<Changed>(
        [&](auto answer) { m_store->changes().edit(change(one), QStringLiteral("uno"), answer); }));
    QCOMPARE(unread().mentions, 0);
    QVERIFY(wait<Changed>([&](auto answer) {
        m_store->changes().edit(change(two, {reader}), QStringLiteral("due"), answer);
    }));
    QCOMPARE(unread().mentions, 1);
    QCOMPARE(unread().unread, 2);
}

void ReadStoreContract::whoLeftIsForgotten()
{
    open();
    say(QStringLiteral("one"));
    QVERIFY(*wait<bool>([&](auto answer) { m_store->removeMember(room, reader, answer); }));
    QCOMPARE(unread().unread, -1);
    enter(reader);
    QCOMPARE(unread(), (Chat::UnreadCount{room, Sequence{2}, Sequence{2}, 0, 0}));
}

void ReadStoreContract::whoIsLeftOutIsNotCounted()
{
    open();
    const QString loud = QStringLiteral("u-\"loud\" kim's");
    say(QStringLiteral("one"), {reader}, loud);
    say(QStringLiteral("two"), {everybodyMentioned()}, loud);
    say(QStringLiteral("three"), {reader}, QStringLiteral("g-5"));
    say(QStringLiteral("four"), {reader});
    say(QStringLiteral("mine"), {everybodyMentioned()}, reader.toString());
    QCOMPARE(unread(), (Chat::UnreadCount{room, Sequence{6}, Sequence{1}, 4, 4}));
    UnreadQuery query{reader, {room}};
    query.without = {UserId(loud)};
    QCOMPARE(ask(query).counts.at(0), (Chat::UnreadCount{room, Sequence{6}, Sequence{1}, 2, 2}));
    query.without.push_back(UserId(QStringLiteral("g-5")));
    query.without.push_back(UserId(QStringLiteral("g-none")));
    QCOMPARE(ask(query).counts.at(0), (Chat::UnreadCount{room, Sequence{6}, Sequence{1}, 1, 1}));
}

void ReadStoreContract::countingIsBounded()
{
    open();
    enter(reader, otherRoom);
    for (int i = 0; i < 5; ++i)
        say(QString::number(i));
    UnreadQuery query{reader, {room, Chat::RoomId(QStringLiteral("none")), otherRoom}, 4, 100};
    UnreadFound found = ask(query);
    QCOMPARE(found.asked, size_t(3));
    QCOMPARE(found.counts.size(), size_t(2));
    QCOMPARE(found.counts[0].unread, 4);
    query.budget = 4;
    found = ask(query);
    QCOMPARE(found.asked, size_t(1));
    QCOMPARE(found.counts.size(), size_t(1));
}

void ReadStoreContract::recentWithTheirAudience()
{
    open();
    QVERIFY(append(*m_store, talk(QStringLiteral("nobody knows for how many"))));
    say(QStringLiteral("one"));
    say(QStringLiteral("two"), {}, reader.toString());
    const auto recent = *wait<std::vector<SentMessage>>(
        [&](auto answer) { m_store->reads().recent(room, 2, answer); });
    QCOMPARE(recent.size(), size_t(2));
    QCOMPARE(recent[0].sequence, Sequence{3});
    QCOMPARE(recent[0].audience, 3);
    QCOMPARE(recent[1].sequence, Sequence{4});
    QCOMPARE(recent[1].sender, reader);
}

void ReadStoreContract::survivesReopening()
{
    open();
    say(QStringLiteral("one"), {reader});
    say(QStringLiteral("two"));
    QVERIFY(advance(3, 2));
    QVERIFY(*wait<bool>([&](auto answer) {
        m_store->reads().attend({reader, at(5), 2, QStringLiteral("🌴 vacation"), at(9)}, answer);
    }));
    openAgain();
    QFETCH(const Backend *, backend);
    const StoreContents contents = backend->contents(*m_store);
    QCOMPARE(contents.markers.size(), size_t(1));
    const StoredMarker &marker = contents.markers[0];
    QCOMPARE(marker.room, room);
    QCOMPARE(marker.user, reader);
    QCOMPARE(marker.since, Sequence{1});
    QCOMPARE(marker.delivered, Sequence{3});
    QCOMPARE(marker.read, Sequence{2});
    QVERIFY(marker.confirms);
    QCOMPARE(contents.attendance.size(), size_t(1));
    QCOMPARE(contents.attendance[0].status, QStringLiteral("🌴 vacation"));
    QCOMPARE(contents.attendance[0].lastSeen, at(5));
    QCOMPARE(contents.attendance[0].until, at(9));
    QCOMPARE(unread(), (Chat::UnreadCount{room, Sequence{3}, Sequence{2}, 1, 0}));
}

void ReadStoreContract::guestsAreForgotten()
{
    open();
    for (const auto &user : {reader, UserId(QStringLiteral("u-kim"))}) {
        QVERIFY(*wait<bool>([&](auto answer) {
            m_store->reads().attend({user, at(5), 0, {}, {}}, answer);
        }));
    }
    const auto forget = [&](qint64 before) {
        return *wait<int>([&](auto answer) { m_store->reads().forgetGuests(at(before), answer); });
    };
    QCOMPARE(forget(5), 0);
    QCOMPARE(forget(6), 1);
}

void ReadStoreContract::writtenIsKept()
{
    open();
    Chat::RoomMessage late = talk(QStringLiteral("late"));
    late.written = at(1'600'000'000'000);
    QVERIFY(append(*m_store, late));
    const auto messages = history(*m_store, {room})->messages;
    QCOMPARE(messages.back().written, late.written);
    QVERIFY(!messages.front().written);
}

QTEST_GUILESS_MAIN(ReadStoreContract)
#include "tst_readstore.moc"
