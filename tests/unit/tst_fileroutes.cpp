// SPDX-License-Identifier: GPL-3.0-or-later
// Files over HTTP: what a peer on a real socket can upload and gets back, and what it cannot.

#include "server/store/sqlstore.h"
#include "server/web/fileroutes.h"
#include "tests/support/httpfixture.h"
#include "tests/support/storecalls.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace Server;
using TestSupport::HttpPeer;

namespace {

/// Tokens t-a and t-b are two people's; everybody else is a guest by their token. With a password,
/// guests need it.
class TokenAuthenticator final : public Authenticator {
public:
    void authenticate(const Credentials &credentials, Answer answer) override
    {
        const QString token = QString::fromUtf8(credentials.token);
        if (token.startsWith(QStringLiteral("t-")))
            return answer(Principal{Chat::UserId(u'u' + token), token, role, {}});
        if (!token.isEmpty() || credentials.passcode != password)
            return answer(tl::unexpected(AccessDenied{"access refused"}));
        answer(Principal{
            Chat::UserId(QStringLiteral("g-") + QString::fromUtf8(credentials.guestToken.left(20))),
            QStringLiteral("guest"),
            Principal::Role::Guest,
            {}});
    }
    QByteArray password;
    Principal::Role role = Principal::Role::Member;
};

const QByteArray tus = "Tus-Resumable: 1.0.0\r\n";
const QByteArray alice = tus + "Authorization: Bearer t-a\r\n";
const QByteArray bob = tus + "Authorization: Bearer t-b\r\n";

QByteArray metadata(const QByteArray &name, const QByteArray &type)
{
    return "Upload-Metadata: filename " + name.toBase64() + ",filetype " + type.toBase64() + "\r\n";
}

} // namespace

