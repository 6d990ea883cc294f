// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/address.h"
#include "ui/avatar.h"
#include "ui/messagetext.h"

#include <QTest>
#include <QTextDocument>

class tst_MessageText : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
        row("full stop behind", "see https://example.org/a.",
            {QStringLiteral("https://example.org/a")});
        row("in brackets", "(https://example.org/a)", {QStringLiteral("https://example.org/a")});
        row("brackets of its own", "https://example.org/a_(b)",
            {QStringLiteral("https://example.org/a_(b)")});
        row("two", "https://a.example, https://b.example!",
            {QStringLiteral("https://a.example"), QStringLiteral("https://b.example")});
        row("other schemes are no links",
            "javascript:alert(1) file:///etc/passwd data:text/html,x smb://host/share", {});
        row("scheme inside a word", "xhttps://example.org", {});
        row("no host", "https:///path", {});
        row("quotes end it", "\"https://example.org/\"><b>",
            {QStringLiteral("https://example.org/")});
    }

    void linksAreFound()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, links);
        QStringList found;
        for (const Ui::LinkSpan &span : Ui::findLinks(text))
            found << span.url.toString();
        QCOMPARE(found, links);
    }

    void onlyTheWebMayBeOpened()
    {
        QVERIFY(!Ui::safeLink(QStringLiteral("https://example.org/")).isEmpty());
        for (const char *address : {"javascript://x/%0aalert(1)", "file://host/share", "file:///x",
                                    "smb://host/x", "https:///x", "//host/x", "host"})
            QVERIFY2(Ui::safeLink(QString::fromLatin1(address)).isEmpty(), address);
    }

    void markupIsShownAsItWasWritten()
    {
        const QString text = QStringLiteral(
            "<b>bold</b> <img src=x onerror=alert(1)> &lt; <a href=\"file:///etc\">x</a>\n두 줄");
        const auto document =
            Ui::makeMessageDocument(text, QFont(), Qt::black, Qt::blue, QStringLiteral("cut"));
        QCOMPARE(document->toPlainText(), text);
        QCOMPARE(document->blockCount(), 2);
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
        const auto document =
            Ui::makeMessageDocument(text, QFont(), Qt::black, Qt::blue, QStringLiteral("cut"));
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
