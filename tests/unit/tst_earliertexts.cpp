// SPDX-License-Identifier: GPL-3.0-or-later
// What messages said before they were edited or deleted: where it is kept, who is shown it, its
// end.
#include "server/store/changestore.h"
#include "stomp/wire/changes.h"
#include "tests/support/roomclub.h"
#include "tests/support/storecalls.h"

using namespace Server;

class EarlierTextsTest : public QObject, private RoomClub {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        open();
        QCOMPARE(m_lee->say("club", "one"), QByteArray());
        QCOMPARE(m_kim->say("club", "mine"), QByteArray());
    }
    void cleanup() { close(); }
    void nothingUnlessWanted();
    void shownToWhoSaidItAndWhoKeepsOrder();
    void deletedTextToo();
    void badRequests();
    void goneWhenNotWantedAnyMore();
    void goneInPieces();
    void goneThoughKeptAgain();
    void leftoversGoAtTheStart();
    void notBetweenTwo();
    void listIsBounded();

private:
    static constexpr int said = 3; ///< lee's message, behind two notices.
    static constexpr int messages = 5;
    static int seqOf(int i) { return i == 0 ? int(said) : said + 1 + i; }
    /// Fifty earlier texts of each message, which is more than one piece of a sweep.
    void fillPieces();
    void keep(bool keeps)
    {
        QCOMPARE(set(*m_kim, keeps ? R"({"keepsEarlier":true})" : R"({"keepsEarlier":false})"),
                 QByteArray());
    }
    QByteArray edit(ChatPeer &who, const QByteArray &text, int seq = said)
    {
        return who.send(room + "/edit",
                        "{\"seq\":" + QByteArray::number(seq) + ",\"message\":\"" + text + "\"}");
    }
    /// What is shown, joined; or the refusal.
    QByteArray shown(ChatPeer &who, int seq = said)
    {
        const QByteArray reply =
            who.reply(room + "/earlier", "seq:" + QByteArray::number(seq) + '\n');
        const auto list = Chat::EarlierList::fromJson(reply);
        if (!list)
            return reply;
        QStringList texts;
        for (const auto &one : list->texts)
            texts << one.text;
        return texts.join(u' ').toUtf8();
    }
    int inLog(int seq = said)
    {
        const EarlierQuery query{{Chat::RoomId(QStringLiteral("club")), {seq}}, {}, true};
        const auto found = StoreCalls::wait<EarlierTexts>(
            [&](auto answer) { m_host->store->changes().earlierTexts(query, answer); });
        return found ? int(found->texts.size()) : -1;
    }
};

void EarlierTextsTest::nothingUnlessWanted()
{
    QCOMPARE(edit(*m_lee, "two"), QByteArray());
    QCOMPARE(shown(*m_lee), QByteArray("earlier texts are not kept"));
    keep(true);
    QCOMPARE(shown(*m_lee), QByteArray()); // what was before is gone
    QVERIFY(m_lee->reply("/app/chat/rooms").contains("\"keepsEarlier\":true")); // to everybody
    QCOMPARE(inLog(), 0);
}

void EarlierTextsTest::shownToWhoSaidItAndWhoKeepsOrder()
{
    keep(true);
    m_host->clock += std::chrono::seconds(5);
    QCOMPARE(edit(*m_lee, "two"), QByteArray());
    QCOMPARE(edit(*m_lee, "three"), QByteArray());
    QCOMPARE(edit(*m_kim, "mine, again", 4), QByteArray());
    QCOMPARE(shown(*m_lee), QByteArray("one two"));
    QCOMPARE(shown(*m_kim), QByteArray("one two"));
    QCOMPARE(shown(*m_lee, 4), QByteArray("earlier texts are not for you"));
    QCOMPARE(shown(*m_eve), QByteArray("earlier texts are not for you"));
    const auto list = Chat::EarlierList::fromJson(m_lee->reply(room + "/earlier", "seq:3\n"));
    QCOMPARE(list->texts[0].until, m_host->clock);
    QCOMPARE(list->sequence, Chat::Sequence{said});
    QVERIFY(!list->more);
    QCOMPARE(m_kim->send(room + "/role", R"({"user":"g-lee","role":"moderator"})"), QByteArray());
    QCOMPARE(shown(*m_lee, 4), QByteArray("mine"));
    QCOMPARE(set(*m_kim, R"({"visibility":"private"})"), QByteArray());
    QCOMPARE(shown(*m_eve), QByteArray("no such room"));
}

void EarlierTextsTest::deletedTextToo()
{
    keep(true);
    QCOMPARE(m_lee->send(room + "/delete", R"({"seq":3})"), QByteArray());
    QCOMPARE(shown(*m_kim), QByteArray("one"));
    QVERIFY(!texts(*m_kim).contains(QStringLiteral("one")));
}

