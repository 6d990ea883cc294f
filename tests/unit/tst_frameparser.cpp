// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/frameparser.h"
#include "tests/support/stomptext.h"

#include <QTest>

#include <optional>

using namespace Stomp;
using namespace StompText;

namespace {

constexpr int undecided = -1;
constexpr int v10 = static_cast<int>(Version::V10);
constexpr int v11 = static_cast<int>(Version::V11);
constexpr int v12 = static_cast<int>(Version::V12);

FrameParser parserOf(int version, const Limits &limits = {})
{
    FrameParser parser(limits);
    if (version != undecided)
        parser.setVersion(static_cast<Version>(version));
    return parser;
}

void row(const char *name, int version, const QByteArray &text, const QByteArrayList &frames)
{
    QTest::newRow(name) << version << wire(text) << frames;
}

void framingRows()
{
    row("F1 command, headers, blank line, body, NUL", v12, "SEND\na:1\nb:2\n\nhi^",
        {"SEND|a=1|b=2|#hi"});
    row("F1 commands are case-sensitive", v12, "send\n\n^", {"!UnknownCommand"});
    row("F1 no headers", v12, "DISCONNECT\n\n^", {"DISCONNECT|"});
    row("F1 header names keep their case", v12, "SEND\nDestination:/a\n\n^",
        {"SEND|Destination=/a|"});
    row("F2 1.2 reads CRLF on every line", v12, "SEND\r\na:1\r\n\r\nhi^", {"SEND|a=1|#hi"});
    row("F2 1.2 reads LF and CRLF mixed", v12, "SEND\na:1\r\n\nhi^", {"SEND|a=1|#hi"});
    row("F2 a CRLF in the body is the body's", v12, "SEND\r\n\r\n\r\nhi\r\n^",
        {"SEND|#\r\nhi\r\n"});
    row("F3 1.1 keeps a CR before LF in the value", v11, "SEND\na:1\r\n\n^", {"SEND|a=1\r|"});
    row("F3 1.1 keeps a CR inside a value", v11, "SEND\na:1\r2\n\n^", {"SEND|a=1\r2|"});
    row("F3 1.1 ends no command with CRLF", v11, "SEND\r\na:1\n\n^", {"!UnknownCommand"});
    row("F3 1.1 has no blank line of CRLF", v11, "SEND\na:1\n\r\n^", {"!BadHeader"});
    row("F3 1.1 takes CRLF on CONNECT", v11, "CONNECT\r\na:1\r\n\r\n^", {"CONNECT|a=1|"});
    row("F3 CRLF on CONNECT before a version", undecided, "CONNECT\r\na:1\r\n\r\n^",
        {"CONNECT|a=1|"});
    row("F3 CRLF on STOMP before a version", undecided, "STOMP\r\naccept-version:1.1\r\n\r\n^",
        {"STOMP|accept-version=1.1|"});
    row("F3 1.0 strips a CR before LF", v10, "SEND\r\na:1\r\n\r\n^", {"SEND|a=1|"});
    row("F4 EOLs between frames are skipped", v12, "\n\nDISCONNECT\n\n^\n\n\nDISCONNECT\n\n^\n",
        {"DISCONNECT|", "DISCONNECT|"});
    row("F4 CRLF runs between frames too", v12, "\r\n\r\nDISCONNECT\n\n^\r\n\n\r\nDISCONNECT\n\n^",
        {"DISCONNECT|", "DISCONNECT|"});
    row("F4 CRLF between frames in 1.1", v11, "\r\nDISCONNECT\n\n^", {"DISCONNECT|"});
    row("F5 extra NULs between frames are noise", v12, "^^DISCONNECT\n\n^^^\n^DISCONNECT\n\n^",
        {"DISCONNECT|", "DISCONNECT|"});
    row("F6 lone CR in a value fails the frame", v12, "SEND\na:1\r2\n\n^", {"!BadHeader"});
    row("F6 lone CR in a value fails in 1.0", v10, "SEND\na:1\r2\n\n^", {"!BadHeader"});
    row("F6 lone CR in the command fails", v12, "SE\rND\n\n^", {"!UnknownCommand"});
    row("F6 lone CR between frames fails", v12, "\rSEND\n\n^", {"!BadHeader"});
    row("F6 two CRs before LF fail", v12, "SEND\na:1\r\r\n\n^", {"!BadHeader"});
    row("F8 several frames in one read, in order", v12, "SEND\n\n1^SEND\n\n2^SEND\n\n3^",
        {"SEND|#1", "SEND|#2", "SEND|#3"});
    row("F9 body on SUBSCRIBE fails in 1.2", v12, "SUBSCRIBE\nid:0\n\nx^", {"!BodyNotAllowed"});
    row("F9 body on SUBSCRIBE fails in 1.1", v11, "SUBSCRIBE\nid:0\n\nx^", {"!BodyNotAllowed"});
    row("F9 declared body on ACK fails", v12, "ACK\ncontent-length:1\n\nx^", {"!BodyNotAllowed"});
    row("F9 body on SUBSCRIBE is dropped in 1.0", v10, "SUBSCRIBE\nid:0\n\nx^ACK\n\n^",
        {"SUBSCRIBE|id=0|", "ACK|"});
    row("F9 body on a 1.0 CONNECT is dropped", undecided, "CONNECT\nlogin:a\n\n\n^",
        {"CONNECT|login=a|"});
    row("F9 body on a 1.2 CONNECT fails", undecided, "CONNECT\naccept-version:1.2\n\nx^",
        {"!BodyNotAllowed"});
    row("F9 MESSAGE and ERROR have bodies", v12, "MESSAGE\n\na^ERROR\n\nb^",
        {"MESSAGE|#a", "ERROR|#b"});
    row("F10 content-length keeps NULs", v12, "SEND\ncontent-length:5\n\na^b^c^",
        {"SEND|content-length=5|#a^b^c"});
    row("F10 no NUL behind content-length octets", v12, "SEND\ncontent-length:2\n\nabc^",
        {"!MissingNul"});
    row("F10 content-length 0", v12, "SEND\ncontent-length:0\n\n^", {"SEND|content-length=0|"});
    row("F10 content-length 0 with a body", v12, "SEND\ncontent-length:0\n\nx^", {"!MissingNul"});
    row("F11 without content-length the first NUL ends the body", v10, "SEND\n\na^ACK\n\n^",
        {"SEND|#a", "ACK|"});
    row("F12 content-length is honoured on CONNECT", undecided, "CONNECT\ncontent-length:0\n\n^",
        {"CONNECT|content-length=0|"});
    row("F12 content-length 0 on SUBSCRIBE", v12, "SUBSCRIBE\nid:0\ncontent-length:0\n\n^",
        {"SUBSCRIBE|id=0|content-length=0|"});
    row("F12 content-length of a dropped 1.0 body", v10, "ACK\ncontent-length:3\n\na^b^ACK\n\n^",
        {"ACK|content-length=3|", "ACK|"});
    row("F13 content-length counts octets", v12, "SEND\ncontent-length:6\n\n한글^",
        {"SEND|content-length=6|#한글"});
    for (const char *bad : {"x", "-1", "+5", " 5", "5 ", "5x", "", "0x5", "1.0", "５"}) {
        row(QByteArray("F14 content-length '").append(bad).append('\'').constData(), v12,
            QByteArray("SEND\ncontent-length:").append(bad).append("\n\n12345^"),
            {"!BadContentLength"});
    }
    row("F14 leading zeros are digits", v12, "SEND\ncontent-length:005\n\n12345^",
        {"SEND|content-length=005|#12345"});
    row("F14 above 2^31", v12, "SEND\ncontent-length:2147483649\n\nx^", {"!BodyTooLong"});
    row("F14 above 2^64", v12, "SEND\ncontent-length:18446744073709551617\n\nx^", {"!BodyTooLong"});
    row("F14 absurdly large", v12, "SEND\ncontent-length:" + QByteArray(300, '9') + "\n\nx^",
        {"!BodyTooLong"});
    row("F15 a body needs no content-type", v12, "SEND\n\n\xff\xfe^", {"SEND|#\xff\xfe"});
    row("F16 UTF-8 in headers", v12, "SEND\n이름:값 🙂\n\n^", {"SEND|이름=값 🙂|"});
    row("F16 broken UTF-8 in a value", v12, "SEND\na:\xff\n\n^", {"!BadUtf8"});
    row("F16 broken UTF-8 in a name", v11, "SEND\n\xc3(:b\n\n^", {"!BadUtf8"});
    row("F16 overlong UTF-8", v12, "SEND\na:\xc0\xaf\n\n^", {"!BadUtf8"});
    row("F17 unknown headers are kept in order", v12, "SEND\nz:1\nx-y:2\na:3\n\n^",
        {"SEND|z=1|x-y=2|a=3|"});
    row("NUL in a header line", v12, "SEND\na:b^c\n\n^", {"!BadHeader"});
    row("NUL instead of the blank line", v12, "SEND\na:b\n^", {"!BadHeader"});
    row("NUL in the command line", v12, "SEND^", {"!UnknownCommand"});
}

void headerRows()
{
    row("E1 1.0 has no escapes", v10, "SEND\na:\\n\\c\\\\\\r\\t\\\n\n^",
        {"SEND|a=\\n\\c\\\\\\r\\t\\|"});
    row("E1 the first colon splits", v10, "SEND\na:b:c\n\n^", {"SEND|a=b:c|"});
    row("E1 1.0 drops padding behind the colon", v10, "SEND\na:  b \n\n^", {"SEND|a=b |"});
    row("E1 padding in a 1.0 CONNECT", undecided, "CONNECT\nlogin: bob\n\n^",
        {"CONNECT|login=bob|"});
    row("E1 padding in a 1.0 CONNECTED", undecided, "CONNECTED\nsession: x\n\n^",
        {"CONNECTED|session=x|"});
    row("E2 1.1 reads its three escapes", v11, "SEND\na:\\n\\c\\\\\n\n^", {"SEND|a=\n:\\|"});
    row("E2 1.1 does not know \\r", v11, "SEND\na:\\r\n\n^", {"!BadEscape"});
    row("E2 1.1 does not know \\t", v11, "SEND\na:\\t\n\n^", {"!BadEscape"});
    row("E3 1.2 reads its four escapes", v12, "SEND\na:\\r\\n\\c\\\\\n\n^", {"SEND|a=\r\n:\\|"});
    row("E3 1.2 does not know \\t", v12, "SEND\na:\\t\n\n^", {"!BadEscape"});
    row("E3 trailing backslash", v12, "SEND\na:b\\\n\n^", {"!BadEscape"});
    row("E3 escapes are case-sensitive", v12, "SEND\na:\\N\n\n^", {"!BadEscape"});
    row("E3 a backslash before the CR of CRLF", v12, "SEND\na:b\\\r\n\n^", {"!BadEscape"});
    row("E4 names are unescaped too", v12, "SEND\na\\cb:c\n\n^", {"SEND|a:b=c|"});
    row("E4 undefined escape in a name", v11, "SEND\na\\t:c\n\n^", {"!BadEscape"});
    row("E5 CONNECT is not unescaped", v12, "CONNECT\naccept-version:1.2\npasscode:a\\n\\t\n\n^",
        {"CONNECT|accept-version=1.2|passcode=a\\n\\t|"});
    row("E5 STOMP is not unescaped", undecided, "STOMP\npasscode:a\\n\\\n\n^",
        {"STOMP|passcode=a\\n\\|"});
    row("E5 CONNECTED is not unescaped", v12, "CONNECTED\nversion:1.2\nsession:a\\n\n\n^",
        {"CONNECTED|version=1.2|session=a\\n|"});
    row("E6 1.2 trims nothing", v12, "SEND\n a : b \n\n^", {"SEND| a = b |"});
    row("E6 1.1 trims nothing", v11, "SEND\na: b\t\n\n^", {"SEND|a= b\t|"});
    row("E6 CONNECT of 1.2 is not trimmed", undecided,
        "CONNECT\naccept-version:1.2\npasscode: b\n\n^",
        {"CONNECT|accept-version=1.2|passcode= b|"});
    row("E7 unescaped colon in a value", v12, "SEND\na:b:c\n\n^", {"SEND|a=b:c|"});
    row("E8 line without colon", v12, "SEND\nabc\n\n^", {"!BadHeader"});
    row("E8 empty name", v12, "SEND\n:abc\n\n^", {"!BadHeader"});
    row("E8 empty value", v12, "SEND\na:\n\n^", {"SEND|a=|"});
    row("E8 empty value in 1.0", v10, "SEND\na:\n\n^", {"SEND|a=|"});
    row("E9 escapes are read left to right", v12, "SEND\na:a\\\\nb\n\n^", {"SEND|a=a\\nb|"});
    row("E3 ordinary frames before a version use 1.2's escapes", undecided,
        "ERROR\nmessage:a\\rb\n\n^", {"ERROR|message=a\rb|"});
    row("R1 repeated headers are kept, first first", v12, "SEND\na:1\na:2\n\n^", {"SEND|a=1|a=2|"});
    row("R2 the first content-length counts", v12,
        "SEND\ncontent-length:3\ncontent-length:1\n\na^b^",
        {"SEND|content-length=3|content-length=1|#a^b"});
    row("R2 a later content-length is history, however bad", v12,
        "SEND\ncontent-length:1\ncontent-length:x\n\na^",
        {"SEND|content-length=1|content-length=x|#a"});
    row("R2 content:length is another name", v12,
        "SEND\ncontent\\clength:9\ncontent-length:1\n\na^",
        {"SEND|content:length=9|content-length=1|#a"});
    row("D13 unknown command", v12, "HELLO\n\n^", {"!UnknownCommand"});
    row("D13 HTTP is no STOMP", undecided, "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        {"!UnknownCommand"});
    row("a frame before the fault still counts", v12, "SEND\n\n1^BAD\n\n^SEND\n\n2^",
        {"SEND|#1", "!UnknownCommand"});
}

} // namespace

class FrameParserTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void everyCut_data() { reads_data(); }
    void everyCut();
    void limits_data();
    void limits();
    void limitsHoldBeforeTheRestArrives_data();
    void limitsHoldBeforeTheRestArrives();
    void errorStays();
    void versionActsBetweenFramesOfOneRead();
    void limitsMayGrowBetweenFrames();
    void f7LargeBodyByteByByte();
    void manySmallFramesInOneRead();
    void idleParserHoldsNothing();
    void emptyValueIsNotNull();
};

