// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/upgrade.h"

#include <QTest>

#include <optional>

using namespace Server;

namespace {

/// A handshake as RFC 6455 has it; `header` set to `value`, or left out without one.
HttpRequest handshake(const QByteArray &header = {}, const std::optional<QByteArray> &value = {})
{
    HttpRequest request;
    request.method = "GET";
    request.path = request.target = "/ws-stomp";
    std::vector<std::pair<QByteArray, QByteArray>> headers{
        {"Host", "h:7610"},
        {"Upgrade", "websocket"},
        {"Connection", "keep-alive, Upgrade"},
        {"Sec-WebSocket-Version", "13"},
        {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
    for (const auto &one : headers) {
        if (one.first != header)
            request.headers.push_back(one);
    }
    if (value)
        request.headers.emplace_back(header, *value);
    return request;
}

} // namespace

class TestUpgrade : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksOnlyByTheUpgradeHeader_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("asks");
        QTest::newRow("websocket") << QByteArray("websocket") << true;
        QTest::newRow("case") << QByteArray("WebSocket") << true;
        QTest::newRow("list") << QByteArray("h2c , websocket") << true;
        QTest::newRow("h2c") << QByteArray("h2c") << false;
        QTest::newRow("longer") << QByteArray("websockets") << false;
        QTest::newRow("empty") << QByteArray("") << false;
    }
    void asksOnlyByTheUpgradeHeader()
    {
        QFETCH(QByteArray, value);
        QTEST(asksForUpgrade(handshake("Upgrade", value)), "asks");
    }

    void goodHandshakePasses()
    {
        const auto upgrade = checkUpgrade(handshake(), {});
        QVERIFY(upgrade);
        QCOMPARE(upgrade->path, QByteArray("/ws-stomp"));
        QVERIFY(upgrade->subprotocol.isEmpty());
    }

