// SPDX-License-Identifier: GPL-3.0-or-later
// Work at the end of a turn of the event loop.

#include "server/doors/turnend.h"

#include <QTest>

using namespace Server;

class TestTurnEnd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void turnEndCallsEachWorkerOnce()
    {
        TurnEnd turn;
        Worker one(turn), two(turn);
        turn.schedule(&one);
        turn.schedule(&two);
        QCOMPARE(one.runs + two.runs, 0);
        QCoreApplication::processEvents();
        QCOMPARE(one.runs, 1);
        QCOMPARE(two.runs, 1);
        QCoreApplication::processEvents();
        QCOMPARE(one.runs, 1);
    }

    void turnEndForgetsTheCancelled()
    {
        TurnEnd turn;
        Worker one(turn), two(turn), three(turn);
        one.cancels = &three; // while it runs
        turn.schedule(&one);
        turn.schedule(&two);
        turn.schedule(&three);
        turn.cancel(&two);
        QCoreApplication::processEvents();
        QCOMPARE(one.runs, 1);
        QCOMPARE(two.runs, 0);
        QCOMPARE(three.runs, 0);
    }

    void turnEndTakesWorkFromAWorker()
    {
        TurnEnd turn;
        Worker one(turn);
        one.again = 1;
        turn.schedule(&one);
        QCoreApplication::processEvents();
        QTRY_COMPARE(one.runs, 2);
    }

private:
    struct Worker final : TurnWorker {
        explicit Worker(TurnEnd &end) : turn(end) {}
        void endOfTurn() override
        {
            ++runs;
            if (cancels)
                turn.cancel(cancels);
            if (again-- > 0)
                turn.schedule(this);
        }
        TurnEnd &turn;
        TurnWorker *cancels = nullptr;
        int again = 0;
        int runs = 0;
    };
};

QTEST_GUILESS_MAIN(TestTurnEnd)
#include "tst_turnend.moc"
