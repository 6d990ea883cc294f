// SPDX-License-Identifier: GPL-3.0-or-later
// What madang-send takes from its arguments and the environment.
#include "app/sendoptions.h"

#include <QTest>

class SendOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostIsTheOneNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("authority");
        const QString there = QStringLiteral("192.0.2.1:7000");
        const QString other = QStringLiteral("192.0.2.2:7610");
        QTest::newRow("none: this computer's")
            << QStringList() << QString() << QStringLiteral("127.0.0.1:7610");
        QTest::newRow("an option")
            << QStringList{QStringLiteral("--host"), there} << QString() << there;
        QTest::newRow("the environment") << QStringList() << there << there;
        QTest::newRow("both") << QStringList{QStringLiteral("--host"), there} << other << there;
    }
    void hostIsTheOneNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, variable);
        QFETCH(QString, authority);
        QProcessEnvironment environment;
        if (!variable.isEmpty())
            environment.insert(QStringLiteral("MADANG_HOST"), variable);
        // As somebody types it who has read of it once.
        const auto command = readSendCommand(
            arguments + QStringList{QStringLiteral("--room"), QStringLiteral("general"),
                                    QStringLiteral("build 1234 is done")},
            environment);
        QVERIFY2(command, command ? "" : qPrintable(command.error()));
        QCOMPARE(command->kind, SendCommand::Kind::Send);
        QCOMPARE(command->options.host.authority(), authority);
        QCOMPARE(command->options.host.scheme(), QStringLiteral("ws"));
        QCOMPARE(command->options.room.toString(), QStringLiteral("general"));
        QCOMPARE(command->options.text, QStringLiteral("build 1234 is done"));
    }

    void hostIsNone_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("empty") << QString();
        QTest::newRow("words") << QStringLiteral("not a host");
    }
    void hostIsNone()
    {
        QFETCH(QString, typed);
        const auto command =
            readSendCommand({QStringLiteral("--host"), typed, QStringLiteral("x")}, {});
        QVERIFY(!command);
        QVERIFY(command.error().contains(QStringLiteral("is no address of a host")));
    }

    void helpTellsTheDefault()
    {
        QVERIFY(sendHelp().contains(QStringLiteral("default: 127.0.0.1:7610")));
        QVERIFY(sendHelp().startsWith(QStringLiteral("Usage: madang-send [--host ADDRESS]")));
    }
};

QTEST_GUILESS_MAIN(SendOptionsTest)
#include "tst_sendoptions.moc"
