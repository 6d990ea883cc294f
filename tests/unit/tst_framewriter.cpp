// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/frameparser.h"
#include "stomp/framewriter.h"
#include "tests/support/stomptext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Stomp;
using namespace StompText;

namespace {

constexpr std::array allVersions{Version::V10, Version::V11, Version::V12};

QByteArray written(const Frame &frame, Version version)
{
    return write(frame, version).replace('\0', '^');
}

/// Text that the version can carry in a header of an ordinary frame.
QByteArray randomText(QRandomGenerator &random, Version version, bool isName)
{
    QByteArray text;
    const int length = random.bounded(isName ? 1 : 0, 12);
    while (text.size() < length) {
        switch (random.bounded(8)) {
        case 0:
            if (version == Version::V12)
                text += '\r';
            break;
        case 1:
            if (version != Version::V10)
                text += '\n';
            break;
        case 2:
            if (version != Version::V10 || !isName)
                text += ':';
            break;
        case 3:
            text += '\\';
            break;
        case 4:
            text += QStringLiteral("한🙂é").toUtf8();
            break;
        default:
            text += static_cast<char>(random.bounded(' ' + 1, 0x7f));
            break;
        }
    }
    if (version == Version::V10 && isName)
        text.replace(':', '.');
    return text;
}

Frame randomFrame(QRandomGenerator &random, Version version)
{
    constexpr std::array commands{Command::Send,    Command::Subscribe, Command::Ack,
                                  Command::Message, Command::Receipt,   Command::Error};
    Frame frame;
    frame.command = commands[random.bounded(static_cast<quint32>(commands.size()))];
    for (int i = random.bounded(8); i > 0; --i)
        frame.headers.append(randomText(random, version, true), randomText(random, version, false));
    if (rules(frame.command).mayHaveBody) {
        frame.body.resize(random.bounded(40));
        for (char &octet : frame.body)
            octet = static_cast<char>(random.bounded(256));
    }
    return frame;
}

QByteArrayList randomlyCut(QRandomGenerator &random, const QByteArray &bytes)
{
    QByteArrayList pieces;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype size = std::min<qsizetype>(random.bounded(1, 30), bytes.size() - at);
        pieces << bytes.sliced(at, size);
        at += size;
    }
    return pieces;
}

} // namespace

class FrameWriterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writes_data();
    void writes();
    void whatIsWrittenIsReadBack_data();
    void whatIsWrittenIsReadBack();
    void whatCannotBeWrittenForgesNothing_data();
    void whatCannotBeWrittenForgesNothing();
};

