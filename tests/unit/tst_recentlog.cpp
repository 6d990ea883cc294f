// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/recentlog.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <memory>

using Ui::RecentLog;

Q_LOGGING_CATEGORY(noisyLog, "madang.test.noisy", QtInfoMsg)

namespace {

int heardBefore = 0;

void hearBefore(QtMsgType, const QMessageLogContext &, const QString &)
{
    ++heardBefore;
}

} // namespace

class tst_RecentLog : public QObject {
    Q_OBJECT
    QtMessageHandler m_ofTheTest = nullptr;
    std::unique_ptr<RecentLog> m_log;

private Q_SLOTS:
    void init()
    {
        heardBefore = 0;
        m_ofTheTest = qInstallMessageHandler(hearBefore);
        m_log = std::make_unique<RecentLog>();
    }
    void cleanup()
    {
        m_log.reset();
        qInstallMessageHandler(m_ofTheTest);
    }

    void whatIsLoggedIsKeptAndGoesOn()
    {
        qCWarning(noisyLog) << "the disk is slow";
        qCInfo(noisyLog) << "and fast again";
        const auto lines = m_log->lines();
        QCOMPARE(lines.size(), size_t(2));
        QCOMPARE(lines[0].level, QtWarningMsg);
        QCOMPARE(lines[0].category, QStringLiteral("madang.test.noisy"));
        QCOMPARE(lines[0].text, QStringLiteral("the disk is slow"));
        QVERIFY(RecentLog::text(lines[0]).endsWith(
            QStringLiteral("Z warning madang.test.noisy: the disk is slow")));
        QCOMPARE(heardBefore, 2);
        m_log.reset();
        qCWarning(noisyLog) << "to the one before only";
        QCOMPARE(heardBefore, 3);
    }

    void theOldestGo()
    {
        for (size_t i = 0; i < RecentLog::mostLines + 10; ++i)
            qCInfo(noisyLog) << i;
        const auto lines = m_log->lines();
        QCOMPARE(lines.size(), RecentLog::mostLines);
        QCOMPARE(lines.front().text, QStringLiteral("10"));
    }

    void aLineIsOneAndShort()
    {
        qCInfo(noisyLog).noquote() << QStringLiteral("a\nfatal b\r\u2028c\x1b[31m");
        qCInfo(noisyLog).noquote() << QString(100000, u'x');
        const auto lines = m_log->lines();
        QCOMPARE(lines[0].text, QStringLiteral("a fatal b  c [31m"));
        QCOMPARE(lines[1].text.size(), RecentLog::longestLine + 1);
    }

    void anyThreadIsHeardAndAllIsToldOnce()
    {
        QSignalSpy changed(m_log.get(), &RecentLog::changed);
        std::vector<std::unique_ptr<QThread>> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back(QThread::create([] {
                for (int line = 0; line < 100; ++line)
                    qCInfo(noisyLog) << line;
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            QVERIFY(thread->wait());
        QCOMPARE(m_log->lines().size(), size_t(400));
        QTRY_COMPARE(changed.size(), 1);
        qCInfo(noisyLog) << "another turn";
        QTRY_COMPARE(changed.size(), 2);
    }
};

QTEST_GUILESS_MAIN(tst_RecentLog)
#include "tst_recentlog.moc"
