// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of mDNS: read, written, and what hostile ones come to.

#include "discovery/announcementtext.h"
#include "discovery/dnsmessage.h"

#include <QTest>

using namespace Discovery;

namespace {

const DnsName instance({"Jo's host", "_madang", "_tcp", "local"});
const DnsName host({"madang-0a", "local"});

Record record(const DnsName &name, quint16 type, RecordData data, bool flush = false)
{
    return {name, type, RecordClass::internet, flush, 120, std::move(data)};
}

Message everything()
{
    Message message;
    message.id = 0x1234;
    message.response = message.authoritative = message.truncated = true;
    message.opcode = 2;
    message.code = 3;
    message.questions = {{serviceType(), RecordType::ptr, RecordClass::internet, true},
                         {instance, RecordType::any, RecordClass::any, false}};
    message.answers = {record(serviceType(), RecordType::ptr, instance),
                       record(instance, RecordType::srv, SrvData{1, 2, 7610, host}, true)};
    message.authorities = {record(instance, RecordType::txt, TxtData{{"a=1", ""}}, true)};
    message.additionals = {record(host, RecordType::a, QHostAddress("192.168.0.7"), true),
                           record(host, RecordType::aaaa, QHostAddress("fe80::1"), true),
                           record(host, RecordType::nsec, NsecData{host, {1, 28, 33, 256, 1234}}),
                           record(host, 41, OtherData{QByteArray("\0\1\2", 3)}),
                           record(DnsName(), RecordType::ptr, DnsName())};
    return message;
}

/// A response with one record whose owner is written as `name` is.
QByteArray withName(const QByteArray &name)
{
    return QByteArray::fromHex("000084000000000100000000") + name +
           QByteArray::fromHex("0001000100000078000401020304");
}

QByteArray label(int size)
{
    return QByteArray(1, static_cast<char>(size)) + QByteArray(size, 'a');
}

} // namespace

