// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/policy.h"
#include "stomp/wire/destinationpattern.h"

#include <QTest>

using Chat::matchesPattern;
using Server::DestinationPolicy;
using Role = Server::Principal::Role;

namespace {

/// Word for word what a pattern means, however long it takes.
bool coversSegment(QByteArrayView pattern, QByteArrayView text)
{
    if (pattern.isEmpty())
        return text.isEmpty();
    if (pattern[0] == '*')
        return coversSegment(pattern.sliced(1), text) ||
               (!text.isEmpty() && coversSegment(pattern, text.sliced(1)));
    return !text.isEmpty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
           coversSegment(pattern.sliced(1), text.sliced(1));
}

bool covers(const QByteArrayList &pattern, const QByteArrayList &destination)
{
    if (pattern.isEmpty())
        return destination.isEmpty();
    if (pattern[0] == "**")
        return covers(pattern.mid(1), destination) ||
               (!destination.isEmpty() && covers(pattern, destination.mid(1)));
    return !destination.isEmpty() && coversSegment(pattern[0], destination[0]) &&
           covers(pattern.mid(1), destination.mid(1));
}

} // namespace

class TestDestinationPattern : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matches_data();
    void matches();
    void matchesAsTheDefinitionSays();
    void longPatterns();
    void hostilePatternEndsSoon();
    void firstRuleDecides();
    void secondNamesOpenNothing();
    void selfMadeAccountsAreNoMembers();
    void rulesSpeakBothVocabularies();
    void mistakesAreNamedByLine_data();
    void mistakesAreNamedByLine();
};

void TestDestinationPattern::matches_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("destination");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *pattern, const char *destination, bool expected) {
        QTest::addRow("%s %s", pattern, destination)
            << QByteArray(pattern) << QByteArray(destination) << expected;
    };
    row("/topic/a", "/topic/a", true);
    row("/topic/a", "/topic/ab", false);
    row("/topic/?", "/topic/a", true);
    row("/topic/?", "/topic/", false);
    row("/topic/?", "/topic/한", true);
    row("/topic/?", "/topic/ab", false);
    row("/topic/*", "/topic/a", true);
    row("/topic/*", "/topic/", true);
    row("/topic/*", "/topic/a/b", false);
    row("/topic/*", "/topic", false);
    row("/topic/a*c", "/topic/abbc", true);
    row("/topic/a*c*", "/topic/acab", true);
    row("/topic/a*c", "/topic/abb", false);
    row("/topic/**", "/topic", true);
    row("/topic/**", "/topic/a/b/c", true);
    row("/topic/**/c", "/topic/a/b/c", true);
    row("/topic/**/c", "/topic/c", true);
    row("/topic/**/c", "/topic/a/b", false);
    row("/topic/**/b/*", "/topic/a/b/b/c", true);
    row("/topic/**/b/**/d", "/topic/a/b/c/d", true);
    row("/topic/**/b/**/d", "/topic/a/c/d", false);
    row("/topic/chat/room/*", "/topic/chat/room/lobby", true);
    row("/topic/chat/room/*", "/topic/chat/room/lobby/events", false);
    row("/**", "/queue/a", true);
    row("**", "/queue/a", true);
    row("**/a", "a", true);
    row("**/a", "ba", false);
    row("**/*a", "b/ca", true);
    row("/topic/**/**/c", "/topic/c", true);
    row("/topic/**", "/topicfoo", false);
    row("/topic/a**c", "/topic/abc", true);
    row("/topic/a**c", "/topic/a/c", false);
    row("/topic/**", "/topic/한/글", true);
    row("/topic/?글", "/topic/한글", true);
    row("/topic/*?", "/topic/한", true);
    row("/topic/??", "/topic/한", false);
    row("/topic/?", "/topic//", false);
}

void TestDestinationPattern::matches()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, destination);
    QFETCH(bool, expected);
    QCOMPARE(matchesPattern(pattern, destination), expected);
}

void TestDestinationPattern::matchesAsTheDefinitionSays()
{
    const auto texts = [](const QByteArray &letters, int longest) {
        QByteArrayList all{QByteArray()};
        for (qsizetype from = 0; longest > 0; --longest) {
            const qsizetype to = all.size();
            for (; from < to; ++from) {
                for (const char letter : letters)
                    all.append(all[from] + letter);
            }
        }
        return all;
    };
    const QByteArrayList destinations = texts("a/", 5);
    for (const QByteArray &pattern : texts("a/*?", 5)) {
        const Chat::DestinationPattern compiled(pattern);
        for (const QByteArray &destination : destinations) {
            if (compiled.matches(destination) != covers(pattern.split('/'), destination.split('/')))
                QFAIL((pattern + ' ' + destination).constData());
        }
    }
}

void TestDestinationPattern::longPatterns()
{
    for (int length = 1; length < 100; ++length) {
        const QByteArray text(length, 'x');
        const Chat::DestinationPattern pattern("/topic/" + text + '*' + text);
        QCOMPARE(pattern.isTooLong(), length > 62);
        QCOMPARE(pattern.matches("/topic/" + text + "y" + text), length <= 62);
        QVERIFY(!pattern.matches("/topic/" + text + "y" + text + "z"));
    }
    // As long as one likes, where there is no wildcard.
    const QByteArray name = "/topic/" + QByteArray(1000, 'x');
    QVERIFY(matchesPattern(name, name));
}

