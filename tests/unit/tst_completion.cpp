// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/completion.h"

#include <QLocale>
#include <QTest>

using namespace Ui;

namespace {

const QStringList people{QStringLiteral("민수"),    QStringLiteral("민준"),
                         QStringLiteral("김 민수"), QStringLiteral("kim"),
                         QStringLiteral("Kim Lee"), QStringLiteral("a.b")};

/// What is proposed at the "|" of a text, as it would be put there.
QStringList proposed(const QString &marked)
{
    const qsizetype cursor = marked.indexOf(u'|');
    QString text = marked;
    text.remove(cursor, 1);
    QStringList found;
    const auto completion = completionAt(text, cursor, {people});
    if (!completion)
        return found;
    for (const Proposal &proposal : completion->proposals)
        found << proposal.inserted;
    return found;
}

} // namespace

class tst_Completion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesBehindAnAtSign_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("names");
        const auto row = [](const char *text, const QStringList &names) {
            QTest::newRow(text) << QString::fromUtf8(text) << names;
        };
        const QString minsu = QStringLiteral("@민수");
        const QString minjun = QStringLiteral("@민준");
        row("@민|", {minsu, minjun});
        row("안녕 @민|", {minsu, minjun});
        row("안녕@민|", {minsu, minjun});
        row("@민|수 뒤", {minsu, minjun});
        row("@ㅁ|", {minsu, minjun}); // a syllable that is not whole
        row("@미|", {minsu, minjun});
        row("@민ㅈ|", {minjun});
        row("@ㅈ|", {});
        row("@김|", {QStringLiteral("@\"김 민수\"")});
        row("@\"김 ㅁ|", {QStringLiteral("@\"김 민수\"")});
        row("@KI|", {QStringLiteral("@kim "), QStringLiteral("@\"Kim Lee\" ")});
        row("@kim |", {QStringLiteral("@\"Kim Lee\" ")});
        row("@a|", {QStringLiteral("@\"a.b\" ")});
        row("@he|", {QStringLiteral("@here ")});
        row("@여|", {QStringLiteral("@여기 ")});
        row("@kim|", {}); // complete: what follows is the message
        row("@here|", {});
        row("@여기|", {});
        row("kim@k|", {});
        row("@@k|", {});
        row("@\nk|", {});
        row("`@k|`", {});
        row("```\n@k|", {});
        row("@nobody|", {});
        row("|", {});
    }

    void namesBehindAnAtSign()
    {
        QFETCH(QString, text);
        QTEST(proposed(text), "names");
    }

    void nothingIsMeantBeforeALetter()
    {
        const auto all = completionAt(QStringLiteral("@"), 1, {people});
        QVERIFY(all && all->isVague());
        QCOMPARE(all->proposals.size(), people.size() + 1);
        const bool korean = QLocale().language() == QLocale::Korean;
        QCOMPARE(all->proposals.back().inserted,
                 korean ? QStringLiteral("@여기 ") : QStringLiteral("@here "));
        QVERIFY(!completionAt(QStringLiteral("@k"), 2, {people})->isVague());
    }

    void emojiBehindAColon()
    {
        QVERIFY(proposed(QStringLiteral("nice :smil|")).contains(QStringLiteral("😄")));
        QVERIFY(proposed(QStringLiteral(":하트|")).contains(QStringLiteral("🥰")));
        QVERIFY(!proposed(QStringLiteral(":하|")).isEmpty());
        for (const char *none : {":s|", "12:30|", "see:smil|", "회의:하|", "http://sm|", ":|",
                                 "::|", ":D|", "`:smil|`", ":smile:|", ": smil|"})
            QVERIFY2(proposed(QString::fromUtf8(none)).isEmpty(), none);
    }

    void placesAreThoseOfTheText()
    {
        const auto found = completionAt(QStringLiteral("😀 @민수와 @ki lee"), 11, {people});
        QVERIFY(found);
        QCOMPARE(found->start, 8);
        QCOMPARE(found->end, 11);
    }

    void strangePlacesAreNone()
    {
        QVERIFY(!completionAt({}, 5, {people}));
        QVERIFY(!completionAt(QStringLiteral("@k"), -1, {people}));
        QVERIFY(completionAt(QStringLiteral("@k"), 99, {people}));
        QVERIFY(!completionAt(QString(1'000'000, u'x'), 1'000'000, {people}));
        const QStringList odd{QString(), QStringLiteral(" "), QStringLiteral("@"),
                              QStringLiteral("\"")};
        const auto found = completionAt(QStringLiteral("@"), 1, {odd});
        QVERIFY(found);
        QCOMPARE(found->proposals.size(), 3);
    }
};

QTEST_GUILESS_MAIN(tst_Completion)
#include "tst_completion.moc"
