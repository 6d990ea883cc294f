// SPDX-License-Identifier: GPL-3.0-or-later
// The files of the host's pages: which paths lead to them, and in which form they go out.

#include "server/web/pagefiles.h"
#include "server/web/routes.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Server;

namespace {

QByteArray headerOf(const HttpResponse &response, const QByteArray &name)
{
    for (const auto &[key, value] : response.headers) {
        if (key == name)
            return value;
    }
    return {};
}

HttpRequest asking(const QByteArray &path, const QByteArray &header = {},
                   const QByteArray &value = {})
{
    HttpRequest request;
    request.method = "GET";
    request.path = path;
    if (!header.isEmpty())
        request.headers.emplace_back(header, value);
    return request;
}

} // namespace

class TestPageFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        put("index.html", "<p>page");
        put("index.html.gz", "packed page");
        put("page.js", "script");
        put("demo/index.html", "<p>demo");
        put("demo/icon.svg", "<svg/>");
    }

    void paths_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *path, int status, const char *type = "",
                            const char *body = "") {
            QTest::newRow(path) << status << QByteArray(type) << QByteArray(body);
        };
        row("/", 200, "text/html; charset=UTF-8", "<p>page");
        row("/index.html", 200, "text/html; charset=UTF-8", "<p>page");
        row("/page.js", 200, "text/javascript; charset=UTF-8", "script");
        row("/demo/", 200, "text/html; charset=UTF-8", "<p>demo");
        row("/demo/icon.svg", 200, "image/svg+xml", "<svg/>");
        row("/demo", 308);
        row("/index.html.gz", 404); // a form of the file, no file
        row("/demo/../page.js", 404);
        row("/demo//index.html", 404);
        row("//", 404);
        row("/page", 404);
        row("/%70age.js", 404);
        row("page.js", 404);
        row("", 404);
    }
    void paths()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        const QByteArray path = QTest::currentDataTag();
        const PageFiles files(m_folder.path());
        const HttpResponse response = files.answer(asking(path));
        QCOMPARE(response.status, status);
        QCOMPARE(files.knows(path), status != 404);
        if (status == 308)
            QCOMPARE(headerOf(response, "Location"), QByteArray("/demo/"));
        if (status != 200)
            return;
        QCOMPARE(response.contentType, type);
        QCOMPARE(response.body, body);
        QCOMPARE(headerOf(response, "Cache-Control"), QByteArray("no-cache"));
    }

    void packedForWhoTakesIt_data()
    {
        QTest::addColumn<bool>("packed");
        QTest::newRow("gzip") << true;
        QTest::newRow("GZip") << true;
        QTest::newRow("deflate, gzip;q=0.5") << true;
        QTest::newRow("br, *") << true;
        QTest::newRow("x-gzip") << true;
        QTest::newRow("") << false;
        QTest::newRow("identity") << false;
        QTest::newRow("gzip;q=0") << false;
        QTest::newRow("gzip;q=0, *") << false;
        QTest::newRow("*;q=0") << false;
        QTest::newRow("gzippy") << false;
    }
    void packedForWhoTakesIt()
    {
        QFETCH(bool, packed);
        const PageFiles files(m_folder.path());
        const HttpResponse response =
            files.answer(asking("/", "accept-encoding", QTest::currentDataTag()));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, QByteArray(packed ? "packed page" : "<p>page"));
        QCOMPARE(headerOf(response, "Content-Encoding"), QByteArray(packed ? "gzip" : ""));
        QCOMPARE(headerOf(response, "Vary"), QByteArray("Accept-Encoding"));
    }

    void onlyOneFormGoesToAll()
    {
        const HttpResponse response =
            PageFiles(m_folder.path()).answer(asking("/page.js", "Accept-Encoding", "gzip"));
        QCOMPARE(response.body, QByteArray("script"));
        QCOMPARE(headerOf(response, "Vary"), QByteArray());
    }

    void whoHasItIsToldSo_data()
    {
        QTest::addColumn<QByteArray>("known"); // % is the tag
        QTest::addColumn<int>("status");
        QTest::newRow("the tag") << QByteArray("%") << 304;
        QTest::newRow("among others") << QByteArray("\"a\", %, \"b\"") << 304;
        QTest::newRow("any") << QByteArray("*") << 304;
        QTest::newRow("another") << QByteArray("\"a\"") << 200;
        QTest::newRow("no tag") << QByteArray("W/") << 200;
        QTest::newRow("none") << QByteArray() << 200;
    }
    void whoHasItIsToldSo()
    {
        QFETCH(QByteArray, known);
        QFETCH(int, status);
        const PageFiles files(m_folder.path());
        const QByteArray tag = headerOf(files.answer(asking("/page.js")), "ETag");
        QVERIFY(tag.startsWith("W/\"") && tag.endsWith('"') && tag.size() > 12);
        const HttpResponse response =
            files.answer(asking("/page.js", "If-None-Match", known.replace("%", tag)));
        QCOMPARE(response.status, status);
        QCOMPARE(headerOf(response, "ETag"), tag);
        QCOMPARE(response.body.isEmpty(), status == 304);
    }

    void tagIsOfTheContent()
    {
        const PageFiles before(m_folder.path());
        QCOMPARE(headerOf(before.answer(asking("/")), "ETag"),
                 headerOf(before.answer(asking("/", "Accept-Encoding", "gzip")), "ETag"));
        put("page.js", "another script");
        const PageFiles after(m_folder.path());
        QVERIFY(headerOf(before.answer(asking("/page.js")), "ETag") !=
                headerOf(after.answer(asking("/page.js")), "ETag"));
    }

    void pageTakesThePlaceOfTheWelcome()
    {
        Routes with(QStringLiteral("host"), {}, PageFiles(m_folder.path()));
        QCOMPARE(with.answer(asking("/")).body, QByteArray("<p>page"));
        QVERIFY(!with.knows("/welcome.css"));
        QVERIFY(with.knows("/demo/"));
        Routes without(QStringLiteral("host"), {}, PageFiles(QStringLiteral(":/nowhere")));
        QVERIFY(without.answer(asking("/")).body.contains("<h1>host</h1>"));
        QCOMPARE(without.answer(asking("/welcome.css")).status, 200);
        QVERIFY(!without.knows("/demo/"));
        QCOMPARE(without.answer(asking("/host.json")).body, QByteArray("{\"name\":\"host\"}"));
    }

private:
    void put(const QString &name, const QByteArray &content)
    {
        const QString path = m_folder.filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestPageFiles)
#include "tst_pagefiles.moc"
