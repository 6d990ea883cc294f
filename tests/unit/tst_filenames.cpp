// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of the names and types that strangers give to files.

#include "server/files/contentdisposition.h"
#include "server/files/filetype.h"
#include "stomp/wire/filename.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Server;

class TestFileNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void safeName_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("safe");
        const auto row = [](const char *name, const QString &given, const QString &safe) {
            QTest::newRow(name) << given << safe;
        };
        row("plain", QStringLiteral("report.pdf"), QStringLiteral("report.pdf"));
        row("Hangul", QStringLiteral("보고서 1.pdf"), QStringLiteral("보고서 1.pdf"));
        row("decomposed", QStringLiteral("한.txt").normalized(QString::NormalizationForm_D),
            QStringLiteral("한.txt"));
        row("emoji", QStringLiteral("😀.png"), QStringLiteral("😀.png"));
        row("up", QStringLiteral("../../etc/passwd"), QStringLiteral("passwd"));
        row("up in Windows", QStringLiteral("..\\..\\boot.ini"), QStringLiteral("boot.ini"));
        row("absolute", QStringLiteral("/etc/shadow"), QStringLiteral("shadow"));
        row("drive", QStringLiteral("C:evil.exe"), QStringLiteral("C_evil.exe"));
        row("stream", QStringLiteral("a.txt:hidden"), QStringLiteral("a.txt_hidden"));
        row("only dots", QStringLiteral(".."), QStringLiteral("file"));
        row("folder", QStringLiteral("a/"), QStringLiteral("file"));
        row("nothing", QString(), QStringLiteral("file"));
        row("hidden", QStringLiteral(".bashrc"), QStringLiteral("bashrc"));
        row("option", QStringLiteral("-rf"), QStringLiteral("rf"));
        row("home", QStringLiteral("~root"), QStringLiteral("root"));
        row("turned around", QStringLiteral("cod\u202Egpj.exe"), QStringLiteral("codgpj.exe"));
        row("invisible", QStringLiteral("a\u200B\u00ADb\uFEFF.txt"), QStringLiteral("ab.txt"));
        row("control", QStringLiteral("a\r\nX: y\x01.txt"), QStringLiteral("a X_ y.txt"));
        row("null", QStringLiteral("a") + QChar(0) + QStringLiteral(".txt"),
            QStringLiteral("a.txt"));
        row("quotes", QStringLiteral("a\"b<c>|d?*.txt"), QStringLiteral("a_b_c__d__.txt"));
        row("dots at the end", QStringLiteral("a.exe. . "), QStringLiteral("a.exe"));
        row("device", QStringLiteral("con.txt"), QStringLiteral("_con.txt"));
        row("port", QStringLiteral("COM1"), QStringLiteral("_COM1"));
        row("no device", QStringLiteral("console.txt"), QStringLiteral("console.txt"));
        row("half a character", QStringLiteral("a") + QChar(0xd83d) + QStringLiteral(".txt"),
            QStringLiteral("a.txt"));
        row("marks", u'a' + QString(500, QChar(0x030d)) + QStringLiteral("b.txt"),
            u'a' + QString(30, QChar(0x030d)) + QStringLiteral("b.txt"));
        row("long", QString(5000, u'x') + QStringLiteral(".tar.gz"),
            QString(197, u'x') + QStringLiteral(".gz"));
    }
    void safeName()
    {
        QFETCH(QString, given);
        const QString safe = Chat::safeFileName(given);
        QTEST(safe, "safe");
        QCOMPARE(Chat::safeFileName(safe), safe);
    }

    // Whatever comes: one name in one folder, short, and safe a second time.
    void anyNameIsMadeSafe()
    {
        QRandomGenerator random(7610);
        const QString pieces = QStringLiteral("./\\:-~ \r\n\t\"'<>|?*%aZ09한가CONLPT1com") +
                               QChar(0) + QChar(0x202e) + QChar(0x200b) + QChar(0xd83d) +
                               QChar(0xde00) + QChar(0xfeff) + QChar(0x85) + QChar(0x2028);
        for (int round = 0; round < 20000; ++round) {
            QString name;
            const int length = random.bounded(round % 100 == 0 ? 1000 : 12);
            for (int i = 0; i < length; ++i)
                name += pieces[random.bounded(int(pieces.size()))];
            const QString safe = Chat::safeFileName(name);
            QVERIFY(!safe.isEmpty());
            QVERIFY(safe.isValidUtf16());
            QVERIFY(safe.toUtf8().size() <= 200);
            QVERIFY(safe != QStringLiteral(".") && safe != QStringLiteral(".."));
            for (const QChar c : safe)
                QVERIFY(c.unicode() >= ' ' && !QStringLiteral("/\\:\"<>|?*").contains(c));
            QCOMPARE(Chat::safeFileName(safe), safe);
            const QByteArray header = contentDisposition(safe, false);
            QVERIFY(header.startsWith("attachment; filename=\""));
            QCOMPARE(header.count('"'), 2);
            for (const char c : header)
                QVERIFY(c >= ' ' && c <= '~');
        }
    }

    void disposition()
    {
        QCOMPARE(contentDisposition(QStringLiteral("a b.png"), true),
                 QByteArray("inline; filename=\"a b.png\"; filename*=UTF-8''a%20b.png"));
        QCOMPARE(contentDisposition(QStringLiteral("한'%.txt"), false),
                 QByteArray("attachment; filename=\"_'_.txt\"; "
                            "filename*=UTF-8''%ED%95%9C%27%25.txt"));
    }

    void types_data()
    {
        QTest::addColumn<QByteArray>("beginning");
        QTest::addColumn<QByteArray>("claimed");
        QTest::addColumn<QByteArray>("type");
        const auto row = [](const char *name, const QByteArray &beginning,
                            const QByteArray &claimed, const char *type) {
            QTest::newRow(name) << beginning << claimed << QByteArray(type);
        };
        const char *unknown = "application/octet-stream";
        row("PNG", "\x89PNG\r\n\x1a\n....", "text/html", "image/png");
        row("JPEG", "\xff\xd8\xff\xe0", "", "image/jpeg");
        row("GIF", "GIF89a...", "image/gif", "image/gif");
        row("WebP", "RIFF1234WEBPVP8 ", "", "image/webp");
        row("text", "hello", "text/plain", "text/plain");
        row("with a charset", "hello", " Text/Plain; charset=utf-8", "text/plain");
        row("script that says it is a picture", "<script>", "image/png", unknown);
        row("SVG", "<svg xmlns=", "image/svg+xml", "image/svg+xml");
        row("no type", "", "", unknown);
        row("header in a type", "", "text/html\r\nX: y", unknown);
        row("two slashes", "", "a/b/c", unknown);
        row("long", "", QByteArray(200, 'a') + "/b", unknown);
    }
    void types()
    {
        QFETCH(QByteArray, beginning);
        QFETCH(QByteArray, claimed);
        QTEST(typeOf(beginning, claimed), "type");
    }

    void policy()
    {
        QVERIFY(typeAllowed("text/html", {"*"}));
        QVERIFY(typeAllowed("image/png", {"text/plain", "image/*"}));
        QVERIFY(!typeAllowed("image/png", {"text/plain", "image"}));
        QVERIFY(!typeAllowed("imagex/png", {"image/*"}));
        QVERIFY(!typeAllowed("text/html", {}));
    }
};

QTEST_GUILESS_MAIN(TestFileNames)
#include "tst_filenames.moc"
