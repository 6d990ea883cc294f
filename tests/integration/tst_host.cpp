// SPDX-License-Identifier: GPL-3.0-or-later
// What madang-host promises to whoever starts and stops it.

#include "tests/support/hostprocess.h"
#include "tests/support/notifysocket.h"
#include "tests/support/rawpeer.h"
#include "tests/support/roompeer.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QTimer>

namespace {

constexpr int patience = 30000;

/// Runs the host on a small disk of its own, which vanishes with it.
QStringList onSmallDisk(const QString &folder, const QString &size)
{
    const QString script =
        QStringLiteral("mkdir -p '%1' && mount -t tmpfs -o size=%2 none '%1' && exec \"$@\"")
            .arg(folder, size);
    return {QStringLiteral("unshare"),
            QStringLiteral("--user"),
            QStringLiteral("--map-root-user"),
            QStringLiteral("--mount"),
            QStringLiteral("sh"),
            QStringLiteral("-c"),
            script,
            QStringLiteral("sh")};
}

bool smallDiskPossible(const QString &folder)
{
    QStringList command = onSmallDisk(folder, QStringLiteral("64k")) + QStringList{"true"};
    const QString first = command.takeFirst();
    return QProcess::execute(first, command) == 0;
}

constexpr const char *noSmallDisk =
    "a full disk: this system lets nobody mount a tmpfs in a namespace of their own (unshare)";

} // namespace

class TestHost : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readyLineIsTheOnlyOutput();
    void versionAndHelp_data();
    void versionAndHelp();
    void commandWithoutItsWords_data();
    void commandWithoutItsWords();
    void refusesToStart_data();
    void refusesToStart();
    void namedPortInUse();
    void addressThatIsNotOurs();
    void secondHostOnTheSameData();
    void dataOfANewerVersion();
    void passwordFileThatIsMissing();
    void diskFullAtStart_data();
    void diskFullAtStart();
    void diskFullWhileRunning_data();
    void diskFullWhileRunning();
    void flagOverEnvironmentOverFile();
    void unknownKeyInFileOrBadEnvironment_data();
    void unknownKeyInFileOrBadEnvironment();
    void stopTellsClientsAndExitsWithZero();
    void stopGivesReceiptsFirst();
    void startsAgainAfterKillOnTheSameData();
    void tellsSystemd_data();
    void tellsSystemd();
    void withoutNamedPortWalksOn();
};

void TestHost::readyLineIsTheOnlyOutput()
{
    HostProcess host;
    QVERIFY(host.startAndWait());
    RoomPeer peer(host.webSocket(), QStringLiteral("가람"), QStringLiteral("lobby"));
    QTRY_VERIFY_WITH_TIMEOUT(peer.isConnected(), patience);
    const QRegularExpression line(QStringLiteral(
        "^madang-host ready http://127\\.0\\.0\\.1:(\\d+) ws://127\\.0\\.0\\.1:\\1/ws-stomp "
        "https://127\\.0\\.0\\.1:\\1 wss://127\\.0\\.0\\.1:\\1/ws-stomp\\n$"));
    QVERIFY2(line.match(QString::fromUtf8(host.output())).hasMatch(), host.output().constData());
    QCOMPARE(host.terminate(), 0);
    QCOMPARE(host.output().count('\n'), 1);
}

void TestHost::versionAndHelp_data()
{
    QTest::addColumn<QString>("flag");
    QTest::addColumn<QString>("expected");
    QTest::newRow("--version") << "--version"
                               << "^madang-host \\d+\\.\\d+\\.\\d+\\n$";
    QTest::newRow("--help names every option")
        << "--help"
        << "(?s)Usage: madang-host.*--name.*--port.*--bind.*--data.*--users.*--password-file"
           ".*--config.*Exit codes";
    QTest::newRow("-h is --help") << "-h"
                                  << "Usage: madang-host";
    QTest::newRow("ban --help") << "ban --help"
                                << "^Usage: madang-host ban list.*\\n.*ban add WHOM";
    QTest::newRow("user list -h") << "user list -h"
                                  << "^Usage: madang-host user add NAME";
    QTest::newRow("audit --help") << "audit --help"
                                  << "^Usage: madang-host audit";
}

