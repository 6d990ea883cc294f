// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminationsignal.h"

#include <QSignalSpy>
#include <QTest>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <csignal>
#endif

class TestTerminationSignal : public QObject {
    Q_OBJECT

private Q_SLOTS:
#ifdef Q_OS_UNIX
    void tellsOfEach_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }
    void tellsOfEach()
    {
        QFETCH(int, number);
        TerminationSignal termination;
        QSignalSpy received(&termination, &TerminationSignal::received);
        std::raise(number);
        QCOMPARE(received.count(), 0); // in the event loop, not in the handler
        QTRY_COMPARE(received.count(), 1);
        std::raise(number);
        QTRY_COMPARE(received.count(), 2);
    }

    void manyAtOnceAreOne()
    {
        TerminationSignal termination;
        QSignalSpy received(&termination, &TerminationSignal::received);
        for (int i = 0; i < 100; ++i)
            std::raise(SIGTERM);
        QTRY_COMPARE(received.count(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(received.count(), 1);
    }

    void moreThanThePipeHoldsDoesNotBlock()
    {
        TerminationSignal termination;
        QSignalSpy received(&termination, &TerminationSignal::received);
        errno = ENOENT;
        for (int i = 0; i < 70000; ++i)
            std::raise(SIGTERM);
        QCOMPARE(errno, ENOENT); // nor does it disturb whom it interrupts
        QTRY_VERIFY(received.count() > 0);
    }

    void hangUpReloadsWhereItMay()
    {
        TerminationSignal termination(TerminationSignal::HangUp::Reloads);
        QSignalSpy received(&termination, &TerminationSignal::received);
        QSignalSpy reload(&termination, &TerminationSignal::reloadRequested);
        for (int i = 0; i < 3; ++i)
            std::raise(SIGHUP);
        QTRY_COMPARE(reload.count(), 1);
        QCOMPARE(received.count(), 0);
        std::raise(SIGHUP);
        QTRY_COMPARE(reload.count(), 2);

        // Who is told to end does not reload any more.
        std::raise(SIGHUP);
        std::raise(SIGTERM);
        QTRY_COMPARE(received.count(), 1);
        QCOMPARE(reload.count(), 2);
    }

    void mayBeMadeAgain()
    {
        {
            TerminationSignal first;
        }
        TerminationSignal second;
        QSignalSpy received(&second, &TerminationSignal::received);
        std::raise(SIGTERM);
        QTRY_COMPARE(received.count(), 1);
    }
#endif
};

QTEST_GUILESS_MAIN(TestTerminationSignal)
#include "tst_terminationsignal.moc"
