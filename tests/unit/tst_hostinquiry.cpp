// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/address.h"
#include "tests/support/scriptedweb.h"
#include "tests/support/testcertificate.h"
#include "ui/model/hostinquiry.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QSslServer>
#include <QTest>

using namespace Ui;
using Failure = HostInquiry::Failure;

namespace {

Chat::About someHost()
{
    Chat::About about;
    about.hostId = QStringLiteral("a1b2");
    about.name = QStringLiteral("마당");
    about.version = QStringLiteral("0.1.0");
    about.people = 3;
    return about;
}

QByteArray good()
{
    return ScriptedWeb::answer("200 OK", "Content-Type: application/json\r\n",
                               Chat::aboutJson(someHost()));
}

} // namespace

class tst_HostInquiry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatTheHostSaysOfItself()
    {
        ScriptedWeb web([](const QByteArray &) { return good(); });
        HostInquiry inquiry;
        QSignalSpy answered(&inquiry, &HostInquiry::answered);
        QSignalSpy failed(&inquiry, &HostInquiry::failed);
        const QUrl host = Chat::hostUrl(QStringLiteral("127.0.0.1:%1").arg(web.serverPort()));
        inquiry.ask(host);
        inquiry.ask(host); // which is under way
        QVERIFY(inquiry.isAsking(host));
        QCOMPARE(inquiry.underWay(), 1);
        QVERIFY(answered.wait());
        QCOMPARE(answered.size(), 1);
        QCOMPARE(answered[0][0].toUrl(), host);
        QCOMPARE(answered[0][1].value<Chat::About>(), someHost());
        QVERIFY(!inquiry.isAsking(host));
        QVERIFY(failed.isEmpty());
        QCOMPARE(web.requests.size(), 1);
    }

    void asksForNothingElseAndTellsNothing()
    {
        ScriptedWeb web([](const QByteArray &) {
            return ScriptedWeb::answer("200 OK", "Set-Cookie: tracked=1\r\n",
                                       Chat::aboutJson(someHost()));
        });
        HostInquiry inquiry;
        QSignalSpy answered(&inquiry, &HostInquiry::answered);
        for (int i = 0; i < 2; ++i) {
            QUrl host = web.address();
            host.setUserName(QStringLiteral("me"));
            host.setPassword(QStringLiteral("secret"));
            host.setPath(QStringLiteral("/elsewhere"));
            host.setQuery(QStringLiteral("a=b"));
            inquiry.ask(host);
            QVERIFY(answered.wait());
        }
        QCOMPARE(web.requests.size(), 2);
        for (const QByteArray &request : std::as_const(web.requests)) {
            QVERIFY(request.startsWith("GET /about HTTP/1.1\r\n"));
            for (const char *word : {"secret", "cookie", "authorization", "referer"})
                QVERIFY2(!request.toLower().contains(word), word);
        }
    }

    void saysWhyNot_data()
    {
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char *what, const QByteArray &answer) {
            QTest::newRow(what) << answer;
        };
        row("nothing there", ScriptedWeb::answer("404 Not Found", "", "no"));
        row("another's page", ScriptedWeb::answer("200 OK", "", "<html>"));
        row("another's JSON", ScriptedWeb::answer("200 OK", "", "{\"name\":\"router\"}"));
        row("sends elsewhere", ScriptedWeb::answer("302 Found", "Location: /other\r\n", ""));
        row("wants a password",
            ScriptedWeb::answer("401 Unauthorized", "WWW-Authenticate: Basic realm=\"a\"\r\n", ""));
        row("the right words with the wrong status",
            ScriptedWeb::answer("203 Somewhere", "", Chat::aboutJson(someHost())));
        row("too long",
            ScriptedWeb::answer("200 OK", "",
                                Chat::aboutJson(someHost()) + QByteArray(Chat::largestAbout, ' ')));
        row("without end", "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(4 * 1024 * 1024, ' '));
        row("another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n");
        row("closes", QByteArray(""));
    }
    void saysWhyNot()
    {
        QFETCH(QByteArray, answer);
        ScriptedWeb web([answer](const QByteArray &) { return answer; });
        HostInquiry inquiry;
        inquiry.setPatience(std::chrono::minutes(1));
        QSignalSpy failed(&inquiry, &HostInquiry::failed);
        QSignalSpy answered(&inquiry, &HostInquiry::answered);
        inquiry.ask(web.address());
        QVERIFY(failed.wait(30000));
        QCOMPARE(failed[0][1].value<Failure>(), Failure::NotOurs);
        QVERIFY(answered.isEmpty());
        for (const QByteArray &request : std::as_const(web.requests)) // followed nowhere
            QVERIFY(request.startsWith("GET /about "));
        QCOMPARE(inquiry.underWay(), 0);
    }

    void nobodyListens()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const QUrl host(QStringLiteral("http://127.0.0.1:%1").arg(gone.serverPort()));
        gone.close();
        HostInquiry inquiry;
        QSignalSpy failed(&inquiry, &HostInquiry::failed);
        inquiry.ask(host);
        QVERIFY(failed.isEmpty()); // never from within
        QVERIFY(failed.wait());
        QCOMPARE(failed[0][1].value<Failure>(), Failure::Refused);
        QVERIFY(!failed[0][2].toString().isEmpty());
    }

    void whoIsSilentIsLeft()
    {
        ScriptedWeb web([](const QByteArray &) { return good(); });
        web.holds = true;
        HostInquiry inquiry;
        inquiry.setPatience(std::chrono::milliseconds(50));
        QSignalSpy failed(&inquiry, &HostInquiry::failed);
        inquiry.ask(web.address());
        QVERIFY(failed.wait());
        QCOMPARE(failed[0][1].value<Failure>(), Failure::Silent);
    }

    void noSuchName()
    {
        HostInquiry inquiry;
        QSignalSpy failed(&inquiry, &HostInquiry::failed);
        inquiry.ask(QUrl(QStringLiteral("http://nobody.invalid:7610")));
        QVERIFY(failed.wait(30000));
        const auto failure = failed[0][1].value<Failure>();
        // Where there is no network, the system does not know that there is no such name.
        QVERIFY(failure == Failure::NoSuchName || failure == Failure::Silent ||
                failure == Failure::Unreachable);
    }

    /// Nothing of ours is asked with.
    void whoDoesNotEncryptIsAskedAllTheSame()
    {
        ScriptedWeb web([](const QByteArray &) { return good(); });
        HostInquiry inquiry;
        QSignalSpy answered(&inquiry, &HostInquiry::answered);
        const QUrl host(QStringLiteral("wss://127.0.0.1:%1/ws-stomp").arg(web.serverPort()));
        inquiry.ask(host);
        QVERIFY(answered.wait());
        QCOMPARE(answered[0][0].toUrl(), host);
        QCOMPARE(web.requests.size(), 1);
        QCOMPARE(inquiry.underWay(), 0);
    }

    void whoEncryptsHasToBeWhomItTellsOf_data()
    {
        QTest::addColumn<bool>("isItself");
        QTest::newRow("itself") << true;
        QTest::newRow("another") << false;
    }
    void whoEncryptsHasToBeWhomItTellsOf()
    {
        QFETCH(bool, isItself);
        const TestCertificate certificate;
        if (!certificate.isMade())
            QSKIP("no openssl here");
        Chat::About about;
        about.hostId = QStringLiteral("abc");
        about.fingerprint =
            isItself ? certificate.forHost().localCertificate().digest(QCryptographicHash::Sha256)
                     : QByteArray(32, 'x');
        QSslServer host;
        host.setSslConfiguration(certificate.forHost());
        connect(&host, &QTcpServer::pendingConnectionAvailable, &host, [&] {
            QTcpSocket *socket = host.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [&about, socket] {
                socket->write(ScriptedWeb::answer("200 OK", {}, Chat::aboutJson(about)));
                socket->disconnectFromHost();
            });
        });
        QVERIFY(host.listen(QHostAddress::LocalHost));
        HostInquiry inquiry;
        QSignalSpy answered(&inquiry, &HostInquiry::answered);
        QSignalSpy failed(&inquiry, &HostInquiry::failed);
        inquiry.ask(QUrl(QStringLiteral("wss://127.0.0.1:%1/ws-stomp").arg(host.serverPort())));
        QTRY_COMPARE(answered.size() + failed.size(), 1);
        QCOMPARE(answered.size(), isItself ? 1 : 0);
        if (!isItself)
            QCOMPARE(failed[0][1].value<HostInquiry::Failure>(),
                     HostInquiry::Failure::WrongCertificate);
    }

    void nobodyHearsOfWhatWasCancelled()
    {
        ScriptedWeb web([](const QByteArray &) { return good(); });
        HostInquiry inquiry;
        QSignalSpy answered(&inquiry, &HostInquiry::answered);
        QSignalSpy failed(&inquiry, &HostInquiry::failed);
        const QUrl first = web.address();
        QUrl second = first;
        second.setHost(QStringLiteral("localhost"));
        inquiry.ask(first);
        inquiry.ask(second);
        inquiry.cancel(first);
        QVERIFY(!inquiry.isAsking(first));
        QTRY_VERIFY(!answered.isEmpty() || !failed.isEmpty());
        for (const auto &arguments : answered + failed)
            QCOMPARE(arguments[0].toUrl(), second);
        inquiry.ask(first); // anew
        QVERIFY(answered.wait());
        QCOMPARE(answered.last()[0].toUrl(), first);
        inquiry.ask(first);
        inquiry.cancelAll();
        QCOMPARE(inquiry.underWay(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_HostInquiry)
#include "tst_hostinquiry.moc"