void TestDestinationPattern::hostilePatternEndsSoon()
{
    // Tried naively, either of these takes longer than anybody lives.
    const QByteArray stars = QByteArray("a*").repeated(30) + 'b';
    QVERIFY(!matchesPattern(stars, QByteArray(1000000, 'a')));
    const QByteArray segments = QByteArray("a/**/").repeated(15) + 'b';
    QVERIFY(!matchesPattern(segments, QByteArray("a/").repeated(500000) + 'a'));
}

void TestDestinationPattern::firstRuleDecides()
{
    const auto policy = DestinationPolicy::parse("# who may speak\n"
                                                 "send /topic/news/local anyone\n"
                                                 "send /topic/news/** owner # the rest\n"
                                                 "\n"
                                                 "subscribe /queue/orders member\n"
                                                 "send /topic/closed nobody\n");
    QVERIFY(policy);
    const auto allows = [&](DestinationPolicy::Action action, const char *destination, Role role) {
        return policy->allows(action, destination, role);
    };
    using Action = DestinationPolicy::Action;
    QVERIFY(allows(Action::Send, "/topic/news/local", Role::Guest));
    QVERIFY(!allows(Action::Send, "/topic/news/world", Role::Member));
    QVERIFY(allows(Action::Send, "/topic/news/world", Role::Owner));
    QVERIFY(!allows(Action::Send, "/topic/closed", Role::Owner));
    QVERIFY(!allows(Action::Subscribe, "/queue/orders", Role::Guest));
    QVERIFY(allows(Action::Subscribe, "/queue/orders", Role::Member));
    QVERIFY(allows(Action::Send, "/queue/orders", Role::Guest));
    QVERIFY(!allows(Action::Publish, "/topic/chat/room/lobby", Role::Owner));
}

void TestDestinationPattern::secondNamesOpenNothing()
{
    const auto policy = DestinationPolicy::parse("send /app/chat/message member\n"
                                                 "send /topic/chat/room/lobby owner\n"
                                                 "subscribe /topic/chat/room/lobby member\n"
                                                 "publish /topic/messages owner\n"
                                                 "send /app/hello nobody\n");
    QVERIFY(policy);
    using Action = DestinationPolicy::Action;
    QVERIFY(!policy->allows(Action::Send, "/app/chat", Role::Guest));
    QVERIFY(policy->allows(Action::Send, "/app/chat", Role::Member));
    QVERIFY(!policy->allows(Action::Send, "/topic/messages", Role::Member));
    QVERIFY(policy->allows(Action::Send, "/topic/messages", Role::Owner));
    QVERIFY(!policy->allows(Action::Subscribe, "/topic/messages", Role::Guest));
    QVERIFY(policy->allows(Action::Subscribe, "/topic/messages", Role::Member));
    QVERIFY(!policy->allows(Action::Publish, "/topic/messages", Role::Owner));
    QVERIFY(policy->allows(Action::Subscribe, "/topic/greetings", Role::Guest));

    const auto narrow = DestinationPolicy::parse("send /app/chat nobody");
    QVERIFY(narrow);
    QVERIFY(!narrow->allows(Action::Send, "/app/chat", Role::Owner));
    QVERIFY(narrow->allows(Action::Send, "/app/chat/message", Role::Guest));
}

// Anybody may make an account: what the operator keeps for members is not for those.
void TestDestinationPattern::selfMadeAccountsAreNoMembers()
{
    const auto policy = DestinationPolicy::parse("send /queue/orders member\n"
                                                 "send /queue/news account\n");
    QVERIFY(policy);
    using Action = DestinationPolicy::Action;
    Server::Principal who;
    who.role = Role::Member;
    QVERIFY(policy->allows(Action::Send, "/queue/orders", who));
    who.selfMade = true;
    QVERIFY(!policy->allows(Action::Send, "/queue/orders", who));
    QVERIFY(policy->allows(Action::Send, "/queue/news", who));
    QVERIFY(!policy->allows(Action::Send, "/queue/news", Role::Guest));
    who.role = Role::Owner;
    QVERIFY(policy->allows(Action::Send, "/queue/orders", who));
}

void TestDestinationPattern::rulesSpeakBothVocabularies()
{
    const auto policy = DestinationPolicy::parse("publish /sub/chat/room/board owner");
    QVERIFY(policy);
    QVERIFY(
        policy->allows(DestinationPolicy::Action::Publish, "/topic/chat/room/board", Role::Owner));
    QVERIFY(!policy->allows(DestinationPolicy::Action::Publish, "/topic/chat/room/board",
                            Role::Member));
}

void TestDestinationPattern::mistakesAreNamedByLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("too few words") << QByteArray("send /topic/a") << 1;
    QTest::newRow("too many words") << QByteArray("\nsend /topic/a owner member") << 2;
    QTest::newRow("unknown action") << QByteArray("#\n#\nread /topic/a owner") << 3;
    QTest::newRow("unknown people") << QByteArray("send /topic/a everybody") << 1;
    QTest::newRow("no destination") << QByteArray("send topic owner") << 1;
    QTest::newRow("too long") << "send /topic/*" + QByteArray(100, 'x') + " owner" << 1;
    QTest::newRow("endless") << QByteArray("send /topic/a owner\n").repeated(1001) << 1001;
}

void TestDestinationPattern::mistakesAreNamedByLine()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    const auto policy = DestinationPolicy::parse(text);
    QVERIFY(!policy);
    QCOMPARE(policy.error().line, line);
    QVERIFY(!policy.error().text.isEmpty());
}

QTEST_GUILESS_MAIN(TestDestinationPattern)
#include "tst_destinationpattern.moc"