void TestHost::versionAndHelp()
{
    QFETCH(QString, flag);
    QFETCH(QString, expected);
    QProcess process;
    process.start(HostProcess::program(), flag.split(u' '));
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitCode(), 0);
    const QString text = QString::fromUtf8(process.readAllStandardOutput());
    QVERIFY2(QRegularExpression(expected).match(text).hasMatch(), qPrintable(text));
}

void TestHost::commandWithoutItsWords_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"user", "token", "ban", "backup", "restore", "export", "import"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TestHost::commandWithoutItsWords()
{
    QFETCH(QString, command);
    QProcess process;
    process.start(HostProcess::program(), {command});
    QVERIFY(process.waitForFinished(patience)); // though nobody closes its standard input
    QCOMPARE(process.exitCode(), 2);
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(said.contains("Usage: madang-host " + command.toLatin1()), said.constData());
}

void TestHost::refusesToStart_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("unknown option")
        << QStringList{"--colour", "red"} << 2 << QByteArray("There is no option --colour");
    QTest::newRow("option without its value")
        << QStringList{"--name"} << 2 << QByteArray("--name needs a value");
    QTest::newRow("no option at all")
        << QStringList{"chat"} << 2 << QByteArray("\"chat\" is not an option");
    QTest::newRow("port above 65535")
        << QStringList{"--port", "65536"} << 2 << QByteArray("\"65536\" is no value for port");
    QTest::newRow("bind to no address")
        << QStringList{"--bind", "here"} << 2 << QByteArray("\"here\" is no value for bind");
    QTest::newRow("queue below its least")
        << QStringList{"--queue-bytes", "10"} << 2 << QByteArray("queue-bytes");
    QTest::newRow("configuration file missing")
        << QStringList{"--config", "/nonexistent/madang.ini"} << 2 << QByteArray("cannot be read");
    QTest::newRow("users file missing")
        << QStringList{"--users", "/nonexistent/users"} << 2 << QByteArray("/nonexistent/users");
    QTest::newRow("data path is a file")
        << QStringList{"--data", HostProcess::program()} << 4 << QByteArray("is not a folder");
    QTest::newRow("data path cannot be made")
        << QStringList{"--data", "/proc/madang"} << 4 << QByteArray("cannot be made");
}

void TestHost::refusesToStart()
{
    QFETCH(QStringList, options);
    QFETCH(int, code);
    QFETCH(QByteArray, sentence);
    HostProcess host;
    host.start(options);
    QCOMPARE(host.waitForEnd(), code);
    QVERIFY2(host.errors().contains(sentence), host.errors().constData());
    QVERIFY2(host.errors().contains("madang-host: "), host.errors().constData());
    QCOMPARE(host.output(), QByteArray());
}

void TestHost::namedPortInUse()
{
    HostProcess first;
    QVERIFY(first.startAndWait());
    HostProcess second;
    second.start({QStringLiteral("--port"), QString::number(first.port())});
    QCOMPARE(second.waitForEnd(), 3);
    QVERIFY2(second.errors().contains(QByteArray::number(first.port())),
             second.errors().constData());
    QVERIFY2(second.errors().contains("Choose another port"), second.errors().constData());
}

void TestHost::addressThatIsNotOurs()
{
    HostProcess host;
    host.start({QStringLiteral("--bind"), QStringLiteral("192.0.2.1")}); // RFC 5737: nobody's
    QCOMPARE(host.waitForEnd(), 3);
    QVERIFY2(host.errors().contains("192.0.2.1"), host.errors().constData());
}

void TestHost::secondHostOnTheSameData()
{
    HostProcess first;
    QVERIFY(first.startAndWait());
    HostProcess second;
    second.dataFolder = first.dataFolder;
    second.start();
    QCOMPARE(second.waitForEnd(), 4);
    QVERIFY2(second.errors().contains("Another host is using the data"),
             second.errors().constData());

    // kill -9 leaves no lock behind.
    first.kill();
    QVERIFY(second.startAndWait());
}

