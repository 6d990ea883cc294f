// SPDX-License-Identifier: GPL-3.0-or-later
// The key by which a host is known, in its backups and behind a restore.

#include "server/upkeep/databackup.h"
#include "tests/support/filleddata.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace FilledData;
using namespace Server;

namespace {

QString sentenceOf(const auto &result)
{
    return result ? QString() : result.error().sentence;
}

QString fill(const QString &folder)
{
    QDir().mkpath(folder);
    const auto log = open(folder);
    if (!log || !log->begin())
        return {};
    makeRooms(*log);
    return log->commit() ? folder : QString();
}

QString identityIn(const QString &folder, const char *name)
{
    return folder + QStringLiteral("/identity/") + QLatin1String(name);
}

QByteArray certificate(const QByteArray &content)
{
    return "-----BEGIN CERTIFICATE-----\n" + content + "\n-----END CERTIFICATE-----\n";
}

void writeIdentity(const QString &folder, const QByteArray &key, const QByteArray &chain)
{
    QDir().mkpath(folder + QStringLiteral("/identity"));
    for (const auto &[name, content] : {std::pair{"host.key", key}, {"host.crt", chain}}) {
        QFile file(identityIn(folder, name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
}

} // namespace

class TestIdentityCopy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void backupCarriesTheIdentity();
    void restoreKeepsALaterIdentity();
};

void TestIdentityCopy::backupCarriesTheIdentity()
{
    QTemporaryDir folder;
    const QString data = fill(folder.filePath(QStringLiteral("data")));
    writeIdentity(data, "key of then", certificate("then"));
    const auto backup = backUpData(data, folder.filePath(QStringLiteral("backups")));
    QVERIFY2(backup.has_value(), qPrintable(sentenceOf(backup)));
    for (const char *name : {"host.key", "host.crt"}) {
        const auto allowed = QFile::permissions(identityIn(backup->path, name));
        QCOMPARE(allowed & QFile::Permissions(0x0077), QFile::Permissions());
    }

    // Onto another computer, and onto one where another host lies.
    const QString fresh = folder.filePath(QStringLiteral("fresh"));
    QDir().mkpath(fresh);
    QVERIFY(restoreData(backup->path, fresh).has_value());
    QCOMPARE(contentOf(identityIn(fresh, "host.key")), QByteArray("key of then"));
    QCOMPARE(QFile::permissions(identityIn(fresh, "host.key")) & QFile::Permissions(0x0077),
             QFile::Permissions());
    writeIdentity(fresh, "another's key", certificate("another"));
    const auto restored = restoreData(backup->path, fresh);
    QVERIFY2(restored.has_value(), qPrintable(sentenceOf(restored)));
    QCOMPARE(contentOf(identityIn(fresh, "host.key")), QByteArray("key of then"));
    QCOMPARE(contentOf(identityIn(restored->kept, "host.key")), QByteArray("another's key"));
}

void TestIdentityCopy::restoreKeepsALaterIdentity()
{
    QTemporaryDir folder;
    const QString data = fill(folder.filePath(QStringLiteral("data")));
    const auto without = backUpData(data, folder.filePath(QStringLiteral("older")));
    writeIdentity(data, "key of then", certificate("then"));
    const auto backup = backUpData(data, folder.filePath(QStringLiteral("backups")));
    int number = 0;
    for (const auto *made : {&backup, &without}) {
        QVERIFY(made->has_value());
        const QString present = folder.filePath(QString::number(++number));
        QDir().mkpath(present);
        // Clients followed to it, and would not go back.
        writeIdentity(present, "key of now", certificate("now") + certificate("then"));
        const auto restored = restoreData((*made)->path, present);
        QVERIFY2(restored.has_value(), qPrintable(sentenceOf(restored)));
        QCOMPARE(contentOf(identityIn(present, "host.key")), QByteArray("key of now"));
    }
}

QTEST_GUILESS_MAIN(TestIdentityCopy)
#include "tst_identitycopy.moc"
