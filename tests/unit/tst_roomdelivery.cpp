// SPDX-License-Identifier: GPL-3.0-or-later
// What others have written into the log is heard before what was said here after it.
#include "tests/support/chatfixture.h"
#include "tests/support/storecalls.h"

#include <QTest>

using namespace Server;

namespace {

/// A log that can be away when it is asked what follows.
class UnsteadyStore final : public Store {
public:
    explicit UnsteadyStore(Store &store) : m_store(store) {}

    void append(const Chat::RoomMessage &message, Answer<Appended> answer) override
    {
        m_store.append(message, std::move(answer));
    }
    void appendAll(const MessageBatch &batch, Answer<std::vector<Appended>> answer) override
    {
        m_store.appendAll(batch, std::move(answer));
    }
    void createRoom(const StoredRoom &room, Answer<StoredRoom> answer) override
    {
        m_store.createRoom(room, std::move(answer));
    }
    void setTopic(const Chat::RoomId &room, const QString &topic,
                  Answer<StoredRoom> answer) override
    {
        m_store.setTopic(room, topic, std::move(answer));
    }
    void addMember(const StoredMember &member, Answer<StoredMember> answer) override
    {
        m_store.addMember(member, std::move(answer));
    }
    void removeMember(const Chat::RoomId &room, const Chat::UserId &user,
                      Answer<bool> answer) override
    {
        m_store.removeMember(room, user, std::move(answer));
    }
    void history(const HistoryQuery &query, Answer<History> answer) override
    {
        m_store.history(query, std::move(answer));
    }
    void following(const std::vector<KnownPart> &rooms, Answer<Histories> answer) override
    {
        asked.push_back(rooms);
        if (away)
            answer(tl::unexpected(StoreError::Unreachable));
        else
            m_store.following(rooms, std::move(answer));
    }
    void flush(Answer<bool> answer) override { m_store.flush(std::move(answer)); }
    ChangeStore &changes() override { return m_store.changes(); }
    RoomStore &rooms() override { return m_store.rooms(); }
    SearchStore &searches() override { return m_store.searches(); }
    FileStore &files() override { return m_store.files(); }
    ReadStore &reads() override { return m_store.reads(); }
    HookStore &hooks() override { return m_store.hooks(); }
    AccountStore &accounts() override { return m_store.accounts(); }
    ErasingStore &erasing() override { return m_store.erasing(); }
    OrderStore &order() override { return m_store.order(); }
    NewsStore &news() override { return m_store.news(); }

    bool away = false;
    std::vector<std::vector<KnownPart>> asked;

private:
    Store &m_store;
};

const auto here = ChatFixture::peer(1, QStringLiteral("g-1"), QStringLiteral("guest"));

} // namespace

class RoomDeliveryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void othersComeFirst();
    void whatIsKnownIsNotAskedFor();
    void muchComesInPieces();
    void longTextsComeInPieces();
    void manyRoomsAreAskedForTogether();
    void notMoreThanSoManyTogether();
    void oneThatIsGoneIsNotWaitedFor();

private:
    void say(const QByteArray &room, const QByteArray &text);
    /// Somebody says it at another host.
    void sayElsewhere(const QByteArray &room, const QString &text);
    QStringList heard(const QByteArray &room) const { return m_fixture->texts(room); }

    std::unique_ptr<ChatFixture> m_fixture;
    std::unique_ptr<UnsteadyStore> m_store;
};

void RoomDeliveryTest::init()
{
    m_fixture = std::make_unique<ChatFixture>();
    m_fixture->start();
    m_store = std::make_unique<UnsteadyStore>(*m_fixture->store);
    m_fixture->chat = std::make_unique<ChatService>(m_fixture->topics, *m_store, StoreContents(),
                                                    m_fixture->options);
    m_fixture->settle();
    m_fixture->topics.events.clear();
}

void RoomDeliveryTest::say(const QByteArray &room, const QByteArray &text)
{
    QVERIFY(m_fixture->say(here, R"({"type":"TALK","roomId":")" + room + R"(","message":")" + text +
                                     "\"}"));
}

void RoomDeliveryTest::sayElsewhere(const QByteArray &room, const QString &text)
{
    const auto message =
        StoreCalls::talk(text, {}, QStringLiteral("g-2"), Chat::RoomId(QString::fromUtf8(room)));
    QVERIFY(StoreCalls::append(*m_fixture->store, message));
}

void RoomDeliveryTest::othersComeFirst()
{
    sayElsewhere("lobby", QStringLiteral("one"));
    sayElsewhere("lobby", QStringLiteral("two"));
    say("lobby", "three");
    QTRY_COMPARE(heard("lobby").size(), 3);
    QCOMPARE(heard("lobby"),
             QStringList({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}));
    say("lobby", "four");
    QTRY_COMPARE(heard("lobby").size(), 4);
    QCOMPARE(m_store->asked.size(), size_t(1));
}

