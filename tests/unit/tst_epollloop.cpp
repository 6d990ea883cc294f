// SPDX-License-Identifier: GPL-3.0-or-later
// The event dispatcher on epoll, in a thread of its own: timers, waking, nesting and stopping.

#include "tests/support/dispatcherthread.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QScopeGuard>
#include <QTest>

#include <array>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

using namespace Server;
using namespace TestSupport;
using namespace std::chrono_literals;

class TestEpollLoop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_run = std::make_unique<DispatcherThread>(); }
    void cleanup()
    {
        QVERIFY(m_run->end());
        m_run.reset();
    }

    void timersOfEachKind_data()
    {
        QTest::addColumn<Qt::TimerType>("type");
        QTest::addColumn<int>("interval");
        QTest::newRow("precise") << Qt::PreciseTimer << 30;
        QTest::newRow("coarse") << Qt::CoarseTimer << 150;
        QTest::newRow("very coarse") << Qt::VeryCoarseTimer << 1000;
    }
    void timersOfEachKind()
    {
        QFETCH(Qt::TimerType, type);
        QFETCH(int, interval);
        std::atomic<int> shots{0};
        std::atomic<qint64> first{0};
        QTimer *timer = nullptr;
        QElapsedTimer clock;
        int left = -1;
        QList<QAbstractEventDispatcher::TimerInfo> known;
        m_run->run([&] {
            timer = new QTimer(m_run->context);
            timer->setTimerType(type);
            connect(timer, &QTimer::timeout, m_run->context, [&] {
                if (++shots == 1)
                    first = clock.nsecsElapsed();
            });
            clock.start();
            timer->start(interval);
            left = timer->remainingTime();
            known = m_run->dispatcher->registeredTimers(timer);
        });
        QVERIFY(left > 0);
        QVERIFY(left <= interval + 1000);
        QCOMPARE(known.size(), 1);
        QCOMPARE(known[0].interval, interval);
        QCOMPARE(known[0].timerType, type);
        QTRY_VERIFY_WITH_TIMEOUT(shots.load() >= 2, 30000);
        QVERIFY2(first.load() >= qint64(interval) * 1000000, "a timer came early");
        int after = 0;
        m_run->run([&] {
            timer->stop();
            after = shots.load();
            known = m_run->dispatcher->registeredTimers(timer);
        });
        QVERIFY(known.isEmpty());
        QTest::qWait(interval > 200 ? 1 : interval * 2);
        QCOMPARE(shots.load(), after);
    }

    void timersComeInOrder()
    {
        QList<int> order;
        std::atomic<int> count{0};
        m_run->run([&] {
            for (const int delay : {60, 20, 40, 20, 0, 50}) {
                QTimer::singleShot(std::chrono::milliseconds(delay), Qt::PreciseTimer,
                                   m_run->context, [&, delay] {
                                       order.append(delay);
                                       ++count;
                                   });
            }
        });
        QTRY_COMPARE(count.load(), 6);
        QCOMPARE(order, (QList<int>{0, 20, 20, 40, 50, 60}));
    }

    void thousandsOfTimers()
    {
        constexpr int count = 5000;
        std::atomic<int> shots{0};
        std::vector<std::unique_ptr<QTimer>> timers;
        m_run->run([&] {
            for (int i = 0; i < count; ++i) {
                timers.push_back(std::make_unique<QTimer>());
                timers.back()->setSingleShot(true);
                connect(timers.back().get(), &QTimer::timeout, m_run->context, [&] { ++shots; });
                timers.back()->start(i % 50);
            }
            for (int i = 0; i < count; i += 2)
                timers[size_t(i)].reset();
        });
        QTRY_COMPARE_WITH_TIMEOUT(shots.load(), count / 2, 30000);
        m_run->run([&] { timers.clear(); });
        QCOMPARE(shots.load(), count / 2);
    }

    void zeroTimerStarvesNobody()
    {
        SocketPair pair;
        std::atomic<int> shots{0}, heard{0}, later{0};
        m_run->run([&] {
            auto *read = m_run->notifier(pair.both[0], QSocketNotifier::Read);
            connect(read, &QSocketNotifier::activated, m_run->context, [&] {
                pair.hear(0);
                ++heard;
            });
            for (int i = 0; i < 2; ++i) {
                auto *busy = new QTimer(m_run->context);
                connect(busy, &QTimer::timeout, m_run->context, [&] { ++shots; });
                busy->start(0);
            }
            QTimer::singleShot(20ms, m_run->context, [&] { ++later; });
        });
        // They would go on counting where there is nothing left to count.
        const auto stop = qScopeGuard([this] {
            m_run->run([this] { qDeleteAll(m_run->context->findChildren<QTimer *>()); });
        });
        QTRY_VERIFY(shots.load() > 10);
        for (int i = 1; i <= 5; ++i) {
            QVERIFY(pair.say(1));
            QTRY_COMPARE(heard.load(), i);
        }
        QTRY_COMPARE(later.load(), 1);
        m_run->turns(5); // posted events come, too
    }

    void timerDeletesItselfAndOthers()
    {
        std::atomic<int> shots{0};
        auto timers = std::make_shared<std::vector<QTimer *>>();
        m_run->run([&] {
            for (int i = 0; i < 10; ++i) {
                timers->push_back(new QTimer(m_run->context));
                connect(timers->back(), &QTimer::timeout, timers->back(), [&, timers] {
                    ++shots;
                    const auto doomed = std::exchange(*timers, {});
                    qDeleteAll(doomed); // this very closure goes with them
                });
            }
            for (QTimer *timer : *timers)
                timer->start(5);
        });
        QTRY_COMPARE(shots.load(), 1);
        m_run->turns(5);
        QCOMPARE(shots.load(), 1);
    }

    void nestedLoopServesAllButTheTimerItIsIn()
    {
        SocketPair pair;
        std::atomic<int> inner{0}, outerShots{0}, other{0}, done{0};
        QTimer *ticking = nullptr;
        QSocketNotifier *read = nullptr;
        m_run->run([&] {
            read = m_run->notifier(pair.both[0], QSocketNotifier::Read);
            connect(read, &QSocketNotifier::activated, m_run->context, [&] {
                pair.hear(0);
                ++inner;
            });
            ticking = new QTimer(m_run->context);
            connect(ticking, &QTimer::timeout, m_run->context, [&] { ++other; });
            ticking->start(5);
            auto *outer = new QTimer(m_run->context);
            connect(outer, &QTimer::timeout, m_run->context, [&, outer] {
                if (++outerShots > 1) {
                    outer->stop();
                    return;
                }
                QEventLoop loop;
                const int before = other.load();
                auto *check = new QTimer(&loop);
                connect(check, &QTimer::timeout, &loop, [&, before] {
                    if (inner.load() > 0 && other.load() > before + 5)
                        loop.quit();
                });
                check->start(1);
                QTimer::singleShot(0, &loop, [&] { pair.say(1); });
                loop.exec();
                done = outerShots.load();
            });
            outer->start(1);
        });
        QTRY_COMPARE(done.load(), 1); // not called while it was in there
        QTRY_COMPARE(outerShots.load(), 2);
        m_run->run([&] { // before what they tell of is gone
            delete ticking;
            delete read;
        });
    }

    void nestedLoopInSlotOfSocket()
    {
        std::array<SocketPair, 10> pairs;
        std::atomic<int> heard{0}, nested{0};
        m_run->run([&] {
            for (SocketPair &pair : pairs) {
                auto *read = m_run->notifier(pair.both[0], QSocketNotifier::Read);
                connect(read, &QSocketNotifier::activated, m_run->context, [&] {
                    if (pair.hear(0) != 1)
                        return;
                    ++heard;
                    if (heard.load() > 1)
                        return;
                    QEventLoop loop;
                    QTimer::singleShot(20ms, &loop, &QEventLoop::quit);
                    loop.exec();
                    nested = heard.load(); // those that were pending were served in there
                });
            }
            for (SocketPair &pair : pairs)
                QVERIFY(pair.say(1));
        });
        QTRY_COMPARE(heard.load(), 10);
        QTRY_COMPARE(nested.load(), 10);
    }

    void wakeUpsFromManyThreads()
    {
        constexpr int threads = 4, each = 5000;
        std::atomic<int> got{0};
        std::vector<std::thread> callers;
        for (int i = 0; i < threads; ++i) {
            callers.emplace_back([&] {
                for (int j = 0; j < each; ++j)
                    QMetaObject::invokeMethod(
                        m_run->context, [&] { ++got; }, Qt::QueuedConnection);
            });
        }
        for (std::thread &caller : callers)
            caller.join();
        QTRY_COMPARE_WITH_TIMEOUT(got.load(), threads * each, 30000);
        // One at a time, so that the thread falls asleep between them: none may be slept over.
        for (int i = 0; i < 2000; ++i)
            m_run->run([] {});
    }

    void flags()
    {
        SocketPair pair;
        int read = 0, shots = 0, posted = 0;
        bool whenIdle = true, withEvents = false;
        int readWithout = -1, shotsWithout = -1;
        m_run->run([&] {
            QSocketNotifier notifier(pair.both[0], QSocketNotifier::Read);
            connect(&notifier, &QSocketNotifier::activated, m_run->context, [&] {
                pair.hear(0);
                ++read;
            });
            while (m_run->dispatcher->processEvents(QEventLoop::AllEvents)) {
            }
            whenIdle = m_run->dispatcher->processEvents(QEventLoop::AllEvents); // does not block
            pair.say(1);
            m_run->dispatcher->processEvents(QEventLoop::ExcludeSocketNotifiers);
            readWithout = read;
            withEvents = m_run->dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
            QTimer timer;
            connect(&timer, &QTimer::timeout, m_run->context, [&] { ++shots; });
            timer.start(0);
            m_run->dispatcher->processEvents(QEventLoop::X11ExcludeTimers);
            shotsWithout = shots;
            m_run->dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
            timer.stop();
            // Excluding the sockets it sleeps until somebody posts.
            pair.say(1);
            std::thread poster([&] {
                QMetaObject::invokeMethod(
                    m_run->context, [&] { ++posted; }, Qt::QueuedConnection);
            });
            while (posted == 0)
                m_run->dispatcher->processEvents(QEventLoop::WaitForMoreEvents |
                                                 QEventLoop::ExcludeSocketNotifiers);
            poster.join();
        });
        QVERIFY(!whenIdle);
        QCOMPARE(readWithout, 0);
        QVERIFY(withEvents);
        QCOMPARE(read, 1);
        QCOMPARE(shotsWithout, 0);
        QCOMPARE(shots, 1);
        QCOMPARE(posted, 1);
    }

    void saysWhenItSleeps()
    {
        QList<int> said;
        std::atomic<int> count{0};
        m_run->run([&] {
            connect(
                m_run->dispatcher, &QAbstractEventDispatcher::aboutToBlock, m_run->dispatcher,
                [&] { said.append(1); }, Qt::DirectConnection);
            connect(
                m_run->dispatcher, &QAbstractEventDispatcher::awake, m_run->dispatcher,
                [&] {
                    said.append(2);
                    ++count;
                },
                Qt::DirectConnection);
        });
        m_run->turns(3); // their timers let it sleep
        m_run->run([&] { m_run->dispatcher->disconnect(m_run->dispatcher); });
        QVERIFY(count.load() >= 3);
        for (qsizetype i = 1; i < said.size(); ++i)
            QVERIFY(said[i] != said[i - 1]);
    }

    void interruptEndsTheWait()
    {
        std::atomic<bool> asleep{false};
        std::atomic<int> returned{0};
        QMetaObject::invokeMethod(
            m_run->context,
            [&] {
                while (m_run->dispatcher->processEvents(QEventLoop::AllEvents)) {
                }
                connect(
                    m_run->dispatcher, &QAbstractEventDispatcher::aboutToBlock, m_run->dispatcher,
                    [&] { asleep = true; }, Qt::DirectConnection);
                m_run->dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
                ++returned;
            },
            Qt::QueuedConnection);
        QTRY_VERIFY(asleep.load());
        m_run->dispatcher->interrupt();
        QTRY_VERIFY(returned.load() > 0);
        m_run->run([&] { m_run->dispatcher->disconnect(m_run->dispatcher); });
    }

    void deletesLaterWhatASlotGaveUp()
    {
        SocketPair pair;
        std::atomic<int> destroyed{0};
        m_run->run([&] {
            auto *read = m_run->notifier(pair.both[0], QSocketNotifier::Read);
            connect(read, &QObject::destroyed, m_run->dispatcher, [&] { ++destroyed; });
            connect(read, &QSocketNotifier::activated, m_run->context, [read] {
                read->setEnabled(false);
                read->deleteLater();
            });
        });
        QVERIFY(pair.say(1));
        QTRY_COMPARE(destroyed.load(), 1);
    }

    void threadStartsAndStopsOften()
    {
        for (int i = 0; i < 200; ++i) {
            QThread thread;
            auto *dispatcher = new EpollDispatcher;
            thread.setEventDispatcher(dispatcher);
            thread.start();
            if (i % 2) // perhaps before it runs its loop
                thread.quit();
            else
                QMetaObject::invokeMethod(dispatcher, [] { QThread::currentThread()->quit(); });
            QVERIFY(thread.wait(30s));
        }
    }

private:
    std::unique_ptr<DispatcherThread> m_run;
};

QTEST_GUILESS_MAIN(TestEpollLoop)
#include "tst_epollloop.moc"