void FrameParserTest::reads_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("frames");
    framingRows();
    headerRows();
}

void FrameParserTest::reads()
{
    QFETCH(int, version);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, frames);
    FrameParser parser = parserOf(version);
    QCOMPARE(parsed(parser, {bytes}), frames);
}

// F7: cut inside command, header, escape, CRLF, UTF-8 character, body, before NUL.
void FrameParserTest::everyCut()
{
    QFETCH(int, version);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, frames);
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        FrameParser parser = parserOf(version);
        const QByteArrayList seen = parsed(parser, {bytes.first(cut), bytes.sliced(cut)});
        QVERIFY2(seen == frames, qPrintable(QStringLiteral("cut at %1").arg(cut)));
    }
    FrameParser parser = parserOf(version);
    QByteArrayList pieces;
    for (char octet : bytes)
        pieces << QByteArray(1, octet);
    QCOMPARE(parsed(parser, pieces), frames);
}

void FrameParserTest::limits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("error"); // empty: within the limits
    const auto add = [](const char *name, const QByteArray &text, const QByteArray &error) {
        QTest::newRow(name) << wire(text) << error;
    };
    // The limits are those of limits(): 11, 20, 3, 60 and 8.
    const QByteArray longest = "a:" + QByteArray(18, 'x');
    add("D11 longest command", "UNSUBSCRIBE\nid:0\n\n^", {});
    add("D11 longest command with CRLF", "UNSUBSCRIBE\r\nid:0\n\n^", {});
    add("D11 command over the limit", "UNSUBSCRIBES\n\n^", "!CommandTooLong");
    add("D12 endless command", QByteArray(12, 'A'), "!CommandTooLong");
    add("D11 longest header line", "SEND\n" + longest + "\n\n^", {});
    add("D11 longest header line with CRLF", "SEND\n" + longest + "\r\n\n^", {});
    add("D11 header line over the limit", "SEND\n" + longest + "x\n\n^", "!HeaderTooLong");
    add("D12 endless header line", "SEND\n" + longest + "xx", "!HeaderTooLong");
    add("D11 most headers", "SEND\na:1\na:2\na:3\n\n^", {});
    add("D11 headers over the limit", "SEND\na:1\na:2\na:3\na:4\n\n^", "!TooManyHeaders");
    // 5 + 21 + 21 + 12 + 1 = 60
    add("D11 largest head",
        "SEND\n" + longest + '\n' + longest + "\na:" + QByteArray(9, 'x') + "\n\n^", {});
    add("D11 head over the limit",
        "SEND\n" + longest + '\n' + longest + "\na:" + QByteArray(10, 'x') + "\n\n^",
        "!TooManyHeaders");
    add("D11 longest body", "SEND\n\n12345678^", {});
    add("D11 body over the limit", "SEND\n\n123456789^", "!BodyTooLong");
    add("D11 longest declared body", "SEND\ncontent-length:8\n\n1234567^^", {});
    add("D11 declared body over the limit", "SEND\ncontent-length:9\n\n12345678^^", "!BodyTooLong");
}

