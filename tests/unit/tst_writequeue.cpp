// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/writequeue.h"

#include <QTest>

#include <array>
#include <random>

using Server::WriteQueue;

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
        std::array<QByteArrayView, 4> views;
        QCOMPARE(queue.front(views.data(), views.size()), size_t(2));
        QCOMPARE(views[0].data(), piece.constData());
        QCOMPARE(queue.front(views.data(), 1), size_t(1));
        QCOMPARE(queue.bytes(), qint64(9));
    }

    void goesOnWithinAPiece()
    {
        WriteQueue queue;
        queue.add("abc");
        queue.add("def");
        queue.taken(4);
        QByteArrayView view;
        QCOMPARE(queue.front(&view, 1), size_t(1));
        QCOMPARE(view.toByteArray(), QByteArray("ef"));
        QCOMPARE(queue.bytes(), qint64(2));
        queue.taken(2);
        QCOMPARE(queue.front(&view, 1), size_t(0));
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
            QByteArrayView view;
            QCOMPARE(queue.front(&view, 1), size_t(1));
            QCOMPARE(view.toByteArray(), QByteArray::number(i));
            queue.taken(view.size());
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
            std::array<QByteArrayView, 16> views;
            const size_t count = queue.front(views.data(), views.size());
            qint64 budget = qint64(random() % 40);
            qint64 taken = 0;
            for (size_t i = 0; i < count && budget > 0; ++i) {
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
