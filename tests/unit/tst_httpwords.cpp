// SPDX-License-Identifier: GPL-3.0-or-later
// The words of HTTP: what we write, what the parser reads, what the routes answer.

#include "server/doors/httpparser.h"
#include "server/web/routes.h"
#include "tests/support/httprequests.h"

#include <QTest>

using namespace Server;

namespace {

/// The status of the refusal, 200 for a whole request, 0 for one that goes on.
int outcome(const QByteArray &bytes, const HttpLimits &limits = {})
{
    HttpParser parser(limits);
    const auto taken = parser.put(bytes);
    if (!taken)
        return taken.error().status;
    return parser.done() ? 200 : 0;
}

} // namespace

class TestHttp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- the words
    void responseSaysAll()
    {
        HttpResponse response = HttpResponse::text(404, "none");
        response.headers.emplace_back("X-Own", "1");
        const QByteArray text = writeResponse(response, true, true);
        QVERIFY(text.startsWith("HTTP/1.1 404 Not Found\r\n"));
        QVERIFY(text.contains("\r\nContent-Type: text/plain; charset=UTF-8\r\n"));
        QVERIFY(text.contains("\r\nContent-Length: 5\r\n"));
        QVERIFY(text.contains("\r\nX-Own: 1\r\n"));
        QVERIFY(text.contains("\r\nConnection: keep-alive\r\n"));
        for (const char *name : {"Content-Security-Policy", "X-Content-Type-Options",
                                 "X-Frame-Options", "Referrer-Policy"})
            QVERIFY(text.contains(QByteArray("\r\n") + name + ": "));
        QVERIFY(text.endsWith("\r\n\r\nnone\n"));
        QVERIFY(writeResponse(response, false, true).contains("\r\nConnection: close\r\n"));
    }

    void responseToHeadHasLengthButNoBody()
    {
        const QByteArray text = writeResponse(HttpResponse::text(200, "body"), true, false);
        QVERIFY(text.contains("\r\nContent-Length: 5\r\n"));
        QVERIFY(text.endsWith("\r\n\r\n"));
        QVERIFY(!text.contains("body"));
    }

    void statusesWithoutABody_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("204") << 204;
        QTest::newRow("304") << 304;
    }
    void statusesWithoutABody()
    {
        QFETCH(int, status);
        const QByteArray text = writeResponse(HttpResponse::text(status, "body"), true, true);
        QVERIFY(!text.contains("Content-Length"));
        QVERIFY(text.endsWith("\r\n\r\n"));
    }

    void everyStatusWeSayHasItsPhrase()
    {
        for (const int status : {200, 400, 403, 404, 405, 408, 413, 426, 431, 501, 503, 505})
            QVERIFY(reasonPhrase(status) != "Status");
        QCOMPARE(reasonPhrase(799), QByteArray("Status"));
    }

    void headerNamesHaveNoCase()
    {
        HttpRequest request;
        request.headers = {{"HOST", "a"}, {"host", "b"}};
        QCOMPARE(request.header("Host"), QByteArray("a"));
        QVERIFY(request.header("Hos").isNull());
    }

    // --- the routes
    void routesAnswerByATable_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::newRow("page") << QByteArray("GET") << QByteArray("/") << 200;
        QTest::newRow("head") << QByteArray("HEAD") << QByteArray("/") << 200;
        QTest::newRow("style") << QByteArray("GET") << QByteArray("/status.css") << 200;
        QTest::newRow("a door, which is no page")
            << QByteArray("GET") << QByteArray("/ws-stomp") << 404;
        QTest::newRow("method") << QByteArray("POST") << QByteArray("/") << 405;
        QTest::newRow("options") << QByteArray("OPTIONS") << QByteArray("/") << 405;
        QTest::newRow("unknown") << QByteArray("GET") << QByteArray("/etc/passwd") << 404;
        QTest::newRow("dots") << QByteArray("GET") << QByteArray("/../status.css") << 404;
        QTest::newRow("case") << QByteArray("GET") << QByteArray("/STATUS.css") << 404;
        QTest::newRow("absolute form") << QByteArray("GET") << QByteArray("http://h/") << 404;
    }
    void routesAnswerByATable()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        HttpRequest request;
        request.method = method;
        request.path = path;
        const HttpResponse response = Routes(QStringLiteral("host")).answer(request);
        QCOMPARE(response.status, status);
        if (status == 405) {
            const bool allows = response.headers == std::vector<std::pair<QByteArray, QByteArray>>{
                                                        {"Allow", "GET, HEAD"}};
            QVERIFY(allows);
        }
    }

    void welcomeSaysTheNameOfTheHostAsText()
    {
        HttpRequest request;
        request.method = "GET";
        request.path = "/";
        const QByteArray page = Routes(QStringLiteral("<script>우리 %1 & \"집\"</script>"), {},
                                       PageFiles(QStringLiteral(":/nowhere")))
                                    .answer(request)
                                    .body;
        QVERIFY(!page.contains("<script>"));
        QVERIFY(page.contains("&lt;script&gt;우리 %1 &amp; &quot;집&quot;"));
    }

    // --- the parser
    void parserReadsWhatIsAsked()
    {
        HttpParser parser({});
        QCOMPARE(parser.put(plainGet).value_or(-1), qsizetype(qstrlen(plainGet)));
        QVERIFY(parser.done());
        const HttpRequest request = parser.request();
        QCOMPARE(request.method, QByteArray("GET"));
        QCOMPARE(request.target, QByteArray("/a?b=c"));
        QCOMPARE(request.path, QByteArray("/a"));
        QCOMPARE(request.query, QByteArray("b=c"));
        QCOMPARE(request.header("x-one"), QByteArray("1"));
        QVERIFY(parser.keepAlive());
    }

    void parserStopsBehindTheRequest_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::newRow("get") << QByteArray(plainGet);
        QTest::newRow("counted") << QByteArray(countedPost);
        QTest::newRow("chunked") << QByteArray(chunkedPost);
    }
    void parserStopsBehindTheRequest()
    {
        QFETCH(QByteArray, first);
        HttpParser parser({});
        QCOMPARE(parser.put(first + plainGet).value_or(-1), first.size());
        QVERIFY(parser.done());
    }

    void parserTakesEveryCut_data() { parserStopsBehindTheRequest_data(); }
    void parserTakesEveryCut()
    {
        QFETCH(QByteArray, first);
        const QByteArray body = first == plainGet ? QByteArray() : QByteArray("hello");
        for (qsizetype cut = 0; cut <= first.size(); ++cut) {
            HttpParser parser({});
            QByteArray waiting;
            for (const QByteArray &piece : {first.first(cut), first.sliced(cut)}) {
                waiting += piece;
                const auto taken = parser.put(waiting);
                QVERIFY2(taken, QByteArray::number(cut).constData());
                waiting.remove(0, *taken);
            }
            QVERIFY2(parser.done(), QByteArray::number(cut).constData());
            QCOMPARE(parser.request().body, body);
            QVERIFY(waiting.isEmpty());
        }
    }

    void parserTakesEveryPieceSize_data()
    {
        parserStopsBehindTheRequest_data();
        // Its last chunk is the first: the parser meets it in as few bytes as can be.
        QTest::newRow("no chunks") << QByteArray("POST /a HTTP/1.1\r\nHost: h\r\n"
                                                 "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }
    void parserTakesEveryPieceSize()
    {
        QFETCH(QByteArray, first);
        for (qsizetype size = 1; size < first.size(); ++size) {
            HttpParser parser({});
            QByteArray waiting;
            for (qsizetype from = 0; from < first.size(); from += size) {
                waiting += first.mid(from, size);
                const auto taken = parser.put(waiting);
                QVERIFY2(taken, QByteArray::number(size).constData());
                waiting.remove(0, *taken);
            }
            QVERIFY2(parser.done(), QByteArray::number(size).constData());
            QVERIFY(waiting.isEmpty());
        }
    }

    void trailersAreNoHeaders()
    {
        HttpParser parser({});
        QVERIFY(parser.put(chunkedPost));
        QVERIFY(parser.done());
        QCOMPARE(parser.request().body, QByteArray("hello"));
        QVERIFY(parser.request().header("X-Trailer").isEmpty());
        QCOMPARE(parser.request().header("Host"), QByteArray("h"));
    }

    void headLimitCountsLineAndHeadersTogether()
    {
        const HttpLimits limits{100, 64};
        const QByteArray line = "GET /" + QByteArray(50, 'a') + " HTTP/1.1\r\n";
        QCOMPARE(outcome(line + "Host: h\r\n\r\n", limits), 200);
        const QByteArray headers = "Host: h\r\nX: " + QByteArray(60, 'b') + "\r\n\r\n";
        QCOMPARE(outcome(line + headers, limits), 431);
    }

    void parserKnowsWhetherTheConnectionGoesOn_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<bool>("goesOn");
        QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n\r\n") << true;
        QTest::newRow("1.1 close")
            << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n") << false;
        QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
        QTest::newRow("1.0 keep-alive")
            << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true;
    }
    void parserKnowsWhetherTheConnectionGoesOn()
    {
        QFETCH(QByteArray, request);
        QFETCH(bool, goesOn);
        HttpParser parser({});
        QVERIFY(parser.put(request));
        QVERIFY(parser.done());
        QCOMPARE(parser.keepAlive(), goesOn);
    }

    void parserRefuses_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto get = [](const QByteArray &headers) {
            return "GET / HTTP/1.1\r\n" + headers + "\r\n";
        };
        const auto post = [](const QByteArray &headers, const QByteArray &body) {
            return "POST / HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n" + body;
        };
        const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
        QTest::newRow("rubbish") << QByteArray("rubbish\r\n\r\n") << 400;
        QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\r\n\r\n", 10) << 400;
        QTest::newRow("HTTP/0.9") << QByteArray("GET /\r\n\r\n") << 400;
        QTest::newRow("HTTP/2.0") << QByteArray("GET / HTTP/2.0\r\nHost: h\r\n\r\n") << 505;
        QTest::newRow("HTTP/2 preface") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
        QTest::newRow("NUL in target") << QByteArray("GET /\0 HTTP/1.1\r\n\r\n", 19) << 400;
        QTest::newRow("no host") << get("") << 400;
        QTest::newRow("two hosts") << get("Host: a\r\nHost: b\r\n") << 400;
        QTest::newRow("blank before the colon") << get("Host : h\r\n") << 400;
        QTest::newRow("blank before the first header") << get(" Host: h\r\n") << 400;
        QTest::newRow("header without colon") << get("Host: h\r\nNoColon\r\n") << 400;
        QTest::newRow("control in a value") << get("Host: h\r\nX: a\x01z\r\n") << 400;
        QTest::newRow("lone CR in a value") << get("Host: h\r\nX: a\rY: z\r\n") << 400;
        QTest::newRow("two lengths")
            << post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!") << 400;
        QTest::newRow("list of lengths") << post("Content-Length: 5, 6\r\n", "hello!") << 400;
        QTest::newRow("length and chunks")
            << post("Content-Length: 5\r\n" + chunked, "0\r\n\r\n") << 400;
        QTest::newRow("chunks and length")
            << post(chunked + "Content-Length: 5\r\n", "0\r\n\r\n") << 400;
        QTest::newRow("negative length") << post("Content-Length: -1\r\n", "") << 400;
        QTest::newRow("plus in a length") << post("Content-Length: +5\r\n", "hello") << 400;
        QTest::newRow("hex length") << post("Content-Length: 0x5\r\n", "hello") << 400;
        QTest::newRow("length beyond 64 bits")
            << post("Content-Length: 18446744073709551617\r\n", "") << 400;
        QTest::newRow("no length") << post("Content-Length: \r\n", "") << 400;
        QTest::newRow("other coding") << post("Transfer-Encoding: gzip\r\n", "hello") << 501;
        QTest::newRow("coding that looks like chunked")
            << post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n") << 501;
        QTest::newRow("chunked is not last")
            << post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n") << 501;
        QTest::newRow("coding before chunked")
            << post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n") << 501;
        QTest::newRow("chunked twice") << post(chunked + chunked, "0\r\n\r\n") << 400;
        QTest::newRow("chunks in 1.0")
            << QByteArray("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") << 400;
        QTest::newRow("chunk: no digits") << post(chunked, "\r\nx\r\n") << 400;
        QTest::newRow("chunk: not hex") << post(chunked, "g\r\nx\r\n") << 400;
        QTest::newRow("chunk: 0x") << post(chunked, "0x1\r\nx\r\n0\r\n\r\n") << 400;
        QTest::newRow("chunk: negative") << post(chunked, "-1\r\nx\r\n") << 400;
        QTest::newRow("chunk: beyond 64 bits")
            << post(chunked, "10000000000000001\r\nx\r\n") << 400;
        QTest::newRow("chunk: longer than it says") << post(chunked, "1\r\nxy\r\n0\r\n\r\n") << 400;
        QTest::newRow("chunk: above the limit") << post(chunked, "fffffff\r\nx") << 413;
        QTest::newRow("length above the limit") << post("Content-Length: 262145\r\n", "") << 413;
        QTest::newRow("head above the limit")
            << get("Host: h\r\nX: " + QByteArray(16 * 1024, 'x') + "\r\n") << 431;
    }
    void parserRefuses()
    {
        QFETCH(QByteArray, request);
        QTEST(outcome(request), "status");
    }

    // RFC 9112, 5.2: a folded line is refused or becomes one line; never a header of its own.
    void foldedLineHidesNoHeader()
    {
        HttpParser parser({});
        const auto taken =
            parser.put("GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n Content-Length: 5\r\n\r\n");
        if (!taken)
            return;
        QVERIFY(parser.done());
        QVERIFY(!parser.request().header("X").contains('\n'));
        QVERIFY(parser.request().header("Content-Length").isEmpty());
    }

    void bodyOfTheLargestSizePasses()
    {
        HttpLimits limits;
        limits.bodyBytes = 5;
        QCOMPARE(outcome(countedPost, limits), 200);
        QCOMPARE(outcome(chunkedPost, limits), 200);
        limits.bodyBytes = 4;
        QCOMPARE(outcome(countedPost, limits), 413);
        QCOMPARE(outcome(chunkedPost, limits), 413);
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_httpwords.moc"
