// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/autostart.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using Ui::Autostart;

/// Of Linux; the others have no test.
class tst_Autostart : public QObject {
    Q_OBJECT
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
#if !defined(Q_OS_UNIX) || defined(Q_OS_MACOS)
        QSKIP("only the files of Linux desktops are tested");
#endif
    }

    void itIsTurnedOnAndOff()
    {
        const QTemporaryDir home;
        const QString folder = home.filePath(QStringLiteral("config/autostart"));
        const QString file = folder + QStringLiteral("/chat.madang.Madang.desktop");
        Autostart autostart({QStringLiteral("/opt/madang/madang")}, folder);
        QVERIFY(!autostart.isOn());
        QVERIFY(autostart.set(true));
        QVERIFY(autostart.isOn());
        QVERIFY(read(file).startsWith("[Desktop Entry]\nType=Application\n"));
        QVERIFY(read(file).contains("\nExec=\"/opt/madang/madang\"\n"));
        QVERIFY(autostart.set(true)); // once more
        QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 1);
        QVERIFY(autostart.set(false));
        QVERIFY(!autostart.isOn());
        QVERIFY(!QFile::exists(file));
        QVERIFY(autostart.set(false));
    }

    void itCanOpenAHost()
    {
        const QTemporaryDir home;
        const QString folder = home.filePath(QStringLiteral("autostart"));
        const QString file = folder + QStringLiteral("/chat.madang.Madang.desktop");
        Autostart autostart({QStringLiteral("/opt/madang/madang")}, folder);
        QVERIFY(autostart.set(true, true));
        QVERIFY(autostart.isOn() && autostart.opensHost());
        QVERIFY(read(file).contains("\nExec=\"/opt/madang/madang\" \"--host\" \"--background\"\n"));
        QVERIFY(autostart.set(true)); // and not any more
        QVERIFY(autostart.isOn() && !autostart.opensHost());
        QVERIFY(autostart.set(true, true) && autostart.set(false));
        QVERIFY(!autostart.isOn() && !autostart.opensHost());
    }

    void whatTheDesktopTurnedOffIsOff_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("hidden") << QByteArray("\nHidden=true\n");
        QTest::newRow("as GNOME does it") << QByteArray("\nX-GNOME-Autostart-enabled=false\n");
    }
    void whatTheDesktopTurnedOffIsOff()
    {
        QFETCH(QByteArray, line);
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("chat.madang.Madang.desktop")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[Desktop Entry]\nType=Application\nExec=\"madang\"" + line);
        file.close();
        Autostart autostart({QStringLiteral("madang")}, folder.path());
        QVERIFY(!autostart.isOn());
        QVERIFY(autostart.set(true));
        QVERIFY(autostart.isOn());
    }

    void anotherProgramIsNotThisOne()
    {
        const QTemporaryDir folder;
        Autostart former({QStringLiteral("/home/me/Downloads/madang")}, folder.path());
        QVERIFY(former.set(true));
        Autostart autostart({QStringLiteral("/opt/madang/madang")}, folder.path());
        QVERIFY(!autostart.isOn());
        const Autostart shorter({QStringLiteral("/home/me/Downloads/mad")}, folder.path());
        QVERIFY(!shorter.isOn());
        QVERIFY(autostart.set(true));
        QVERIFY(autostart.isOn());
        QVERIFY(!former.isOn());
    }

    void whereItCannotBeKeptItSaysSo()
    {
        const QTemporaryDir home;
        QFile inTheWay(home.filePath(QStringLiteral("autostart")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        Autostart autostart({QStringLiteral("madang")}, inTheWay.fileName());
        QVERIFY(!autostart.set(true));
        QVERIFY(!autostart.isOn());
    }

    void commandsAreQuoted_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("quoted");
        QTest::newRow("blank") << "/a b"
                               << "\"/a b\"";
        QTest::newRow("quote") << "a\"b"
                               << "\"a\\\\\"b\"";
        QTest::newRow("backslash") << "a\\b"
                                   << "\"a\\\\\\\\b\"";
        QTest::newRow("dollar") << "a$b"
                                << "\"a\\\\$b\"";
        QTest::newRow("backtick") << "a`b"
                                  << "\"a\\\\`b\"";
        QTest::newRow("per cent") << "50%"
                                  << "\"50%%\"";
        QTest::newRow("a line") << "a\nExec=b"
                                << "\"a\\nExec=b\"";
    }
    void commandsAreQuoted()
    {
        QFETCH(QString, word);
        QTEST(Autostart::quoted({word}), "quoted");
    }
};

QTEST_APPLESS_MAIN(tst_Autostart)
#include "tst_autostart.moc"
