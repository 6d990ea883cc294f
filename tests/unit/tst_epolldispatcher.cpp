// SPDX-License-Identifier: GPL-3.0-or-later
// The event dispatcher on epoll, in a thread of its own: its socket notifiers.

#include "tests/support/dispatcherthread.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <sys/resource.h>
#include <vector>

using namespace Server;
using namespace TestSupport;
using namespace std::chrono_literals;

namespace {

void fill(int descriptor)
{
    const QByteArray much(65536, 'x');
    while (::write(descriptor, much.constData(), size_t(much.size())) > 0) {
    }
}

} // namespace

class TestEpollDispatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_run = std::make_unique<DispatcherThread>(); }
    void cleanup()
    {
        QVERIFY(m_run->end());
        m_run.reset();
    }

    void isTheThreadsDispatcher()
    {
        QAbstractEventDispatcher *used = nullptr;
        m_run->run([&] { used = QAbstractEventDispatcher::instance(); });
        QCOMPARE(used, static_cast<QAbstractEventDispatcher *>(m_run->dispatcher));
    }

    void socketsTalkBothWays()
    {
        // More than the kernel takes at once in each direction, so that writing waits, too.
        const QByteArray much(8 * 1024 * 1024, 'm');
        std::atomic<qint64> atServer{0}, atClient{0};
        m_run->run([&] {
            auto *server = new QTcpServer(m_run->context);
            QVERIFY(server->listen(QHostAddress::LocalHost));
            connect(server, &QTcpServer::newConnection, m_run->context, [&, server] {
                QTcpSocket *peer = server->nextPendingConnection();
                connect(peer, &QTcpSocket::readyRead, m_run->context,
                        [&, peer] { atServer += peer->readAll().size(); });
                peer->write(much);
            });
            auto *client = new QTcpSocket(m_run->context);
            connect(client, &QTcpSocket::readyRead, m_run->context,
                    [&, client] { atClient += client->readAll().size(); });
            connect(client, &QTcpSocket::connected, m_run->context,
                    [&, client] { client->write(much); });
            client->connectToHost(QHostAddress::LocalHost, server->serverPort());
        });
        QTRY_COMPARE_WITH_TIMEOUT(atServer.load(), much.size(), 30000);
        QTRY_COMPARE_WITH_TIMEOUT(atClient.load(), much.size(), 30000);
    }

    void refusedConnectionIsReported()
    {
        std::atomic<int> error{-1};
        m_run->run([&] {
            QTcpServer free;
            QVERIFY(free.listen(QHostAddress::LocalHost));
            const quint16 port = free.serverPort();
            free.close();
            auto *client = new QTcpSocket(m_run->context);
            connect(client, &QTcpSocket::errorOccurred, m_run->context,
                    [&](QAbstractSocket::SocketError code) { error = code; });
            client->connectToHost(QHostAddress::LocalHost, port);
        });
        QTRY_COMPARE_WITH_TIMEOUT(error.load(), int(QAbstractSocket::ConnectionRefusedError),
                                  30000);
    }

    void notifiersOfOneDescriptorAreApart()
    {
        SocketPair pair;
        std::atomic<int> reads{0}, writes{0}, exceptions{0};
        m_run->run([&] {
            auto *read = m_run->notifier(pair.both[0], QSocketNotifier::Read);
            auto *write = m_run->notifier(pair.both[0], QSocketNotifier::Write);
            auto *exception = m_run->notifier(pair.both[0], QSocketNotifier::Exception);
            connect(read, &QSocketNotifier::activated, m_run->context, [&] {
                pair.hear(0);
                ++reads;
            });
            connect(write, &QSocketNotifier::activated, m_run->context, [&, write] {
                ++writes;
                write->setEnabled(false);
            });
            connect(exception, &QSocketNotifier::activated, m_run->context, [&] { ++exceptions; });
        });
        QTRY_COMPARE(writes.load(), 1);
        QCOMPARE(reads.load(), 0);
        QVERIFY(pair.say(1));
        QTRY_COMPARE(reads.load(), 1);
        QVERIFY(pair.say(1));
        QTRY_COMPARE(reads.load(), 2);
        m_run->turns(5);
        QCOMPARE(writes.load(), 1);
        QCOMPARE(exceptions.load(), 0);
    }

    void fullWriterIsToldWhenThereIsRoom()
    {
        SocketPair pair;
        fill(pair.both[0]);
        std::atomic<int> writes{0};
        QSocketNotifier *write = nullptr;
        m_run->run([&] {
            write = m_run->notifier(pair.both[0], QSocketNotifier::Write);
            connect(write, &QSocketNotifier::activated, m_run->context, [&] {
                write->setEnabled(false);
                ++writes; // last: then the descriptors may go
            });
        });
        m_run->turns(5);
        QCOMPARE(writes.load(), 0);
        while (pair.hear(1) > 0) {
        }
        QTRY_COMPARE(writes.load(), 1);
        // And again, which asks the kernel anew.
        fill(pair.both[0]);
        m_run->run([&] { write->setEnabled(true); });
        m_run->turns(5);
        QCOMPARE(writes.load(), 1);
        while (pair.hear(1) > 0) {
        }
        QTRY_COMPARE(writes.load(), 2);
    }

    void readinessStaysUntilItIsRead()
    {
        SocketPair pair;
        std::atomic<int> calls{0};
        m_run->run([&] {
            auto *read = m_run->notifier(pair.both[0], QSocketNotifier::Read);
            connect(read, &QSocketNotifier::activated, m_run->context, [&] {
                if (++calls == 3) // level-triggered: unread, it comes again
                    pair.hear(0);
            });
        });
        QVERIFY(pair.say(1));
        QTRY_COMPARE(calls.load(), 3);
        m_run->turns(5);
        QCOMPARE(calls.load(), 3);
    }

    void disabledOneIsSilentAndComesBack()
    {
        SocketPair pair;
        std::atomic<int> calls{0};
        QSocketNotifier *read = nullptr;
        m_run->run([&] {
            read = m_run->notifier(pair.both[0], QSocketNotifier::Read);
            connect(read, &QSocketNotifier::activated, m_run->context, [&] {
                pair.hear(0);
                ++calls;
            });
        });
        m_run->turns(1);
        m_run->run([&] { read->setEnabled(false); });
        QVERIFY(pair.say(1));
        m_run->turns(1);
        std::atomic<int> sleeps{0};
        const auto sleeping = connect(
            m_run->dispatcher, &QAbstractEventDispatcher::aboutToBlock, m_run->dispatcher,
            [&] { ++sleeps; }, Qt::DirectConnection);
        m_run->turns(20);
        m_run->run([&] { disconnect(sleeping); });
        QCOMPARE(calls.load(), 0);
        QVERIFY2(sleeps.load() < 400, "what nobody waits for keeps the thread awake");
        m_run->run([&] { read->setEnabled(true); });
        QTRY_COMPARE(calls.load(), 1);
    }

    void endOfPeerWakesReader()
    {
        SocketPair pair;
        std::atomic<qint64> got{-2};
        m_run->run([&] {
            auto *read = m_run->notifier(pair.both[0], QSocketNotifier::Read);
            connect(read, &QSocketNotifier::activated, m_run->context, [&, read] {
                const qint64 heard = pair.hear(0);
                read->setEnabled(false);
                got = heard; // last: then the descriptors may go
            });
        });
        pair.closeEnd(1);
        QTRY_COMPARE(got.load(), qint64(0));
    }

    // Many are ready in one turn; the first slot that runs deletes, disables or closes the rest.
    void othersGoWhileTheirEventIsPending_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("disabled") << 0;
        QTest::newRow("deleted") << 1;
        QTest::newRow("closed and the numbers used again") << 2;
        QTest::newRow("closed behind their backs and used again") << 3;
        QTest::newRow("the same, and a copy lives on") << 4;
    }
    void othersGoWhileTheirEventIsPending()
    {
        QFETCH(int, how);
        constexpr int count = 20;
        std::array<SocketPair, count> pairs;
        std::vector<std::unique_ptr<SocketPair>> later;
        std::vector<QSocketNotifier *> notifiers, fresh;
        std::vector<int> copies;
        std::atomic<int> calls{0}, freshCalls{0}, reused{0};
        if (how >= 3)
            QTest::ignoreMessage(QtWarningMsg,
                                 QRegularExpression(QStringLiteral("second notifier")));
        m_run->run([&] {
            for (SocketPair &pair : pairs) {
                auto *read = m_run->notifier(pair.both[0], QSocketNotifier::Read);
                notifiers.push_back(read);
                connect(read, &QSocketNotifier::activated, m_run->context, [&, read] {
                    if (++calls > 1)
                        return;
                    for (QSocketNotifier *other : notifiers) {
                        if (how == 1 && other != read)
                            delete other;
                        else if (how < 3)
                            other->setEnabled(false);
                    }
                    if (how < 2)
                        return;
                    std::vector<int> numbers;
                    if (how == 4) { // which keep the kernel's events coming
                        for (const SocketPair &gone : pairs)
                            copies.push_back(::dup(gone.both[0]));
                    }
                    for (SocketPair &gone : pairs) {
                        numbers.push_back(gone.both[0]);
                        gone.closeEnd(0);
                    }
                    for (int i = 0; i < count; ++i) { // the kernel gives the lowest free number
                        later.push_back(std::make_unique<SocketPair>());
                        for (const int end : later.back()->both) {
                            if (std::find(numbers.begin(), numbers.end(), end) == numbers.end())
                                continue;
                            ++reused;
                            fresh.push_back(m_run->notifier(end, QSocketNotifier::Read));
                            connect(fresh.back(), &QSocketNotifier::activated, m_run->context,
                                    [&, end] {
                                        char byte;
                                        if (::read(end, &byte, 1) == 1)
                                            ++freshCalls;
                                        else
                                            freshCalls =
                                                1000; // told of something that was not there
                                    });
                        }
                    }
                });
            }
            for (SocketPair &pair : pairs)
                QVERIFY(pair.say(1));
        });
        QTRY_VERIFY(calls.load() >= 1);
        m_run->turns(5);
        QCOMPARE(calls.load(), 1);
        if (how < 2)
            return;
        QVERIFY(reused.load() > 0);
        QCOMPARE(freshCalls.load(), 0);
        for (const auto &pair : later) {
            pair->say(0);
            pair->say(1);
        }
        QTRY_COMPARE(freshCalls.load(), reused.load());
        for (const int copy : copies)
            ::close(copy);
        m_run->run([&] {
            qDeleteAll(notifiers);
            qDeleteAll(fresh);
        });
    }

    void thousandsOfNotifiers()
    {
        rlimit limit;
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
        const int count = int(std::min<rlim_t>(2000, (limit.rlim_cur - 100) / 2));
        std::vector<std::unique_ptr<SocketPair>> pairs;
        for (int i = 0; i < count; ++i) {
            pairs.push_back(std::make_unique<SocketPair>());
            QVERIFY(pairs.back()->ends);
        }
        std::atomic<int> heard{0};
        m_run->run([&] {
            for (const auto &pair : pairs) {
                auto *read = m_run->notifier(pair->both[0], QSocketNotifier::Read);
                connect(read, &QSocketNotifier::activated, m_run->context, [&, one = pair.get()] {
                    if (one->hear(0) == 1)
                        ++heard;
                });
            }
        });
        for (const auto &pair : pairs)
            QVERIFY(pair->say(1));
        QTRY_COMPARE_WITH_TIMEOUT(heard.load(), count, 30000);
    }

private:
    std::unique_ptr<DispatcherThread> m_run;
};

QTEST_GUILESS_MAIN(TestEpollDispatcher)
#include "tst_epolldispatcher.moc"
