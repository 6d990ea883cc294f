// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/address.h"
#include "ui/appearance.h"
#include "ui/avatar.h"
#include "ui/messagetext.h"

#include <QAbstractTextDocumentLayout>
#include <QImage>
#include <QPainter>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>

class tst_MessageText : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<Ui::MessageLook> m_look;

    std::unique_ptr<QTextDocument> documentOf(const QString &text) const
    {
        return Ui::makeMessageDocument(text, *m_look, QStringLiteral("cut"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
        m_look = std::make_unique<Ui::MessageLook>(*m_appearance);
    }

    void linksAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("links");
        const auto row = [](const char *name, const char *text, const QStringList &links) {
            QTest::newRow(name) << QString::fromUtf8(text) << links;
        };
        row("none", "no link here", {});
        row("alone", "https://example.org/a?b=c#d",
            {QStringLiteral("https://example.org/a?b=c#d")});
        row("http and capitals", "HTTP://Example.org", {QStringLiteral("http://example.org")});
        row("with words", "see [there](https://example.org/a) or <https://example.org/b>",
            {QStringLiteral("https://example.org/a"), QStringLiteral("https://example.org/b")});
        row("a picture", "![cat](https://example.org/cat.png)",
            {QStringLiteral("https://example.org/cat.png")});
        row("other schemes are no links",
            "javascript:alert(1) file:///etc/passwd data:text/html,x smb://host/share", {});
        row("not in code", "`https://example.org/a`", {});
    }

    void linksAreFound()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, links);
        QStringList found;
        for (const QUrl &url : Ui::linksOf(text))
            found << url.toString();
        QCOMPARE(found, links);
    }

    void onlyTheWebMayBeOpened()
    {
        for (const char *address :
             {"https://example.org/", "mailto:a@b.example", "madang://host:1"})
            QVERIFY2(!Ui::safeLink(QString::fromLatin1(address)).isEmpty(), address);
        for (const char *address : {"javascript://x/%0aalert(1)", "file://host/share", "file:///x",
                                    "smb://host/x", "https:///x", "//host/x", "host"})
            QVERIFY2(Ui::safeLink(QString::fromLatin1(address)).isEmpty(), address);
    }

    void markupOfPagesIsShownAsItWasWritten()
    {
        const QString text = QStringLiteral(
            "<b>bold</b> <img src=x onerror=alert(1)> &lt; <a href=\"file:///etc\">x</a>\n두 줄");
        const auto document = documentOf(text);
        QCOMPARE(document->toPlainText(), text);
        QCOMPARE(document->blockCount(), 2);
        QVERIFY(!document->toHtml().contains(QStringLiteral("<img")));
        QVERIFY(!document->toHtml().contains(QStringLiteral("<a href")));
    }

    void marksAreShown()
    {
        const auto document = documentOf(QStringLiteral(
            "**굵게** *기울게* ~~지움~~ `코드` [링크](https://example.org/a)\n\n> 인용\n\n"
            "1. 하나\n2. 둘\n\n```cpp\nint x;\nint y;\n```"));
        QCOMPARE(document->toPlainText(),
                 QStringLiteral(
                     "굵게 기울게 지움 코드 링크\n인용\n1. 하나\n2. 둘\ncpp\nint x;\nint y;"));
        const auto formatOf = [&](const char *word) {
            QTextCursor cursor = document->find(QString::fromUtf8(word));
            return cursor.charFormat();
        };
        QCOMPARE(formatOf("굵게").fontWeight(), int(QFont::Bold));
        QVERIFY(formatOf("기울게").fontItalic());
        QVERIFY(formatOf("지움").fontStrikeOut());
        QCOMPARE(formatOf("코드").background().color(), m_look->behindCode);
        QCOMPARE(formatOf("링크").anchorHref(), QStringLiteral("https://example.org/a"));
        QCOMPARE(formatOf("int").font().family(), m_look->code.family());
        QVERIFY(document->find(QStringLiteral("인용")).block().blockFormat().leftMargin() > 0);
    }

    void codeHasAirAboveAndBelow()
    {
        const auto document = documentOf(QStringLiteral("```\nint x;\n```"));
        document->setTextWidth(300);
        const QRectF code = document->documentLayout()->blockBoundingRect(document->lastBlock());
        const double below = code.top() + document->lastBlock().layout()->boundingRect().bottom();
        const double height = document->size().height();
        QVERIFY(code.top() >= 8);
        QCOMPARE(height - below, code.top());
        QImage image(300, int(height), QImage::Format_RGB32);
        image.fill(Qt::red);
        QPainter painter(&image);
        Ui::paintBehindText(painter, *document, *m_look);
        painter.end();
        for (const int y : {4, image.height() - 4})
            QCOMPARE(image.pixelColor(20, y), m_look->behindCode);
    }

    void mentionsStandOut()
    {
        Ui::MessageLook look = *m_look;
        look.names = Chat::MentionNames({QStringLiteral("민수"), QStringLiteral("지우")});
        look.self = QStringLiteral("지우");
        const auto document =
            Ui::makeMessageDocument(QStringLiteral("@민수야 @지우는 @여기 @없다"), look, {});
        const auto formatOf = [&](const char *word) {
            return document->find(QString::fromUtf8(word)).charFormat();
        };
        QCOMPARE(formatOf("@민수").foreground().color(), look.accent);
        QVERIFY(formatOf("@민수").fontWeight() != QFont::Bold);
        for (const char *mine : {"@지우", "@여기"}) {
            QCOMPARE(formatOf(mine).background().color(), look.mention);
            QCOMPARE(formatOf(mine).fontWeight(), int(QFont::Bold)); // not by colour alone
        }
        QCOMPARE(formatOf("@없다").foreground().color(), look.ink);
    }

    void aPictureInAMessageIsNotLoaded()
    {
        const auto document = documentOf(QStringLiteral("![a](https://example.org/a.png) *x*"));
        QCOMPARE(document->toPlainText(), QStringLiteral("a x"));
        QVERIFY(!document->toPlainText().contains(QChar(QChar::ObjectReplacementCharacter)));
    }

    void hostileTextsAreDrawn_data()
    {
        QTest::addColumn<QString>("piece");
        for (const char *piece : {"*a ", "> ", "- ", "[a](https://a.b) ", "`a` ", "> - ", "1. a\n",
                                  "**a* ", "```\n", "@지우 ", "---\n"})
            QTest::newRow(piece) << QString::fromUtf8(piece);
    }

    void hostileTextsAreDrawn()
    {
        QFETCH(QString, piece);
        for (const qsizetype size : {qsizetype(3000), Ui::longestShownText + 1}) {
            const auto document = documentOf(piece.repeated(size / piece.size() + 1));
            document->setTextWidth(300);
            QVERIFY(document->size().height() > 0);
            QImage image(300, 200, QImage::Format_ARGB32_Premultiplied);
            QPainter painter(&image);
            Ui::paintBehindText(painter, *document, *m_look);
        }
    }

    void hugeTextIsCut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("one line of a megabyte") << QString(1024 * 1024, u'x');
        QTest::newRow("100,000 lines") << QString(100'000, u'\n');
    }

    void hugeTextIsCut()
    {
        QFETCH(QString, text);
        const auto document = documentOf(text);
        const QString shown = document->toPlainText();
        QVERIFY(shown.size() < Ui::longestShownText + 10);
        QVERIFY(document->blockCount() < 600);
        QVERIFY(shown.endsWith(QStringLiteral("\ncut")));
    }

    void initials_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("initials");
        const auto row = [](const char *name, const char *given, const char *expected) {
            QTest::newRow(name) << QString::fromUtf8(given) << QString::fromUtf8(expected);
        };
        row("one syllable", "지우", "지");
        row("two letters", "seoyeon", "Se");
        row("letter, then syllable", "a지", "A");
        row("one letter", "x", "X");
        row("signs are skipped", "@#김", "김");
        row("emoji alone", "🙂", "?");
        row("nothing", "", "?");
    }

    void initials()
    {
        QFETCH(QString, name);
        QFETCH(QString, initials);
        QCOMPARE(Ui::initials(name), initials);
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("problem");
        using Chat::AddressProblem;
        const auto row = [](const char *typed, AddressProblem problem) {
            QTest::newRow(*typed ? typed : "empty") << QString::fromUtf8(typed) << int(problem);
        };
        row("", AddressProblem::Empty);
        row("  ", AddressProblem::Empty);
        row("192.168.0.12", AddressProblem::None);
        row(" 192.168.0.12:7610 ", AddressProblem::None);
        row("host.local:7610", AddressProblem::None);
        row("[fe80::1]:7610", AddressProblem::None);
        row("[fe80::1]", AddressProblem::None);
        row("ws://host:7610/ws-stomp", AddressProblem::None);
        row("http://host:7610/", AddressProblem::None);
        row("madang://host:7610?room=a", AddressProblem::None);
        row("ftp://host", AddressProblem::Scheme);
        row("javascript://host", AddressProblem::Scheme);
        row("host:0", AddressProblem::Port);
        row("host:65536", AddressProblem::Port);
        row("host:", AddressProblem::Port);
        row("host:76x", AddressProblem::Port);
        row("two words", AddressProblem::Host);
        row("ws://", AddressProblem::Host);
        row("fe80::1", AddressProblem::Host);
    }

    void addresses()
    {
        QFETCH(QString, typed);
        QFETCH(int, problem);
        QCOMPARE(int(Chat::checkAddress(typed)), problem);
    }
};

QTEST_MAIN(tst_MessageText)
#include "tst_messagetext.moc"
