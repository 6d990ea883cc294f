// SPDX-License-Identifier: GPL-3.0-or-later
// What madang-host says about its commands.
#include "server/hostbans.h"
#include "server/hostconfig.h"
#include "server/hostnearby.h"
#include "server/hostupkeep.h"
#include "server/hostusage.h"

#include <QTest>

using namespace Server;

class HostUsageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void commandsTellTheirUsage_data()
    {
        QTest::addColumn<QString>("way");
        for (const char *way : {"user add", "user list", "user reset", "token add", "ban list",
                                "ban add", "ban remove", "audit", "backup", "restore", "check",
                                "repair", "export", "import", "nearby"})
            QTest::newRow(way) << QString::fromLatin1(way);
    }
    void commandsTellTheirUsage()
    {
        QFETCH(QString, way);
        const QStringList words = way.split(u' ');
        const QString shown = QStringLiteral("madang-host ") + way + u' ';
        QVERIFY2(hostHelp().contains(shown), qPrintable(hostHelp()));
        for (const QString &flag : {QStringLiteral("--help"), QStringLiteral("-h")}) {
            for (const QStringList &before : {words, words.mid(0, 1)}) {
                const auto usage = usageAskedFor(before + QStringList{flag});
                QVERIFY(usage);
                QVERIFY(usage->startsWith(QStringLiteral("Usage: madang-host ") + words.first()));
                QVERIFY(usage->contains(shown));
            }
        }
        QVERIFY(!usageAskedFor(words));
    }

    void othersAreNoCommands()
    {
        for (const char *one : {"", "bans", "--data", "help"}) {
            QVERIFY(!commandUsage(QString::fromLatin1(one)));
            QVERIFY(!usageAskedFor({QString::fromLatin1(one), QStringLiteral("--help")}));
        }
        QVERIFY(!usageAskedFor({}));
        QVERIFY(!usageAskedFor({QStringLiteral("--help")})); // the host's own
    }

    void wrongUseIsAnsweredWithIt_data()
    {
        QTest::addColumn<QString>("words");
        for (const char *words :
             {"ban", "ban lift x", "ban add", "ban remove --data x", "ban add x --for long",
              "backup", "export --to x", "check x", "nearby x", "nearby --for", "nearby --for 0",
              "nearby --for x", "nearby --interfaces"})
            QTest::newRow(words) << QString::fromLatin1(words);
    }
    void wrongUseIsAnsweredWithIt()
    {
        QFETCH(QString, words);
        const QStringList arguments = words.split(u' ');
        QCOMPARE(isBansCommand(arguments), arguments.first() == QStringLiteral("ban"));
        QString said;
        if (arguments.first() == QStringLiteral("nearby"))
            said = readNearbyCommand(arguments.mid(1)).error();
        else if (isBansCommand(arguments))
            said = runBansCommand(arguments).error();
        else if (isUpkeepCommand(arguments.first()))
            said = runUpkeep(arguments, [](const QString &) {}).failure->sentence;
        QCOMPARE(said, commandUsage(arguments.first()).value_or(QString()));
    }
};

QTEST_GUILESS_MAIN(HostUsageTest)
#include "tst_hostusage.moc"
