// SPDX-License-Identifier: GPL-3.0-or-later

// What Redis answers, read of bytes that anybody may have sent.

#include "server/cluster/redisreader.h"

#include <QTest>

using namespace Server;
using Kind = RedisReply::Kind;

namespace {

constexpr qsizetype bound = 64 * 1024;

/// With the zeros in it.
template <size_t size>
QByteArray bytesOf(const char (&literal)[size])
{
    return QByteArray(literal, qsizetype(size) - 1);
}

QByteArray shown(const RedisReply &reply)
{
    switch (reply.kind) {
    case Kind::Nil:
        return "nil";
    case Kind::Status:
        return '+' + reply.text;
    case Kind::Error:
        return '-' + reply.text;
    case Kind::Integer:
        return QByteArray::number(reply.integer);
    case Kind::Text:
        return '"' + reply.text + '"';
    case Kind::List:
        break;
    }
    QByteArrayList parts;
    for (const RedisReply &part : reply.list)
        parts << shown(part);
    return '[' + parts.join(' ') + ']';
}

QByteArray shown(const std::vector<RedisReply> &replies)
{
    QByteArrayList parts;
    for (const RedisReply &reply : replies)
        parts << shown(reply);
    return parts.join(' ');
}

const QByteArray stream = bytesOf("+OK\r\n"
                                  "-ERR no\r\n"
                                  ":-12\r\n"
                                  "$5\r\nhel\0o\r\n"
                                  "$0\r\n\r\n"
                                  "$-1\r\n"
                                  "*-1\r\n"
                                  "*0\r\n"
                                  "*3\r\n$1\r\na\r\n*2\r\n:1\r\n+x\r\n-ERR in\r\n");

} // namespace

class TestRedisReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCut();
    void byteByByte();
    void isRefused_data();
    void isRefused();
    void withinTheBound();
    void boundIsOfEachReply();
    void refusedForGood();
    void commands();
    void errors();

private:
    const QByteArray m_expected =
        bytesOf("+OK -ERR no -12 \"hel\0o\" \"\" nil nil [] [\"a\" [1 +x] -ERR in]");
};

void TestRedisReader::everyCut()
{
    for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
        RedisReader reader(bound);
        auto replies = reader.read(stream.first(cut));
        QVERIFY(replies);
        auto rest = reader.read(stream.sliced(cut));
        QVERIFY(rest);
        replies->insert(replies->end(), rest->begin(), rest->end());
        QCOMPARE(shown(*replies), m_expected);
    }
}

void TestRedisReader::byteByByte()
{
    RedisReader reader(bound);
    std::vector<RedisReply> all;
    for (qsizetype i = 0; i < stream.size(); ++i) {
        const auto replies = reader.read(stream.sliced(i, 1));
        QVERIFY(replies);
        all.insert(all.end(), replies->begin(), replies->end());
    }
    QCOMPARE(shown(all), m_expected);
}

void TestRedisReader::isRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("another protocol") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n");
    QTest::newRow("no length") << QByteArray("$x\r\n");
    QTest::newRow("no number") << QByteArray(":x\r\n");
    QTest::newRow("negative length") << QByteArray("$-2\r\n");
    QTest::newRow("negative count") << QByteArray("*-2\r\n");
    QTest::newRow("giant length") << "$999999999999\r\n" + QByteArray(3 * bound, 'x');
    QTest::newRow("giant count") << QByteArray("*2147483647\r\n");
    QTest::newRow("large count") << QByteArray("*100000\r\n");
    QTest::newRow("endless line") << '+' + QByteArray(3 * bound, 'x');
    QTest::newRow("text past the bound")
        << "$" + QByteArray::number(bound + 1) + "\r\n" + QByteArray(bound + 1, 'x') + "\r\n";
    QTest::newRow("list past the bound")
        << "*10\r\n" + QByteArray("$8000\r\n" + QByteArray(8000, 'x') + "\r\n").repeated(10);
    QTest::newRow("lists in lists past the bound")
        << QByteArray("*200\r\n*100\r\n") +
               (QByteArray(":1\r\n").repeated(100) + "*100\r\n").repeated(20);
    QTest::newRow("depth") << QByteArray("*1\r\n").repeated(1000);
    QTest::newRow("depth within what the library bounds") << QByteArray("*1\r\n").repeated(8);
}

void TestRedisReader::isRefused()
{
    QFETCH(QByteArray, bytes);
    RedisReader reader(bound);
    bool refused = false;
    qsizetype read = 0;
    for (; read < bytes.size() && !refused; read += 1000)
        refused = !reader.read(bytes.mid(read, 1000));
    QVERIFY(refused);
    QVERIFY2(read <= 2 * bound + 2000, "as soon as it is past the bound");
}

void TestRedisReader::withinTheBound()
{
    RedisReader reader(bound);
    const qsizetype size = bound - 1000;
    const auto replies =
        reader.read("$" + QByteArray::number(size) + "\r\n" + QByteArray(size, 'x') + "\r\n");
    QVERIFY(replies);
    QCOMPARE(replies->size(), size_t(1));
    QCOMPARE(replies->front().text.size(), size);
}

void TestRedisReader::boundIsOfEachReply()
{
    RedisReader reader(bound);
    const QByteArray one = "$8000\r\n" + QByteArray(8000, 'x') + "\r\n";
    const auto replies = reader.read(one.repeated(100));
    QVERIFY(replies);
    QCOMPARE(replies->size(), size_t(100));
}

void TestRedisReader::refusedForGood()
{
    RedisReader reader(bound);
    QVERIFY(!reader.read("!\r\n\r\n?"));
    QVERIFY(!reader.read("+OK\r\n"));
}

void TestRedisReader::commands()
{
    QCOMPARE(writeRedisCommand({"SET", "a b", QByteArray("\0\r\n", 3), ""}),
             bytesOf("*4\r\n$3\r\nSET\r\n$3\r\na b\r\n$3\r\n\0\r\n\r\n$0\r\n\r\n"));
}

void TestRedisReader::errors()
{
    const RedisReply moved{Kind::Error, 0, "MOVED 12 a:1", {}};
    QCOMPARE(moved.errorCode(), QByteArray("MOVED"));
    const RedisReply word{Kind::Error, 0, QByteArray(1000, 'X'), {}};
    QCOMPARE(word.errorCode().size(), 32);
    QCOMPARE(word.shownError().size(), 200);
    const RedisReply repeats{
        Kind::Error, 0, "ERR unknown command 'PUBLISH', with args beginning with: 'secret'", {}};
    QCOMPARE(repeats.shownError(), QStringLiteral("ERR unknown command 'PUBLISH'"));
    const RedisReply lines{Kind::Error, 0, "ERR a\nb\x1b[31m", {}};
    QCOMPARE(lines.shownError(), QStringLiteral("ERR a b [31m"));
    QVERIFY((RedisReply{Kind::Status, 0, "OK", {}}.errorCode().isEmpty()));
}

QTEST_GUILESS_MAIN(TestRedisReader)
#include "tst_redisreader.moc"
