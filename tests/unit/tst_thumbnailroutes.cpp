// SPDX-License-Identifier: GPL-3.0-or-later
// Small copies of pictures over HTTP, made by the real program.

#include "server/store/sqlstore.h"
#include "server/web/fileroutes.h"
#include "tests/support/httpfixture.h"
#include "tests/support/samplepicture.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Server;
using TestSupport::HttpPeer;

namespace {

/// Whoever reads a file is not asked who they are.
class NobodyAuthenticator final : public Authenticator {
public:
    void authenticate(const Credentials &, Answer answer) override
    {
        answer(tl::unexpected(AccessDenied{"access refused"}));
    }
};

} // namespace

class TestThumbnailRoutes : public TestSupport::HttpFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = SqlStore::create(m_folder.path(), {}).value();
        FileService::Options options;
        options.thumbnails.program = QStringLiteral(MADANG_THUMBNAIL);
        m_files = std::make_unique<FileService>(
            m_store->files(), m_folder.filePath(QStringLiteral("files")), options);
        m_routes = std::make_unique<FileRoutes>(*m_files, m_authenticator, FileRoutes::Options());
        m_listener =
            std::make_unique<Listener>(Listener::Options(), [this](const HttpRequest &request) {
                return m_routes->answer(request);
            });
        QVERIFY(m_listener->listen(QHostAddress::LocalHost));
    }
    void cleanup()
    {
        m_peers.clear();
        m_listener.reset();
        m_routes.reset();
        m_files.reset();
        m_store.reset();
    }

    void isAPictureOfItsOwn()
    {
        const QByteArray path = addressOf(TestSupport::samplePicture(1280, 320));
        const HttpPeer *got = get(path + "?thumbnail");
        QCOMPARE(got->status(), 200);
        QCOMPARE(got->header("Content-Type"), QByteArray("image/jpeg"));
        QCOMPARE(QImage::fromData(got->body()).size(), QSize(640, 160));
        QVERIFY(got->header("Content-Disposition").startsWith("inline;"));
        QCOMPARE(got->header("Content-Security-Policy"), QByteArray("sandbox; default-src 'none'"));
        QCOMPARE(got->header("X-Content-Type-Options"), QByteArray("nosniff"));
        const QByteArray tag = got->header("ETag");
        QVERIFY(tag != get(path)->header("ETag"));
        QVERIFY(got->header("Accept-Ranges").isNull()); // a small copy comes whole
        QCOMPARE(get(path + "?thumbnail", "Range: bytes=0-9\r\n")->status(), 200);
        // Who has it already costs no look at the disk.
        QVERIFY(QDir(m_folder.filePath(QStringLiteral("files/thumbnails"))).removeRecursively());
        QCOMPARE(get(path + "?thumbnail", "If-None-Match: " + tag + "\r\n")->status(), 304);
        QVERIFY(!QDir(m_folder.filePath(QStringLiteral("files/thumbnails"))).exists());
        QCOMPARE(get(path, "If-None-Match: " + tag + "\r\n")->status(), 200);
    }

    void isNotThere_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("words") << QByteArray("words");
        QTest::newRow("damaged") << TestSupport::samplePicture(1280, 320).first(40);
    }
    void isNotThere()
    {
        QFETCH(QByteArray, bytes);
        const HttpPeer *got = get(addressOf(bytes) + "?thumbnail");
        QCOMPARE(got->status(), 404);
        QVERIFY(got->body().contains("no thumbnail"));
    }

    void takesTheToken()
    {
        addressOf(TestSupport::samplePicture(10, 10));
        const HttpPeer *got = get("/files/" + QByteArray(32, 'x') + "/a.png?thumbnail");
        QCOMPARE(got->status(), 404);
        QVERIFY(got->body().contains("no such file"));
    }

private:
    const HttpPeer *get(const QByteArray &path, const QByteArray &headers = {})
    {
        const HttpPeer *peer = ask("GET", path, {}, headers);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(peer->isDone(), 30'000); }();
        return peer;
    }
    /// Of a complete upload with these bytes.
    QByteArray addressOf(const QByteArray &bytes)
    {
        QByteArray address;
        m_files->create(
            Chat::UserId(QStringLiteral("g-1")), QStringLiteral("a.png"), "image/png", bytes.size(),
            [&](const auto &made) {
                m_files->append(made->file, 0, bytes, [&, file = made->file](const auto &) {
                    m_files->settle(file, bytes.size(), [&](const auto &done) {
                        address = "/files/" + done->file.token.toLatin1() + "/a.png";
                    });
                });
            });
        if (!QTest::qWaitFor([&] { return !address.isEmpty(); }, 30'000))
            qFatal("cannot upload");
        return address;
    }

    QTemporaryDir m_folder;
    NobodyAuthenticator m_authenticator;
    std::unique_ptr<SqlStore> m_store;
    std::unique_ptr<FileService> m_files;
    std::unique_ptr<FileRoutes> m_routes;
};

QTEST_GUILESS_MAIN(TestThumbnailRoutes)
#include "tst_thumbnailroutes.moc"
