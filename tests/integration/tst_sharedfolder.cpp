// SPDX-License-Identifier: GPL-3.0-or-later
// Hosts that have one log and one folder of files: what is uploaded by one is at all of them.

#include "tests/support/hostprocess.h"
#include "tests/support/httppeer.h"
#include "tests/support/needed.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/samplepicture.h"
#include "tests/support/talkingpeer.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <memory>
#include <vector>

using TestSupport::HttpPeer;

class TestSharedFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        NEEDS(PrivatePostgres::isInstalled(), "PostgreSQL");
        QVERIFY(PrivatePostgres::instance());
        m_files = m_folder.filePath(QStringLiteral("files"));
        QVERIFY(QDir().mkdir(m_files));
        for (HostProcess &host : m_hosts)
            QVERIFY2(host.startAndWait(options(m_files)), host.errors().constData());
        for (HostProcess &host : m_hosts) // each looks once more within ten seconds
            QTRY_VERIFY_WITH_TIMEOUT(upload(host, "ready") != QByteArray(), TalkingPeer::patience);
    }
    void cleanup() { m_peers.clear(); }

    void uploadGoesOnAtAnotherHost()
    {
        const QByteArray picture = TestSupport::samplePicture(800, 600);
        const qsizetype half = picture.size() / 2;
        const QByteArray path = begin(m_hosts[0], picture.size());
        QCOMPARE(append(m_hosts[0], path, 0, picture.left(half))->status(), 204);
        const HttpPeer *told = ask(m_hosts[1], "HEAD", path);
        QCOMPARE(told->header("Upload-Offset"), QByteArray::number(half));
        const HttpPeer *done = append(m_hosts[1], path, half, picture.mid(half));
        QCOMPARE(done->status(), 204);
        const QByteArray file = "/files/" + done->header("Madang-File-Token") + "/a.png";
        for (HostProcess &host : m_hosts) {
            QCOMPARE(ask(host, "GET", file)->body(), picture);
            const HttpPeer *part = ask(host, "GET", file, "Range: bytes=10-19\r\n");
            QCOMPARE(part->status(), 206);
            QCOMPARE(part->body(), picture.mid(10, 10));
            const HttpPeer *thumbnail = ask(host, "GET", file + "?thumbnail");
            QCOMPARE(thumbnail->status(), 200);
            QCOMPARE(QImage::fromData(thumbnail->body()).width(), 640);
        }
    }

    // The first sweep of a newcomer, while others are about to tell the log of what they have.
    void sweepOfOneLeavesWhatOthersHave()
    {
        const QByteArray file = upload(m_hosts[0], "kept");
        const QByteArray part = begin(m_hosts[0], 4);
        QCOMPARE(append(m_hosts[0], part, 0, "pa")->status(), 204);
        const QString blobs = m_files + QStringLiteral("/blobs/00/");
        QVERIFY(QDir().mkpath(blobs));
        const QString old = blobs + QStringLiteral("old"), young = blobs + QStringLiteral("young");
        for (const QString &path : {young, old}) {
            QFile stray(path);
            QVERIFY(stray.open(QIODevice::WriteOnly));
            if (path == old)
                QVERIFY(stray.setFileTime(QDateTime::currentDateTime().addSecs(-7200),
                                          QFileDevice::FileModificationTime));
        }
        HostProcess newcomer;
        QVERIFY2(newcomer.startAndWait(options(m_files)), newcomer.errors().constData());
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(old), TalkingPeer::patience);
        QVERIFY(QFile::exists(young));
        QCOMPARE(ask(newcomer, "GET", file)->body(), QByteArray("kept"));
        QCOMPARE(append(newcomer, part, 2, "rt")->status(), 204);
    }

    void folderThatIsAwayHoldsUpNoTalk()
    {
        const QByteArray file = upload(m_hosts[0], "away");
        const QString mounted = m_folder.filePath(QStringLiteral("elsewhere"));
        QVERIFY(QDir().rename(m_files, mounted) && QDir().mkdir(m_files));
        for (HostProcess &host : m_hosts) {
            const HttpPeer *got = ask(host, "GET", file);
            QCOMPARE(got->status(), 503);
            QVERIFY(got->body().contains("the files are away"));
            QCOMPARE(ask(host, "POST", "/files", "Upload-Length: 4\r\n")->status(), 503);
        }
        HostProcess newcomer;
        QVERIFY2(newcomer.startAndWait(options(m_files)), newcomer.errors().constData());
        TalkingPeer speaker(newcomer);
        speaker.say("hello");
        QVERIFY(speaker.isTaken("hello"));
        QTRY_VERIFY_WITH_TIMEOUT(newcomer.errors().contains("is it mounted?"),
                                 TalkingPeer::patience);
        QVERIFY(QDir().rmdir(m_files)); // nobody took it
        QVERIFY(QDir().rename(mounted, m_files));
        QCOMPARE(ask(newcomer, "GET", file)->body(), QByteArray("away"));
        for (HostProcess &host : m_hosts)
            QCOMPARE(ask(host, "GET", file)->body(), QByteArray("away"));
    }

    void folderOfAnotherLogIsRefused()
    {
        const QString others = m_folder.filePath(QStringLiteral("others"));
        QVERIFY(QDir().mkdir(others));
        QFile mark(others + QStringLiteral("/log"));
        QVERIFY(mark.open(QIODevice::WriteOnly) && mark.write("another\n") > 0);
        mark.close();
        HostProcess host;
        host.start(options(others));
        QCOMPARE(host.waitForEnd(), 4);
        QVERIFY2(host.errors().contains("belong to hosts with another log"),
                 host.errors().constData());
    }

