// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/codeblock.h"
#include "ui/model/messagenode.h"
#include "ui/model/slashcommand.h"

#include <QTest>

using namespace Ui;
using Kind = SlashCommand::Kind;

Q_DECLARE_METATYPE(Ui::SlashCommand::Kind)

class tst_SlashCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsDone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("argument");
        const auto row = [](const char *text, Kind kind, const char *argument) {
            QTest::newRow(text) << QString::fromUtf8(text) << kind << QString::fromUtf8(argument);
        };
        row("/topic  Noodles at noon ", Kind::Topic, "Noodles at noon");
        row("/TOPIC x", Kind::Topic, "x");
        row("/주제 국수", Kind::Topic, "국수");
        row("/invite kim", Kind::Invite, "kim");
        row("/invite @\"Kim Lee\"", Kind::Invite, "Kim Lee");
        row("/초대 @민수", Kind::Invite, "민수");
        row("/join #개발팀", Kind::Join, "개발팀");
        row("/leave", Kind::Leave, "");
        row("/leave\n", Kind::Leave, "");
        row("/status", Kind::Status, "");
        row("/status #1 in the queue", Kind::Status, "#1 in the queue");
        row("/online", Kind::Online, "");
        row("/자리비움", Kind::Away, "");
        row("/dnd", Kind::DoNotDisturb, "");
        row("/help", Kind::Help, "");
    }
    void whatIsDone()
    {
        QFETCH(QString, text);
        QFETCH(Kind, kind);
        QFETCH(QString, argument);
        const SlashReading read = readSlash(text);
        QCOMPARE(read.problem, QString());
        QVERIFY(read.command);
        QCOMPARE(read.command->kind, kind);
        QCOMPARE(read.command->argument, argument);
    }

    void whatIsSaid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *text, const char *said) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(said);
        };
        row("", "");
        row("hello", "hello");
        row("a /topic", "a /topic");
        row(" /topic x", " /topic x");
        row("/", "/");
        row("/ topic", "/ topic");
        row("/3", "/3");
        row("/usr/bin", "/usr/bin");
        row("/etc/passwd is there", "/etc/passwd is there");
        row("/:)", "/:)");
        row("//topic x", "/topic x");
        row("///", "//");
    }
    void whatIsSaid()
    {
        QFETCH(QString, text);
        const SlashReading read = readSlash(text);
        QVERIFY(!read.command && read.problem.isEmpty());
        QTEST(read.said, "said");
    }

    void whatIsWrongIsTold_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("told");
        QTest::newRow("unknown") << QStringLiteral("/sned hello") << QStringLiteral("/sned");
        QTest::newRow("unknown, Korean") << QStringLiteral("/보내기") << QStringLiteral("/보내기");
        QTest::newRow("missing") << QStringLiteral("/topic ") << QStringLiteral("missing");
        QTest::newRow("missing name") << QStringLiteral("/invite") << QStringLiteral("name");
        QTest::newRow("too much") << QStringLiteral("/away now") << QStringLiteral("/away");
        QTest::newRow("lines") << QStringLiteral("/topic a\nb") << QStringLiteral("one line");
        QTest::newRow("long") << u'/' + QString(100'000, u'x') << QStringLiteral("no command");
    }
    void whatIsWrongIsTold()
    {
        QFETCH(QString, text);
        QFETCH(QString, told);
        const SlashReading read = readSlash(text);
        QVERIFY(!read.command);
        QCOMPARE(read.said, QString());
        QVERIFY2(read.problem.contains(told), qPrintable(read.problem));
        QVERIFY(read.problem.size() < 300);
    }

    void shrugsComeOutWhole()
    {
        const QString sign = QStringLiteral("¯\\_(ツ)_/¯");
        QCOMPARE(plainText(parseMessage(readSlash(QStringLiteral("/shrug")).said)), sign);
        QCOMPARE(plainText(parseMessage(readSlash(QStringLiteral("/shrug _who_ knows")).said)),
                 QStringLiteral("who knows ") + sign);
    }

    void proposals()
    {
        QCOMPARE(slashProposals({}).size(), 10);
        const QList<Proposal> found = slashProposals(QStringLiteral("s"));
        QCOMPARE(found.size(), 2);
        QCOMPARE(found[0].inserted, QStringLiteral("/status "));
        QCOMPARE(slashProposals(QStringLiteral("l"))[0].inserted, QStringLiteral("/leave"));
        QVERIFY(slashProposals(QStringLiteral("away")).isEmpty());
        QVERIFY(slashProposals(QStringLiteral("zzz")).isEmpty());
    }

    void codeIsFenced()
    {
        QCOMPARE(codeBlock(QStringLiteral("a")), QStringLiteral("```\na\n```"));
        QCOMPARE(codeBlock(QStringLiteral("```\n````")), QStringLiteral("`````\n```\n````\n`````"));
        const QString text = QStringLiteral("a `b` c");
        QVERIFY(!isCodeAt(text, 0) && isCodeAt(text, 3) && !isCodeAt(text, 6));
    }
};

QTEST_GUILESS_MAIN(tst_SlashCommand)
#include "tst_slashcommand.moc"
