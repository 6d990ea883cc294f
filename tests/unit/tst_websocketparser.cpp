// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 6455, section 5: what a client sends, right and wrong, cut anywhere.

#include "server/doors/utf8check.h"
#include "server/doors/websocketparser.h"

#include <QTest>
#include <QUtf8StringView>
#include <QtEndian>

#include <random>

using namespace Server;

namespace {

using Kind = WebSocketParser::Event::Kind;

constexpr qint64 largest = 1000;
constexpr int finalBit = 0x80;

/// A frame as a client sends it, masked.
QByteArray frame(int first, const QByteArray &payload, quint32 mask = 0x37FA213D)
{
    QByteArray bytes(1, char(first));
    const auto add = [&bytes](auto number) {
        char raw[sizeof number];
        qToBigEndian(number, raw);
        bytes.append(raw, sizeof raw);
    };
    if (payload.size() < 126) {
        add(quint8(0x80 | payload.size()));
    } else if (payload.size() <= 0xFFFF) {
        add(quint8(0x80 | 126));
        add(quint16(payload.size()));
    } else {
        add(quint8(0x80 | 127));
        add(quint64(payload.size()));
    }
    add(mask);
    const QByteArray key = bytes.last(4);
    for (qsizetype i = 0; i < payload.size(); ++i)
        bytes += char(payload[i] ^ key[i % 4]);
    return bytes;
}

/// All that a conversation was understood as, in one line.
struct Story {
    QByteArray text;
    QByteArray messages; ///< Their bytes, each message in brackets.
    int code = 0;        ///< Of a close or a violation.
    friend bool operator==(const Story &, const Story &) = default;
};

/// Reads the bytes, cut behind each of these positions.
Story read(const QByteArray &bytes, const std::vector<qsizetype> &cuts = {}, qint64 limit = largest)
{
    WebSocketParser parser(limit);
    Story story;
    qsizetype from = 0;
    bool open = false;
    for (size_t i = 0; i <= cuts.size(); ++i) {
        const qsizetype to = i < cuts.size() ? cuts[i] : bytes.size();
        QByteArray piece = bytes.sliced(from, to - from);
        from = to;
        char *at = piece.data();
        const char *const end = at + piece.size();
        while (true) {
            const auto event = parser.next(at, end);
            if (event.kind == Kind::NeedsMore)
                break;
            if (event.kind == Kind::Payload) {
                if (!std::exchange(open, true))
                    story.messages += event.isText ? "t[" : "b[";
                story.messages += event.bytes.toByteArray();
                if (event.endsMessage) {
                    story.messages += ']';
                    open = false;
                }
                continue;
            }
            if (event.kind == Kind::Ping)
                story.text += "ping " + event.bytes.toByteArray() + ';';
            else if (event.kind == Kind::Pong)
                story.text += "pong " + event.bytes.toByteArray() + ';';
            else if (event.kind == Kind::Close)
                story.text += "close " + event.bytes.toByteArray() + ';';
            else
                story.text += "violation;";
            if (event.code != 0) {
                story.code = event.code;
                return story;
            }
        }
    }
    return story;
}

QByteArray closePayload(quint16 code, const QByteArray &reason = {})
{
    char raw[2];
    qToBigEndian(code, raw);
    return QByteArray(raw, sizeof raw) + reason;
}

} // namespace

class TestWebSocketParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Section 5.7.
    void readsTheExamplesOfTheRfc()
    {
        QCOMPARE(read(QByteArray::fromHex("818537fa213d7f9f4d5158")).messages,
                 QByteArray("t[Hello]"));
        QCOMPARE(read(QByteArray::fromHex("898537fa213d7f9f4d5158")).text,
                 QByteArray("ping Hello;"));
        QCOMPARE(read(QByteArray::fromHex("8a8537fa213d7f9f4d5158")).text,
                 QByteArray("pong Hello;"));
        QCOMPARE(read(frame(0x01, "Hel") + frame(0x80, "lo")).messages, QByteArray("t[Hello]"));
    }

    void readsLengthsOfEveryWidth_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 3, 4, 7, 8, 9, 125, 126, 127, 0xFFFF, 0x10000})
            QTest::addRow("%d", size) << size;
    }
    void readsLengthsOfEveryWidth()
    {
        QFETCH(int, size);
        QByteArray payload(size, '\0');
        for (int i = 0; i < size; ++i)
            payload[i] = char(i * 7);
        QCOMPARE(read(frame(0x82, payload), {}, 1 << 20).messages, "b[" + payload + ']');
    }

    void anyCutReadsTheSame()
    {
        const QByteArray bytes = frame(0x01, "마당 ") + frame(0x89, "p1") + frame(0x00, "👋") +
                                 frame(0x80, {}) + frame(0x82, QByteArray(130, 'b')) +
                                 frame(0x8A, {}) + frame(0x81, {}) +
                                 frame(0x88, closePayload(1000, "bye 안녕"));
        const Story whole = read(bytes);
        QCOMPARE(whole.text, QByteArray("ping p1;pong ;close bye 안녕;"));
        QCOMPARE(whole.messages, "t[마당 👋]b[" + QByteArray(130, 'b') + "]t[]");
        QCOMPARE(whole.code, 1000);
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
            QVERIFY2(read(bytes, {cut}) == whole, qPrintable(QString::number(cut)));
        std::vector<qsizetype> everywhere;
        for (qsizetype cut = 1; cut < bytes.size(); ++cut)
            everywhere.push_back(cut);
        QVERIFY(read(bytes, everywhere) == whole);
    }

    // Payload is handed on before its frame is whole.
    void givesWhatIsThere()
    {
        WebSocketParser parser(largest);
        QByteArray bytes = frame(0x82, "0123456789").first(9);
        char *at = bytes.data();
        const auto event = parser.next(at, bytes.constData() + bytes.size());
        QCOMPARE(event.bytes.toByteArray(), QByteArray("012"));
        QVERIFY(!event.endsMessage);
    }

    // Any way to fragment a message, with control frames between the fragments, reads the same.
    void randomFragmentsReadTheSame()
    {
        std::mt19937 random(20240607);
        const auto below = [&random](qsizetype bound) {
            return qsizetype(random() % size_t(bound));
        };
        const QByteArray text = QByteArray("STOMP 마당 👋 é ").repeated(12);
        for (int round = 0; round < 2000; ++round) {
            QByteArray bytes;
            qsizetype at = 0;
            int opcode = 0x01;
            while (opcode != 0x80) {
                const qsizetype size = std::min(below(40), text.size() - at);
                const bool last = at + size == text.size();
                bytes +=
                    frame(opcode | (last ? finalBit : 0), text.sliced(at, size), quint32(random()));
                if (!last && below(3) == 0)
                    bytes += frame(0x89, "p", quint32(random()));
                at += size;
                opcode = last ? 0x80 : 0x00;
            }
            std::vector<qsizetype> cuts;
            for (qsizetype cut = below(50); cut < bytes.size(); cut += 1 + below(50))
                cuts.push_back(cut);
            QCOMPARE(read(bytes, cuts).messages, "t[" + text + ']');
        }
    }

    void violationHasItsCode_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto hex = [](const char *digits) { return QByteArray::fromHex(digits); };
        QTest::newRow("no mask") << hex("810548656c6c6f") << 1002;
        QTest::newRow("no mask, empty") << hex("8100") << 1002;
        QTest::newRow("RSV1") << frame(0xC1, "x") << 1002;
        QTest::newRow("RSV2") << frame(0xA1, "x") << 1002;
        QTest::newRow("RSV3") << frame(0x91, "x") << 1002;
        QTest::newRow("RSV1 on a ping") << frame(0xC9, {}) << 1002;
        for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
            QTest::addRow("opcode %d", opcode) << frame(finalBit | opcode, {}) << 1002;
        QTest::newRow("ping in fragments") << frame(0x09, {}) << 1002;
        QTest::newRow("close in fragments") << frame(0x08, {}) << 1002;
        QTest::newRow("ping of 126 bytes") << frame(0x89, QByteArray(126, 'p')) << 1002;
        QTest::newRow("close of 126 bytes")
            << frame(0x88, closePayload(1000, QByteArray(124, 'r'))) << 1002;
        QTest::newRow("continuation of nothing") << frame(0x80, "x") << 1002;
        QTest::newRow("continuation behind the end") << frame(0x81, "x") + frame(0x80, "y") << 1002;
        QTest::newRow("text within a message") << frame(0x01, "x") + frame(0x81, "y") << 1002;
        QTest::newRow("binary within a message") << frame(0x01, "x") + frame(0x02, "y") << 1002;
        QTest::newRow("two bytes of length for 125") << hex("82fe007d00000000") << 1002;
        QTest::newRow("eight bytes of length for 65535")
            << hex("82ff000000000000ffff00000000") << 1002;
        QTest::newRow("length above 2^63") << hex("82ff800000000000000000000000") << 1002;
        QTest::newRow("length of 2^63 - 1") << hex("82ff7fffffffffffffff00000000") << 1009;
        QTest::newRow("too big") << frame(0x82, QByteArray(largest + 1, 'b')) << 1009;
        QTest::newRow("too big in fragments")
            << frame(0x02, QByteArray(largest, 'b')) + frame(0x80, "b") << 1009;
        QTest::newRow("text not UTF-8") << frame(0x81, "ab\xff") << 1007;
        QTest::newRow("text ends within a character") << frame(0x81, "ab\xed\x95") << 1007;
        QTest::newRow("fragments end within a character")
            << frame(0x01, "ab\xed\x95") + frame(0x80, {}) << 1007;
        QTest::newRow("surrogate") << frame(0x81, "\xed\xa0\x80") << 1007;
        QTest::newRow("surrogate across fragments")
            << frame(0x01, "\xed") + frame(0x80, "\xa0\x80") << 1007;
        QTest::newRow("close with one byte") << frame(0x88, "x") << 1002;
        for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
            QTest::addRow("close %d", code) << frame(0x88, closePayload(quint16(code))) << 1002;
        QTest::newRow("reason not UTF-8") << frame(0x88, closePayload(1000, "\xff")) << 1007;
    }
    void violationHasItsCode()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        const Story whole = read(bytes);
        QVERIFY(whole.text.endsWith("violation;"));
        QCOMPARE(whole.code, code);
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
            QCOMPARE(read(bytes, {cut}).code, code);
    }

    void violationIsSeenAsSoonAsItIsCertain()
    {
        QCOMPARE(read(QByteArray::fromHex("8105")).code, 1002);                 // no mask
        QCOMPARE(read(frame(0x01, "ab\xff").first(9)).code, 1007);              // half a message
        QCOMPARE(read(frame(0x82, QByteArray(2000, 'b')).first(8)).code, 1009); // its head
    }

    void goodCloseHasItsCode_data()
    {
        QTest::addColumn<int>("code");
        for (const int code : {1000, 1001, 1003, 1007, 1011, 1013, 3000, 4500, 4999})
            QTest::addRow("%d", code) << code;
    }
    void goodCloseHasItsCode()
    {
        QFETCH(int, code);
        const Story story = read(frame(0x88, closePayload(quint16(code), "why")));
        QCOMPARE(story.code, code);
        QCOMPARE(story.text, QByteArray("close why;"));
    }
    void closeNeedsNoCode() { QCOMPARE(read(frame(0x88, {})).code, 1005); }

    void limitIsPerMessage()
    {
        const QByteArray full(largest, 'b');
        QCOMPARE(read(frame(0x82, full) + frame(0x82, full)).code, 0);
    }

    // Against Qt's own decoder: all first and second bytes, and what may follow.
    void utf8IsWhatQtSaysItIs()
    {
        for (int first = 0; first < 256; ++first) {
            for (int second = 0; second < 256; ++second) {
                for (const QByteArray &tail :
                     {QByteArray(), QByteArray("\x80"), QByteArray("a"), QByteArray("\x80\xbf"),
                      QByteArray("\xbf\xbf\xc3")}) {
                    const QByteArray bytes = QByteArray(1, char(first)) + char(second) + tail;
                    Utf8Check check;
                    const bool valid = check.take(bytes) && check.isWhole();
                    QVERIFY2(valid == QUtf8StringView(bytes).isValidUtf8(),
                             bytes.toHex().constData());
                    Utf8Check pieces;
                    bool inPieces = true;
                    for (const char byte : bytes)
                        inPieces = inPieces && pieces.take(QByteArrayView(&byte, 1));
                    QCOMPARE(inPieces && pieces.isWhole(), valid);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestWebSocketParser)
#include "tst_websocketparser.moc"