void FrameParserTest::limits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, error);
    const Limits limits{11, 20, 3, 60, 8};
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        FrameParser parser = parserOf(v12, limits);
        const QByteArrayList seen = parsed(parser, {bytes.first(cut), bytes.sliced(cut)});
        QCOMPARE(seen.size(), 1);
        if (error.isEmpty())
            QVERIFY2(!seen.first().startsWith('!'), seen.first().constData());
        else
            QCOMPARE(seen.first(), error);
    }
}

void FrameParserTest::limitsHoldBeforeTheRestArrives_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("filler");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("D12 a command without end")
        << QByteArray() << QByteArray("A") << QByteArray("!CommandTooLong");
    QTest::newRow("D12 a header line without end")
        << QByteArray("SEND\na:") << QByteArray("b") << QByteArray("!HeaderTooLong");
    QTest::newRow("D12 headers without end")
        << QByteArray("SEND\n") << QByteArray("a:b\n") << QByteArray("!TooManyHeaders");
    QTest::newRow("D12 a body without end")
        << QByteArray("SEND\n\n") << QByteArray(1000, 'x') << QByteArray("!BodyTooLong");
    QTest::newRow("D12 declared length, not one octet of body")
        << QByteArray("SEND\ncontent-length:1048577\n") << QByteArray("\n")
        << QByteArray("!BodyTooLong");
    QTest::newRow("D12 dropped body without end")
        << QByteArray("CONNECT\n\n") << QByteArray(1000, 'x') << QByteArray("!BodyTooLong");
}

