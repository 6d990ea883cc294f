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

const Case cases[] = {
    {"name", "file", "environment", "flag", "", [](const HostConfig &c) { return c.name; },
     nullptr},
    {"port", "1", "0", "65535", "65536",
     [](const HostConfig &c) { return c.port ? number(*c.port) : QStringLiteral("unset"); },
     "unset"},
    {"bind", "127.0.0.1", "::1", "192.168.0.5", "localhost",
     [](const HostConfig &c) { return c.bind.toString(); }, nullptr},
    {"data", "/file", "/environment", "/flag", "", [](const HostConfig &c) { return c.dataFolder; },
     nullptr},
    {"users", "/file", "/environment", "/flag", "", [](const HostConfig &c) { return c.usersFile; },
     ""},
    {"password-file", "/file", "/environment", "/flag", "",
     [](const HostConfig &c) { return c.passwordFile; }, ""},
    {"allow-origin", "http://file", "http://environment", "http://flag", nullptr,
     [](const HostConfig &c) { return QString::fromUtf8(c.allowedOrigins.join(' ')); }, ""},
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
    {"store-bytes", "1", "2", "9223372036854775807", "9223372036854775808",
     [](const HostConfig &c) { return number(c.storeBytes); }, "0"},
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
        // --config, and --help with --version.
        QCOMPARE(options, qsizetype(std::size(cases)) + 2);
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