class TestDnsMessage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isReadAsItWasWritten()
    {
        const auto bytes = writeMessage(everything());
        QVERIFY(bytes);
        const auto read = readMessage(*bytes);
        QVERIFY(read);
        QCOMPARE(*read, everything());
    }

    void namesAreShortened()
    {
        const QByteArray bytes = writeMessage(everything()).value();
        QCOMPARE(bytes.count("_madang"), 1);
        // SRV and NSEC do not point: readers of plain DNS do not expect it there.
        QCOMPARE(bytes.count("madang-0a"), 3);
    }

    void pointersBeyondTheirReachAreNotUsed()
    {
        Message message;
        message.answers.append(record(serviceType(), 999, OtherData{QByteArray(5000, 'x')}));
        for (int i = 0; i < 3; ++i)
            message.answers.append(record(instance, 999, OtherData{QByteArray(100, 'y')}));
        QCOMPARE(readMessage(writeMessage(message).value()).value(), message);
    }

    void everyCutIsAnError()
    {
        const QByteArray bytes = writeMessage(everything()).value();
        for (qsizetype size = 0; size < bytes.size(); ++size) {
            const auto read = readMessage(QByteArrayView(bytes).first(size));
            QVERIFY(!read);
            QVERIFY(read.error() == DnsError::Cut || read.error() == DnsError::BadName);
        }
        QVERIFY(readMessage(bytes + "more"));
    }

    void everyOverwrittenByteIsHarmless()
    {
        const QByteArray bytes = writeMessage(everything()).value();
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            for (const int value : {0x00, 0x3f, 0x40, 0xc0, 0xff}) {
                QByteArray changed = bytes;
                changed[at] = static_cast<char>(value);
                if (const auto read = readMessage(changed)) {
                    if (const auto written = writeMessage(*read))
                        QCOMPARE(readMessage(*written).value(), *read);
                }
            }
        }
    }

    void hostileNames_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("taken");
        const QByteArray end(1, '\0');
        QTest::newRow("a pointer to itself") << QByteArray::fromHex("c00c") << false;
        QTest::newRow("a pointer to its own beginning")
            << label(1) + QByteArray::fromHex("c00c") << false;
        QTest::newRow("a pointer ahead") << QByteArray::fromHex("c020") << false;
        QTest::newRow("a pointer behind the end") << QByteArray::fromHex("ffff") << false;
        QTest::newRow("half a pointer") << QByteArray::fromHex("c0") << false;
        QTest::newRow("a pointer into the header") << QByteArray::fromHex("c000") << true;
        QTest::newRow("an undefined kind of label") << QByteArray::fromHex("4100") << false;
        QTest::newRow("an extended label") << QByteArray::fromHex("8100") << false;
        QTest::newRow("a label of 63") << label(63) + end << true;
        QTest::newRow("a name of 255")
            << label(63) + label(63) + label(63) + label(61) + end << true;
        QTest::newRow("a name of 256")
            << label(63) + label(63) + label(63) + label(62) + end << false;
        QTest::newRow("a name without an end") << QByteArray(200, 'a') << false;
    }
    void hostileNames()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, taken);
        QCOMPARE(readMessage(withName(name)).has_value(), taken);
    }

    void pointersAreCounted()
    {
        // Pointers in the data of one record, each to the one before it, lead through all of it.
        const auto chain = [](int length) {
            QByteArray bytes = QByteArray::fromHex("000084000000000200000000"
                                                   "00000a000100000078");
            const qsizetype first = bytes.size() + 2;
            QByteArray pointers(1, '\0'); // the root
            for (int i = 0; i < length; ++i) {
                const qsizetype to = i == 0 ? first : first + 1 + 2 * (i - 1);
                pointers += static_cast<char>(0xc0 | to >> 8);
                pointers += static_cast<char>(to & 0xff);
            }
            bytes += static_cast<char>(pointers.size() >> 8);
            bytes += static_cast<char>(pointers.size() & 0xff);
            bytes += pointers;
            const qsizetype last = bytes.size() - 2;
            bytes += static_cast<char>(0xc0 | last >> 8);
            bytes += static_cast<char>(last & 0xff);
            return bytes + QByteArray::fromHex("0001000100000078000401020304");
        };
        QVERIFY(readMessage(chain(126)));
        const auto read = readMessage(chain(127));
        QVERIFY(!read);
        QCOMPARE(read.error(), DnsError::BadName);
    }

    void limits()
    {
        Message message;
        message.questions.fill({host, RecordType::a, RecordClass::internet, false}, mostQuestions);
        message.answers.fill(record(host, RecordType::a, QHostAddress("10.0.0.1")), mostRecords);
        QByteArray bytes = writeMessage(message).value();
        QVERIFY(readMessage(bytes));
        QByteArray many = bytes;
        many[5] = mostQuestions + 1;
        QCOMPARE(readMessage(many).error(), DnsError::TooMany);
        many = bytes;
        many[9] = 1; // authorities
        QCOMPARE(readMessage(many).error(), DnsError::TooMany);
        message.questions.append(message.questions.first());
        QVERIFY(!writeMessage(message));
        QCOMPARE(readMessage(QByteArray(longestMessage + 1, '\0')).error(), DnsError::TooLong);
        message = {};
        message.answers.append(record(host, 999, OtherData{QByteArray(longestMessage, 'x')}));
        QVERIFY(!writeMessage(message));
        message.answers = {record(host, RecordType::txt, TxtData{{QByteArray(256, 'x')}})};
        QVERIFY(!writeMessage(message));
    }

    void badContent_data()
    {
        QTest::addColumn<QByteArray>("data");
        const auto row = [](const char *name, const char *typeAndData) {
            QTest::newRow(name) << QByteArray::fromHex(typeAndData);
        };
        row("an A of 3 bytes", "0001 0001 00000078 0003 010203");
        row("an A of 5 bytes", "0001 0001 00000078 0005 0102030405");
        row("an AAAA of 4 bytes", "001c 0001 00000078 0004 01020304");
        row("a PTR with more behind it", "000c 0001 00000078 0004 016100 00");
        row("a TXT string beyond its end", "0010 0001 00000078 0002 0561 6161616161");
        row("an SRV cut short", "0021 0001 00000078 0006 000000000000 00");
        row("an NSEC window twice", "002f 0001 00000078 0007 00 000140 000140");
        row("an NSEC window of 33 bytes", "002f 0001 00000078 0003 00 0021");
        row("an NSEC window of nothing", "002f 0001 00000078 0003 00 0000");
    }
    void badContent()
    {
        QFETCH(QByteArray, data);
        QVERIFY(!readMessage(QByteArray::fromHex("000084000000000100000000") + '\0' + data));
    }

    void namesAreEqualInBothCases()
    {
        QCOMPARE(DnsName({"JO", "local"}), DnsName({"jo", "LOCAL"}));
        QCOMPARE(qHash(DnsName({"JO", "local"})), qHash(DnsName({"jo", "LOCAL"})));
        QVERIFY(DnsName({"a", "b"}) != DnsName({"a.b"}));
        QCOMPARE(DnsName({"a.b", "c\xff"}).text(), QStringLiteral("a?b.c?."));
        QVERIFY(!DnsName::of({""}));
        QVERIFY(!DnsName::of({QByteArray(64, 'a')}));
        QVERIFY(!DnsName::of(QByteArrayList(5, QByteArray(60, 'a'))));
    }

    void anAnnouncementIsReadAsItWasWritten()
    {
        Announcement told{
            "점심", 7610, "0f-9a", QByteArray(32, '\xfe'), "0.1.0", Access::Invitation, 5};
        const TxtData txt = writeAnnouncement(told);
        QCOMPARE(txt.strings.first(), QByteArray("txtvers=1"));
        QVERIFY(txt.strings.contains("access=invitation"));
        QVERIFY(txt.strings.contains("n=5"));
        QCOMPARE(readAnnouncement(QString("점심").toUtf8(), 7610, txt), told);
        told.fingerprint.clear();
        QCOMPARE(readAnnouncement(QString("점심").toUtf8(), 7610, writeAnnouncement(told)), told);
    }

    void whatOthersSayIsCleaned()
    {
        const TxtData txt{{"ID=a\nb", "id=second", "v=" + QByteArray(33, '1'), "fp=abc",
                           "access=sesame", "n=-3", "=", "", "N"}};
        const Announcement told =
            readAnnouncement(QString("a\u202eb\nc\u0007").toUtf8() + "\xff", 1, txt);
        QCOMPARE(told.name, QStringLiteral("abc"));
        QVERIFY(told.hostId.isEmpty());
        QVERIFY(told.version.isEmpty());
        QVERIFY(told.fingerprint.isEmpty());
        QCOMPARE(told.access, Access::Approval); // what is not known is the strictest
        QCOMPARE(told.people, 0);
        QCOMPARE(readAnnouncement("\n", 1, {}).name, QStringLiteral("Madang"));
        QCOMPARE(readAnnouncement("x", 1, {{"n=1000000"}}).people, 99999);
    }

    void namesFitIntoALabel()
    {
        const QString korean(30, QChar(0xac00)); // 3 bytes each
        QCOMPARE(cleanInstance(korean), korean.left(21));
        QCOMPARE(numberedInstance("Jo", 1), QStringLiteral("Jo"));
        QCOMPARE(numberedInstance("Jo", 2), QStringLiteral("Jo (2)"));
        QCOMPARE(numberedInstance(korean, 12), korean.left(19) + " (12)");
        QVERIFY(labelOf(numberedInstance(korean, 1000)).size() <= 63);
    }
};

QTEST_APPLESS_MAIN(TestDnsMessage)
#include "tst_dnsmessage.moc"
