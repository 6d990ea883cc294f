// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostconfig.h"

#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Server;

namespace {

/// An option with three good values, a bad one, and what it sets as text.
struct Case {
    const char *key;
    const char *inFile;
    const char *inEnvironment;
    const char *asFlag;
    const char *bad; ///< Null where every value will do.
    QString (*shown)(const HostConfig &);
    const char *byDefault; ///< Null where it depends on the computer.
};

QString number(qint64 value)
{
    return QString::number(value);
}

/// The words of a choice, of which the config says the first or the second.
QString either(bool second, const char *first, const char *other)
{
    return QString::fromLatin1(second ? other : first);
}

const Case cases[] =
    {
        {"name", "file", "environment", "flag", "", [](const HostConfig &c) { return c.name; },
         nullptr},
        {"port", "1", "0", "65535", "65536",
         [](const HostConfig &c) { return c.port ? number(*c.port) : QStringLiteral("unset"); },
         "unset"},
        {"bind", "127.0.0.1", "::1", "192.168.0.5", "localhost",
         [](const HostConfig &c) { return c.bind.toString(); }, nullptr},
        {"announce", "off", "on", "off", "maybe",
         [](const HostConfig &c) {
             return c.announce ? QStringLiteral("on") : QStringLiteral("off");
         },
         "on"},
        {"interfaces", "eth0", "wlan0,eth1", "*", nullptr,
         [](const HostConfig &c) { return c.interfaces.join(u','); }, ""},
        {"not-interfaces", "tun0", "docker0,br-1", "virbr0", nullptr,
         [](const HostConfig &c) { return c.notInterfaces.join(u','); }, ""},
        {"data", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.dataFolder; }, nullptr},
        {"database", "dbname=file", "dbname=environment", "host=a,b dbname=flag", "",
         [](const HostConfig &c) { return c.database; }, ""},
        {"users", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.usersFile; }, ""},
        {"password-file", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.passwordFile; }, ""},
        {"allow-origin", "http://file", "http://environment", "http://flag", nullptr,
         [](const HostConfig &c) { return QString::fromUtf8(c.allowedOrigins.join(' ')); }, ""},
        {"jsonp", "on", "off", "on", "yes",
         [](const HostConfig &c) { return c.jsonp ? QStringLiteral("on") : QStringLiteral("off"); },
         "off"},
        {"allow-host", "file.example", "*", "flag", "http://flag",
         [](const HostConfig &c) { return QString::fromUtf8(c.allowedHosts.join(' ')); }, ""},
        {"rooms", "closed", "open", "closed", "shut",
         [](const HostConfig &c) {
             return c.openRooms ? QStringLiteral("open") : QStringLiteral("closed");
         },
         "open"},
        {"sync", "normal", "full", "normal", "off",
         [](const HostConfig &c) {
             return c.fullSync ? QStringLiteral("full") : QStringLiteral("normal");
         },
         "full"},
        {"body-bytes", "1024", "2048", "1073741824", "1023",
         [](const HostConfig &c) { return number(c.bodyBytes); }, "1048576"},
        {"subscriptions", "1", "2", "1000000", "1000001",
         [](const HostConfig &c) { return number(c.subscriptions); }, "1000"},
        {"queue-bytes", "65536", "70000", "1073741824", "65535",
         [](const HostConfig &c) { return number(c.queueBytes); }, "4194304"},
        {"queue-seconds", "1", "2", "3600", "0",
         [](const HostConfig &c) { return number(c.queueTime.count()); }, "10"},
        {"connect-seconds", "1", "2", "3600", "3601",
         [](const HostConfig &c) { return number(c.connectTime.count()); }, "10"},
        {"connections", "1", "2", "1000000", "-1",
         [](const HostConfig &c) { return number(c.connections); }, "20000"},
        {"connections-per-address", "1", "2", "1000000", "1.5",
         [](const HostConfig &c) { return number(c.connectionsPerAddress); }, "200"},
        {"accounts-per-address", "1", "2", "1000000", "0",
         [](const HostConfig &c) { return number(c.accountsPerAddress); }, "30"},
        {"store-bytes", "1", "2", "9223372036854775807", "9223372036854775808",
         [](const HostConfig &c) { return number(c.storeBytes); }, "0"},
        {"disk-warning-bytes", "0", "2", "9223372036854775807", "-1",
         [](const HostConfig &c) { return number(c.diskWarningBytes); }, "1073741824"},
        {"file-bytes", "1024", "2048", "1099511627776", "1023",
         [](const HostConfig &c) { return number(c.fileBytes); }, "104857600"},
        {"person-file-bytes", "1024", "2048", "9223372036854775807", "1023",
         [](const HostConfig &c) { return number(c.personFileBytes); }, "1073741824"},
        {"all-file-bytes", "1", "2", "9223372036854775807", "-1",
         [](const HostConfig &c) { return number(c.allFileBytes); }, "0"},
        {"file-seconds", "60", "61", "31622400", "59",
         [](const HostConfig &c) { return number(c.fileTime.count()); }, "86400"},
        {"file-types", "image/png", "text/*", "image/*", "",
         [](const HostConfig &c) { return QString::fromUtf8(c.fileTypes.join(' ')); }, "*"},
        {"webhook-loopback", "on", "off", "on", "maybe",
         [](const HostConfig &c) {
             return c.webhookLoopback ? QStringLiteral("on") : QStringLiteral("off");
         },
         "off"},
        {"accounts", "closed", "open", "closed", "ajar",
         [](const HostConfig &c) {
             return c.openAccounts ? QStringLiteral("open") : QStringLiteral("closed");
         },
         "open"},
        {"tcp-port", "1", "0", "65535", "65536",
         [](const HostConfig &c) { return number(c.tcpPort ? *c.tcpPort : -1); }, "-1"},
        {"relay", "stomp://file", "stomps://environment:1", "stomp://flag/", "http://flag",
         [](const HostConfig &c) { return c.relay.address; }, ""},
        {"relay-kind", "activemq", "rabbitmq", "activemq", "kafka",
         [](const HostConfig &c) {
             return either(c.relay.kind == RelayKind::ActiveMq, "rabbitmq", "activemq");
         },
         "rabbitmq"},
        {"relay-login", "file", "environment", "flag", "",
         [](const HostConfig &c) { return c.relay.login; }, "guest"},
        {"relay-passcode-file", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.relay.passcodeFile; }, ""},
        {"relay-system-login", "file", "environment", "flag", "",
         [](const HostConfig &c) { return c.relay.systemLogin; }, ""},
        {"relay-system-passcode-file", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.relay.systemPasscodeFile; }, ""},
        {"relay-virtual-host", "file", "environment", "flag", "",
         [](const HostConfig &c) { return c.relay.virtualHost; }, "/"},
        {"relay-authorities", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.relay.authoritiesFile; }, ""},
        {"policy", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.policyFile; }, ""},
        {"operator-token-file", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.operatorTokenFile; }, ""},
        {"entrance", "invitation", "approval", "invitation", "closed",
         [](const HostConfig &c) {
             using Entrance = HostConfig::Entrance;
             return c.entrance == Entrance::Anyone
                        ? QStringLiteral("anyone")
                        : either(c.entrance == Entrance::Invitation, "approval", "invitation");
         },
         "anyone"},
        {"plain", "loopback", "on", "loopback", "no",
         [](const HostConfig &c) {
             return either(c.plain == HostConfig::Plain::Loopback, "on", "loopback");
         },
         "on"},
        {"unknown-destination", "ignore", "topic", "error", "queue",
         [](const HostConfig &c) {
             using Unknown = Compatibility::UnknownDestination;
             const Unknown unknown = c.compatibility.unknownDestination;
             return unknown == Unknown::Topic
                        ? QStringLiteral("topic")
                        : either(unknown == Unknown::Error, "ignore", "error");
         },
         "topic"},
        {"queue-mode", "broadcast", "competing", "broadcast", "maybe",
         [](const HostConfig &c) {
             return either(c.compatibility.queueMode == Compatibility::QueueMode::Broadcast,
                           "competing", "broadcast");
         },
         "competing"},
        {"plain-disconnect", "error", "close", "error", "maybe",
         [](const HostConfig &c) {
             return either(c.compatibility.errorOnPlainDisconnect, "close", "error");
         },
         "close"},
        {"unknown-version", "silent", "error", "silent", "maybe",
         [](const HostConfig
                &c) { return either(c.compatibility.silentOnUnknownVersion, "error", "silent"); },
         "error"},
        {"misuse", "ignore", "error", "ignore", "maybe",
         [](
             const HostConfig
                 &c) { return either(c.compatibility.ignoresMisuse, "error", "ignore"); },
         "error"},
        {"acknowledgements", "ignore", "stomp", "ignore", "maybe",
         [](
             const HostConfig
                 &c) { return either(c.compatibility.ignoresAcknowledgements, "stomp", "ignore"); },
         "stomp"},
        {"spring-frames", "on", "off", "on", "maybe",
         [](const HostConfig &c) { return either(c.compatibility.springFrames, "off", "on"); },
         "off"},
        {"binary", "content-type", "utf-8", "content-type", "maybe",
         [](
             const HostConfig
                 &c) { return either(c.compatibility.binaryByContentType, "utf-8", "content-type"); },
         "utf-8"},
        {"copy-headers", "on", "off", "on", "maybe",
         [](const HostConfig &c) { return either(c.compatibility.copiesAllHeaders, "off", "on"); },
         "off"},
        {"server-header", "off", "on", "off", "maybe",
         [](const HostConfig &c) { return either(!c.serverHeader, "on", "off"); }, "on"},
        {"stop-reason", "file", "environment", "flag", "",
         [](const HostConfig &c) { return c.stopReason; }, ""},
        {"trusted-proxy", "10.0.0.1/32", "192.0.2.0/24", "::1/128,10.0.0.5/32", "nobody",
         [](const HostConfig &c) {
             QStringList networks;
             for (const auto &network : c.trustedProxies)
                 networks += network.first.toString() + u'/' + QString::number(network.second);
             return networks.join(u',');
         },
         ""},
        {"drain", "1", "2", "3600", "3601",
         [](const HostConfig &c) { return number(c.drain.count()); }, "0"},
        {"log-format", "json", "text", "json", "maybe",
         [](const HostConfig &c) { return either(c.jsonLog, "text", "json"); }, "text"},
        {"loopback", "limited", "spared", "limited", "maybe",
         [](const HostConfig &c) { return either(!c.sparesLoopback, "spared", "limited"); },
         "spared"},
        {"queue-overflow", "drop-oldest", "reject", "drop-oldest", "maybe",
         [](const HostConfig &c) {
             return either(c.queues.overflow == QueueLimits::Overflow::DropOldest, "reject",
                           "drop-oldest");
         },
         "reject"},
        {"heart-beat-seconds", "0", "1", "3600", "3601",
         [](const HostConfig &c) { return number(c.heartBeat.count() / 1000); }, "10"},
        {"heart-beat-margin", "1", "2.5", "100", "0.9",
         [](const HostConfig &c) { return QString::number(c.heartBeatMargin); }, "3"},
        {"ping-seconds", "1", "2", "3600", "0",
         [](const HostConfig &c) { return number(c.pingTime.count()); }, "25"},
        {"pong-seconds", "1", "2", "3600", "0",
         [](const HostConfig &c) { return number(c.pongTime.count()); }, "20"},
        {"transactions", "0", "1", "10000", "10001",
         [](const HostConfig &c) { return number(c.transactions); }, "16"},
        {"handshakes", "1", "2", "1000000", "0",
         [](const HostConfig &c) { return number(c.handshakes); }, "1000"},
        {"messages-per-second", "0", "1", "1000000", "-1",
         [](const HostConfig &c) { return number(c.messagesPerSecond); }, "50"},
        {"message-burst", "1", "2", "1000000", "0",
         [](const HostConfig &c) { return number(c.messageBurst); }, "500"},
        {"bytes-per-second", "0", "1", "9223372036854775807", "-1",
         [](const HostConfig &c) { return number(c.bytesPerSecond); }, "8388608"},
        {"byte-burst", "1", "2", "9223372036854775807", "0",
         [](const HostConfig &c) { return number(c.byteBurst); }, "33554432"},
        {"queues", "1", "2", "1000000", "0",
         [](const HostConfig &c) { return number(c.queues.queues); }, "1000"},
        {"queue-messages", "1", "2", "1000000", "0",
         [](const HostConfig &c) { return number(c.queues.messages); }, "10000"},
        {"queue-content-bytes", "1024", "2048", "1073741824", "1023",
         [](const HostConfig &c) { return number(c.queues.bytes); }, "16777216"},
        {"all-queues-content-bytes", "1024", "2048", "1099511627776", "1023",
         [](const HostConfig &c) { return number(c.queues.allBytes); }, "134217728"},
        {"queue-attempts", "1", "2", "1000", "0",
         [](const HostConfig &c) { return number(c.queues.attempts); }, "5"},
        {"queue-prefetch", "1", "2", "10000", "0",
         [](const HostConfig &c) { return number(c.queues.prefetch); }, "100"},
        {"durable-subscriptions", "0", "1", "1000000", "-1",
         [](const HostConfig &c) { return number(c.queues.durableSubscriptions); }, "1000"},
        {"durable-subscriptions-per-user", "0", "1", "1000000", "-1",
         [](const HostConfig &c) { return number(c.queues.durableSubscriptionsPerUser); }, "100"},
};

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
        // --config, and --help with --version; profile, tls, tls-certificate, tls-key and the three
        // of Redis have tests of their own.
        QCOMPARE(options, qsizetype(std::size(cases)) + 2 + 4 + 3);
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
