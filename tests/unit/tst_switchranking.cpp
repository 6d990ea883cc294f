// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/switchranking.h"

#include <QTest>

using Ui::rankForSwitch;
using Ui::SwitchCandidate;
using Ui::switchScore;

class SwitchRankingTest : public QObject {
    Q_OBJECT

    static QStringList ranked(const QString &text, const std::vector<SwitchCandidate> &candidates,
                              size_t most = 50)
    {
        QStringList names;
        for (const size_t which : rankForSwitch(text, candidates, most))
            names << candidates[which].name;
        return names;
    }
    static std::vector<SwitchCandidate> named(const QStringList &names)
    {
        std::vector<SwitchCandidate> candidates;
        for (const QString &name : names)
            candidates.push_back({name, 0, 0, false});
        return candidates;
    }

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isFound");
        const auto row = [](const char *rule, const QString &text, const QString &name,
                            bool found) { QTest::newRow(rule) << text << name << found; };
        row("the name", QStringLiteral("lunch"), QStringLiteral("lunch"), true);
        row("in other case", QStringLiteral("LUN"), QStringLiteral("Lunch"), true);
        row("the middle", QStringLiteral("unc"), QStringLiteral("lunch"), true);
        row("not scattered letters", QStringLiteral("lch"), QStringLiteral("lunch"), false);
        row("not more than there is", QStringLiteral("lunches"), QStringLiteral("lunch"), false);
        row("spaces around", QStringLiteral("  lunch "), QStringLiteral("lunch"), true);
        row("initials", QStringLiteral("ㄱㅂㅌ"), QStringLiteral("개발팀"), true);
        row("initials in the middle", QStringLiteral("ㅂㅌ"), QStringLiteral("개발팀"), true);
        row("other initials", QStringLiteral("ㄱㅂㄷ"), QStringLiteral("개발팀"), false);
        row("tense initials are others", QStringLiteral("ㄲㅂㅌ"), QStringLiteral("개발팀"), false);
        row("the last initial", QStringLiteral("ㅎ"), QStringLiteral("힣"), true);
        row("initials and syllables", QStringLiteral("개ㅂ팀"), QStringLiteral("개발팀"), true);
        row("a syllable being written", QStringLiteral("개바"), QStringLiteral("개발팀"), true);
        row("only the last one is", QStringLiteral("개바팀"), QStringLiteral("개발팀"), false);
        row("another final", QStringLiteral("개밥"), QStringLiteral("개발팀"), false);
        row("over separators", QStringLiteral("ㅂㅍㅇㄹ"), QStringLiteral("배포 알림"), true);
        row("whatever separates", QStringLiteral("배포 알림"), QStringLiteral("배포-알림"), true);
        row("decomposed Hangul", QStringLiteral("개발팀").normalized(QString::NormalizationForm_D),
            QStringLiteral("개발팀"), true);
        row("a vowel alone is no initial", QStringLiteral("ㅏ"), QStringLiteral("가"), false);
        row("an emoji", QStringLiteral("🦊"), QStringLiteral("fox 🦊"), true);
        row("nothing written", QString(), QStringLiteral("any"), true);
        row("no name", QStringLiteral("a"), QString(), false);
    }
    void finds()
    {
        QFETCH(QString, text);
        QFETCH(QString, name);
        QFETCH(bool, isFound);
        QCOMPARE(switchScore(text, name) > 0, isFound);
    }

    void theBeginningComesFirst()
    {
        QCOMPARE(ranked(QStringLiteral("dev"),
                        named({QStringLiteral("undevised"), QStringLiteral("old dev"),
                               QStringLiteral("other"), QStringLiteral("dev")})),
                 (QStringList{QStringLiteral("dev"), QStringLiteral("old dev"),
                              QStringLiteral("undevised")}));
        QCOMPARE(ranked(QStringLiteral("ㄱ"),
                        named({QStringLiteral("누구"), QStringLiteral("새 글"),
                               QStringLiteral("개발"), QStringLiteral("ㄱ 모음")})),
                 (QStringList{QStringLiteral("ㄱ 모음"), QStringLiteral("개발"),
                              QStringLiteral("새 글"), QStringLiteral("누구")}));
    }

    void amongEqualsTheRecentOnes()
    {
        const std::vector<SwitchCandidate> rooms{
            {QStringLiteral("a1"), 0, 0, false}, {QStringLiteral("a2"), 0, 0, true},
            {QStringLiteral("a3"), 0, 5, false}, {QStringLiteral("a4"), 2, 1, false},
            {QStringLiteral("a5"), 3, 0, false}, {QStringLiteral("a6"), 0, 0, false},
            {QStringLiteral("ba"), 9, 9, false}};
        const QStringList recent{QStringLiteral("a5"), QStringLiteral("a4"), QStringLiteral("a3"),
                                 QStringLiteral("a1"), QStringLiteral("a6"), QStringLiteral("a2")};
        QCOMPARE(ranked(QStringLiteral("a"), rooms), recent + QStringList{QStringLiteral("ba")});
        QCOMPARE(ranked({}, rooms), QStringList{QStringLiteral("ba")} + recent);
        QCOMPARE(ranked(QStringLiteral("a"), rooms, 2), recent.mid(0, 2));
        QCOMPARE(ranked(QStringLiteral("x"), rooms), QStringList());
        QCOMPARE(ranked(QStringLiteral("a"), {}), QStringList());
    }

    /// What strangers call their rooms does not keep one waiting.
    void longNamesAndTextsAreBounded()
    {
        const QString name(100'000, u'ㄱ');
        QCOMPARE(switchScore(QString(100'000, u'ㄱ') + u'x', name), 7); // the first hundred alone
        QCOMPARE(switchScore(QStringLiteral("end"), QString(300, u'a') + QStringLiteral("end")), 0);
        std::vector<SwitchCandidate> many;
        for (int i = 0; i < 10'000; ++i)
            many.push_back({QStringLiteral("가나다라 방 %1").arg(i), 0, i, false});
        const QStringList found = ranked(QStringLiteral("ㄱㄴㄷㄹㅂ"), many);
        QCOMPARE(found.size(), 50);
        QCOMPARE(found.constFirst(), QStringLiteral("가나다라 방 9999"));
    }
};

QTEST_APPLESS_MAIN(SwitchRankingTest)
#include "tst_switchranking.moc"