void EarlierTextsTest::badRequests()
{
    keep(true);
    QCOMPARE(m_lee->reply(room + "/earlier"), QByteArray("bad seq header"));
    QCOMPARE(m_lee->reply(room + "/earlier", "seq:x\n"), QByteArray("bad seq header"));
    QCOMPARE(m_lee->reply(room + "/earlier", "seq:0\n"), QByteArray("bad seq header"));
    QCOMPARE(shown(*m_lee, 99), QByteArray("no such message"));
    QCOMPARE(m_lee->reply("/app/chat/room/none/earlier", "seq:1\n"), QByteArray("no such room"));
}

void EarlierTextsTest::goneWhenNotWantedAnyMore()
{
    keep(true);
    QCOMPARE(edit(*m_lee, "two"), QByteArray());
    QCOMPARE(inLog(), 1);
    keep(false);
    QCOMPARE(shown(*m_kim), QByteArray("earlier texts are not kept"));
    QTRY_VERIFY(!m_host->chat->isLettingGo());
    QCOMPARE(inLog(), 0);
    keep(true);
    QCOMPARE(shown(*m_kim), QByteArray());
    QCOMPARE(texts(*m_kim).first(), QStringLiteral("two"));
}

void EarlierTextsTest::fillPieces()
{
    keep(true);
    for (int i = 0; i < messages - 1; ++i)
        QCOMPARE(m_lee->say("club", "more"), QByteArray());
    for (int i = 0; i < messages; ++i) {
        for (int n = 0; n < 49; ++n)
            m_lee->type(sendText(room + "/edit", "{\"seq\":" + QByteArray::number(seqOf(i)) +
                                                     ",\"message\":\"t" + QByteArray::number(n) +
                                                     "\"}"));
        QCOMPARE(edit(*m_lee, "last", seqOf(i)), QByteArray());
        QCOMPARE(inLog(seqOf(i)), 50);
    }
}

void EarlierTextsTest::goneThoughKeptAgain()
{
    fillPieces();
    m_kim->type(sendText(room + "/settings", R"({"keepsEarlier":false})"));
    keep(true);
    for (int i = 0; i < messages; ++i)
        QCOMPARE(shown(*m_kim, seqOf(i)), QByteArray());
    QTRY_VERIFY(!m_host->chat->isLettingGo());
    QCOMPARE(edit(*m_lee, "newest"), QByteArray());
    QCOMPARE(shown(*m_kim), QByteArray("last"));
    restart();
    letGo();
    QCOMPARE(inLog(), 1);
    for (int i = 1; i < messages; ++i)
        QCOMPARE(inLog(seqOf(i)), 0);
}

void EarlierTextsTest::goneInPieces()
{
    fillPieces();
    keep(false);
    QTRY_VERIFY(!m_host->chat->isLettingGo());
    for (int i = 0; i < messages; ++i)
        QCOMPARE(inLog(seqOf(i)), 0);
}

void EarlierTextsTest::leftoversGoAtTheStart()
{
    const TextChange change{{Chat::RoomId(QStringLiteral("club")), {said}},
                            Chat::UserId(QStringLiteral("g-lee")),
                            false,
                            true,
                            m_host->clock};
    QVERIFY(StoreCalls::wait<Changed>([&](auto answer) {
        m_host->store->changes().edit(change, QStringLiteral("two"), answer);
    }));
    QCOMPARE(inLog(), 1);
    restart();
    letGo();
    QCOMPARE(inLog(), 0);
}

void EarlierTextsTest::notBetweenTwo()
{
    QCOMPARE(m_kim->send("/app/chat/direct", R"({"user":"g-lee"})"), QByteArray());
    const QByteArray id = Chat::directRoom(Chat::UserId(QStringLiteral("g-kim")),
                                           Chat::UserId(QStringLiteral("g-lee")))
                              .toString()
                              .toUtf8();
    QCOMPARE(m_kim->send("/app/chat/room/" + id + "/settings", R"({"keepsEarlier":true})"),
             QByteArray("not in a conversation of two"));
}

void EarlierTextsTest::listIsBounded()
{
    Chat::EarlierList list{Chat::RoomId(QStringLiteral("club")), {3}, {}, false};
    for (int i = 0; i < 60; ++i)
        list.texts.push_back({QString::number(i), Chat::Timestamp(std::chrono::milliseconds(i))});
    const auto read = Chat::EarlierList::fromJson(list.toJson());
    QVERIFY(read);
    QCOMPARE(read->texts.size(), size_t(50));
    QCOMPARE(read->texts.front().text, QStringLiteral("10"));
    QVERIFY(read->more);
    QVERIFY(!Chat::EarlierList::fromJson("{}"));
    QVERIFY(!Chat::EarlierList::fromJson(R"({"roomId":"club","seq":0,"texts":[]})"));
    QVERIFY(!Chat::EarlierList::fromJson(R"({"roomId":"club","seq":1})"));
}

QTEST_GUILESS_MAIN(EarlierTextsTest)
#include "tst_earliertexts.moc"
