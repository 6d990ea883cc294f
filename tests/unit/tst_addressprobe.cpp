// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedweb.h"
#include "tests/support/testcertificate.h"
#include "ui/model/addressprobe.h"

#include <QSignalSpy>
#include <QSslServer>
#include <QTest>

#include <chrono>

using Ui::AddressProbe;
using Ui::ProbeResult;
using Outcome = ProbeResult::Outcome;
using Step = AddressProbe::Step;
using State = AddressProbe::State;
using namespace std::chrono_literals;

namespace {

const QByteArray about = R"({"madang":1,"id":"abc","name":"회의실 3","version":"0.2.0",)"
                         R"("access":"password","people":5,"fingerprint":"","near":[]})";

QByteArray told(const QByteArray &)
{
    return ScriptedWeb::answer("200 OK", "Content-Type: application/json\r\n", about);
}

QString addressOf(quint16 port)
{
    return QStringLiteral("ws://127.0.0.1:%1").arg(port);
}

/// Speaks TLS with one certificate and answers whatever is asked.
class SecureWeb : public QSslServer {
public:
    explicit SecureWeb(const TestCertificate &certificate)
    {
        setSslConfiguration(certificate.forHost());
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                requests << socket->readAll();
                socket->write(told({}));
                socket->disconnectFromHost();
            });
        });
    }
    QList<QByteArray> requests;
};

/// One look at an address, from its beginning to its end.
struct Look {
    explicit Look(const QString &address, AddressProbe::Options options = {})
        : probe(address, std::move(options))
    {
        QObject::connect(&probe, &AddressProbe::stepChanged, &probe,
                         [this](Step step, State state) { steps[step] = state; });
        QObject::connect(&probe, &AddressProbe::finished, &probe, [this](const ProbeResult &found) {
            result = found;
            ++ends;
        });
        probe.start();
    }
    AddressProbe probe;
    ProbeResult result;
    QHash<Step, State> steps;
    int ends = 0;
};

} // namespace