void FrameWriterTest::writes_data()
{
    QTest::addColumn<Frame>("frame");
    QTest::addColumn<Version>("version");
    QTest::addColumn<QByteArray>("expected");
    const auto add = [](const char *name, const Frame &frame, Version version,
                        const QByteArray &expected) {
        QTest::newRow(name) << frame << version << expected;
    };
    const Frame odd{Command::Send, {{"a:b\\", "c\r\n:\\d"}}, {}};
    add("F1 no EOL behind NUL", {Command::Disconnect, {}, {}}, Version::V12, "DISCONNECT\n\n^");
    add("F12 body gets its content-length", {Command::Send, {{"a", "1"}}, "hi"}, Version::V12,
        "SEND\na:1\ncontent-length:2\n\nhi^");
    add("F12 no body, no content-length", {Command::Send, {{"a", "1"}}, {}}, Version::V12,
        "SEND\na:1\n\n^");
    add("F12 content-length on MESSAGE in 1.0", {Command::Message, {}, "a"}, Version::V10,
        "MESSAGE\ncontent-length:1\n\na^");
    add("F12 a wrong content-length is replaced",
        {Command::Send, {{"content-length", "7"}, {"a", "1"}, {"content-length", "8"}}, "hi"},
        Version::V12, "SEND\na:1\ncontent-length:2\n\nhi^");
    add("F12 a wrong content-length of no body", {Command::Send, {{"content-length", "7"}}, {}},
        Version::V12, "SEND\ncontent-length:0\n\n^");
    add("F12 content-length leaves a frame without body",
        {Command::Receipt, {{"content-length", "7"}}, {}}, Version::V12, "RECEIPT\n\n^");
    add("F9 a command without body is written without", {Command::Receipt, {}, "x"}, Version::V12,
        "RECEIPT\n\n^");
    add("F13 content-length counts octets", {Command::Send, {}, "한글"}, Version::V12,
        "SEND\ncontent-length:6\n\n한글^");
    add("F11 NUL in the body", {Command::Send, {}, wire("a^b")}, Version::V12,
        "SEND\ncontent-length:3\n\na^b^");
    add("E1 1.0 escapes nothing", odd, Version::V10, "SEND\na b\\:c  :\\d\n\n^");
    add("E2 1.1 escapes \\n \\c \\\\", odd, Version::V11, "SEND\na\\cb\\\\:c \\n\\c\\\\d\n\n^");
    add("E3 1.2 escapes \\r too", odd, Version::V12, "SEND\na\\cb\\\\:c\\r\\n\\c\\\\d\n\n^");
    add("E5 CONNECTED is not escaped", {Command::Connected, {{"session", "a:\\b\r\nc"}}, {}},
        Version::V12, "CONNECTED\nsession:a:\\b  c\n\n^");
    add("E5 CONNECT is not escaped", {Command::Connect, {{"passcode", "a:\\b"}}, {}}, Version::V12,
        "CONNECT\npasscode:a:\\b\n\n^");
    add("E5 STOMP is not escaped", {Command::Stomp, {{"passcode", "a:\\b"}}, {}}, Version::V12,
        "STOMP\npasscode:a:\\b\n\n^");
    add("E6 nothing is padded or trimmed", {Command::Send, {{" a", " b "}}, {}}, Version::V12,
        "SEND\n a: b \n\n^");
    add("E8 a header without name cannot be written", {Command::Send, {{"", "b"}}, {}},
        Version::V12, "SEND\n\n^");
    add("R1 repeats keep their order", {Command::Send, {{"a", "1"}, {"a", "2"}}, {}}, Version::V12,
        "SEND\na:1\na:2\n\n^");
}

void FrameWriterTest::writes()
{
    QFETCH(Frame, frame);
    QFETCH(Version, version);
    QFETCH(QByteArray, expected);
    QCOMPARE(written(frame, version), expected);
}

void FrameWriterTest::whatIsWrittenIsReadBack_data()
{
    QTest::addColumn<Version>("version");
    for (Version version : allVersions)
        QTest::newRow(versionName(version).data()) << version;
}

void FrameWriterTest::whatIsWrittenIsReadBack()
{
    QFETCH(Version, version);
    QRandomGenerator random(20'260'712);
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes;
        QByteArrayList expected;
        for (int i = random.bounded(1, 5); i > 0; --i) {
            Frame frame = randomFrame(random, version);
            bytes += write(frame, version) + QByteArray(random.bounded(3), '\n');
            if (!frame.body.isEmpty())
                frame.headers.append("content-length", QByteArray::number(frame.body.size()));
            expected << shown(frame);
        }
        FrameParser parser;
        parser.setVersion(version);
        QCOMPARE(parsed(parser, randomlyCut(random, bytes)), expected);
    }
}

void FrameWriterTest::whatCannotBeWrittenForgesNothing_data()
{
    whatIsWrittenIsReadBack_data();
}

// Header values of one peer reach others: whatever is in them, one frame stays one frame.
void FrameWriterTest::whatCannotBeWrittenForgesNothing()
{
    QFETCH(Version, version);
    const QByteArray evil = wire("x\r\n\n^ERROR\nmessage:boo\n\n^");
    for (Command command : {Command::Connected, Command::Message}) {
        const Frame frame{command, {{"version", "1.2"}, {evil, "1"}, {"a", evil}, {"b", "2"}}, {}};
        FrameParser parser;
        parser.setVersion(version);
        parser.feed(write(frame, version));
        const auto read = parser.next();
        QVERIFY(read && *read);
        QCOMPARE((*read)->command, command);
        QCOMPARE((*read)->headers.size(), 4);
        QCOMPARE((*read)->headers.value("b"), QByteArray("2"));
        const auto rest = parser.next();
        QVERIFY(rest && !*rest);
    }
}

QTEST_APPLESS_MAIN(FrameWriterTest)
#include "tst_framewriter.moc"