void FrameParserTest::limitsHoldBeforeTheRestArrives()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, filler);
    QFETCH(QByteArray, error);
    const Limits limits;
    const qsizetype most = limits.headBytes + limits.bodyBytes + filler.size();
    FrameParser parser(limits);
    QByteArrayList seen = parsed(parser, {head});
    qsizetype fed = head.size();
    while (seen.isEmpty() && fed <= 2 * most) {
        seen = parsed(parser, {filler});
        fed += filler.size();
        QVERIFY(parser.buffered() <= most);
    }
    QCOMPARE(seen, QByteArrayList{error});
    QVERIFY(fed <= most);
    QCOMPARE(parser.buffered(), 0);
}

void FrameParserTest::errorStays()
{
    FrameParser parser = parserOf(v12);
    QCOMPARE(parsed(parser, {"NONSENSE\n\n"}), QByteArrayList{"!UnknownCommand"});
    QCOMPARE(parsed(parser, {wire("SEND\n\n^")}), QByteArrayList{"!UnknownCommand"});
    QCOMPARE(parser.buffered(), 0);
}

void FrameParserTest::versionActsBetweenFramesOfOneRead()
{
    FrameParser parser;
    parser.feed(wire("CONNECT\naccept-version:1.1\n\n^SEND\na:\\r\n\n^"));
    QVERIFY(parser.next()->has_value());
    parser.setVersion(Version::V11);
    const auto second = parser.next();
    QVERIFY(!second);
    QCOMPARE(second.error(), ParseError::BadEscape);
}

