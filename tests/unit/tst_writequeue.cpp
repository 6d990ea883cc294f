// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/writequeue.h"

#include <QTest>

#include <QByteArrayView>

#include <random>
#include <vector>

using Server::WriteQueue;

namespace {

std::vector<QByteArrayView> front(const WriteQueue &queue, size_t most)
{
    std::vector<QByteArrayView> views;
    const size_t count = queue.front(
        most, [&](const char *data, qsizetype size) { views.emplace_back(data, size); });
    return count == views.size() ? views : std::vector<QByteArrayView>{};
}

} // namespace

class TestWriteQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesPiecesWithoutCopying()
    {
        WriteQueue queue;
        const QByteArray piece("piece");
        queue.add(piece);
        queue.add({});
        queue.add("more");
        const auto views = front(queue, 4);
        QCOMPARE(views.size(), size_t(2));
        QCOMPARE(views[0].data(), piece.constData());
        QCOMPARE(views[1].toByteArray(), QByteArray("more"));
        QCOMPARE(front(queue, 1).size(), size_t(1));
        QCOMPARE(queue.bytes(), qint64(9));
    }

    void goesOnWithinAPiece()
    {
        WriteQueue queue;
        queue.add("abc");
        queue.add("def");
        queue.taken(4);
        QCOMPARE(front(queue, 1).size(), size_t(1));
        QCOMPARE(front(queue, 1)[0].toByteArray(), QByteArray("ef"));
        QCOMPARE(queue.bytes(), qint64(2));
        queue.taken(2);
        QVERIFY(front(queue, 1).empty());
        QCOMPARE(queue.bytes(), qint64(0));
    }

    void letsGoOfWhatHasLeft()
    {
        WriteQueue queue;
        QByteArray piece(100, 'p');
        queue.add(piece);
        queue.add("rest");
        QVERIFY(!piece.isDetached());
        queue.taken(100);
        QVERIFY(piece.isDetached());
    }

    // What has left makes room while the rest still waits.
    void keepsTheOrderOfThousands()
    {
        WriteQueue queue;
        constexpr int pieces = 5000;
        for (int i = 0; i < pieces; ++i)
            queue.add(QByteArray::number(i));
        for (int i = 0; i < pieces; ++i) {
            const auto views = front(queue, 1);
            QCOMPARE(views.size(), size_t(1));
            QCOMPARE(views[0].toByteArray(), QByteArray::number(i));
            queue.taken(views[0].size());
            queue.add("x"); // so that it is never empty
        }
        QCOMPARE(queue.bytes(), qint64(pieces));
    }

    void keepsTheOrderHoweverItIsTaken()
    {
        std::mt19937 random(7);
        WriteQueue queue;
        QByteArray in;
        QByteArray out;
        for (int round = 0; round < 20000; ++round) {
            if (random() % 2 == 0) {
                const QByteArray piece(qsizetype(random() % 20), char('a' + random() % 26));
                in += piece;
                queue.add(piece);
                continue;
            }
            const auto views = front(queue, 16);
            qint64 budget = qint64(random() % 40);
            qint64 taken = 0;
            for (size_t i = 0; i < views.size() && budget > 0; ++i) {
                const qint64 size = std::min<qint64>(budget, views[i].size());
                out.append(views[i].data(), qsizetype(size));
                budget -= size;
                taken += size;
            }
            queue.taken(taken);
            QCOMPARE(queue.bytes(), qint64(in.size() - out.size()));
        }
        QVERIFY(in.startsWith(out));
    }
};

QTEST_GUILESS_MAIN(TestWriteQueue)
#include "tst_writequeue.moc"
