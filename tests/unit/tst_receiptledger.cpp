// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/audiences.h"
#include "server/chat/receiptledger.h"

#include <QTest>

using namespace Server;
using Chat::Receipt;
using Chat::Sequence;
using Chat::UserId;

namespace {

UserId person(int number)
{
    return UserId(QStringLiteral("g-%1").arg(number));
}

/// A room whose people say things.
struct Room {
    explicit Room(int people, qint64 last = 0) : ledger(Sequence{last}), last(last)
    {
        for (int i = 0; i < people; ++i)
            ledger.come(person(i));
    }
    void say(int by)
    {
        const int audience = ledger.audience(person(by));
        const qint64 order = ledger.nextOrder();
        ledger.said({Sequence{++last}, person(by), audience}, order);
    }
    bool seen(int who, qint64 delivered, qint64 read = 0)
    {
        return ledger.seen(person(who), Sequence{delivered}, Sequence{read});
    }
    /// "1: 2 and 1 of 3, 1 never": sequence, delivered, read, of, unconfirmed.
    QStringList receipts(int of)
    {
        QStringList texts;
        for (const Receipt &receipt : ledger.receiptsOf(person(of)))
            texts << text(receipt);
        return texts;
    }
    QStringList news()
    {
        QStringList texts;
        for (const auto &news : ledger.takeNews()) {
            for (const Receipt &receipt : news.receipts)
                texts << news.sender.toString() + u' ' + text(receipt);
        }
        return texts;
    }
    static QString text(const Receipt &receipt)
    {
        return QStringLiteral("%1: %2 and %3 of %4, %5 never")
            .arg(receipt.sequence.number)
            .arg(receipt.delivered)
            .arg(receipt.read)
            .arg(receipt.of)
            .arg(receipt.unconfirmed);
    }

    ReceiptLedger ledger;
    qint64 last;
};

} // namespace

class ReceiptLedgerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsOthers()
    {
        Room room(4);
        room.say(0);
        QCOMPARE(room.receipts(0), QStringList{"1: 0 and 0 of 3, 3 never"});
        QVERIFY(room.seen(1, 1));
        QVERIFY(room.seen(2, 1, 1));
        QVERIFY(room.seen(0, 1, 1)); // their own word counts for nothing
        QCOMPARE(room.receipts(0), QStringList{"1: 2 and 1 of 3, 1 never"});
        QCOMPARE(room.receipts(1), QStringList());
    }
    void cumulative()
    {
        Room room(2);
        for (int i = 0; i < 3; ++i)
            room.say(0);
        room.seen(1, 2, 1);
        QCOMPARE(room.receipts(0),
                 (QStringList{"1: 1 and 1 of 1, 0 never", "2: 1 and 0 of 1, 0 never",
                              "3: 0 and 0 of 1, 0 never"}));
    }
    void neverGoesBack()
    {
        Room room(2);
        room.say(0);
        room.say(0);
        QVERIFY(room.seen(1, 2, 2));
        QVERIFY(!room.seen(1, 1, 1));
        QVERIFY(!room.seen(1, 2, 2));
        QCOMPARE(room.receipts(0)[1], QStringLiteral("2: 1 and 1 of 1, 0 never"));
    }
    void laterJoinersDoNotCount()
    {
        Room room(2);
        room.say(0);
        room.ledger.come(person(7));
        room.say(0);
        room.seen(7, 2, 2);
        QCOMPARE(room.receipts(0),
                 (QStringList{"1: 0 and 0 of 1, 1 never", "2: 1 and 1 of 2, 1 never"}));
    }
    void whoCameWhileItWasWrittenIsNoneOfThem()
    {
        Room room(2);
        const int audience = room.ledger.audience(person(0));
        const qint64 order = room.ledger.nextOrder();
        room.ledger.come(person(7)); // the log has not answered yet
        room.ledger.said({Sequence{++room.last}, person(0), audience}, order);
        room.seen(7, 1, 1);
        room.seen(1, 1, 1);
        QCOMPARE(room.receipts(0), QStringList{"1: 1 and 1 of 1, 0 never"});
    }
    void whoLeftStaysCounted()
    {
        Room room(3);
        room.say(0);
        room.seen(1, 1, 1);
        room.ledger.go(person(1));
        room.say(0);
        QCOMPARE(room.receipts(0),
                 (QStringList{"1: 1 and 1 of 2, 1 never", "2: 0 and 0 of 1, 1 never"}));
        QVERIFY(!room.seen(1, 2, 2)); // nor do they get anything more
        room.ledger.come(person(1));
        room.seen(1, 2, 2); // catches up on what was not for them
        QCOMPARE(room.receipts(0)[1], QStringLiteral("2: 0 and 0 of 1, 1 never"));
    }
    void tellsWhatIsNew()
    {
        Room room(3);
        room.say(0);
        room.say(1);
        QCOMPARE(room.news().size(), 2);
        QCOMPARE(room.news(), QStringList());
        room.seen(2, 1);
        QCOMPARE(room.news(),
                 QStringList({"g-0 1: 1 and 0 of 2, 1 never", "g-1 2: 0 and 0 of 2, 1 never"}));
        QCOMPARE(room.news(), QStringList());
    }
    void alone()
    {
        Room room(1);
        room.say(0);
        QCOMPARE(room.receipts(0), QStringList());
        QCOMPARE(room.news(), QStringList());
    }
    void restored()
    {
        Room room(0, 10);
        room.ledger.restore({{}, person(0), Sequence{2}, Sequence{10}, Sequence{10}, true});
        room.ledger.restore({{}, person(1), Sequence{2}, Sequence{9}, Sequence{8}, true});
        room.ledger.restore({{}, person(2), Sequence{8}, Sequence{8}, Sequence{8}, false});
        room.say(0);
        room.ledger.restore(std::vector<SentMessage>{{Sequence{8}, person(0), 1},
                                                     {Sequence{9}, person(0), 2},
                                                     {Sequence{11}, person(0), 2}});
        QVERIFY(room.ledger.isRestored());
        QCOMPARE(room.receipts(0),
                 (QStringList{"8: 1 and 1 of 1, 0 never", "9: 1 and 0 of 2, 1 never",
                              "11: 0 and 0 of 2, 1 never"}));
    }
    void roomsThatDoNotExistAreForgotten()
    {
        const Memberships nobody({});
        StoreContents contents;
        contents.rooms.push_back({Chat::RoomId(QStringLiteral("a")), {}, {}, {}, {}, Sequence{5}});
        Audiences audiences(contents, nobody);
        for (int i = 0; i < 1000; ++i) {
            const Chat::RoomId room(QString::number(i));
            audiences.personChanged(room, person(1), true);
            audiences.personChanged(room, person(1), false);
        }
        for (int i = 0; i < 1000; ++i)
            audiences.mentioned(Chat::RoomId(QString::number(i)), person(1), QStringLiteral("@b"));
        audiences.personChanged(Chat::RoomId(QStringLiteral("a")), person(1), true);
        audiences.personChanged(Chat::RoomId(QStringLiteral("a")), person(1), false);
        QCOMPARE(audiences.rooms(), size_t(1));
    }
    void bounded()
    {
        Room room(2);
        for (int i = 0; i < 1000; ++i)
            room.say(0);
        QCOMPARE(room.receipts(0).size(), 200);
        for (int i = 0; i < 5000; ++i) { // people who come, say something, and are never seen again
            room.ledger.come(person(100 + i));
            room.say(100 + i);
            room.ledger.go(person(100 + i));
        }
        QVERIFY(room.receipts(0).isEmpty());
        room.say(0);
        QCOMPARE(room.receipts(0), QStringList{"6001: 0 and 0 of 1, 1 never"});
    }
    /// Against counting each message for each person.
    void agreesWithCounting()
    {
        quint32 state = 12345;
        const auto random = [&state](int below) {
            state = state * 1664525 + 1013904223;
            return int((state >> 8) % quint32(below));
        };
        Room room(0);
        struct Told {
            int by;
            QSet<int> audience;
        };
        std::vector<Told> told;
        QSet<int> there;
        QHash<int, qint64> delivered;
        QSet<int> confirm;
        for (int step = 0; step < 3000; ++step) {
            const int who = random(12);
            const int what = random(6);
            if (what == 0) {
                room.ledger.come(person(who));
                there.insert(who);
            } else if (what == 1) {
                room.ledger.go(person(who));
                there.remove(who);
            } else if (what < 4 && there.contains(who) && told.size() < 150) {
                room.say(who);
                told.push_back({who, there - QSet<int>{who}});
            } else if (!told.empty() && there.contains(who)) {
                const qint64 upTo = random(int(told.size())) + 1;
                room.seen(who, upTo);
                delivered[who] = std::max(delivered[who], upTo);
                confirm.insert(who);
            }
        }
        for (int by = 0; by < 12; ++by) {
            QStringList expected;
            for (size_t i = 0; i < told.size(); ++i) {
                if (told[i].by != by || told[i].audience.isEmpty())
                    continue;
                int got = 0;
                int never = 0;
                for (const int one : told[i].audience) {
                    got += delivered.value(one) >= qint64(i) + 1;
                    never += !confirm.contains(one);
                }
                expected << Room::text(
                    {Sequence{qint64(i) + 1}, int(told[i].audience.size()), got, 0, never});
            }
            QCOMPARE(room.receipts(by), expected);
        }
    }
};

QTEST_GUILESS_MAIN(ReceiptLedgerTest)
#include "tst_receiptledger.moc"