private:
    static QStringList options(const QString &files)
    {
        return {QStringLiteral("--database"), PrivatePostgres::instance()->words(),
                QStringLiteral("--files"), files};
    }
    /// Waits for the whole answer.
    const HttpPeer *ask(const HostProcess &host, const QByteArray &method, const QByteArray &path,
                        const QByteArray &headers = {}, const QByteArray &body = {})
    {
        m_peers.push_back(std::make_unique<HttpPeer>(
            host.port(), method + ' ' + path +
                             " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                             "Tus-Resumable: 1.0.0\r\n"
                             "Guest-Token: MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY\r\n" +
                             headers + "Content-Length: " + QByteArray::number(body.size()) +
                             "\r\n\r\n" + body));
        const HttpPeer *peer = m_peers.back().get();
        (void)QTest::qWaitFor(
            [&] { return peer->state() == QAbstractSocket::UnconnectedState && peer->hasHead(); },
            TalkingPeer::patience);
        return peer;
    }
    QByteArray begin(const HostProcess &host, qint64 size)
    {
        return ask(host, "POST", "/files", "Upload-Length: " + QByteArray::number(size) + "\r\n")
            ->header("Location");
    }
    const HttpPeer *append(const HostProcess &host, const QByteArray &path, qint64 offset,
                           const QByteArray &bytes)
    {
        return ask(host, "PATCH", path,
                   "Content-Type: application/offset+octet-stream\r\nUpload-Offset: " +
                       QByteArray::number(offset) + "\r\n",
                   bytes);
    }
    /// The path to download it by; empty where it was not taken.
    QByteArray upload(const HostProcess &host, const QByteArray &bytes)
    {
        const QByteArray path = begin(host, bytes.size());
        const QByteArray token =
            path.isEmpty() ? path : append(host, path, 0, bytes)->header("Madang-File-Token");
        return token.isEmpty() ? token : "/files/" + token + "/a";
    }

    QTemporaryDir m_folder;
    QString m_files;
    std::array<HostProcess, 2> m_hosts;
    std::vector<std::unique_ptr<HttpPeer>> m_peers;
};

QTEST_GUILESS_MAIN(TestSharedFolder)
#include "tst_sharedfolder.moc"