void FrameParserTest::limitsMayGrowBetweenFrames()
{
    Limits limits;
    limits.bodyBytes = 1;
    FrameParser parser(limits);
    parser.feed(wire("SEND\n\n1^SEND\n\n12^"));
    QVERIFY(parser.next()->has_value());
    limits.bodyBytes = 2;
    parser.setLimits(limits);
    QCOMPARE(parser.next()->value().body, QByteArray("12"));
}

// A parser that starts over at each read would need 2^39 steps for each of these.
void FrameParserTest::f7LargeBodyByteByByte()
{
    const QByteArray body(1024 * 1024, 'x');
    for (const QByteArray &head :
         {QByteArray("SEND\n\n"), QByteArray("SEND\ncontent-length:1048576\n\n")}) {
        FrameParser parser = parserOf(v12);
        parser.feed(head);
        for (char octet : body) {
            parser.feed({&octet, 1});
            QVERIFY(!parser.next()->has_value());
        }
        parser.feed({"\0", 1});
        const auto frame = parser.next();
        QVERIFY(frame && *frame);
        QCOMPARE((*frame)->body, body);
    }
}

void FrameParserTest::manySmallFramesInOneRead()
{
    constexpr int count = 100'000;
    FrameParser parser = parserOf(v12);
    parser.feed(wire("SEND\n\n^").repeated(count));
    for (int i = 0; i < count; ++i)
        QVERIFY(parser.next()->has_value());
    QVERIFY(!parser.next()->has_value());
    QCOMPARE(parser.buffered(), 0);
}

void FrameParserTest::idleParserHoldsNothing()
{
    FrameParser parser = parserOf(v12);
    QCOMPARE(parsed(parser, {wire("SEND\n\nabc^\n\n")}), QByteArrayList{"SEND|#abc"});
    QCOMPARE(parser.buffered(), 0);
    QCOMPARE(parsed(parser, {"SEND\na:b\n"}), QByteArrayList{});
    QCOMPARE(parser.buffered(), 9);
}

void FrameParserTest::emptyValueIsNotNull()
{
    FrameParser parser = parserOf(v12);
    parser.feed(wire("SEND\na:\n\n^"));
    const auto frame = parser.next();
    QVERIFY(frame && *frame);
    QVERIFY(!(*frame)->headers.value("a")->isNull());
}

QTEST_APPLESS_MAIN(FrameParserTest)
#include "tst_frameparser.moc"
