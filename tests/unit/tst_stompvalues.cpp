// SPDX-License-Identifier: GPL-3.0-or-later
// The small values of stomp/: versions, commands, headers, escapes.
#include "stomp/command.h"
#include "stomp/escaping.h"
#include "stomp/headers.h"
#include "stomp/version.h"

#include <QTest>

using namespace Stomp;

class StompValuesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void negotiates_data();
    void negotiates();
    void whoHasToBeUpdated_data();
    void whoHasToBeUpdated();
    void listsSupportedVersions();
    void namesEveryCommand();
    void knowsNoOtherCommand();
    void firstHeaderIsTheValue();
    void setKeepsOneInPlace();
    void removeTakesAll();
    void unescapes_data();
    void unescapes();
};

void StompValuesTest::negotiates_data()
{
    QTest::addColumn<QByteArray>("acceptVersion");
    QTest::addColumn<std::optional<Version>>("version");
    const std::optional<Version> none;
    const std::optional v10(Version::V10), v11(Version::V11), v12(Version::V12);
    QTest::newRow("C3 absent means 1.0") << QByteArray() << v10;
    QTest::newRow("C4 highest of a sorted list") << QByteArray("1.0,1.1,1.2") << v12;
    QTest::newRow("C4 highest whatever the order") << QByteArray("1.2,1.0,1.1") << v12;
    QTest::newRow("C4 one only") << QByteArray("1.1") << v11;
    QTest::newRow("C4 unknown versions are skipped") << QByteArray("2.0,1.1,9.9") << v11;
    QTest::newRow("C4 1.0 alone") << QByteArray("1.0") << v10;
    QTest::newRow("C5 blanks around entries") << QByteArray(" 1.1, 1.2 ") << v12;
    QTest::newRow("C6 nothing in common") << QByteArray("2.0,1.3") << none;
    QTest::newRow("C6 empty list") << QByteArray("") << none;
    QTest::newRow("C6 prefix of a version") << QByteArray("1.,1,1.20") << none;
    QTest::newRow("C4 stray commas") << QByteArray(",,1.0,") << v10;
}

void StompValuesTest::negotiates()
{
    QFETCH(QByteArray, acceptVersion);
    QFETCH(std::optional<Version>, version);
    QVERIFY(negotiate(acceptVersion) == version);
}

void StompValuesTest::whoHasToBeUpdated_data()
{
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<Behind>("behind");
    QTest::newRow("later ones alone") << QByteArray("2.0") << Behind::Us;
    QTest::newRow("several later ones") << QByteArray("3.1, 2.0") << Behind::Us;
    QTest::newRow("as numbers, not as text") << QByteArray("1.10") << Behind::Us;
    QTest::newRow("earlier ones alone") << QByteArray("0.8,0.9") << Behind::Them;
    QTest::newRow("both") << QByteArray("0.9,2.0") << Behind::Unknown;
    QTest::newRow("one in common") << QByteArray("1.2,2.0") << Behind::Unknown;
    QTest::newRow("one between ours") << QByteArray("1.1.5") << Behind::Unknown;
    QTest::newRow("absent") << QByteArray() << Behind::Unknown;
    QTest::newRow("empty entry") << QByteArray("2.0,") << Behind::Unknown;
    QTest::newRow("no version") << QByteArray("newest") << Behind::Unknown;
    QTest::newRow("more than a version") << QByteArray("2.0-rc") << Behind::Unknown;
    QTest::newRow("one number") << QByteArray("2") << Behind::Unknown;
    QTest::newRow("endless") << "2." + QByteArray(4000, '1') << Behind::Unknown;
    QTest::newRow("many") << QByteArray("2.0,").repeated(2000) + "0.1" << Behind::Unknown;
}

void StompValuesTest::whoHasToBeUpdated()
{
    QFETCH(QByteArray, theirs);
    QFETCH(Behind, behind);
    QCOMPARE(whoIsBehind(theirs), behind);
}

void StompValuesTest::listsSupportedVersions()
{
    QCOMPARE(supportedVersions(), QByteArray("1.0,1.1,1.2"));
}

void StompValuesTest::namesEveryCommand()
{
    for (int i = 0; i <= static_cast<int>(Command::Error); ++i) {
        const auto command = static_cast<Command>(i);
        QVERIFY(rules(command).command == command);
        QVERIFY(commandFromName(rules(command).name) == command);
    }
}

void StompValuesTest::knowsNoOtherCommand()
{
    for (const char *name : {"", "send", "SEN", "SENDS", "Send", "SEND "})
        QVERIFY2(!commandFromName(name), name);
}

void StompValuesTest::firstHeaderIsTheValue()
{
    Headers headers{{"a", "1"}, {"b", ""}, {"a", "2"}};
    QCOMPARE(headers.value("a"), std::optional<QByteArray>("1"));
    QCOMPARE(headers.value("b", "x"), QByteArray());
    QCOMPARE(headers.value("A", "x"), QByteArray("x"));
    QVERIFY(!headers.value("c"));
    headers.append("c", "3");
    QVERIFY(headers.contains("c"));
    QCOMPARE(headers.size(), 4);
}

void StompValuesTest::setKeepsOneInPlace()
{
    Headers headers{{"a", "1"}, {"b", "2"}, {"a", "3"}};
    headers.set("a", "4");
    QVERIFY(headers == (Headers{{"a", "4"}, {"b", "2"}}));
    headers.set("c", "5");
    QVERIFY(headers == (Headers{{"a", "4"}, {"b", "2"}, {"c", "5"}}));
}

void StompValuesTest::removeTakesAll()
{
    Headers headers{{"a", "1"}, {"b", "2"}, {"a", "3"}};
    headers.remove("a");
    QVERIFY(headers == (Headers{{"b", "2"}}));
    headers.remove("x");
    headers.remove("b");
    QVERIFY(headers.isEmpty());
}

void StompValuesTest::unescapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<QByteArray>>("v11");
    QTest::addColumn<std::optional<QByteArray>>("v12");
    const auto add = [](const char *name, const char *text, std::optional<QByteArray> v11,
                        std::optional<QByteArray> v12) {
        QTest::newRow(name) << QByteArray(text) << v11 << v12;
    };
    add("plain", "abc", "abc", "abc");
    add("empty", "", "", "");
    add("E2 E3 \\n \\c \\\\", "\\n\\c\\\\", "\n:\\", "\n:\\");
    add("E3 \\r is 1.2's", "a\\rb", std::nullopt, "a\rb");
    add("E3 undefined", "\\t", std::nullopt, std::nullopt);
    add("E3 trailing", "a\\", std::nullopt, std::nullopt);
    add("E9 left to right", "a\\\\nb", "a\\nb", "a\\nb");
    add("E9 three backslashes", "\\\\\\n", "\\\n", "\\\n");
}

void StompValuesTest::unescapes()
{
    QFETCH(QByteArray, text);
    QFETCH(std::optional<QByteArray>, v11);
    QFETCH(std::optional<QByteArray>, v12);
    QVERIFY(unescape(text, Escapes::V11) == v11);
    QVERIFY(unescape(text, Escapes::V12) == v12);
    QVERIFY(unescape(text, Escapes::None) == text);
}

QTEST_APPLESS_MAIN(StompValuesTest)
#include "tst_stompvalues.moc"
