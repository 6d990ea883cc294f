// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostconfig.h"
#include "tests/support/hostoptioncases.h"

#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Server;
using namespace HostOptionCases;

namespace {

QString environmentName(const char *key)
{
    return QStringLiteral("MADANG_") + QString::fromLatin1(key).replace(u'-', u'_').toUpper();
}

} // namespace

class TestHostConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void strongerPlaceWins_data() { every(); }
    void strongerPlaceWins()
    {
        const Case &one = current();
        const QString key = QString::fromLatin1(one.key);
        const QString config =
            QStringLiteral("--config=") + file(QByteArray(one.key) + '=' + one.inFile + '\n');
        QProcessEnvironment environment;

        if (one.byDefault)
            QCOMPARE(one.shown(run({}, environment)), QString::fromLatin1(one.byDefault));
        QCOMPARE(one.shown(run({config}, environment)), QString::fromLatin1(one.inFile));
        environment.insert(environmentName(one.key), QString::fromLatin1(one.inEnvironment));
        QCOMPARE(one.shown(run({config}, environment)), QString::fromLatin1(one.inEnvironment));
        const QString flag = QString::fromLatin1(one.asFlag);
        QCOMPARE(one.shown(run({QStringLiteral("--") + key, flag, config}, environment)), flag);
        QCOMPARE(one.shown(run({config, QStringLiteral("--%1=%2").arg(key, flag)}, environment)),
                 flag);
    }

    void badValueNamesKeyAndPlace_data() { every(); }
    void badValueNamesKeyAndPlace()
    {
        const Case &one = current();
        if (!one.bad)
            return;
        const QString key = QString::fromLatin1(one.key);
        const QString bad = QString::fromLatin1(one.bad);
        const QString config = file(QByteArray(one.key) + '=' + one.bad + '\n');
        QString error = fail({QStringLiteral("--config"), config});
        QVERIFY2(error.startsWith(config + u':') && error.contains(key), qPrintable(error));

        QProcessEnvironment environment;
        environment.insert(environmentName(one.key), bad);
        error = fail({}, environment);
        QVERIFY2(error.startsWith(environmentName(one.key) + u':') && error.contains(key),
                 qPrintable(error));

        error = fail({QStringLiteral("--") + key, bad});
        QVERIFY2(error.startsWith(QStringLiteral("--") + key + u':'), qPrintable(error));
        QVERIFY(error.contains(u'"' + bad + u'"'));
    }

    void numberIsANumber_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "x", "10x", "0x10", "1e3", "99999999999999999999"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void numberIsANumber()
    {
        QFETCH(QString, text);
        fail({QStringLiteral("--connections"), text});
        fail({QStringLiteral("--port"), text});
    }

    void helpListsEveryOption_data() { every(); }
    void helpListsEveryOption()
    {
        QVERIFY(hostHelp().contains(QStringLiteral("  --%1 ").arg(QLatin1String(current().key))));
    }

    void helpListsNoOtherOption()
    {
        qsizetype options = 0;
        for (const QString &line : hostHelp().split(u'\n'))
            options += line.startsWith(QStringLiteral("  --"));
        // --config, and --help with --version; profile, tls, tls-certificate, tls-key, files and
        // the three of Redis have tests of their own.
        QCOMPARE(options, qsizetype(std::size(cases)) + 2 + 5 + 3);
    }

    void helpAndVersionComeBeforeAllElse()
    {
        for (const char *flag : {"--help", "-h"}) {
            const auto command = readHostCommand(
                {QString::fromLatin1(flag), QStringLiteral("--port=x")}, QProcessEnvironment());
            QVERIFY(command);
            QCOMPARE(command->kind, HostCommand::Kind::Help);
        }
        const auto command = readHostCommand({QStringLiteral("--version")}, QProcessEnvironment());
        QVERIFY(command);
        QCOMPARE(command->kind, HostCommand::Kind::Version);
    }

    void unknownFlagIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *name, const QStringList &arguments, const char *named) {
            QTest::newRow(name) << arguments << QString::fromLatin1(named);
        };
        row("unknown", {QStringLiteral("--colour=red")}, "--colour");
        row("unknown, two words", {QStringLiteral("--colour"), QStringLiteral("red")}, "--colour");
        row("one dash", {QStringLiteral("-port"), QStringLiteral("1")}, "-port");
        row("no dash", {QStringLiteral("port=1")}, "port=1");
        row("no value", {QStringLiteral("--port")}, "--port");
        row("dashes only", {QStringLiteral("--"), QStringLiteral("x")}, "--");
        row("other case", {QStringLiteral("--PORT=1")}, "--PORT");
    }
    void unknownFlagIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, named);
        const QString error = fail(arguments);
        QVERIFY2(error.contains(named), qPrintable(error));
    }

    void unknownKeyInTheFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown") << QByteArray("colour=red\n") << QStringLiteral("colour");
        QTest::newRow("in a group")
            << QByteArray("[more]\nport=1\n") << QStringLiteral("more/port");
        QTest::newRow("another file") << QByteArray("config=x\n") << QStringLiteral("config");
    }
    void unknownKeyInTheFileIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, named);
        const QString config = file(text);
        const QString error = fail({QStringLiteral("--config"), config});
        QVERIFY2(error.startsWith(config) && error.contains(named), qPrintable(error));
    }

    void fileThatCannotBeReadIsNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("missing") << m_folder.filePath(QStringLiteral("missing"));
        QTest::newRow("folder") << m_folder.path();
    }
    void fileThatCannotBeReadIsNamed()
    {
        QFETCH(QString, name);
        QVERIFY(fail({QStringLiteral("--config"), name}).contains(name));
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("MADANG_CONFIG"), name);
        QVERIFY(fail({}, environment).contains(name));
    }

    void flagForTheFileWinsOverTheEnvironment()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("MADANG_CONFIG"), file("name=environment\n"));
        QCOMPARE(run({}, environment).name, QStringLiteral("environment"));
        QCOMPARE(run({QStringLiteral("--config"), file("name=flag\n")}, environment).name,
                 QStringLiteral("flag"));
    }

    void listHasCommas_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArrayList>("origins");
        QTest::newRow("one") << QByteArray("http://a") << QByteArrayList{"http://a"};
        QTest::newRow("two") << QByteArray("http://a,http://b:1")
                             << QByteArrayList{"http://a", "http://b:1"};
        QTest::newRow("blanks") << QByteArray("http://a , http://b")
                                << QByteArrayList{"http://a", "http://b"};
        QTest::newRow("gaps") << QByteArray("http://a,,http://b,")
                              << QByteArrayList{"http://a", "http://b"};
        QTest::newRow("all") << QByteArray("*") << QByteArrayList{"*"};
        QTest::newRow("none") << QByteArray("") << QByteArrayList{};
    }
    void listHasCommas()
    {
        QFETCH(QByteArray, written);
        QFETCH(QByteArrayList, origins);
        QCOMPARE(run({QStringLiteral("--config"), file("allow-origin=" + written + '\n')})
                     .allowedOrigins,
                 origins);
        QCOMPARE(run({QStringLiteral("--allow-origin"), QString::fromUtf8(written)}).allowedOrigins,
                 origins);
    }

    void hostsAreWrittenAsBrowsersDo()
    {
        const QByteArrayList hosts =
            run({QStringLiteral("--allow-host"), QStringLiteral("Wall.example., *,마당.example")})
                .allowedHosts;
        QCOMPARE(hosts, (QByteArrayList{"wall.example", "*", "xn--ok1b32k.example"}));
    }

    void profile_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("spring");
        QTest::addColumn<bool>("limits");
        QTest::newRow("madang") << QStringLiteral("madang") << false << false;
        QTest::newRow("spring") << QStringLiteral("spring") << true << false;
        QTest::newRow("limits") << QStringLiteral("spring-limits") << false << true;
        QTest::newRow("both") << QStringLiteral("spring, spring-limits") << true << true;
    }
    void profile()
    {
        QFETCH(QString, value);
        QFETCH(bool, spring);
        QFETCH(bool, limits);
        for (const auto &config :
             {run({QStringLiteral("--profile"), value}),
              run({QStringLiteral("--config"), file("profile=" + value.toUtf8() + '\n')})}) {
            const Compatibility &habits = config.compatibility;
            QCOMPARE(habits.unknownDestination == Compatibility::UnknownDestination::Ignore,
                     spring);
            QCOMPARE(habits.queueMode == Compatibility::QueueMode::Broadcast, spring);
            QCOMPARE(habits.errorOnPlainDisconnect, spring);
            QCOMPARE(habits.silentOnUnknownVersion, spring);
            QCOMPARE(habits.ignoresMisuse, spring);
            QCOMPARE(habits.ignoresAcknowledgements, spring);
            QCOMPARE(habits.springFrames, spring);
            QCOMPARE(habits.binaryByContentType, spring);
            QCOMPARE(habits.copiesAllHeaders, spring);
            QCOMPARE(config.bodyBytes, limits ? 64 * 1024 : 1024 * 1024);
            QCOMPARE(config.queueBytes, limits ? 512 * 1024 : 4 * 1024 * 1024);
            QCOMPARE(config.queueTime.count(), 10);
            QCOMPARE(config.connectTime.count(), limits ? 60 : 10);
        }
    }

    void singleOptionsGoBeforeTheProfile()
    {
        const QString config =
            QStringLiteral("--config=") + file("queue-mode=competing\nbody-bytes=2048\n");
        const HostConfig mixed = run({config, QStringLiteral("--profile=spring,spring-limits"),
                                      QStringLiteral("--misuse=error")});
        QCOMPARE(mixed.compatibility.queueMode, Compatibility::QueueMode::Competing);
        QCOMPARE(mixed.bodyBytes, 2048);
        QVERIFY(!mixed.compatibility.ignoresMisuse);
        QVERIFY(mixed.compatibility.springFrames);
        QCOMPARE(mixed.queueBytes, 512 * 1024);
    }

    void strongerPlaceReplacesTheProfile()
    {
        const QString config = QStringLiteral("--config=") + file("profile=spring,spring-limits\n");
        QVERIFY(run({config}).compatibility.springFrames);
        const HostConfig ours = run({config, QStringLiteral("--profile=madang")});
        QVERIFY(!ours.compatibility.springFrames);
        QCOMPARE(ours.bodyBytes, 1024 * 1024);
    }

    void unknownProfileIsRefused()
    {
        for (const char *bad : {"tomcat", "", "spring,tomcat"}) {
            const QString error = fail({QStringLiteral("--profile"), QString::fromLatin1(bad)});
            QVERIFY2(error.startsWith(QStringLiteral("--profile:")), qPrintable(error));
        }
    }

    void certificateAndKeyGoTogether()
    {
        const QString certificate = QStringLiteral("--tls-certificate=c.pem");
        const QString key = QStringLiteral("--tls-key=k.pem");
        const QString off = QStringLiteral("--plain=off");
        QVERIFY(fail({certificate}).contains(QStringLiteral("tls-key is missing")));
        QVERIFY(fail({key}).contains(QStringLiteral("tls-certificate is missing")));
        const QString noTls = QStringLiteral("--tls=off");
        QVERIFY(fail({off, noTls}).contains(QStringLiteral("plain")));
        QVERIFY(fail({certificate, key, noTls}).contains(QStringLiteral("tls = off")));
        QVERIFY(!run({noTls}).tls);
        QVERIFY(run({off}).tls); // by the host's own
        const HostConfig config = run({certificate, key, off});
        QCOMPARE(config.tlsCertificate, QStringLiteral("c.pem"));
        QCOMPARE(config.tlsKey, QStringLiteral("k.pem"));
        QVERIFY(config.plain == HostConfig::Plain::Off);
    }

    void redisIsForADatabase()
    {
        const QString redis = QStringLiteral("--redis=redis://redis1,redis2:6380");
        const QString database = QStringLiteral("--database=host=a");
        const QString password = QStringLiteral("--redis-password-file=p");
        QVERIFY(run({database}).redis.isEmpty());
        const HostConfig config = run({redis, database, password});
        QCOMPARE(config.redis, QStringLiteral("redis://redis1,redis2:6380"));
        QCOMPARE(config.redisPasswordFile, QStringLiteral("p"));
        const HostConfig tls = run(
            {QStringLiteral("--redis=rediss://a"), database, QStringLiteral("--redis-ca-file=c")});
        QCOMPARE(tls.redisCaFile, QStringLiteral("c"));
        QVERIFY(fail({redis}).contains(QStringLiteral("database is missing")));
        QVERIFY(fail({password}).contains(QStringLiteral("redis")));
        const QString said = fail({QStringLiteral("--redis=redis://x:secret@a"), database});
        QVERIFY(said.contains(QStringLiteral("redis-password-file")));
        QVERIFY(!said.contains(QStringLiteral("secret")));
    }

    void sharedFilesAreForADatabase()
    {
        const QString files = QStringLiteral("--files=/srv/files");
        QVERIFY(fail({files}).contains(QStringLiteral("database is missing")));
        const HostConfig config = run({files, QStringLiteral("--database=host=a")});
        QCOMPARE(config.filesFolder, QStringLiteral("/srv/files"));
    }

    void fileIsUtf8WithComments()
    {
        const HostConfig config =
            run({QStringLiteral("--config"), file("; ours\nname=우리 마당\nport=0\n")});
        QCOMPARE(config.name, QStringLiteral("우리 마당"));
        QCOMPARE(config.port, std::optional<quint16>(0));
    }

    void otherVariablesDoNotMatter()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("MADANG_COLOUR"), QStringLiteral("red"));
        environment.insert(QStringLiteral("PORT"), QStringLiteral("1"));
        QVERIFY(!run({}, environment).port);
    }

    void nameAndFolderAreNeverEmpty()
    {
        const HostConfig config = run({});
        QCOMPARE(config.name, QSysInfo::machineHostName());
        QVERIFY(!config.dataFolder.isEmpty());
        QCOMPARE(config.bind, QHostAddress(QHostAddress::Any));
    }

private:
    static void every()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < std::size(cases); ++i)
            QTest::newRow(cases[i].key) << int(i);
    }
    static const Case &current()
    {
        QFETCH(int, index);
        return cases[index];
    }
    QString file(const QByteArray &text)
    {
        const QString name = m_folder.filePath(QStringLiteral("host%1.conf").arg(++m_files));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return name;
    }
    static HostConfig run(const QStringList &arguments, const QProcessEnvironment &environment = {})
    {
        const auto command = readHostCommand(arguments, environment);
        if (!command) {
            QTest::qFail(qPrintable(command.error()), __FILE__, __LINE__);
            return {};
        }
        return command->config;
    }
    static QString fail(const QStringList &arguments, const QProcessEnvironment &environment = {})
    {
        const auto command = readHostCommand(arguments, environment);
        if (!command)
            return command.error();
        QTest::qFail("was accepted", __FILE__, __LINE__);
        return {};
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(TestHostConfig)
#include "tst_hostconfig.moc"