void RoomDeliveryTest::whatIsKnownIsNotAskedFor()
{
    say("lobby", "one");
    sayElsewhere("lobby", QStringLiteral("two"));
    say("lobby", "three");
    QTRY_COMPARE(heard("lobby").size(), 3);
    QCOMPARE(m_store->asked.at(0).at(0).upTo, Chat::Sequence{1});
    QCOMPARE(m_store->asked[0][0].limit, 2);
    m_fixture->settle();
    QCOMPARE(m_store->asked.size(), size_t(1)); // what comes later will be told of
}

void RoomDeliveryTest::muchComesInPieces()
{
    QStringList expected;
    for (int i = 0; i < 1100; ++i) {
        expected << QString::number(i);
        m_fixture->store->append(
            StoreCalls::talk(expected.last(), {}, QStringLiteral("g-2"), Chat::lobbyRoom()), {});
    }
    m_fixture->settle();
    expected << QStringLiteral("here");
    say("lobby", "here");
    QTRY_COMPARE(heard("lobby").size(), 1101);
    QCOMPARE(heard("lobby"), expected);
    QCOMPARE(m_store->asked.size(), size_t(3));
    QCOMPARE(m_store->asked[0][0].limit, 500);
}

void RoomDeliveryTest::longTextsComeInPieces()
{
    const QString syllables(100'000, QChar(u'\uac00')); // three bytes each
    for (int i = 0; i < 3; ++i)
        sayElsewhere("lobby", QString::number(i) + syllables);
    say("lobby", "here");
    QTRY_COMPARE(heard("lobby").size(), 4);
    for (int i = 0; i < 3; ++i)
        QVERIFY(heard("lobby").at(i).startsWith(QString::number(i)));
    QVERIFY(m_store->asked.size() > 1);
}

void RoomDeliveryTest::manyRoomsAreAskedForTogether()
{
    const QByteArrayList rooms{"lobby", "a", "b"};
    for (const QByteArray &room : rooms)
        say(room, "first");
    QTRY_COMPARE(heard("b").size(), 1);
    m_store->away = true;
    for (const QByteArray &room : rooms) {
        sayElsewhere(room, QStringLiteral("there"));
        say(room, "here");
    }
    QTRY_COMPARE(m_store->asked.back().size(), size_t(3)); // in vain
    m_store->asked.clear();
    m_store->away = false;
    const QStringList expected{QStringLiteral("first"), QStringLiteral("there"),
                               QStringLiteral("here")};
    for (const QByteArray &room : rooms)
        QTRY_COMPARE(heard(room), expected);
    QCOMPARE(m_store->asked.size(), size_t(1));
    QCOMPARE(m_store->asked[0].size(), size_t(3));
}

void RoomDeliveryTest::notMoreThanSoManyTogether()
{
    const QByteArrayList rooms{"lobby", "a", "b"};
    for (const QByteArray &room : rooms)
        say(room, "first");
    m_fixture->settle();
    m_store->away = true;
    for (const QByteArray &room : rooms) {
        for (int i = 0; i < 240; ++i) {
            m_fixture->store->append(StoreCalls::talk(QString::number(i), {}, QStringLiteral("g-2"),
                                                      Chat::RoomId(QString::fromUtf8(room))),
                                     {});
        }
        say(room, "here");
    }
    m_fixture->settle();
    m_store->asked.clear();
    m_store->away = false;
    for (const QByteArray &room : rooms) {
        QTRY_COMPARE(heard(room).size(), 242);
        QCOMPARE(heard(room).last(), QStringLiteral("here"));
    }
    QCOMPARE(m_store->asked.size(), size_t(2)); // two of 241, then the third
    QCOMPARE(m_store->asked[0].size(), size_t(2));
}

void RoomDeliveryTest::oneThatIsGoneIsNotWaitedFor()
{
    for (const QByteArray room : {"lobby", "a"})
        say(room, "first");
    m_fixture->settle();
    m_store->away = true;
    for (const QByteArray room : {"lobby", "a"}) {
        sayElsewhere(room, QStringLiteral("there"));
        say(room, "here");
    }
    m_fixture->settle();
    // Another host lets go of it.
    const Chat::RoomId gone(QStringLiteral("a"));
    QVERIFY(StoreCalls::wait<Erased>(
        [&](auto answer) { m_fixture->store->rooms().erase({gone}, answer); }));
    QVERIFY(StoreCalls::wait<bool>(
        [&](auto answer) { m_fixture->store->rooms().remove(gone, answer); }));
    m_store->away = false;
    QTRY_COMPARE(heard("lobby").size(), 3);
    m_store->asked.clear();
    m_store->away = true;
    sayElsewhere("lobby", QStringLiteral("there"));
    say("lobby", "here");
    QTRY_VERIFY(m_store->asked.size() > 1); // the second time it is all that is missed
    for (const auto &rooms : m_store->asked)
        QCOMPARE(rooms.size(), size_t(1));
    m_store->away = false;
    QTRY_COMPARE(heard("lobby").size(), 5);
}

QTEST_GUILESS_MAIN(RoomDeliveryTest)
#include "tst_roomdelivery.moc"