class TestFileRoutes : public TestSupport::HttpFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        close();
        m_folder = std::make_unique<QTemporaryDir>();
        m_options = {};
        m_routeOptions = {};
        m_authenticator = {};
        m_limits = {};
    }
    void cleanup() { close(); }

    void goesUpAndComesDown()
    {
        open();
        const QByteArray bytes = much(300'000);
        const QByteArray path = create(bytes.size(), "보고서.pdf", "application/pdf");
        const auto *done = go(path, 0, bytes);
        QCOMPARE(done->status(), 204);
        QCOMPARE(done->header("Upload-Offset"), QByteArray("300000"));
        const QByteArray token = done->header("Madang-File-Token");
        QCOMPARE(token.size(), 32); // 192 bits
        QVERIFY(!path.contains(token));
        const auto *got = request("GET", "/files/" + token + "/anything", {});
        QCOMPARE(got->status(), 200);
        QVERIFY(got->body() == bytes);
        QCOMPARE(got->header("Content-Length"), QByteArray("300000"));
        // What a browser makes of it, whatever it is.
        QCOMPARE(got->header("Content-Type"), QByteArray("application/octet-stream"));
        QCOMPARE(got->header("Content-Disposition"),
                 QByteArray("attachment; filename=\"___.pdf\"; "
                            "filename*=UTF-8''%EB%B3%B4%EA%B3%A0%EC%84%9C.pdf"));
        QCOMPARE(got->header("X-Content-Type-Options"), QByteArray("nosniff"));
        QCOMPARE(got->header("Content-Security-Policy"), QByteArray("sandbox; default-src 'none'"));
        QCOMPARE(got->header("Cross-Origin-Resource-Policy"), QByteArray("same-origin"));
        QVERIFY(got->header("Cache-Control").startsWith("private"));
        const QByteArray tag =
            '"' + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex() + '"';
        QCOMPARE(got->header("ETag"), tag);
        const auto *head = request("HEAD", "/files/" + token + "/x", {});
        QCOMPARE(head->header("Content-Length"), QByteArray("300000"));
        QVERIFY(head->bytes.endsWith("\r\n\r\n"));
        QCOMPARE(
            request("GET", "/files/" + token + "/x", "If-None-Match: " + tag + "\r\n")->status(),
            304);
        // What its owner is told.
        const auto *told = request("GET", path, alice);
        const QJsonObject json = QJsonDocument::fromJson(told->body()).object();
        QCOMPARE(json[QStringLiteral("token")].toString().toLatin1(), token);
        QCOMPARE(json[QStringLiteral("name")].toString(), QStringLiteral("보고서.pdf"));
        QVERIFY(json[QStringLiteral("complete")].toBool());
    }

    void goesOnWhereItWasCut()
    {
        open();
        const QByteArray bytes = much(500'000);
        const QByteArray path = create(bytes.size());
        {
            HttpPeer cut(m_listener->serverPort(),
                         patchHead(path, 0, 500'000, alice) + bytes.first(200'001));
            QTRY_COMPARE_WITH_TIMEOUT(
                request("HEAD", path, alice)->header("Upload-Offset").toLongLong(), 200'001, 10000);
        }
        // A host that starts anew knows it, too.
        open();
        QCOMPARE(request("HEAD", path, alice)->header("Upload-Offset"), QByteArray("200001"));
        QCOMPARE(request("HEAD", path, alice)->header("Upload-Length"), QByteArray("500000"));
        const auto *done = go(path, 200'001, bytes.sliced(200'001));
        QCOMPARE(done->status(), 204);
        QVERIFY(download(done->header("Madang-File-Token")) == bytes);
        // Asking again for what is done already changes nothing.
        QCOMPARE(go(path, 500'000, {})->status(), 204);
        QCOMPARE(go(path, 0, bytes)->status(), 409);
    }

    void sameContentIsThereOnce()
    {
        open();
        const QByteArray bytes = much(1000);
        const QByteArray first = upload(bytes, "a.txt"), second = upload(bytes, "b.txt");
        QVERIFY(first != second);
        QCOMPARE(blobs(), 1);
        QVERIFY(download(first) == bytes);
        QVERIFY(download(second) == bytes);
    }

    void emptyFile()
    {
        open();
        const auto *made = request("POST", "/files", alice + "Upload-Length: 0\r\n");
        QCOMPARE(made->status(), 201);
        const QByteArray token = made->header("Madang-File-Token");
        const auto *got = request("GET", "/files/" + token + "/x", {});
        QCOMPARE(got->status(), 200);
        QCOMPARE(got->header("Content-Length"), QByteArray("0"));
        QCOMPARE(request("GET", "/files/" + token + "/x", "Range: bytes=0-\r\n")->status(), 416);
    }

    void pictureMayBeShown_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("claimed");
        QTest::addColumn<QByteArray>("shown"); ///< Empty: it is a download.
        QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1a\n1234") << QByteArray("text/html")
                             << QByteArray("image/png");
        QTest::newRow("HTML that says it is a picture")
            << QByteArray("<script>alert(1)</script>") << QByteArray("image/png") << QByteArray();
        QTest::newRow("HTML") << QByteArray("<script>") << QByteArray("text/html") << QByteArray();
        QTest::newRow("SVG") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>")
                             << QByteArray("image/svg+xml") << QByteArray();
    }
    void pictureMayBeShown()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, claimed);
        QFETCH(QByteArray, shown);
        open();
        const auto *got =
            request("GET", "/files/" + upload(bytes, "a.png", claimed) + "/a.html", {});
        QCOMPARE(got->header("Content-Type"), shown.isEmpty() ? "application/octet-stream" : shown);
        QVERIFY(got->header("Content-Disposition")
                    .startsWith(shown.isEmpty() ? "attachment;" : "inline;"));
        QCOMPARE(got->header("Content-Security-Policy"), QByteArray("sandbox; default-src 'none'"));
    }

    void ranges_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("part"); ///< Of 0123456789.
        const auto row = [](const QByteArray &range, int status, const char *part) {
            QTest::newRow(range.constData()) << "Range: " + range + "\r\n"
                                             << status << QByteArray(part);
        };
        row("bytes=0-0", 206, "0");
        row("bytes=2-4", 206, "234");
        row("bytes=7-", 206, "789");
        row("bytes=-3", 206, "789");
        row("bytes=-100", 206, "0123456789");
        row("bytes=8-1000", 206, "89");
        row("Bytes=1-1", 206, "1");
        row("bytes=10-", 416, "");
        row("bytes=999999999999999-", 416, "");
        row("bytes=-0", 416, "");
        for (const char *soup :
             {"bytes=", "bytes=-", "bytes=4-2", "bytes=a-b", "bytes=0-1,3-4", "bytes=--1",
              "bytes=+1-2", "bytes=1- 2", "bytes=0x1-2", "items=0-1", "0-1",
              "bytes=99999999999999999999-", "bytes=1-99999999999999999999", "bytes=-1-2"})
            row(soup, 200, "0123456789");
        QTest::newRow("twice") << QByteArray("Range: bytes=0-0\r\nRange: bytes=1-1\r\n") << 200
                               << QByteArray("0123456789");
        QTest::newRow("of something else")
            << QByteArray("Range: bytes=0-0\r\nIf-Range: \"abc\"\r\n") << 200
            << QByteArray("0123456789");
        QTest::newRow("of this")
            << QByteArray("Range: bytes=0-1\r\nIf-Range: \"") +
                   QCryptographicHash::hash("0123456789", QCryptographicHash::Sha256).toHex() +
                   "\"\r\n"
            << 206 << QByteArray("01");
    }
    void ranges()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, part);
        open();
        const QByteArray token = upload("0123456789", "a.txt");
        const auto *got = request("GET", "/files/" + token + "/a.txt", headers);
        QTEST(got->status(), "status");
        if (got->status() == 416) {
            QCOMPARE(got->header("Content-Range"), QByteArray("bytes */10"));
            return;
        }
        QCOMPARE(got->body(), part);
        QCOMPARE(got->header("Content-Range").isNull(), got->status() == 200);
    }

    void refusesToCreate_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &headers, int status) {
            QTest::newRow(name) << headers << status;
        };
        row("no length", alice, 400);
        row("negative", alice + "Upload-Length: -1\r\n", 400);
        row("words", alice + "Upload-Length: ten\r\n", 400);
        row("beyond 64 bits", alice + "Upload-Length: 99999999999999999999\r\n", 400);
        row("10 GB", alice + "Upload-Length: 10000000000\r\n", 413);
        row("two lengths", alice + "Upload-Length: 1\r\nUpload-Length: 2\r\n", 400);
        row("deferred", alice + "Upload-Defer-Length: 1\r\n", 400);
        row("no version", "Upload-Length: 1\r\n", 412);
        row("other version", "Tus-Resumable: 0.2.2\r\nUpload-Length: 1\r\n", 412);
        row("bad metadata", alice + "Upload-Length: 1\r\nUpload-Metadata: filename !!\r\n", 400);
        row("wrong token", tus + "Authorization: Bearer x\r\nUpload-Length: 1\r\n", 401);
        row("foreign page", alice + "Origin: http://evil.example\r\nUpload-Length: 1\r\n", 403);
    }
    void refusesToCreate()
    {
        QFETCH(QByteArray, headers);
        open();
        const auto *refused = request("POST", "/files", headers);
        QTEST(refused->status(), "status");
        QVERIFY(refused->header("Location").isNull());
        QCOMPARE(parts(), 0);
    }

    void refusesToGoOn_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const QByteArray type = "Content-Type: application/offset+octet-stream\r\n";
        const auto row = [](const char *name, const QByteArray &headers, const QByteArray &body,
                            int status) { QTest::newRow(name) << headers << body << status; };
        row("ahead", alice + type + "Upload-Offset: 7\r\n", "x", 409);
        row("behind", alice + type + "Upload-Offset: 4\r\n", "x", 409);
        row("negative", alice + type + "Upload-Offset: -5\r\n", "x", 400);
        row("no offset", alice + type, "x", 400);
        row("two offsets", alice + type + "Upload-Offset: 5\r\nUpload-Offset: 5\r\n", "x", 400);
        row("huge offset", alice + type + "Upload-Offset: 9223372036854775807\r\n", "x", 400);
        row("too much", alice + type + "Upload-Offset: 5\r\n", "123456", 413);
        row("other type", alice + "Upload-Offset: 5\r\nContent-Type: text/plain\r\n", "x", 415);
        row("no version", "Authorization: Bearer t-a\r\n" + type + "Upload-Offset: 5\r\n", "x",
            412);
        row("somebody else", bob + type + "Upload-Offset: 5\r\n", "x", 404);
        row("foreign page", alice + type + "Upload-Offset: 5\r\nOrigin: http://evil.example\r\n",
            "x", 403);
        row("more than any file", alice + type + "Upload-Offset: 5\r\n", QByteArray(2'000'000, 'x'),
            413);
    }
    void refusesToGoOn()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, body);
        m_options.fileBytes = 1'000'000;
        open();
        const QByteArray path = create(10);
        QCOMPARE(go(path, 0, "01234")->status(), 204);
        const auto *refused = add(std::make_unique<HttpPeer>(
            m_listener->serverPort(), "PATCH " + path + " HTTP/1.1\r\nHost: h\r\n" + headers +
                                          "Content-Length: " + QByteArray::number(body.size()) +
                                          "\r\n\r\n" + body));
        QTRY_VERIFY(refused->hasHead());
        QTEST(refused->status(), "status");
        QCOMPARE(request("HEAD", path, alice)->header("Upload-Offset"), QByteArray("5"));
        const auto *done = go(path, 5, "56789");
        QCOMPARE(download(done->header("Madang-File-Token")), QByteArray("0123456789"));
    }

    // Whoever writes first has it; the other one is told, and nothing is mixed up.
    void twoAtOnce()
    {
        open();
        const QByteArray bytes = much(400'000);
        const QByteArray path = create(bytes.size());
        auto *first = add(std::make_unique<HttpPeer>(
            m_listener->serverPort(), patchHead(path, 0, bytes.size(), alice) + bytes));
        auto *second = add(std::make_unique<HttpPeer>(
            m_listener->serverPort(), patchHead(path, 0, bytes.size(), alice) + bytes));
        QTRY_VERIFY_WITH_TIMEOUT(first->hasHead() && second->hasHead(), 20000);
        QList<int> statuses{first->status(), second->status()};
        for (const int status : std::as_const(statuses))
            QVERIFY2(status == 204 || status == 409 || status == 404,
                     qPrintable(QString::number(status)));
        const auto offset = request("HEAD", path, alice)->header("Upload-Offset").toLongLong();
        const auto *done = go(path, offset, bytes.sliced(offset));
        QCOMPARE(done->status(), 204);
        QVERIFY(download(done->header("Madang-File-Token")) == bytes);
    }

    void othersFindNothing()
    {
        open();
        const QByteArray path = create(10);
        for (const QByteArray &method :
             {QByteArray("HEAD"), QByteArray("GET"), QByteArray("DELETE")})
            QCOMPARE(request(method, path, bob)->status(), 404);
        QCOMPARE(request("DELETE", path, alice)->status(), 204);
        QCOMPARE(request("HEAD", path, alice)->status(), 404);
        QTRY_COMPARE(parts(), 0);
    }

    void guestsAreKnownByTheirToken()
    {
        open();
        const QByteArray one = tus + "Guest-Token: aaaaaaaaaaaaaaaaaaaaaaaa\r\n";
        const QByteArray other = tus + "Guest-Token: bbbbbbbbbbbbbbbbbbbbbbbb\r\n";
        const QByteArray path =
            request("POST", "/files", one + "Upload-Length: 5\r\n")->header("Location");
        QCOMPARE(request("HEAD", path, one)->status(), 200);
        QCOMPARE(request("HEAD", path, other)->status(), 404);
    }

    void passwordIsAskedFor()
    {
        m_authenticator.password = "sesame";
        open();
        QCOMPARE(request("POST", "/files", tus + "Upload-Length: 5\r\n")->status(), 401);
        const QByteArray with =
            tus + "Authorization: Basic " + QByteArray(":sesame").toBase64() + "\r\n";
        QCOMPARE(request("POST", "/files", with + "Upload-Length: 5\r\n")->status(), 201);
    }

    void policyDecides()
    {
        m_routeOptions.policy = DestinationPolicy::parse("send /app/chat/files owner").value();
        open();
        QCOMPARE(request("POST", "/files", alice + "Upload-Length: 5\r\n")->status(), 403);
        m_authenticator.role = Principal::Role::Owner;
        QCOMPARE(request("POST", "/files", alice + "Upload-Length: 5\r\n")->status(), 201);
    }

    void tokensAreNotGuessed_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path :
             {"/files/x/y", "/files/../../etc/passwd", "/files/%2e%2e/%2e%2e/x", "/files//x",
              "/files/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/x",
              "/files/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%41/x", "/files/' OR 1=1 --/x",
              "/files/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/x/y"})
            QTest::newRow(path) << QByteArray(path).replace(' ', "%20");
    }
    void tokensAreNotGuessed()
    {
        QFETCH(QByteArray, path);
        open();
        upload("secret", "a.txt");
        const auto *refused = request("GET", path, {});
        QCOMPARE(refused->status(), 404);
        QVERIFY(!refused->bytes.contains("secret\r"));
    }

    // An upload's id opens nothing, and a token is no upload.
    void idAndTokenAreTwoThings()
    {
        open();
        const QByteArray path = create(3);
        const QByteArray token = go(path, 0, "abc")->header("Madang-File-Token");
        QCOMPARE(request("GET", path + "/x", {})->status(), 404);
        QCOMPARE(request("HEAD", "/files/" + token, alice)->status(), 404);
    }

    void typesAreAPolicy()
    {
        m_options.types = {"image/*"};
        open();
        const auto ask = [this](const QByteArray &type) {
            return request("POST", "/files", alice + "Upload-Length: 8\r\n" + metadata("a", type));
        };
        QCOMPARE(ask("text/plain")->status(), 415);
        const QByteArray path = ask("image/png")->header("Location");
        QCOMPARE(go(path, 0, "\x89PNG\r\n\x1a\n")->status(), 204);
        // The bytes have a say: this is none.
        const QByteArray wrong = ask("image/png")->header("Location");
        QCOMPARE(go(wrong, 0, "<script>")->status(), 415);
        QCOMPARE(request("HEAD", wrong, alice)->status(), 404);
    }

    void quotas()
    {
        m_options.personBytes = 1000;
        m_options.allBytes = 1500;
        open();
        QCOMPARE(request("POST", "/files", alice + "Upload-Length: 1000\r\n")->status(), 201);
        QCOMPARE(request("POST", "/files", alice + "Upload-Length: 1\r\n")->status(), 413);
        QCOMPARE(request("POST", "/files", bob + "Upload-Length: 501\r\n")->status(), 507);
        QCOMPARE(request("POST", "/files", bob + "Upload-Length: 500\r\n")->status(), 201);
    }

    void fullDiskIsSaidAndKeepsWhatWasThere()
    {
        open();
        const QByteArray kept = upload("kept", "a.txt");
        const QByteArray path = create(10);
        QCOMPARE(go(path, 0, "01234")->status(), 204);
        m_options.disk.reserveBytes = std::numeric_limits<qint64>::max() / 2;
        open();
        const auto *refused = go(path, 5, "56789");
        QCOMPARE(refused->status(), 507);
        QVERIFY(refused->body().contains("disk is full"));
        QCOMPARE(request("POST", "/files", alice + "Upload-Length: 1\r\n")->status(), 507);
        QCOMPARE(download(kept), QByteArray("kept"));
        m_options.disk.reserveBytes = 0;
        open(); // there is space again
        QCOMPARE(request("HEAD", path, alice)->header("Upload-Offset"), QByteArray("5"));
        const auto *done = go(path, 5, "56789");
        QCOMPARE(download(done->header("Madang-File-Token")), QByteArray("0123456789"));
    }

    void slowReaderGetsAllOfIt()
    {
        open();
        const QByteArray bytes = much(8'000'000);
        const QByteArray token = upload(bytes, "a.bin");
        HttpPeer slow(m_listener->serverPort());
        slow.stopReading();
        slow.write("GET /files/" + token + "/a HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_VERIFY(slow.bytesAvailable() > 0);
        QCOMPARE(download(token).size(), bytes.size()); // who reads is not held up
        slow.resumeReading();
        QTRY_VERIFY_WITH_TIMEOUT(slow.isDone(), 30000);
        QVERIFY(slow.body() == bytes);
    }

    void preflightTellsWhatIsSpoken()
    {
        open();
        const auto *told = request("OPTIONS", "/files", {});
        QCOMPARE(told->status(), 204);
        QCOMPARE(told->header("Tus-Version"), QByteArray("1.0.0"));
        QCOMPARE(told->header("Tus-Extension"), QByteArray("creation,expiration,termination"));
        QCOMPARE(told->header("Tus-Max-Size"), QByteArray::number(m_options.fileBytes));
    }

private:
    void close()
    {
        m_peers.clear();
        m_listener.reset();
        m_routes.reset();
        m_files.reset();
        m_store.reset();
    }
    void open()
    {
        close();
        m_store = SqlStore::create(m_folder->path(), {SqlStore::Synchronous::Normal, {}}).value();
        m_files = std::make_unique<FileService>(
            m_store->files(), m_folder->filePath(QStringLiteral("files")), m_options);
        QVERIFY(QTest::qWaitFor([this] { return m_files->isClean(); }));
        m_routes = std::make_unique<FileRoutes>(*m_files, m_authenticator, m_routeOptions);
        m_limits.bodyLimit = [this](const HttpRequest &request) {
            return m_routes->bodyLimit(request);
        };
        m_limits.receiver = [this](const HttpRequest &request) {
            return m_routes->receiver(request);
        };
        m_listener = std::make_unique<Listener>(
            m_limits, [this](const HttpRequest &request) { return m_routes->answer(request); });
        if (!m_listener->listen(QHostAddress::LocalHost))
            qFatal("no port");
    }
    const HttpPeer *request(const QByteArray &method, const QByteArray &path,
                            const QByteArray &headers)
    {
        auto *peer = add(std::make_unique<HttpPeer>(
            m_listener->serverPort(), method + ' ' + path + " HTTP/1.1\r\nHost: h\r\n" + headers +
                                          "Connection: close\r\n\r\n"));
        if (!QTest::qWaitFor([&] { return peer->isGone(); }, 20000))
            QTest::qFail("no answer", __FILE__, __LINE__);
        return peer;
    }
    static QByteArray patchHead(const QByteArray &path, qint64 offset, qint64 size,
                                const QByteArray &headers)
    {
        return "PATCH " + path + " HTTP/1.1\r\nHost: h\r\n" + headers +
               "Connection: close\r\nContent-Type: application/offset+octet-stream\r\n"
               "Upload-Offset: " +
               QByteArray::number(offset) + "\r\nContent-Length: " + QByteArray::number(size) +
               "\r\n\r\n";
    }
    const HttpPeer *go(const QByteArray &path, qint64 offset, const QByteArray &bytes)
    {
        auto *peer = add(std::make_unique<HttpPeer>(
            m_listener->serverPort(), patchHead(path, offset, bytes.size(), alice) + bytes));
        if (!QTest::qWaitFor([&] { return peer->isGone(); }, 20000))
            QTest::qFail("no answer", __FILE__, __LINE__);
        return peer;
    }
    QByteArray create(qint64 size, const QByteArray &name = "a.bin", const QByteArray &type = {})
    {
        return request("POST", "/files",
                       alice + "Upload-Length: " + QByteArray::number(size) + "\r\n" +
                           metadata(name, type))
            ->header("Location");
    }
    /// Its token.
    QByteArray upload(const QByteArray &bytes, const QByteArray &name, const QByteArray &type = {})
    {
        return go(create(bytes.size(), name, type), 0, bytes)->header("Madang-File-Token");
    }
    QByteArray download(const QByteArray &token)
    {
        return request("GET", "/files/" + token + "/x", {})->body();
    }
    int count(const QString &folder) const
    {
        int files = 0;
        QDirIterator found(m_folder->filePath(QStringLiteral("files/")) + folder, QDir::Files,
                           QDirIterator::Subdirectories);
        for (; found.hasNext(); found.next())
            ++files;
        return files;
    }
    int blobs() const { return count(QStringLiteral("blobs")); }
    int parts() const { return count(QStringLiteral("uploads")); }
    static QByteArray much(qsizetype size)
    {
        QByteArray bytes;
        for (int i = 0; bytes.size() < size; ++i)
            bytes += QByteArray::number(i) + ' ';
        return bytes.first(size);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    FileService::Options m_options;
    FileRoutes::Options m_routeOptions;
    Listener::Options m_limits;
    TokenAuthenticator m_authenticator;
    std::unique_ptr<SqlStore> m_store;
    std::unique_ptr<FileService> m_files;
    std::unique_ptr<FileRoutes> m_routes;
};

QTEST_GUILESS_MAIN(TestFileRoutes)
#include "tst_fileroutes.moc"
