// SPDX-License-Identifier: GPL-3.0-or-later
// How texts are compared, what a person's words mean, and what is shown of a hit.
#include "server/store/searchtokens.h"

#include <QTest>

#include <set>

using namespace Server;

class SearchTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void folds_data();
    void folds();
    void originsLeadBack();
    void terms_data();
    void terms();
    void marksWhatWasFound_data();
    void marksWhatWasFound();
    void excerptIsAround();
    void excerptSplitsNoCharacter();
    void links_data();
    void links();
    void tokensOfATermAreInTheIndex_data();
    void tokensOfATermAreInTheIndex();
    void longTextsAreBounded();
    void manyMarksAreTakenApart();
};

void SearchTextTest::folds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("case") << QStringLiteral("AbC") << QStringLiteral("abc");
    QTest::newRow("blanks") << QStringLiteral("a \n\t b") << QStringLiteral("a b");
    QTest::newRow("Hangul") << QStringLiteral("한글") << QStringLiteral("한글");
    QTest::newRow("jamo") << QString::fromUtf8("\u1112\u1161\u11ab") << QStringLiteral("한");
    QTest::newRow("accent") << QString::fromUtf8("E\u0301") << QString::fromUtf8("é");
    QTest::newRow("sigma") << QString::fromUtf8("ΣΊΣΥΦΟΣ") << QString::fromUtf8("σίσυφοσ");
    QTest::newRow("emoji") << QString::fromUtf8("♥️") << QString::fromUtf8("♥");
}

void SearchTextTest::folds()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(foldedText(text).text, expected);
}

void SearchTextTest::originsLeadBack()
{
    const QString text = QString::fromUtf8("a  \u1112\u1161\u11ab🎉ßz");
    const FoldedText folded = foldedText(text);
    QCOMPARE(folded.origins.size(), size_t(folded.text.size()) + 1);
    QCOMPARE(folded.origins[size_t(folded.text.indexOf(u'한'))], qsizetype(3));
    QCOMPARE(folded.origins[size_t(folded.text.indexOf(u'z'))], text.indexOf(u'z'));
    QCOMPARE(folded.origins.back(), text.size());
}

void SearchTextTest::terms_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("expected"); // exact ones in quotes
    QTest::newRow("none") << QString() << QStringList();
    QTest::newRow("words") << QStringLiteral(" 점심  Meeting ")
                           << QStringList{QStringLiteral("점심"), QStringLiteral("meeting")};
    QTest::newRow("phrase") << QStringLiteral("a \"b  C\" d")
                            << QStringList{QStringLiteral("a"), QStringLiteral("\"b c\""),
                                           QStringLiteral("d")};
    QTest::newRow("curly") << QString::fromUtf8("“b c”") << QStringList{QStringLiteral("\"b c\"")};
    QTest::newRow("open") << QStringLiteral("\"b c") << QStringList{QStringLiteral("\"b c\"")};
    QTest::newRow("glued") << QStringLiteral("a\"b\"c")
                           << QStringList{QStringLiteral("a"), QStringLiteral("\"b\""),
                                          QStringLiteral("c")};
    QTest::newRow("gaps") << QStringLiteral("!! -- \"..\" a") << QStringList{QStringLiteral("a")};
    QTest::newRow("twice") << QStringLiteral("a A a") << QStringList{QStringLiteral("a")};
}

void SearchTextTest::terms()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, expected);
    QStringList terms;
    for (const SearchTerm &term : searchTerms(typed))
        terms << (term.exact ? u'"' + term.text + u'"' : term.text);
    QCOMPARE(terms, expected);
}

void SearchTextTest::marksWhatWasFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expected"); // marked with brackets
    QTest::newRow("word") << QStringLiteral("see the Tests") << QStringLiteral("test")
                          << QStringLiteral("see the [Test]s");
    QTest::newRow("each") << QStringLiteral("가나 가다") << QStringLiteral("가")
                          << QStringLiteral("[가]나 [가]다");
    QTest::newRow("overlapping") << QStringLiteral("가나다라") << QStringLiteral("가나 나다")
                                 << QStringLiteral("[가나다]라");
    QTest::newRow("neighbours") << QStringLiteral("가나다라") << QStringLiteral("가나 다라")
                                << QStringLiteral("[가나다라]");
    QTest::newRow("jamo") << QString::fromUtf8("x \u1112\u1161\u11ab y") << QStringLiteral("한")
                          << QString::fromUtf8("x [\u1112\u1161\u11ab] y");
    QTest::newRow("lines") << QStringLiteral("a\nb\nc") << QStringLiteral("\"a b\"")
                           << QStringLiteral("[a b] c");
    QTest::newRow("emoji") << QString::fromUtf8("a🎉b") << QString::fromUtf8("🎉")
                           << QString::fromUtf8("a[🎉]b");
}

