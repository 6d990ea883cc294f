// SPDX-License-Identifier: GPL-3.0-or-later
// Small copies by the real program, and by programs that do what a broken decoder would.

#include "server/files/thumbnailfolder.h"
#include "tests/support/samplepicture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <thread>

using namespace Server;
using TestSupport::samplePicture;
using Problem = ThumbnailFolder::Problem;

class TestThumbnailFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_options = {};
        m_options.program = QStringLiteral(MADANG_THUMBNAIL);
    }

    void isMadeOnce()
    {
        const QByteArray hash = blob(samplePicture(2000, 1000));
        const auto made = ThumbnailFolder(m_folder->path(), m_options).find(hash);
        QVERIFY(made);
        QCOMPARE(QImage::fromData(*made).size(), QSize(640, 320));
        m_options.program = program("echo $$ >>../made");
        const auto again = ThumbnailFolder(m_folder->path(), m_options).find(hash);
        QVERIFY(again);
        QVERIFY(*again == *made);
    }

    void nobodyElseReadsThem()
    {
        QVERIFY(ThumbnailFolder(m_folder->path(), m_options).find(blob(samplePicture(10, 10))));
        const QDir top(m_folder->filePath(QStringLiteral("thumbnails")));
        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeGroup | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(top.path()) & others));
        const QDir shard(top.filePath(top.entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0)));
        QVERIFY(!(QFile::permissions(shard.path()) & others));
        QVERIFY(
            !(QFile::permissions(shard.filePath(shard.entryList(QDir::Files).value(0))) & others));
    }

    // Or anybody could keep the host busy with one bad file.
    void badOneIsTriedOnce_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("says no") << QByteArray("exit 1");
        QTest::newRow("dies") << QByteArray("kill -SEGV $$");
        QTest::newRow("writes what is no picture") << QByteArray("echo '<script>'");
        QTest::newRow("writes a lot") << QByteArray("printf '\\211PNG\\r\\n\\032\\n'; exec yes");
        QTest::newRow("never ends") << QByteArray("exec sleep 1000");
        QTest::newRow("writes, and never ends")
            << QByteArray("printf '\\211PNG\\r\\n\\032\\n'; exec sleep 1000");
    }
    void badOneIsTriedOnce()
    {
        QFETCH(QByteArray, script);
        const QByteArray hash = blob("bad");
        const QString tries = m_folder->filePath(QStringLiteral("tries"));
        m_options.program = program("echo tried >>" + tries.toUtf8() + '\n' + script);
        m_options.mostTime = std::chrono::seconds(3);
        ThumbnailFolder folder(m_folder->path(), m_options);
        for (int i = 0; i < 2; ++i) {
            const auto made = folder.find(hash);
            QVERIFY(!made);
            QCOMPARE(made.error(), Problem::NotMade);
        }
        QFile file(tries);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("tried\n"));
    }

    void realProgramRefuses()
    {
        const auto made = ThumbnailFolder(m_folder->path(), m_options).find(blob("no picture"));
        QVERIFY(!made);
        QCOMPARE(made.error(), Problem::NotMade);
    }

    void isToldNothingOfTheHost()
    {
        const QString told = m_folder->filePath(QStringLiteral("told"));
        m_options.program = program("env >" + told.toUtf8());
        qputenv("MADANG_PASSWORD", "secret");
        qputenv("SOME_TOKEN", "secret");
        const auto made = ThumbnailFolder(m_folder->path(), m_options).find(blob("x"));
        qunsetenv("MADANG_PASSWORD");
        qunsetenv("SOME_TOKEN");
        QVERIFY(!made);
        QFile file(told);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray environment = file.readAll();
        QVERIFY(environment.contains("PATH="));
        QVERIFY2(!environment.contains("secret"), environment.constData());
    }

    void laterIsAnotherTry()
    {
        const QByteArray hash = blob(samplePicture(10, 10));
        auto without = m_options;
        without.program = m_folder->filePath(QStringLiteral("not-there"));
        const auto made = ThumbnailFolder(m_folder->path(), without).find(hash);
        QVERIFY(!made);
        QCOMPARE(made.error(), Problem::Failed);
        QVERIFY(ThumbnailFolder(m_folder->path(), m_options).find(hash));
    }

    void stopsAtOnce()
    {
        const QString begun = m_folder->filePath(QStringLiteral("begun"));
        m_options.program = program(": >" + begun.toUtf8() + "\nexec sleep 1000");
        m_options.mostTime = std::chrono::hours(1);
        ThumbnailFolder folder(m_folder->path(), m_options);
        const QByteArray hash = blob("x");
        tl::expected<QByteArray, Problem> made;
        std::thread thread([&] { made = folder.find(hash); });
        const bool wasBegun = QTest::qWaitFor([&] { return QFile::exists(begun); }, 30'000);
        folder.stop();
        thread.join();
        QVERIFY(wasBegun);
        QVERIFY(!made);
        QCOMPARE(made.error(), Problem::Failed); // and will be made another time
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("thumbnails"))));
    }

    void sweepsWhatNobodyNeeds()
    {
        const QByteArray kept = blob(samplePicture(10, 10));
        const QByteArray gone = blob(samplePicture(20, 20));
        ThumbnailFolder folder(m_folder->path(), m_options);
        QVERIFY(folder.find(kept));
        QVERIFY(folder.find(gone));
        QCOMPARE(folder.sweep({kept}), 1);
        QCOMPARE(folder.sweep({kept}), 0);
    }

private:
    QByteArray blob(const QByteArray &bytes)
    {
        const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        const QDir shard(
            m_folder->filePath(QStringLiteral("blobs/") + QString::fromLatin1(hash.left(2))));
        QFile file(shard.filePath(QString::fromLatin1(hash)));
        if (!QDir().mkpath(shard.path()) || !file.open(QIODevice::WriteOnly))
            qFatal("cannot write a blob");
        file.write(bytes);
        return hash;
    }
    QString program(const QByteArray &script)
    {
        const QString path = m_folder->filePath(QStringLiteral("program"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write a program");
        file.write("#!/bin/sh\n" + script + '\n');
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ThumbnailFolder::Options m_options;
};

QTEST_GUILESS_MAIN(TestThumbnailFolder)
#include "tst_thumbnailfolder.moc"
