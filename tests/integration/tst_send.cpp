// SPDX-License-Identifier: GPL-3.0-or-later
// madang-send against real hosts: what is said arrives once, and the exit code tells what became
// of it.

#include "tests/support/hostprocess.h"
#include "tests/support/roompeer.h"
#include "tests/support/testcertificate.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace {

constexpr int patience = 60000;

struct Run {
    int code = -1; ///< -1: it crashed, or goes on.
    QString errors;
};

/// One madang-send.
class Sender : public QObject {
public:
    explicit Sender(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcessEnvironment environment;
        for (const auto &[name, value] : {std::pair("USER", "tester"), {"LANG", "C.UTF-8"}})
            environment.insert(QString::fromLatin1(name), QString::fromLatin1(value));
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(MADANG_SEND_BINARY), arguments);
        m_process.write(input);
        if (!input.isNull())
            m_process.closeWriteChannel();
    }
    ~Sender() override
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    QProcess &process() { return m_process; }
    Run wait()
    {
        const bool ended =
            QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, patience);
        const bool inOrder = ended && m_process.exitStatus() == QProcess::NormalExit;
        return {inOrder ? m_process.exitCode() : -1,
                QString::fromUtf8(m_process.readAllStandardError())};
    }

private:
    QProcess m_process;
};

/// Passes everything on, but cuts the connection instead of the first RECEIPT.
class CuttingProxy : public QTcpServer {
public:
    explicit CuttingProxy(quint16 to)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, to] {
            ++connections;
            QTcpSocket *client = nextPendingConnection();
            auto *host = new QTcpSocket(client);
            host->connectToHost(QHostAddress::LocalHost, to);
            connect(client, &QTcpSocket::readyRead, host,
                    [client, host] { host->write(client->readAll()); });
            connect(host, &QTcpSocket::connected, client,
                    [client, host] { host->write(client->readAll()); });
            connect(host, &QTcpSocket::readyRead, client, [this, client, host] {
                const QByteArray bytes = host->readAll();
                if (bytes.contains("RECEIPT") && !std::exchange(cut, true))
                    return client->abort();
                client->write(bytes);
            });
            connect(host, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        });
    }
    int connections = 0;
    bool cut = false;
};

QStringList with(QStringList list, const QStringList &more)
{
    return list += more;
}

} // namespace