class tst_AddressProbe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMadang()
    {
        const ScriptedWeb host(told);
        Look look(addressOf(host.serverPort()));
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::Fine);
        QCOMPARE(look.result.about.name, QStringLiteral("회의실 3"));
        QCOMPARE(look.result.about.people, 5);
        QVERIFY(!look.result.secure);
        QVERIFY(look.result.connected);
        QCOMPARE(host.requests.size(), 1);
        QVERIFY(host.requests.first().startsWith("GET /about HTTP/1.1\r\n"));
        QVERIFY(!host.requests.first().toLower().contains("cookie"));
        for (const Step step : {Step::Name, Step::Connection, Step::Answer})
            QCOMPARE(look.steps.value(step), State::Fine);
        QCOMPARE(look.steps.value(Step::Secure), State::Skipped);
    }

    void nobodyListens()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const quint16 port = gone.serverPort();
        gone.close();
        Look look(addressOf(port));
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::Refused);
        QCOMPARE(look.steps.value(Step::Connection), State::Failed);
        QVERIFY(!look.result.connected);
        QVERIFY(!look.steps.contains(Step::Answer));
    }

    void somebodySaysNothing()
    {
        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        AddressProbe::Options options;
        options.patience = 100ms;
        Look look(addressOf(mute.serverPort()), options);
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::Silent);
        QVERIFY(look.result.connected);
        QCOMPARE(look.steps.value(Step::Answer), State::Failed);
    }

    void notOurs_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("a web server") << ScriptedWeb::answer("404 Not Found", {}, "no");
        QTest::newRow("another page") << ScriptedWeb::answer("200 OK", {}, "<html></html>");
        QTest::newRow("JSON of something else")
            << ScriptedWeb::answer("200 OK", {}, R"({"id":"a"})");
        QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n");
        QTest::newRow("nothing at all") << QByteArray();
        QTest::newRow("a head without an end") << QByteArray(20'000, 'a');
        QTest::newRow("a body without an end")
            << "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(200'000, '{');
        QTest::newRow("elsewhere")
            << ScriptedWeb::answer("302 Found", "Location: https://example.com/\r\n", {});
    }

    void notOurs()
    {
        QFETCH(QByteArray, answer);
        const ScriptedWeb web([answer](const QByteArray &) { return answer; });
        Look look(addressOf(web.serverPort()));
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::NotOurs);
        QCOMPARE(look.steps.value(Step::Answer), State::Failed);
        QCOMPARE(web.requests.size(), 1); // nobody is followed anywhere
    }

    void theKnownCertificate()
    {
        const TestCertificate certificate;
        if (!certificate.isMade())
            QSKIP("no openssl here");
        const SecureWeb host(certificate);
        AddressProbe::Options options;
        options.pin = certificate.certificate().digest(QCryptographicHash::Sha256);
        Look look(addressOf(host.serverPort()), options);
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::Fine);
        QVERIFY(look.result.secure);
        QCOMPARE(look.result.fingerprint, options.pin);
        QCOMPARE(look.steps.value(Step::Secure), State::Fine);
    }

    void anotherCertificateIsAskedNothing()
    {
        const TestCertificate certificate;
        if (!certificate.isMade())
            QSKIP("no openssl here");
        const SecureWeb host(certificate);
        AddressProbe::Options options;
        options.pin = QByteArray(32, 'x');
        Look look(addressOf(host.serverPort()), options);
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::WrongCertificate);
        QCOMPARE(look.steps.value(Step::Secure), State::Failed);
        QVERIFY(host.requests.isEmpty());
    }

    void aKnownHostWithoutTlsIsNotIt()
    {
        const ScriptedWeb host(told);
        AddressProbe::Options options;
        options.pin = QByteArray(32, 'x');
        options.patience = 10s;
        Look look(addressOf(host.serverPort()), options);
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::WrongCertificate);
        QVERIFY(host.requests.isEmpty());
    }

    void encryptedUnlessSaidOtherwise()
    {
        const TestCertificate certificate;
        if (!certificate.isMade())
            QSKIP("no openssl here");
        const SecureWeb host(certificate);
        Look look(QStringLiteral("127.0.0.1:%1").arg(host.serverPort()));
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::Fine);
        QVERIFY(look.result.secure);
        QCOMPARE(look.steps.value(Step::Secure), State::Fine);
    }

    /// Nothing of ours is asked with, and what is there is told.
    void whoDoesNotEncryptIsSeenToo()
    {
        const ScriptedWeb host(told);
        AddressProbe::Options options;
        options.patience = 10s;
        Look look(QStringLiteral("127.0.0.1:%1").arg(host.serverPort()), options);
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::Fine);
        QVERIFY(!look.result.secure);
    }

    void plainSendsToTls()
    {
        const TestCertificate certificate;
        if (!certificate.isMade())
            QSKIP("no openssl here");
        // As one port answers both, this one does by turns.
        SecureWeb secure(certificate);
        ScriptedWeb *first = nullptr;
        ScriptedWeb plain([&](const QByteArray &) {
            const quint16 port = first->serverPort();
            first->close();
            secure.close();
            secure.listen(QHostAddress::LocalHost, port);
            return ScriptedWeb::answer(
                "307 Temporary Redirect",
                "Location: https://127.0.0.1:" + QByteArray::number(port) + "/about\r\n", {});
        });
        first = &plain;
        Look look(addressOf(plain.serverPort()));
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::Fine);
        QVERIFY(look.result.secure);
    }

    void tlsIsLookedAtWhenAskedTo()
    {
        const ScriptedWeb host(told);
        AddressProbe::Options options;
        options.looksAtTls = true;
        options.patience = 10s;
        Look look(addressOf(host.serverPort()), options);
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::Fine); // which the answer was
        QCOMPARE(look.steps.value(Step::Secure), State::Odd);
    }

    void names()
    {
        const ScriptedWeb host(told);
        QStringList asked;
        AddressProbe::Options options;
        options.resolve = [&](const QString &name, QObject *,
                              const std::function<void(const QHostInfo &)> &done) {
            asked << name;
            QHostInfo info;
            if (name == QStringLiteral("minjun.local"))
                info.setAddresses({QHostAddress(QHostAddress::LocalHostIPv6),
                                   QHostAddress(QHostAddress::LocalHost)});
            else
                info.setError(QHostInfo::HostNotFound);
            done(info);
        };
        Look there(QStringLiteral("minjun.local:%1").arg(host.serverPort()), options);
        QTRY_COMPARE(there.ends, 1);
        QCOMPARE(there.result.outcome, Outcome::Fine);
        QCOMPARE(there.result.numbers.first(), QStringLiteral("127.0.0.1")); // IPv4 first
        Look nowhere(QStringLiteral("minjnu.local:%1").arg(host.serverPort()), options);
        QTRY_COMPARE(nowhere.ends, 1);
        QCOMPARE(nowhere.result.outcome, Outcome::NoSuchName);
        QCOMPARE(nowhere.steps.value(Step::Name), State::Failed);
        QVERIFY(!nowhere.steps.contains(Step::Connection));
        QCOMPARE(asked.size(), 2);
        Look number(addressOf(host.serverPort()), options);
        QTRY_COMPARE(number.ends, 1);
        QCOMPARE(asked.size(), 2); // nobody is asked for a number
    }

    void aNameThatNobodyAnswersFor()
    {
        AddressProbe::Options options;
        options.patience = 50ms;
        std::function<void(const QHostInfo &)> later;
        options.resolve = [&](const QString &, QObject *, const auto &done) { later = done; };
        Look look(QStringLiteral("minjun.local"), options);
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::NoSuchName);
        QHostInfo info;
        info.setAddresses({QHostAddress(QHostAddress::LocalHost)});
        later(info); // which is too late
        QCOMPARE(look.ends, 1);
        QVERIFY(!look.steps.contains(Step::Connection));
    }

    void oneOfSeveralNumbersDoes()
    {
        const ScriptedWeb host(told);
        AddressProbe::Options options;
        options.resolve = [](const QString &, QObject *, const auto &done) {
            QHostInfo info; // nobody listens at the first
            info.setAddresses(
                {QHostAddress(QStringLiteral("127.0.0.2")), QHostAddress(QHostAddress::LocalHost)});
            done(info);
        };
        Look look(QStringLiteral("two.local:%1").arg(host.serverPort()), options);
        QTRY_COMPARE(look.ends, 1);
        QCOMPARE(look.result.outcome, Outcome::Fine);
    }

    void goneInTheMiddle()
    {
        ScriptedWeb host(told);
        host.holds = true;
        auto look = std::make_unique<Look>(addressOf(host.serverPort()));
        QTRY_VERIFY(look->steps.value(Step::Answer) == State::Running);
        look.reset();
        QTRY_VERIFY(host.findChildren<QTcpSocket *>().isEmpty()); // it hung up
    }
};

QTEST_GUILESS_MAIN(tst_AddressProbe)
#include "tst_addressprobe.moc"