void TestHost::dataOfANewerVersion()
{
    HostProcess host;
    QVERIFY(host.startAndWait());
    QCOMPARE(host.terminate(), 0);
    const QString connection = QStringLiteral("newer");
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(host.dataFolder + QStringLiteral("/log.sqlite"));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("SELECT count(*) FROM rooms")));
        query.finish();
        QVERIFY(query.exec(QStringLiteral("PRAGMA user_version = 9999")));
    }
    QSqlDatabase::removeDatabase(connection);
    host.start();
    QCOMPARE(host.waitForEnd(), 5);
    QVERIFY2(host.errors().contains("written by a newer version"), host.errors().constData());
}

void TestHost::passwordFileThatIsMissing()
{
    HostProcess host;
    host.start({QStringLiteral("--password-file"), QStringLiteral("/nonexistent/password")});
    QCOMPARE(host.waitForEnd(), 2);
    QVERIFY2(host.errors().contains("/nonexistent/password cannot be read"),
             host.errors().constData());
}

void TestHost::diskFullAtStart_data()
{
    QTest::addColumn<QString>("size");
    QTest::newRow("no room for the file") << "4k";
    QTest::newRow("no room for the shared index") << "16k";
    QTest::newRow("no room for the tables") << "64k";
}

void TestHost::diskFullAtStart()
{
    QFETCH(QString, size);
    HostProcess host;
    if (!smallDiskPossible(host.dataFolder))
        QSKIP(noSmallDisk);
    host.wrapper = onSmallDisk(host.dataFolder, size);
    host.start();
    QCOMPARE(host.waitForEnd(), 6);
    QVERIFY2(host.errors().contains("is full"), host.errors().constData());
    QCOMPARE(host.output(), QByteArray());
}

void TestHost::diskFullWhileRunning_data()
{
    QTest::addColumn<bool>("disk");
    QTest::newRow("the disk") << true;
    QTest::newRow("--store-bytes") << false;
}

void TestHost::diskFullWhileRunning()
{
    QFETCH(bool, disk);
    HostProcess host;
    QStringList options;
    if (disk) {
        if (!smallDiskPossible(host.dataFolder))
            QSKIP(noSmallDisk);
        host.wrapper = onSmallDisk(host.dataFolder, QStringLiteral("1m"));
    } else {
        options = QStringList{QStringLiteral("--store-bytes"), QStringLiteral("1000000")};
    }
    QVERIFY(host.startAndWait(options));

    RoomPeer peer(host.webSocket(), QStringLiteral("writer"), QStringLiteral("lobby"));
    QTRY_VERIFY_WITH_TIMEOUT(peer.isConnected(), patience);
    QSignalSpy errors(&peer.client(), &Stomp::StompClient::errorReceived);
    const QString page(8000, QLatin1Char('x'));
    QStringList stored;
    bool refused = false;
    for (int i = 0; i < 400 && !refused; ++i) {
        const QString text = QString::number(i) + page;
        Stomp::StompReceipt *receipt = peer.say(text, QStringLiteral("m-%1").arg(i));
        bool arrived = false;
        QEventLoop answer;
        connect(receipt, &Stomp::StompReceipt::arrived, &answer, [&] {
            arrived = true;
            answer.quit();
        });
        connect(receipt, &Stomp::StompReceipt::failed, &answer,
                [&](const QString &why, bool byHost) {
                    refused = byHost && why.startsWith(QStringLiteral("not stored"));
                    answer.quit();
                });
        QTimer::singleShot(patience, &answer, &QEventLoop::quit);
        answer.exec();
        QVERIFY(arrived || refused);
        if (arrived)
            stored.append(text);
    }
    QVERIFY(refused);
    QVERIFY(stored.size() > 10);
    QCOMPARE(errors.first().first().toString(),
             QStringLiteral("not stored: the host's disk is full"));
    QVERIFY(host.isRunning());

    // Reading goes on, and all that was receipted is there.
    RoomPeer reader(host.webSocket(), QStringLiteral("reader"), QStringLiteral("lobby"));
    reader.listen([] { return Stomp::Headers{{"since", "0"}}; });
    QTRY_COMPARE_WITH_TIMEOUT(reader.textsOf(QStringLiteral("writer")).size(), stored.size(),
                              patience);
    QCOMPARE(reader.textsOf(QStringLiteral("writer")), stored);
    QCOMPARE(host.terminate(), 0);
}

