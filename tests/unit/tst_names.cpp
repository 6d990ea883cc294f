// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/authenticator.h"
#include "server/auth/names.h"

#include <QTest>

using namespace Server;

class NamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleaned_data();
    void cleaned();
    void neverHalfACharacter();
    void hostileLengthIsCheap();
};

void NamesTest::cleaned_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("clean");

    const auto row = [](const char *rule, const QString &raw, const QString &clean) {
        QTest::newRow(rule) << raw << clean;
    };
    row("plain", QStringLiteral("철수"), QStringLiteral("철수"));
    row("NFC", QStringLiteral("\u1112\u1161\u11ab"), QStringLiteral("한"));
    row("blanks collapse", QStringLiteral("  a \t\n b\u3000c  "), QStringLiteral("a b c"));
    row("controls go", QStringLiteral("a\u0007b\u001b[31m") + QChar(0), QStringLiteral("ab[31m"));
    row("direction goes", QStringLiteral("abc\u202ecba\u2066x\u2069"), QStringLiteral("abccbax"));
    row("zero width goes", QStringLiteral("ad\u200bmi\u200cn\ufeff"), QStringLiteral("admin"));
    row("joiner between letters goes", QStringLiteral("ad\u200dmin"), QStringLiteral("admin"));
    row("joiner at an end goes", QStringLiteral("\u200d😀\u200d"), QStringLiteral("😀"));
    row("family stays", QStringLiteral("👨\u200d👩\u200d👧"), QStringLiteral("👨\u200d👩\u200d👧"));
    row("coloured flag stays", QStringLiteral("🏳\ufe0f\u200d🌈"),
        QStringLiteral("🏳\ufe0f\u200d🌈"));
    row("skin tone stays", QStringLiteral("👋🏽"), QStringLiteral("👋🏽"));
    row("half a surrogate goes", QStringLiteral("a") + QChar(0xd83d) + u'b', QStringLiteral("ab"));
    row("private use goes", QStringLiteral("a\ue000b"), QStringLiteral("ab"));
    row("accents stay", QStringLiteral("e\u0301"), QStringLiteral("é"));
    row("nothing", QString(), QString());
    row("nothing but blanks", QStringLiteral(" \u00a0\u3164 \u2800"), QString());
    row("nothing but marks", QStringLiteral("\u0301\ufe0f"), QString());
    row("64 stay", QString(64, u'a'), QString(64, u'a'));
    row("65 are cut", QString(65, u'a'), QString(64, u'a'));
    row("no pair is cut", QString(63, u'a') + QStringLiteral("😀"), QString(63, u'a'));
    row("no cluster is cut", QString(62, u'a') + QStringLiteral("👋🏽"), QString(62, u'a'));
    row("no blank at the cut", QString(63, u'a') + QStringLiteral(" b"), QString(63, u'a'));
}

void NamesTest::cleaned()
{
    QFETCH(QString, raw);
    QTEST(cleanName(raw), "clean");
    QCOMPARE(cleanName(cleanName(raw)), cleanName(raw));
}

void NamesTest::neverHalfACharacter()
{
    const QString text =
        QStringLiteral("a👨\u200d👩\u200d👧한e\u0323\u0301 👋🏽🏳\ufe0f\u200d🌈");
    for (qsizetype longest = 0; longest <= text.size(); ++longest) {
        const QString cut = cleanLine(text, longest);
        QVERIFY(cut.size() <= longest);
        QVERIFY(cut.isValidUtf16());
        QVERIFY(!cut.endsWith(QChar(0x200d)));
        QCOMPARE(cleanLine(cut, longest), cut);
    }
}

void NamesTest::hostileLengthIsCheap()
{
    QCOMPARE(cleanName(QString(10'000'000, QChar(0x0301))), QString());
    QVERIFY(cleanName(u'a' + QString(1'000'000, QChar(0x030d))).size() <= longestName);
    QCOMPARE(cleanName(QString(1'000'000, u'x')).size(), longestName);
}

QTEST_GUILESS_MAIN(NamesTest)
#include "tst_names.moc"