    void badHandshakeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value"); // null: left out
        QTest::addColumn<int>("status");
        const QByteArray none;
        QTest::newRow("no connection") << QByteArray("Connection") << none << 400;
        QTest::newRow("connection: close")
            << QByteArray("Connection") << QByteArray("close") << 400;
        QTest::newRow("connection: upgraded")
            << QByteArray("Connection") << QByteArray("upgraded") << 400;
        QTest::newRow("no host") << QByteArray("Host") << none << 400;
        QTest::newRow("no version") << QByteArray("Sec-WebSocket-Version") << none << 426;
        QTest::newRow("version 8") << QByteArray("Sec-WebSocket-Version") << QByteArray("8") << 426;
        QTest::newRow("version 013")
            << QByteArray("Sec-WebSocket-Version") << QByteArray("013") << 426;
        QTest::newRow("no key") << QByteArray("Sec-WebSocket-Key") << none << 400;
        QTest::newRow("15 bytes") << QByteArray("Sec-WebSocket-Key")
                                  << QByteArray(15, 'k').toBase64() << 400;
        QTest::newRow("17 bytes") << QByteArray("Sec-WebSocket-Key")
                                  << QByteArray(17, 'k').toBase64() << 400;
        QTest::newRow("key not Base64")
            << QByteArray("Sec-WebSocket-Key") << QByteArray("dGhlIHNhbXBsZSBub25j!!==") << 400;
        QTest::newRow("foreign page")
            << QByteArray("Origin") << QByteArray("http://evil.example") << 403;
        QTest::newRow("null origin") << QByteArray("Origin") << QByteArray("null") << 403;
    }
    void badHandshakeIsRefused()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        const auto upgrade = checkUpgrade(
            handshake(header, value.isNull() ? std::nullopt : std::optional(value)), {});
        QVERIFY(!upgrade);
        QTEST(upgrade.error().status, "status");
        QVERIFY(!upgrade.error().body.isEmpty());
    }

    void listsMayComeInPieces()
    {
        HttpRequest request = handshake("Connection", "keep-alive");
        request.headers.emplace_back("connection", "Upgrade");
        request.headers.emplace_back("Sec-WebSocket-Protocol", "v10.stomp");
        request.headers.emplace_back("Sec-WebSocket-Protocol", "v12.stomp");
        const auto upgrade = checkUpgrade(request, {});
        QVERIFY(upgrade);
        QCOMPARE(upgrade->subprotocol, QByteArray("v12.stomp"));
    }

    void whatMustBeOneIsNotTwo_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("key") << QByteArray("sec-websocket-key")
                             << QByteArray("dGhlIHNhbXBsZSBub25jZQ==");
        QTest::newRow("version") << QByteArray("Sec-WebSocket-Version") << QByteArray("13");
        QTest::newRow("origin") << QByteArray("Origin") << QByteArray("http://h:7610");
    }
    void whatMustBeOneIsNotTwo()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        HttpRequest request = handshake("Origin", "http://h:7610");
        QVERIFY(checkUpgrade(request, {}));
        request.headers.emplace_back(header, value);
        const auto upgrade = checkUpgrade(request, {});
        QVERIFY(!upgrade);
        QCOMPARE(upgrade.error().status, 400);
    }

    void otherPathIsNotFound_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("root") << QByteArray("/");
        QTest::newRow("below") << QByteArray("/ws-stomp/");
        QTest::newRow("longer") << QByteArray("/ws-stomps");
        QTest::newRow("case") << QByteArray("/WS-STOMP");
        QTest::newRow("encoded") << QByteArray("/ws%2dstomp");
        QTest::newRow("absolute") << QByteArray("http://h/ws-stomp");
        QTest::newRow("empty") << QByteArray("");
    }
    void otherPathIsNotFound()
    {
        QFETCH(QByteArray, path);
        HttpRequest request = handshake();
        request.path = path;
        const auto upgrade = checkUpgrade(request, {});
        QVERIFY(!upgrade);
        QCOMPARE(upgrade.error().status, 404);
    }

    void otherMethodIsNotAllowed()
    {
        HttpRequest request = handshake();
        request.method = "POST";
        const auto upgrade = checkUpgrade(request, {});
        QVERIFY(!upgrade);
        QCOMPARE(upgrade.error().status, 405);
        QCOMPARE(upgrade.error().headers.front().first, QByteArray("Allow"));
    }

    void otherVersionIsToldOurs()
    {
        const auto upgrade = checkUpgrade(handshake("Sec-WebSocket-Version", "8"), {});
        QVERIFY(!upgrade);
        QCOMPARE(upgrade.error().headers.front().first, QByteArray("Sec-WebSocket-Version"));
        QCOMPARE(upgrade.error().headers.front().second, QByteArray("13"));
    }

    void queryDoesNotMatter()
    {
        HttpRequest request = handshake();
        request.target = "/ws-stomp?token=1";
        request.query = "token=1";
        QVERIFY(checkUpgrade(request, {}));
    }

    void subprotocolIsTheHighestWhateverTheOrder_data()
    {
        QTest::addColumn<QByteArray>("offered");
        QTest::addColumn<QByteArray>("chosen");
        QTest::newRow("none") << QByteArray("") << QByteArray("");
        QTest::newRow("rising") << QByteArray("v10.stomp, v11.stomp, v12.stomp")
                                << QByteArray("v12.stomp");
        QTest::newRow("falling") << QByteArray("v12.stomp,v11.stomp,v10.stomp")
                                 << QByteArray("v12.stomp");
        QTest::newRow("old") << QByteArray("v10.stomp,v11.stomp") << QByteArray("v11.stomp");
        QTest::newRow("oldest") << QByteArray("v10.stomp") << QByteArray("v10.stomp");
        QTest::newRow("foreign") << QByteArray("mqtt, v13.stomp") << QByteArray("");
        QTest::newRow("foreign first") << QByteArray("mqtt, v10.stomp") << QByteArray("v10.stomp");
        QTest::newRow("commas only") << QByteArray(",,,") << QByteArray("");
    }
    void subprotocolIsTheHighestWhateverTheOrder()
    {
        QFETCH(QByteArray, offered);
        const auto upgrade = checkUpgrade(handshake("Sec-WebSocket-Protocol", offered), {});
        QVERIFY(upgrade);
        QTEST(upgrade->subprotocol, "chosen");
    }
};

QTEST_GUILESS_MAIN(TestUpgrade)
#include "tst_upgrade.moc"