class TestSend : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_host = std::make_unique<HostProcess>();
        m_peer.reset();
    }

    void saysOneThing_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("text");
        QTest::newRow("argument") << QStringList{QStringLiteral("됐다")} << QByteArray()
                                  << QStringLiteral("됐다");
        QTest::newRow("words") << QStringList{QStringLiteral("build"), QStringLiteral("ok")}
                               << QByteArray() << QStringLiteral("build ok");
        QTest::newRow("begins with a dash")
            << QStringList{QStringLiteral("--"), QStringLiteral("-v")} << QByteArray()
            << QStringLiteral("-v");
        QTest::newRow("input") << QStringList{} << QByteArray("two\nlines\n\n")
                               << QStringLiteral("two\nlines");
        QTest::newRow("dash") << QStringList{QStringLiteral("-")} << QByteArray("one")
                              << QStringLiteral("one");
        QTest::newRow("code") << QStringList{QStringLiteral("--code")} << QByteArray("a\n ```b\n")
                              << QStringLiteral("````\na\n ```b\n````");
        QTest::newRow("not UTF-8")
            << QStringList{} << QByteArray("a\xff") << QStringLiteral("a\ufffd");
    }
    void saysOneThing()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, input);
        QFETCH(QString, text);
        start();
        Sender sender(with(target(), arguments), input);
        const Run run = sender.wait();
        QCOMPARE(run.errors, QString());
        QCOMPARE(run.code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(heard(), QStringList{text}, patience);
        QCOMPARE(m_peer->messages().back().sender, QStringLiteral("tester"));
    }

    void eachLineIsAMessage()
    {
        start();
        QByteArray input;
        QStringList lines;
        for (int i = 0; i < 150; ++i) {
            lines << QStringLiteral("line %1").arg(i);
            input += lines.last().toUtf8() + (i % 2 ? "\n" : "\r\n\n");
        }
        lines << QStringLiteral("the end");
        Sender sender(with(target(), {QStringLiteral("--lines")}), input + "the end");
        const Run run = sender.wait();
        QCOMPARE(run.errors, QString());
        QCOMPARE(run.code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(heard(), lines, patience);
    }

    void aLineIsSaidWhileTheNextIsAwaited()
    {
        start();
        Sender sender(with(target(), {QStringLiteral("--lines")}));
        QVERIFY(sender.process().waitForStarted());
        sender.process().write("first\n");
        QTRY_COMPARE_WITH_TIMEOUT(heard(), QStringList{QStringLiteral("first")}, patience);
        // The host goes and comes while nothing is said.
        m_host->kill();
        QVERIFY(m_host->startAndWait());
        sender.process().write("second\n");
        sender.process().closeWriteChannel();
        QCOMPARE(sender.wait().code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(
            heard(), (QStringList{QStringLiteral("first"), QStringLiteral("second")}), patience);
    }

    void waitsForTheHost()
    {
        m_host->usePortOutsideEphemeralRange();
        Sender sender(
            {QStringLiteral("--host"), QStringLiteral("http://127.0.0.1:%1/").arg(m_host->port()),
             QStringLiteral("--room"), QStringLiteral("general"), QStringLiteral("at last")});
        QVERIFY(sender.process().waitForStarted());
        start();
        QCOMPARE(sender.wait().code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(heard(), QStringList{QStringLiteral("at last")}, patience);
    }

    void lostReceiptDoublesNothing()
    {
        start();
        CuttingProxy proxy(m_host->port());
        Sender sender(
            {QStringLiteral("--host"), QStringLiteral("ws://127.0.0.1:%1").arg(proxy.serverPort()),
             QStringLiteral("--room"), QStringLiteral("general"), QStringLiteral("once")});
        QCOMPARE(sender.wait().code, 0);
        QVERIFY(proxy.cut);
        QVERIFY(proxy.connections > 1);
        Sender last(with(target(), {QStringLiteral("the end")}));
        QCOMPARE(last.wait().code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(
            heard(), (QStringList{QStringLiteral("once"), QStringLiteral("the end")}), patience);
    }

    void unreachableIsTold()
    {
        m_host->usePortOutsideEphemeralRange(); // where nobody listens
        Sender sender(with(target(), {QStringLiteral("--timeout=1"), QStringLiteral("x")}));
        const Run run = sender.wait();
        QCOMPARE(run.code, 3);
        QVERIFY2(run.errors.contains(QStringLiteral("refused")), qPrintable(run.errors));
    }

    void silentHostIsGivenUp()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Sender sender({QStringLiteral("--host"),
                       QStringLiteral("127.0.0.1:%1").arg(silent.serverPort()),
                       QStringLiteral("--timeout=1"), QStringLiteral("x")});
        QCOMPARE(sender.wait().code, 3);
    }

    void refusalsAreTold()
    {
        const QString password = write("password", "geheim\n");
        QVERIFY(m_host->startAndWait({QStringLiteral("--password-file=") + password}));
        const Run without = Sender(with(target(), {QStringLiteral("x")})).wait();
        QCOMPARE(without.code, 4);
        QVERIFY2(without.errors.contains(QStringLiteral("access refused")),
                 qPrintable(without.errors));
        const QString wrong = write("wrong", "geheim2");
        QCOMPARE(
            Sender(with(target(), {QStringLiteral("--password-file"), wrong, QStringLiteral("x")}))
                .wait()
                .code,
            4);
        QCOMPARE(Sender(with(target(),
                             {QStringLiteral("--password-file"), password, QStringLiteral("x")}))
                     .wait()
                     .code,
                 0);
        // The account is none.
        QCOMPARE(Sender(with(target(), {QStringLiteral("--password-file"), password,
                                        QStringLiteral("--login=kim"), QStringLiteral("x")}))
                     .wait()
                     .code,
                 4);
    }

    void accountsLogIn()
    {
        QProcess maker;
        maker.start(HostProcess::program(),
                    {QStringLiteral("token"), QStringLiteral("add"), QStringLiteral("builder")});
        QVERIFY(maker.waitForFinished(patience));
        const QString users = write("users", maker.readAllStandardOutput());
        const QString token = write("token", maker.readAllStandardError());
        start({QStringLiteral("--users=") + users});
        QCOMPARE(
            Sender(with(target(), {QStringLiteral("--token-file"), token, QStringLiteral("x")}))
                .wait()
                .code,
            0);
        QTRY_COMPARE_WITH_TIMEOUT(m_peer->textsOf(QStringLiteral("builder")),
                                  QStringList{QStringLiteral("x")}, patience);
        QVERIFY(!m_peer->messages().back().guest);
    }

    void hostsRefusalOfAMessageIsTold()
    {
        start({QStringLiteral("--body-bytes=1024")});
        const Run run = Sender(target(), QByteArray(900, 'a') + QByteArray(900, 'b')).wait();
        QCOMPARE(run.code, 4);
        QVERIFY(!run.errors.isEmpty());
    }

    void fullDiskIsTold()
    {
        start({QStringLiteral("--store-bytes=400000")});
        Run run;
        for (int i = 0; i < 40 && run.code <= 0; ++i) {
            run = Sender(with(target(), {QStringLiteral("--timeout=3")}), QByteArray(60'000, 'a'))
                      .wait();
        }
        QCOMPARE(run.code, 5);
        QVERIFY2(run.errors.contains(QStringLiteral("not stored")), qPrintable(run.errors));
    }

    void certificateIsTheOneAndNoOther()
    {
        const TestCertificate certificate;
        const TestCertificate other;
        if (!certificate.isMade() || !other.isMade())
            QSKIP("there is no openssl");
        QVERIFY(m_host->startAndWait({QStringLiteral("--tls-certificate"),
                                      certificate.certificateFile(), QStringLiteral("--tls-key"),
                                      certificate.keyFile()}));
        const auto fingerprint = [](const TestCertificate &of) {
            return QStringLiteral("--fingerprint=") +
                   QString::fromLatin1(
                       of.certificate().digest(QCryptographicHash::Sha256).toHex(':').toUpper());
        };
        const auto code = [this](const QString &option) {
            return Sender(with(target(),
                               {option, QStringLiteral("--timeout=3"), QStringLiteral("secret")}))
                .wait()
                .code;
        };
        QCOMPARE(code(fingerprint(certificate)), 0);
        QCOMPARE(code(fingerprint(other)), 3);
        QCOMPARE(code(QStringLiteral("--tls")), 3); // nobody this computer trusts has signed it
    }

    void wrongUse_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const auto row = [](const char *name, const QString &arguments) {
            QTest::newRow(name) << arguments.split(u' ', Qt::SkipEmptyParts);
        };
        row("no host", QStringLiteral("--host= text"));
        row("no address", QStringLiteral("--host ftp://x text"));
        row("no room id", QStringLiteral("--host x --room a/b text"));
        row("unknown option", QStringLiteral("--host x --password secret text"));
        row("no seconds", QStringLiteral("--host x --timeout 0 text"));
        row("no fingerprint", QStringLiteral("--host x --fingerprint 00:11 text"));
        row("no file", QStringLiteral("--host x --token-file /nowhere/token text"));
        row("login alone", QStringLiteral("--host x --login kim text"));
        row("lines of an argument", QStringLiteral("--host x --lines text"));
        row("lines of code", QStringLiteral("--host x --lines --code"));
        row("nothing", QStringLiteral("--host x"));
    }
    void wrongUse()
    {
        QFETCH(QStringList, arguments);
        const Run run = Sender(arguments, QByteArray("")).wait();
        QCOMPARE(run.code, 2);
        QVERIFY(run.errors.startsWith(QStringLiteral("madang-send: ")));
    }

    void moreThanAMessageIsNotSent()
    {
        start();
        QCOMPARE(Sender(target(), QByteArray(1024 * 1024 + 1, 'a')).wait().code, 2);
        QCOMPARE(Sender(with(target(), {QStringLiteral("--lines")}),
                        QByteArray(1024 * 1024 + 100'000, 'a'))
                     .wait()
                     .code,
                 2);
        QCOMPARE(heard(), QStringList());
    }

    void helpIsThere()
    {
        Sender sender({QStringLiteral("--help")});
        QCOMPARE(sender.wait().code, 0);
        const QByteArray help = sender.process().readAllStandardOutput();
        for (const char *word : {"--host", "--room", "--lines", "--code", "Exit codes"})
            QVERIFY2(help.contains(word), word);
    }

private:
    void start(const QStringList &options = {})
    {
        QVERIFY(m_host->startAndWait(options));
        m_peer = std::make_unique<RoomPeer>(m_host->webSocket(), QStringLiteral("ear"),
                                            QStringLiteral("general"));
        m_peer->listenOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_peer->isConnected(), patience);
    }
    QStringList target() const
    {
        return {QStringLiteral("--host"), QStringLiteral("127.0.0.1:%1").arg(m_host->port()),
                QStringLiteral("--room"), QStringLiteral("general")};
    }
    QStringList heard() const { return m_peer->textsOf(QStringLiteral("tester")); }
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }
    QString write(const char *name, const QByteArray &text)
    {
        return write(QString::fromLatin1(name), text);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<HostProcess> m_host;
    std::unique_ptr<RoomPeer> m_peer;
};

QTEST_GUILESS_MAIN(TestSend)
#include "tst_send.moc"