void TestHost::flagOverEnvironmentOverFile()
{
    const auto nameShown = [](HostProcess &host) {
        RawPeer browser(host.port());
        browser.write("GET /host.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        [&] { QTRY_VERIFY_WITH_TIMEOUT(browser.isClosed(), patience); }();
        const QJsonObject about = QJsonDocument::fromJson(browser.body()).object();
        return about.value(QStringLiteral("name")).toString();
    };
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("madang.ini"));
    QFile config(file);
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("name=of the file\n");
    config.close();

    HostProcess host;
    QVERIFY(host.startAndWait({QStringLiteral("--config"), file}));
    QCOMPARE(nameShown(host), QStringLiteral("of the file"));
    QCOMPARE(host.terminate(), 0);

    host.environment.insert(QStringLiteral("MADANG_NAME"), QStringLiteral("of the environment"));
    QVERIFY(host.startAndWait({QStringLiteral("--config"), file}));
    QCOMPARE(nameShown(host), QStringLiteral("of the environment"));
    QCOMPARE(host.terminate(), 0);

    QVERIFY(host.startAndWait(
        {QStringLiteral("--config"), file, QStringLiteral("--name=마당 <b>\"&'")}));
    QCOMPARE(nameShown(host), QStringLiteral("마당 <b>\"&'"));
    QCOMPARE(host.terminate(), 0);

    host.environment.insert(QStringLiteral("MADANG_CONFIG"), file);
    host.environment.remove(QStringLiteral("MADANG_NAME"));
    QVERIFY(host.startAndWait());
    QCOMPARE(nameShown(host), QStringLiteral("of the file"));
}

void TestHost::unknownKeyInFileOrBadEnvironment_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("unknown key in the file")
        << QByteArray("colour=red\n") << QString() << QByteArray("there is no option \"colour\"");
    QTest::newRow("bad value in the file")
        << QByteArray("connections=many\n") << QString() << QByteArray("no value for connections");
    QTest::newRow("bad value in the environment")
        << QByteArray() << QStringLiteral("MADANG_QUEUE_SECONDS")
        << QByteArray("MADANG_QUEUE_SECONDS");
}

