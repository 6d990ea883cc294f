// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of pictures of strangers, and of what only claims to be one.

#include "pictures/smallpicture.h"

#include <QBuffer>
#include <QImageWriter>
#include <QTest>

using namespace Pictures;

namespace {

QImage striped(int width, int height, QImage::Format format = QImage::Format_RGB32)
{
    QImage picture(width, height, format);
    picture.fill(Qt::red);
    for (int x = 0; x < width / 4; ++x) {
        for (int y = 0; y < height; ++y)
            picture.setPixelColor(x, y, Qt::blue);
    }
    return picture;
}

QByteArray bytesOf(const QImage &picture, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, format);
    return writer.write(picture) ? bytes : QByteArray();
}

/// Exif, behind the first two bytes of a JPEG: its left is up.
const QByteArray turnedRight = QByteArray::fromHex("ffe10022457869660000"
                                                   "4d4d002a00000008"
                                                   "0001011200030000000100060000"
                                                   "00000000");

tl::expected<QImage, Problem> read(QByteArray bytes, int side = 100)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return readSmall(buffer, side);
}

/// A PNG that says to be so large, and has nothing.
QByteArray claims(quint32 width, quint32 height)
{
    QByteArray bytes = bytesOf(striped(4, 4), "png");
    const auto put = [&](qsizetype at, quint32 value) {
        for (int i = 0; i < 4; ++i)
            bytes[at + i] = char(value >> (24 - 8 * i));
    };
    put(16, width);
    put(20, height);
    // The CRC of IHDR fits again, so that it is the size which is refused.
    quint32 crc = 0xffffffff;
    for (qsizetype i = 12; i < 29; ++i) {
        crc ^= quint8(bytes[i]);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (0xedb88320 & (0U - (crc & 1U)));
    }
    put(29, ~crc);
    return bytes;
}

} // namespace

class TestSmallPicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("png") << bytesOf(striped(400, 200), "png");
        QTest::newRow("jpeg") << bytesOf(striped(400, 200), "jpeg");
        QTest::newRow("webp") << bytesOf(striped(400, 200), "webp");
    }
    void kinds()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!bytes.isEmpty());
        const auto small = read(bytes);
        QVERIFY(small);
        QCOMPARE(small->size(), QSize(100, 50));
        QVERIFY(small->pixelColor(5, 25).blue() > 200);
        QVERIFY(small->pixelColor(95, 25).red() > 200);
    }

    void gifIsItsFirstPicture()
    {
        // Two pictures of one pixel each.
        const QByteArray gif = QByteArray::fromHex("474946383961010001008000000000ffffff0021f904000"
                                                   "00000002c00000000010001000002024401003b");
        const auto small = read(gif);
        QVERIFY(small);
        QCOMPARE(small->size(), QSize(1, 1));
    }

    void smallStaysAsItIs()
    {
        const auto small = read(bytesOf(striped(40, 20), "png"));
        QVERIFY(small);
        QCOMPARE(small->size(), QSize(40, 20));
    }

    void thinStaysThere()
    {
        const auto small = read(bytesOf(striped(4000, 2), "png"));
        QVERIFY(small);
        QCOMPARE(small->size(), QSize(100, 1));
    }

    // Cameras write how they were held into the file.
    void isUpright()
    {
        QByteArray turned = bytesOf(striped(400, 200), "jpeg");
        turned.insert(2, turnedRight);
        const auto small = read(turned);
        QVERIFY(small);
        QCOMPARE(small->size(), QSize(50, 100));
        QVERIFY(small->pixelColor(25, 5).blue() > 200);
    }

    void tellsNothingElse()
    {
        QImage picture = striped(40, 20);
        picture.setText(QStringLiteral("Comment"), QStringLiteral("37.5665 N 126.9780 E"));
        for (const char *format : {"png", "jpeg"}) {
            const QByteArray bytes = bytesOf(picture, format);
            QVERIFY(bytes.contains("126.9780"));
            const auto small = read(bytes);
            QVERIFY(small);
            const QByteArray made = toBytes(*small);
            QVERIFY(made.startsWith("\xff\xd8\xff"));
            QVERIFY(!made.contains("126.9780"));
        }
    }

    void shinesThrough()
    {
        QImage picture(40, 20, QImage::Format_ARGB32);
        picture.fill(Qt::transparent);
        const auto small = read(bytesOf(picture, "png"));
        QVERIFY(small);
        const QByteArray made = toBytes(*small);
        QVERIFY(made.startsWith("\x89PNG"));
        QCOMPARE(QImage::fromData(made).pixelColor(5, 5).alpha(), 0);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Problem>("problem");
        const QByteArray png = bytesOf(striped(400, 200), "png");
        QTest::newRow("nothing") << QByteArray() << Problem::NotRead;
        QTest::newRow("words") << QByteArray("not a picture") << Problem::NotRead;
        QTest::newRow("bmp") << bytesOf(striped(4, 4), "bmp") << Problem::NotRead;
        QTest::newRow("svg")
            << QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
            << Problem::NotRead;
        QTest::newRow("cut in its head") << png.first(20) << Problem::NotRead;
        QTest::newRow("claims much") << claims(60'000, 60'000) << Problem::TooLarge;
        QTest::newRow("claims too much") << claims(0x7fffffff, 0x7fffffff) << Problem::NotRead;
        QTest::newRow("claims nothing") << claims(0, 10) << Problem::NotRead;
    }
    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Problem, problem);
        const auto small = read(bytes);
        QVERIFY(!small);
        QCOMPARE(small.error(), problem);
    }
};

QTEST_GUILESS_MAIN(TestSmallPicture)
#include "tst_smallpicture.moc"
