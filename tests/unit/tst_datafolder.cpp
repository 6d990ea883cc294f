// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/datafolder.h"
#include "server/hostaccounts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Server;

class TestDataFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void missingFolderIsMadeForUsAlone()
    {
        const QTemporaryDir home;
        const QString folder = home.filePath(QStringLiteral("a/b/data"));
        QVERIFY(!prepareDataFolder(folder));
        QVERIFY(QFileInfo(folder).isDir());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                            QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(folder) & others));
    }

    void foundFolderIsLeftAsItIs()
    {
        const QTemporaryDir home;
        const auto before = QFile::permissions(home.path()) | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(QFile::setPermissions(home.path(), before));
        QVERIFY(!prepareDataFolder(home.path()));
        QCOMPARE(QFile::permissions(home.path()), before);
    }

    void fileIsNoFolder()
    {
        const QTemporaryDir home;
        const QString name = home.filePath(QStringLiteral("file"));
        QVERIFY(QFile(name).open(QIODevice::WriteOnly));
        QVERIFY(prepareDataFolder(name).value_or(QString()).contains(name));
        const QString below = name + QStringLiteral("/data");
        QVERIFY(prepareDataFolder(below).value_or(QString()).contains(below));
    }

    void folderThatCannotBeWrittenToIsRefused()
    {
        const QTemporaryDir home;
        QVERIFY(QFile::setPermissions(home.path(), QFile::ReadOwner | QFile::ExeOwner));
        if (QFileInfo(home.path()).isWritable())
            QSKIP("nothing is forbidden to this user");
        QVERIFY(prepareDataFolder(home.path()).value_or(QString()).contains(home.path()));
        QVERIFY(prepareDataFolder(home.filePath(QStringLiteral("below"))));
        QFile::setPermissions(home.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void folderOfACopyingProgramIsRefused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("refused");
        QTest::newRow("itself") << QStringLiteral("Dropbox") << true;
        QTest::newRow("below") << QStringLiteral("OneDrive/chat/data") << true;
        QTest::newRow("with a blank") << QStringLiteral("Google Drive/data") << true;
        QTest::newRow("Korean one") << QStringLiteral("MYBOX/data") << true;
        QTest::newRow("a longer name") << QStringLiteral("NotDropbox/data") << false;
        QTest::newRow("plain") << QStringLiteral("data") << false;
    }
    void folderOfACopyingProgramIsRefused()
    {
        QFETCH(QString, path);
        QFETCH(bool, refused);
        const QTemporaryDir home;
        const auto problem = prepareDataFolder(home.filePath(path));
        QCOMPARE(problem.has_value(), refused);
        if (refused)
            QVERIFY(problem->contains(path.section(u'/', 0, 0)));
    }

    void linkIntoACopiedFolderIsRefused()
    {
        const QTemporaryDir home;
        QVERIFY(QDir(home.path()).mkpath(QStringLiteral("Dropbox/data")));
        const QString link = home.filePath(QStringLiteral("data"));
        QVERIFY(QFile::link(home.filePath(QStringLiteral("Dropbox/data")), link));
        QVERIFY(prepareDataFolder(link));
    }

    void defaultFollowsTheSystem()
    {
        qputenv("STATE_DIRECTORY", "/var/lib/madang:/var/lib/other");
        QCOMPARE(defaultDataFolder(), QStringLiteral("/var/lib/madang"));
        qunsetenv("STATE_DIRECTORY");
        qputenv("XDG_DATA_HOME", "/home/somebody/share");
        QCOMPARE(defaultDataFolder(), QStringLiteral("/home/somebody/share/madang-host"));
        qunsetenv("XDG_DATA_HOME");
    }

    void accountLineIsForAUsersFile_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("role"); // empty: refused
        const auto row = [](const char *name, const char *arguments, const char *role) {
            QTest::newRow(name) << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts)
                                << QByteArray(role);
        };
        row("member by default", "add jiwoo", "member");
        row("member", "add jiwoo member", "member");
        row("owner", "add jiwoo owner", "owner");
        row("other role", "add jiwoo king", "");
        row("other command", "remove jiwoo", "");
        row("no name", "add", "");
        row("nothing", "", "");
        row("too much", "add jiwoo owner now", "");
    }
    void accountLineIsForAUsersFile()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, role);
        const auto line = accountLine(arguments, "correct horse");
        QCOMPARE(line.has_value(), !role.isEmpty());
        if (!line) {
            QVERIFY(line.error().startsWith(QStringLiteral("Usage: ")));
            return;
        }
        QVERIFY(line->startsWith("jiwoo:$argon2id$"));
        QVERIFY(line->trimmed().endsWith(':' + role));
        QVERIFY(!line->contains("correct horse"));
    }

    void accountNeedsANameAndAPassword()
    {
        const QString add = QStringLiteral("add");
        QVERIFY(!accountLine({add, QStringLiteral("a:b")}, "correct horse"));
        QVERIFY(!accountLine({add, QString()}, "correct horse"));
        QVERIFY(!accountLine({add, QStringLiteral("jiwoo")}, ""));
    }
};

QTEST_GUILESS_MAIN(TestDataFolder)
#include "tst_datafolder.moc"