void TestHost::unknownKeyInFileOrBadEnvironment()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, variable);
    QFETCH(QByteArray, sentence);
    QTemporaryDir folder;
    QFile config(folder.filePath(QStringLiteral("madang.ini")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(file);
    config.close();
    HostProcess host;
    if (!variable.isEmpty())
        host.environment.insert(variable, QStringLiteral("soon"));
    host.start({QStringLiteral("--config"), config.fileName()});
    QCOMPARE(host.waitForEnd(), 2);
    QVERIFY2(host.errors().contains(sentence), host.errors().constData());
}

void TestHost::stopTellsClientsAndExitsWithZero()
{
    HostProcess host;
    QVERIFY(host.startAndWait());
    RawPeer connected(host.port());
    connected.upgrade();
    connected.sendText("CONNECT\naccept-version:1.2\nhost:a\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(connected.stomp().startsWith("CONNECTED\n"), patience);
    RawPeer half(host.port());
    half.write("GET / HTTP/1.1\r\nHo");
    QTRY_VERIFY_WITH_TIMEOUT(half.isConnected(), patience);

    host.askToStop();
    QTRY_COMPARE_WITH_TIMEOUT(connected.closeCode(), 1001, patience);
    QTRY_VERIFY_WITH_TIMEOUT(connected.isClosed(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(half.isClosed(), patience);
    QCOMPARE(host.waitForEnd(), 0);
}

void TestHost::stopGivesReceiptsFirst()
{
    HostProcess host;
    QVERIFY(host.startAndWait());
    RawPeer sender(host.port());
    sender.upgrade();
    sender.sendText("CONNECT\naccept-version:1.2\nhost:a\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(sender.stomp().startsWith("CONNECTED\n"), patience);
    constexpr int count = 300;
    for (int i = 0; i < count; ++i) {
        sender.sendText("SEND\ndestination:/app/chat/message\nreceipt:" + QByteArray::number(i) +
                        "\n\n{\"roomId\":\"lobby\",\"message\":\"" + QByteArray::number(i) +
                        "\"}^");
    }
    QTRY_VERIFY_WITH_TIMEOUT(sender.stomp().contains("receipt-id:0\n"), patience);
    host.askToStop();
    QTRY_COMPARE_WITH_TIMEOUT(sender.closeCode(), 1001, patience);
    QCOMPARE(host.waitForEnd(), 0);
    const qsizetype receipts = sender.stomp().count("RECEIPT\n");

    // Whatever had arrived was stored and receipted: the log holds neither more nor less.
    QVERIFY(host.startAndWait());
    RoomPeer reader(host.webSocket(), QStringLiteral("reader"), QStringLiteral("lobby"));
    reader.listen([] { return Stomp::Headers{{"since", "0"}}; });
    QTRY_VERIFY_WITH_TIMEOUT(reader.isConnected(), patience);
    reader.say(QStringLiteral("end"));
    QTRY_VERIFY_WITH_TIMEOUT(!reader.textsOf(QStringLiteral("reader")).isEmpty(), patience);
    QCOMPARE(qsizetype(reader.messages().size()), receipts + 1);
}

void TestHost::startsAgainAfterKillOnTheSameData()
{
    HostProcess host;
    QVERIFY(host.startAndWait());
    const quint16 port = host.port();
    RoomPeer peer(host.webSocket(), QStringLiteral("가람"), QStringLiteral("마당"));
    QTRY_VERIFY_WITH_TIMEOUT(peer.isConnected(), patience);
    QSignalSpy stored(peer.say(QStringLiteral("안녕")), &Stomp::StompReceipt::arrived);
    QTRY_COMPARE_WITH_TIMEOUT(stored.size(), 1, patience);
    host.kill();
    QVERIFY(host.startAndWait());
    QCOMPARE(host.port(), port);
    RoomPeer later(host.webSocket(), QStringLiteral("later"), QStringLiteral("마당"));
    later.listen([] { return Stomp::Headers{{"last", "10"}}; });
    QTRY_COMPARE_WITH_TIMEOUT(later.textsOf(QStringLiteral("가람")), QStringList{"안녕"}, patience);
}

void TestHost::tellsSystemd_data()
{
    QTest::addColumn<bool>("abstract");
    QTest::newRow("socket in the file system") << false;
    QTest::newRow("abstract socket") << true;
}

void TestHost::tellsSystemd()
{
    QFETCH(bool, abstract);
    QTemporaryDir folder;
    QByteArray path = folder.filePath(QStringLiteral("notify")).toUtf8();
    if (abstract)
        path = '@' + path.sliced(1);
    NotifySocket systemd(path);
    QVERIFY(systemd.isBound);
    HostProcess host;
    host.environment.insert(QStringLiteral("NOTIFY_SOCKET"), QString::fromUtf8(path));
    QVERIFY(host.startAndWait());
    QTRY_COMPARE_WITH_TIMEOUT(systemd.news(), QByteArrayList{"READY=1"}, patience);
    QCOMPARE(host.terminate(), 0);
    QCOMPARE(systemd.news(), (QByteArrayList{"READY=1", "STOPPING=1"}));
}

void TestHost::withoutNamedPortWalksOn()
{
    // Ours are named on the command line, so these are started by hand.
    const auto start = [](QProcess &process, const QString &data) {
        process.start(HostProcess::program(),
                      {QStringLiteral("--bind"), QStringLiteral("127.0.0.1"),
                       QStringLiteral("--data"), data});
        process.waitForReadyRead(patience);
        return process.readAllStandardOutput();
    };
    QTemporaryDir folder;
    QProcess first;
    QProcess second;
    const QByteArray one = start(first, folder.filePath(QStringLiteral("1")));
    const QByteArray two = start(second, folder.filePath(QStringLiteral("2")));
    QVERIFY2(one.startsWith("madang-host ready http://127.0.0.1:"), one.constData());
    QVERIFY2(two.startsWith("madang-host ready http://127.0.0.1:"), two.constData());
    QVERIFY(one != two);
    for (QProcess *process : {&first, &second}) {
        process->terminate();
        QVERIFY(process->waitForFinished(patience));
        QCOMPARE(process->exitCode(), 0);
    }
}

QTEST_GUILESS_MAIN(TestHost)
#include "tst_host.moc"
