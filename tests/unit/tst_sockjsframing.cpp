// SPDX-License-Identifier: GPL-3.0-or-later
// SockJS on the wire: frames to the client, payloads of the client, paths.

#include "server/sockjs/framing.h"
#include "server/sockjs/path.h"

#include <QTest>

using namespace SockJs;

class TestSockJsFraming : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void frames()
    {
        QCOMPARE(openFrame(), "o");
        QCOMPARE(heartbeatFrame(), "h");
        QCOMPARE(messageFrame({}), "a[]");
        QCOMPARE(messageFrame({quote(u"a"), quote(u"\"b\"")}), "a[\"a\",\"\\\"b\\\"\"]");
        QCOMPARE(closeFrame(3000, QStringLiteral("Go away!")), "c[3000,\"Go away!\"]");
        QCOMPARE(closeFrame(1002, QString()), "c[1002,\"\"]");
    }

    void escapes_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QByteArray>("quoted");
        const auto row = [](const char *name, const QString &message, const char *quoted) {
            QTest::newRow(name) << message << QByteArray(quoted);
        };
        row("plain", QStringLiteral("a/b<>'"), "\"a/b<>'\"");
        row("Hangul", QStringLiteral("마당 é"), "\"마당 é\"");
        row("JSON's own", QStringLiteral("\"\\\b\f\n\r\t"), "\"\\\"\\\\\\b\\f\\n\\r\\t\"");
        row("controls", QStringLiteral("\x01\x1f\x7f"), "\"\\u0001\\u001f\x7f\"");
        row("NUL, which ends STOMP frames", QString(1, QChar(0)), "\"\\u0000\"");
        row("joiners", QStringLiteral("\u200b\u200c\u200f\u2010"),
            "\"\u200b\\u200c\\u200f\u2010\"");
        row("lines", QStringLiteral("\u2027\u2028\u202f\u2030"), "\"\u2027\\u2028\\u202f\u2030\"");
        row("invisible", QStringLiteral("\u2060\u206f\u2070"), "\"\\u2060\\u206f\u2070\"");
        row("specials", QStringLiteral("\uffef\ufff0\uffff"), "\"\uffef\\ufff0\\uffff\"");
        row("pair", QStringLiteral("😀"), "\"\\ud83d\\ude00\"");
        row("half a pair", QString(QChar(0xd83d)), "\"\\ud83d\"");
    }
    void escapes()
    {
        QFETCH(QString, message);
        QFETCH(QByteArray, quoted);
        QCOMPARE(quote(message), quoted);
        const auto read = readPayload('[' + quoted + ']');
        QVERIFY(read);
        QCOMPARE(*read, QStringList{message});
    }

    void payloads_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QStringList>("messages");
        const auto row = [](const char *payload, const QStringList &messages) {
            QTest::newRow(payload) << QByteArray(payload) << messages;
        };
        row("[]", {});
        row("[\"a\"]", {"a"});
        row(" [ \"a\" , \"b\\u0000\\\"\" ] ", {"a", QStringLiteral("b\0\"").left(3)});
        row("[\"마당\"]", {QStringLiteral("마당")});
    }
    void payloads()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QStringList, messages);
        QCOMPARE(readPayload(payload).value(), messages);
        QCOMPARE(readWebSocketPayload(payload).value(), messages);
    }

    void brokenPayloads_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<PayloadError>("error");
        const auto row = [](const char *payload, PayloadError error) {
            QTest::newRow(payload) << QByteArray(payload) << error;
        };
        row("", PayloadError::Missing);
        row(" \r\n", PayloadError::Missing);
        row("{}", PayloadError::Missing);
        row("[\"x", PayloadError::Broken);
        row("x", PayloadError::Broken);
        row("[1]", PayloadError::Broken);
        row("[[\"a\"]]", PayloadError::Broken);
        row("[null]", PayloadError::Broken);
        row("[\"\xff\"]", PayloadError::Broken);
        QTest::newRow("deep") << QByteArray(5000, '[') << PayloadError::Broken;
    }
    void brokenPayloads()
    {
        QFETCH(QByteArray, payload);
        QFETCH(PayloadError, error);
        const auto read = readPayload(payload);
        QVERIFY(!read);
        QCOMPARE(read.error(), error);
    }

    void webSocketPayloads()
    {
        QCOMPARE(readWebSocketPayload("").value(), QStringList());
        QCOMPARE(readWebSocketPayload("\"a\"").value(), QStringList{QStringLiteral("a")});
        QVERIFY(!readWebSocketPayload("[\"a"));
        QVERIFY(!readWebSocketPayload("\"a\",\"b\""));
        QVERIFY(!readWebSocketPayload("\"a\""
                                      "]"));
    }

    void paths_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *path, int kind) {
            QTest::newRow(path) << QByteArray(path) << kind;
        };
        constexpr int none = -1;
        row("", int(Path::Kind::Greeting));
        row("/", int(Path::Kind::Greeting));
        row("/info", int(Path::Kind::Info));
        row("/websocket", int(Path::Kind::RawWebSocket));
        for (const char *page : {"/iframe.html", "/iframe-.html", "/iframe-a.html",
                                 "/iframe-0.1.2abc-dirty.2144.html"})
            row(page, int(Path::Kind::Iframe));
        for (const char *page : {"/iframe.htm", "/iframe", "/IFRAME.HTML", "/iframe.HTML",
                                 "/iframe-/.html", "/iframe-A.html"})
            row(page, none);
        for (const char *page :
             {"/_/_/xhr", "/1/s/xhr_send", "/abc%20/a_i-j%20/xhr_streaming", "/0/0/websocket"})
            row(page, int(Path::Kind::Session));
        for (const char *page :
             {"//", "///", "/a", "/a/a", "/a/a/", "/a./a/xhr", "/a/a./xhr", "/./././xhr", "//xhr",
              "///xhr", "/a//xhr", "/a/a/xhr/", "/a/a/ajax", "/a/a/a/xhr", "info"})
            row(page, none);
    }
    void paths()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, kind);
        const auto read = readPath(path);
        QCOMPARE(read ? int(read->kind) : -1, kind);
    }

    void sessionOfAPath()
    {
        const auto read = readPath("/000/abc%20d/eventsource");
        QVERIFY(read);
        QCOMPARE(read->session, "abc%20d");
        QVERIFY(read->transport == Transport::EventSource);
        QVERIFY(isBelow("/chat", "/chat") && isBelow("/chat/info", "/chat"));
        QVERIFY(!isBelow("/chats", "/chat") && !isBelow("/cha", "/chat"));
    }
};

QTEST_GUILESS_MAIN(TestSockJsFraming)
#include "tst_sockjsframing.moc"