void SearchTextTest::marksWhatWasFound()
{
    QFETCH(QString, text);
    QFETCH(QString, typed);
    QFETCH(QString, expected);
    const auto excerpt = searchExcerpt(text, foldedText(text), searchTerms(typed));
    QString marked = excerpt.text;
    for (auto it = excerpt.matches.rbegin(); it != excerpt.matches.rend(); ++it)
        marked.insert(it->start + it->length, u']').insert(it->start, u'[');
    QCOMPARE(marked, expected);
}

void SearchTextTest::excerptIsAround()
{
    const QString text =
        QStringLiteral("가나").repeated(5000) + QStringLiteral("needle") + QString(5000, u'x');
    const auto excerpt =
        searchExcerpt(text, foldedText(text), searchTerms(QStringLiteral("needle")));
    QVERIFY(excerpt.text.size() < 200);
    QVERIFY(excerpt.text.startsWith(QChar(0x2026)) && excerpt.text.endsWith(QChar(0x2026)));
    QCOMPARE(excerpt.matches.size(), size_t(1));
    QCOMPARE(excerpt.text.mid(excerpt.matches[0].start, excerpt.matches[0].length),
             QStringLiteral("needle"));
    // Of a match longer than the excerpt, what is in it.
    const auto all = searchExcerpt(QString(500, u'x'), foldedText(QString(500, u'x')),
                                   searchTerms(QString(400, u'x')));
    QVERIFY(all.matches[0].start + all.matches[0].length <= all.text.size());
}

void SearchTextTest::excerptSplitsNoCharacter()
{
    for (int before = 30; before < 50; ++before) {
        const QString text = QString(before % 2, u'-') + QString::fromUtf8("🎉").repeated(before) +
                             u'n' + QString::fromUtf8("🎉").repeated(200);
        const auto excerpt =
            searchExcerpt(text, foldedText(text), searchTerms(QStringLiteral("n")));
        QVERIFY(excerpt.text.isValidUtf16());
        QCOMPARE(excerpt.text[excerpt.matches.at(0).start], QChar(u'n'));
    }
}

void SearchTextTest::links_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("https") << QStringLiteral("see https://example.org/a?b") << true;
    QTest::newRow("case") << QStringLiteral("HTTP://EXAMPLE.ORG") << true;
    QTest::newRow("within") << QStringLiteral("링크http://x.y") << true;
    QTest::newRow("no address") << QStringLiteral("begins with http:// always") << false;
    QTest::newRow("second one") << QStringLiteral("http:// or https://x.y") << true;
    QTest::newRow("none") << QStringLiteral("httpx example.org") << false;
}

void SearchTextTest::links()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(hasTrait({1, {}, {}, text}, Chat::SearchTrait::Link), expected);
    const QString tokens = indexTokens({1, {}, {}, text});
    QCOMPARE(tokens.split(u' ').contains(QStringLiteral("h:link")), expected);
}

void SearchTextTest::tokensOfATermAreInTheIndex_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("typed");
    const auto row = [](const char *text, const char *typed) {
        QTest::newRow(typed) << QString::fromUtf8(text) << QString::fromUtf8(typed);
    };
    row("수요회의실에서", "요회의");
    row("internationalization", "internationalizat");
    row("서버abc123down", "버abc");
    row("foo-bar.baz", "foo-bar.b");
    row("𠮷野家で🎉", "野家");
    row("𠮷野家で🎉", "𠮷");
    row("r:1 u:2", "r:1");
}

void SearchTextTest::tokensOfATermAreInTheIndex()
{
    QFETCH(QString, text);
    QFETCH(QString, typed);
    const QStringList tokens = indexTokens({12, {}, {}, text}).split(u' ');
    const auto terms = searchTerms(typed);
    QVERIFY(hasAll(foldedText(text), terms));
    QString asked = matchExpression({typed}, terms, 12, {});
    asked.remove(u'(').remove(u')').remove(u'"');
    for (const QString &token : asked.split(QStringLiteral(" AND ")))
        QVERIFY2(tokens.contains(token), qPrintable(token));
}

void SearchTextTest::longTextsAreBounded()
{
    const QString text = QStringLiteral("가나다 ").repeated(100'000) + QStringLiteral("needle");
    QVERIFY(foldedText(text).text.size() <= searchedLength);
    QVERIFY(!hasAll(foldedText(text), searchTerms(QStringLiteral("needle"))));
    QVERIFY(indexTokens({1, {}, {}, QString(1'000'000, u'x')}).size() < 200);
}

/// To compose them all at once would take minutes.
void SearchTextTest::manyMarksAreTakenApart()
{
    const QString marks = QStringLiteral("\u0301\u0316").repeated(500);
    const FoldedText folded = foldedText(u'a' + marks + QStringLiteral(" 회의"));
    QVERIFY(std::set<qsizetype>(folded.origins.begin(), folded.origins.end()).size() > 30);
    QVERIFY(hasAll(folded, searchTerms(QStringLiteral("회의"))));
    QVERIFY(hasAll(folded, searchTerms(u'a' + marks.left(31))));
    QVERIFY(foldedText(QString(1'000'000, QChar(0x0301))).text.size() <= searchedLength);
}

QTEST_GUILESS_MAIN(SearchTextTest)
#include "tst_searchtext.moc"
