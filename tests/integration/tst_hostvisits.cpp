// SPDX-License-Identifier: GPL-3.0-or-later
// A host tells who of another computer reached it last.

#include "server/host.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace Server;

namespace {
constexpr int patience = 30000; // ms
}

class TestHostVisits : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Host> m_host;
    quint16 m_port = 0;

    void open(const HostConfig &wanted)
    {
        HostConfig config = wanted;
        config.name = QStringLiteral("Oak");
        config.port = 0;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
        m_host = std::make_unique<Host>(config);
        QSignalSpy started(m_host.get(), &Host::started);
        m_host->start();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
        m_port = started[0][0].value<HostAddresses>().port;
    }
    std::optional<HostStatus::Visit> lastVisit()
    {
        QSignalSpy told(m_host.get(), &Host::statusReady);
        m_host->requestStatus();
        if (!QTest::qWaitFor([&told] { return !told.isEmpty(); }, patience))
            return HostStatus::Visit{QStringLiteral("no status"), {}};
        return told[0][0].value<HostStatus>().lastVisit;
    }
    void visit()
    {
        QNetworkAccessManager browser;
        const std::unique_ptr<QNetworkReply> reply(browser.get(
            QNetworkRequest(QUrl(QStringLiteral("http://127.0.0.1:%1/health").arg(m_port)))));
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patience);
        QCOMPARE(reply->error(), QNetworkReply::NoError);
    }

private Q_SLOTS:
    void cleanup() { m_host.reset(); }

    void whoCameFromOutsideIsTold()
    {
        HostConfig config;
        config.isOwnAddress = [](const QHostAddress &) { return false; };
        open(config);
        QVERIFY(!lastVisit());
        visit();
        const auto last = lastVisit();
        QVERIFY(last);
        QCOMPARE(last->address, QStringLiteral("127.0.0.1"));
        QVERIFY(last->ago >= std::chrono::seconds(0));
        QTRY_VERIFY_WITH_TIMEOUT(lastVisit()->ago > last->ago, patience);
    }

    void thisComputerIsNotOutside()
    {
        open({});
        visit();
        QVERIFY(!lastVisit());
    }
};

QTEST_GUILESS_MAIN(TestHostVisits)
#include "tst_hostvisits.moc"
