// SPDX-License-Identifier: GPL-3.0-or-later
// Files between a desktop's models and a real host, whatever happens to the connection on the way.
#include "server/host.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/scriptedweb.h"
#include "ui/model/download.h"
#include "ui/model/hostfiles.h"
#include "ui/model/lineparts.h"
#include "ui/model/upload.h"

#include <QDir>
#include <QFile>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace std::chrono_literals;
using Ui::Download;
using Ui::HostFiles;
using Ui::Upload;

namespace {

constexpr int patience = 30000;
constexpr qint64 manyBytes = 3'000'000; ///< More than sockets hold on the way.
const Upload::Options quickUpload{20ms, 200ms, 64 * 1024};
const Download::Options quickDownload{20ms, 200ms};

QByteArray someBytes(qint64 size)
{
    QRandomGenerator random(7);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

Chat::FileInfo fileNamed(const QString &name, qint64 size)
{
    return {
        {}, QStringLiteral("tttttttttttttttttttttttttttttttt"), name, QStringLiteral("a/b"), size};
}

} // namespace

class tst_Files : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Server::Host> m_host;
    std::unique_ptr<HostFiles> m_files;
    quint16 m_port = 0;

    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("nothing");
    }
    QStringList saved() const
    {
        return QDir(path(QStringLiteral("saved")))
            .entryList(QDir::Files | QDir::Hidden | QDir::System);
    }
    QString inSaved(const QString &name) const { return path(QStringLiteral("saved/") + name); }

    static QUrl webAt(quint16 port)
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
    }
    void startHost(Server::HostConfig config = {})
    {
        config.port = m_port;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = path(QStringLiteral("data"));
        m_host = std::make_unique<Server::Host>(config);
        QSignalSpy started(m_host.get(), &Server::Host::started);
        QSignalSpy failed(m_host.get(), &Server::Host::failed);
        m_host->start();
        QTRY_VERIFY_WITH_TIMEOUT(started.size() + failed.size() > 0, patience);
        QCOMPARE(failed.size(), 0);
        m_port = started[0][0].value<Server::HostAddresses>().port;
        m_files->setAddress(webAt(m_port));
    }
    std::unique_ptr<Upload> upload(const QString &path) const
    {
        auto upload = std::make_unique<Upload>(*m_files, path, QString(), quickUpload);
        upload->start();
        return upload;
    }
    std::unique_ptr<Download> download(const Chat::FileInfo &file, const QString &name) const
    {
        auto download = std::make_unique<Download>(*m_files, file, inSaved(name), quickDownload);
        download->start();
        return download;
    }
    /// With the host, for good.
    Chat::FileInfo stored(const QByteArray &bytes)
    {
        const auto sent = upload(write(QStringLiteral("stored"), bytes));
        [&] { QTRY_COMPARE_WITH_TIMEOUT(sent->state(), Upload::State::Complete, patience); }();
        sent->release();
        return sent->file();
    }
    int statusOfUpload(const QString &id) const
    {
        QNetworkRequest request = m_files->request("/files/" + id.toLatin1());
        request.setRawHeader("Tus-Resumable", "1.0.0");
        const std::unique_ptr<QNetworkReply> reply(m_files->network().head(request));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        finished.wait(patience);
        return Ui::statusOf(*reply);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("saved")));
        m_files = std::make_unique<HostFiles>();
        m_port = 0;
    }
    void cleanup()
    {
        m_files.reset();
        m_host.reset();
    }

    void comesAndGoesWhole_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::newRow("empty") << qint64(0);
        QTest::newRow("one byte") << qint64(1);
        QTest::newRow("one piece") << quickUpload.pieceBytes;
        QTest::newRow("one piece and a byte") << quickUpload.pieceBytes + 1;
        QTest::newRow("many pieces") << qint64(1'000'000);
    }
    void comesAndGoesWhole()
    {
        QFETCH(qint64, size);
        startHost();
        const QByteArray bytes = someBytes(size);
        const auto sent = upload(write(QStringLiteral("보고서.txt"), bytes));
        QTRY_COMPARE_WITH_TIMEOUT(sent->state(), Upload::State::Complete, patience);
        QCOMPARE(sent->sentBytes(), size);
        QCOMPARE(sent->file().name, QStringLiteral("보고서.txt"));
        QCOMPARE(sent->file().type, QStringLiteral("text/plain"));
        QVERIFY(sent->problem().isEmpty());

        const auto got = download(sent->file(), sent->file().name);
        QTRY_COMPARE_WITH_TIMEOUT(got->state(), Download::State::Complete, patience);
        QCOMPARE(read(got->path()), bytes);
        QCOMPARE(saved(), QStringList{QStringLiteral("보고서.txt")});
    }

    void uploadGoesOnAfterACut()
    {
        startHost();
        CuttingProxy proxy(m_port);
        m_files->setAddress(webAt(proxy.serverPort()));
        proxy.cutUpAfter = 600'000;
        const QByteArray bytes = someBytes(1'000'000);
        const auto sent = upload(write(QStringLiteral("a"), bytes));
        QTRY_COMPARE_WITH_TIMEOUT(sent->state(), Upload::State::Complete, patience);
        QCOMPARE(proxy.cuts, 1);
        QCOMPARE(proxy.count("POST /files HTTP"), 1);
        QVERIFY(proxy.count("HEAD /files/") >= 1);
        // What had come was not sent again, but for the piece that was cut.
        QVERIFY(proxy.asked.size() < bytes.size() + 3 * quickUpload.pieceBytes);

        const auto got = download(sent->file(), QStringLiteral("a"));
        QTRY_COMPARE_WITH_TIMEOUT(got->state(), Download::State::Complete, patience);
        QCOMPARE(read(got->path()), bytes);
    }

    void uploadGoesOnAfterTheHostCameBack()
    {
        startHost();
        const QByteArray bytes = someBytes(manyBytes);
        CuttingProxy proxy(m_port);
        proxy.cutUpAfter = 1'000'000;
        proxy.refusesOnceCut = true;
        m_files->setAddress(webAt(proxy.serverPort()));
        const auto sent = upload(write(QStringLiteral("a"), bytes));
        QTRY_COMPARE_WITH_TIMEOUT(proxy.cuts, 1, patience);
        const QString id = sent->file().id;
        m_host.reset();
        QTRY_COMPARE_WITH_TIMEOUT(sent->state(), Upload::State::Waiting, patience);
        QVERIFY(sent->problem().contains(QStringLiteral("goes on by itself")));
        QVERIFY(sent->sentBytes() < bytes.size());
        startHost(); // where it was
        m_files->wake();
        QTRY_COMPARE_WITH_TIMEOUT(sent->state(), Upload::State::Complete, patience);
        QCOMPARE(sent->file().id, id);
        const auto got = download(sent->file(), QStringLiteral("a"));
        QTRY_COMPARE_WITH_TIMEOUT(got->state(), Download::State::Complete, patience);
        QCOMPARE(read(got->path()), bytes);
    }

    void refusalSaysWhy_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("word");
        QTest::newRow("too large") << 0 << QStringLiteral("larger than this host takes");
        QTest::newRow("type") << 1 << QStringLiteral("(text/plain)");
        QTest::newRow("person full") << 2 << QStringLiteral("that one person has");
        QTest::newRow("host full") << 3 << QStringLiteral("no room for files");
    }
    void refusalSaysWhy()
    {
        QFETCH(int, kind);
        QFETCH(QString, word);
        Server::HostConfig config;
        if (kind == 0)
            config.fileBytes = 1024;
        else if (kind == 1)
            config.fileTypes = {"image/*"};
        else if (kind == 2)
            config.personFileBytes = 1024;
        else
            config.allFileBytes = 1024;
        startHost(config);
        const auto sent = upload(write(QStringLiteral("a.txt"), someBytes(5000)));
        QTRY_COMPARE_WITH_TIMEOUT(sent->state(), Upload::State::Failed, patience);
        QVERIFY2(sent->problem().contains(word), qPrintable(sent->problem()));
        QCOMPARE(sent->sentBytes(), qint64(0));

        m_host.reset(); // whoever runs it allows more
        startHost();
        sent->retry();
        QTRY_COMPARE_WITH_TIMEOUT(sent->state(), Upload::State::Complete, patience);
    }

    void passwordOfTheHostGoesAlong()
    {
        Server::HostConfig config;
        config.passwordFile = write(QStringLiteral("password"), "비밀:1\n");
        startHost(config);
        const QString file = write(QStringLiteral("a"), "a");
        const auto stranger = upload(file);
        QTRY_COMPARE_WITH_TIMEOUT(stranger->state(), Upload::State::Failed, patience);
        QVERIFY(stranger->problem().contains(QStringLiteral("does not take files from you")));
        QUrl address = webAt(m_port);
        address.setPassword(QStringLiteral("비밀:1"), QUrl::DecodedMode);
        m_files->setAddress(address);
        const auto friendly = upload(file);
        QTRY_COMPARE_WITH_TIMEOUT(friendly->state(), Upload::State::Complete, patience);
        QVERIFY(!m_files->request("/files").url().toString().contains(QStringLiteral("1@")));
    }

    void busyHostIsAskedAgain()
    {
        int asked = 0;
        ScriptedWeb web([&](const QByteArray &request) {
            if (++asked < 3)
                return ScriptedWeb::answer("503 Service Unavailable", {}, "{}");
            const QByteArray headers =
                request.startsWith("POST")
                    ? "Location: http://elsewhere/files/"
                      "abcdefghijklmnopqrstuvwxyz012345\r\nUpload-Offset: 0\r\n"
                    : "Upload-Offset: 0\r\nMadang-File-Token: t\r\n";
            return ScriptedWeb::answer(request.startsWith("POST") ? "201 Created" : "200 OK",
                                       headers, {});
        });
        m_files->setAddress(web.address());
        const auto sent = upload(write(QStringLiteral("a"), {}));
        QTRY_COMPARE_WITH_TIMEOUT(sent->state(), Upload::State::Complete, patience);
        QCOMPARE(asked, 4); // and nothing of it went elsewhere
        QCOMPARE(sent->file().token, QStringLiteral("t"));
        sent->release();
    }

    void foolishHostIsNotAskedForEver_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("headers");
        QTest::newRow("no place") << QByteArray("201 Created") << QByteArray();
        QTest::newRow("odd place")
            << QByteArray("201 Created") << QByteArray("Location: /files/../../x\r\n");
        QTest::newRow("elsewhere") << QByteArray("307 Temporary Redirect")
                                   << QByteArray("Location: http://127.0.0.1:1/\r\n");
        QTest::newRow("no Madang") << QByteArray("404 Not Found") << QByteArray();
    }
    void foolishHostIsNotAskedForEver()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, headers);
        ScriptedWeb web([&](const QByteArray &) {
            return ScriptedWeb::answer(status, headers, QByteArray(100'000, 'x'));
        });
        m_files->setAddress(web.address());
        const auto sent = upload(write(QStringLiteral("a"), "a"));
        QTRY_COMPARE_WITH_TIMEOUT(sent->state(), Upload::State::Failed, patience);
        QCOMPARE(web.requests.size(), 1);
        QVERIFY(!sent->problem().isEmpty());
    }

    void sourceThatIsNoneIsTold_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("word");
        QTest::newRow("folder") << QStringLiteral("saved") << QStringLiteral("folder");
        QTest::newRow("not there") << QStringLiteral("missing") << QStringLiteral("not there");
    }
    void sourceThatIsNoneIsTold()
    {
        QFETCH(QString, name);
        QFETCH(QString, word);
        const auto sent = upload(path(name));
        QCOMPARE(sent->state(), Upload::State::Failed);
        QVERIFY2(sent->problem().contains(word), qPrintable(sent->problem()));
    }

    void changedFileIsNotSentInPieces()
    {
        startHost();
        CuttingProxy proxy(m_port);
        proxy.cutUpAfter = 1'000'000;
        proxy.refusesOnceCut = true;
        m_files->setAddress(webAt(proxy.serverPort()));
        const auto sent = upload(write(QStringLiteral("a"), someBytes(manyBytes)));
        QTRY_COMPARE_WITH_TIMEOUT(proxy.cuts, 1, patience);
        write(QStringLiteral("a"), "another");
        proxy.refuses = false;
        QTRY_COMPARE_WITH_TIMEOUT(sent->state(), Upload::State::Failed, patience);
        QVERIFY(sent->problem().contains(QStringLiteral("changed")));
        sent->retry();
        QTRY_COMPARE_WITH_TIMEOUT(sent->state(), Upload::State::Complete, patience);
        QCOMPARE(sent->file().size, qint64(7));
    }

    void cancelledUploadIsForgotten()
    {
        startHost();
        CuttingProxy proxy(m_port);
        proxy.cutUpAfter = 1'000'000;
        proxy.refusesOnceCut = true;
        m_files->setAddress(webAt(proxy.serverPort()));
        auto sent = upload(write(QStringLiteral("a"), someBytes(manyBytes)));
        QTRY_COMPARE_WITH_TIMEOUT(proxy.cuts, 1, patience);
        const QString id = sent->file().id;
        m_files->setAddress(webAt(m_port));
        QCOMPARE(statusOfUpload(id), 200);
        sent.reset();
        QTRY_COMPARE_WITH_TIMEOUT(statusOfUpload(id), 404, patience);
    }

    void downloadGoesOnAfterACut()
    {
        startHost();
        const QByteArray bytes = someBytes(manyBytes);
        const Chat::FileInfo file = stored(bytes);
        CuttingProxy proxy(m_port);
        m_files->setAddress(webAt(proxy.serverPort()));
        proxy.cutDownAfter = 1'000'000;
        const auto got = download(file, QStringLiteral("a"));
        QTRY_COMPARE_WITH_TIMEOUT(got->state(), Download::State::Complete, patience);
        QCOMPARE(proxy.cuts, 1);
        QCOMPARE(proxy.countOfHeader("range: bytes="), 1);
        QCOMPARE(proxy.countOfHeader("if-range: \""), 1);
        QVERIFY(read(got->path()) == bytes);
    }

    void changedContentBeginsAnew_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("told as a whole") << 0;
        QTest::newRow("told as a part") << 1;
        QTest::newRow("told as no range") << 2;
        QTest::newRow("another part than asked for") << 3;
    }
    void changedContentBeginsAnew()
    {
        QFETCH(int, kind);
        const QByteArray before(100'000, 'a'), after(100'000, 'b');
        int asked = 0;
        ScriptedWeb web([&](const QByteArray &request) {
            if (++asked == 1) {
                const QByteArray whole = ScriptedWeb::answer("200 OK", "ETag: \"1\"\r\n", before);
                return whole.chopped(40'000); // and the connection ends
            }
            const bool partWanted = request.toLower().contains("\nrange: bytes=60000-");
            if (partWanted && kind == 1)
                return ScriptedWeb::answer(
                    "206 Partial Content",
                    "ETag: \"2\"\r\nContent-Range: bytes 60000-99999/100000\r\n",
                    after.first(40'000));
            if (partWanted && kind == 2)
                return ScriptedWeb::answer("416 Range Not Satisfiable", {}, {});
            if (partWanted && kind == 3)
                return ScriptedWeb::answer("206 Partial Content",
                                           "ETag: \"1\"\r\nContent-Range: bytes 0-39999/100000\r\n",
                                           after.first(40'000));
            return ScriptedWeb::answer("200 OK", "ETag: \"2\"\r\n", after);
        });
        m_files->setAddress(web.address());
        const auto got = download(fileNamed(QStringLiteral("a"), 100'000), QStringLiteral("a"));
        QTRY_COMPARE_WITH_TIMEOUT(got->state(), Download::State::Complete, patience);
        QVERIFY(web.requests[1].toLower().contains("if-range: \"1\""));
        QVERIFY(read(got->path()) == after);
    }

    void whatIsNotTheFileIsNotKept_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<int>("bytes");
        QTest::newRow("more than said") << QByteArray("200 OK") << 1'000'000;
        QTest::newRow("less than said") << QByteArray("200 OK") << 500;
        QTest::newRow("gone") << QByteArray("404 Not Found") << 1000;
        QTest::newRow("elsewhere") << QByteArray("302 Found") << 1000;
    }
    void whatIsNotTheFileIsNotKept()
    {
        QFETCH(QByteArray, status);
        QFETCH(int, bytes);
        ScriptedWeb web([&](const QByteArray &) {
            return ScriptedWeb::answer(status, "Location: /x\r\n", QByteArray(bytes, 'x'));
        });
        m_files->setAddress(web.address());
        auto got = download(fileNamed(QStringLiteral("a"), 1000), QStringLiteral("a"));
        QTRY_COMPARE_WITH_TIMEOUT(got->state(), Download::State::Failed, patience);
        QVERIFY(!got->problem().isEmpty());
        QCOMPARE(web.requests.size(), 1);
        QVERIFY(!saved().contains(QStringLiteral("a")));
        got.reset();
        QCOMPARE(saved(), QStringList());
    }

    void cancelledDownloadLeavesNothing()
    {
        startHost();
        const Chat::FileInfo file = stored(someBytes(manyBytes));
        CuttingProxy proxy(m_port);
        m_files->setAddress(webAt(proxy.serverPort()));
        proxy.cutDownAfter = 500'000;
        proxy.refusesOnceCut = true;
        auto got = download(file, QStringLiteral("a"));
        QTRY_VERIFY_WITH_TIMEOUT(proxy.cuts == 1 && got->receivedBytes() > 0, patience);
        QCOMPARE(saved(), QStringList{QStringLiteral("a.part")});
        got.reset();
        QCOMPARE(saved(), QStringList());
    }

    void nothingIsOverwritten()
    {
        startHost();
        const Chat::FileInfo file = stored("new");
        write(QStringLiteral("saved/a.tar.gz"), "old");
        write(QStringLiteral("saved/a.tar (2).gz.part"), "of another program");
        QVERIFY(QFile::link(QStringLiteral("/nowhere"), inSaved(QStringLiteral("a.tar (3).gz"))));
        const auto first = download(file, QStringLiteral("a.tar.gz"));
        const auto second = download(file, QStringLiteral("a.tar.gz"));
        QTRY_COMPARE_WITH_TIMEOUT(first->state(), Download::State::Complete, patience);
        QTRY_COMPARE_WITH_TIMEOUT(second->state(), Download::State::Complete, patience);
        QCOMPARE(first->path(), inSaved(QStringLiteral("a.tar (4).gz")));
        QCOMPARE(second->path(), inSaved(QStringLiteral("a.tar (5).gz")));
        QCOMPARE(read(inSaved(QStringLiteral("a.tar.gz"))), QByteArray("old"));
        QCOMPARE(read(first->path()), QByteArray("new"));
        QCOMPARE(read(second->path()), QByteArray("new"));
    }

    void nameThatCameMeanwhileIsKept()
    {
        ScriptedWeb web([&](const QByteArray &) {
            write(QStringLiteral("saved/a.txt"), "meanwhile");
            return ScriptedWeb::answer("200 OK", {}, "x");
        });
        m_files->setAddress(web.address());
        const auto got = download(fileNamed(QStringLiteral("a.txt"), 1), QStringLiteral("a.txt"));
        QTRY_COMPARE_WITH_TIMEOUT(got->state(), Download::State::Complete, patience);
        QCOMPARE(read(inSaved(QStringLiteral("a.txt"))), QByteArray("meanwhile"));
        QCOMPARE(read(inSaved(QStringLiteral("a (2).txt"))), QByteArray("x"));
        QCOMPARE(saved().size(), 2);
    }

    void folderThatIsNoneIsTold()
    {
        Download lost(*m_files, fileNamed(QStringLiteral("a"), 1), path(QStringLiteral("none/a")),
                      quickDownload);
        lost.start();
        QCOMPARE(lost.state(), Download::State::Failed);
        QVERIFY(lost.problem().contains(QStringLiteral("Choose another folder")));
    }

    void hostileNameBecomesSafe_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("safe");
        QTest::newRow("up") << QStringLiteral("../../x") << QStringLiteral("x");
        QTest::newRow("up in Windows") << QStringLiteral("..\\x.exe") << QStringLiteral("x.exe");
        QTest::newRow("device") << QStringLiteral("CON.txt") << QStringLiteral("_CON.txt");
        QTest::newRow("turned") << QStringLiteral("a\u202egpj.exe") << QStringLiteral("agpj.exe");
        QTest::newRow("hidden") << QStringLiteral(".bashrc") << QStringLiteral("bashrc");
        QTest::newRow("two lines") << QStringLiteral("a\nb") << QStringLiteral("a b");
        QTest::newRow("nothing") << QString() << QStringLiteral("file");
    }
    void hostileNameBecomesSafe()
    {
        QFETCH(QString, name);
        QFETCH(QString, safe);
        Chat::RoomMessage message;
        message.files = {fileNamed(name, -5)};
        const QVariantList files = Ui::fileList(message);
        QCOMPARE(Ui::fileOf(files.at(0)).name, safe);
        QCOMPARE(Ui::fileOf(files.at(0)).size, qint64(0));
        QCOMPARE(Download::freePath(path(QStringLiteral("saved")), name), inSaved(safe));
    }

    void fileListIsBounded()
    {
        Chat::RoomMessage message;
        message.files.assign(1000, fileNamed(QStringLiteral("a"), 1));
        QCOMPARE(Ui::fileList(message).size(), 10);
        message.files = {fileNamed(QStringLiteral("a"), 1)};
        message.files[0].token = QStringLiteral("../status");
        QVERIFY(Ui::fileList(message).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Files)
#include "tst_files.moc"
