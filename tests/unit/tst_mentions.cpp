// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/codeparts.h"
#include "stomp/wire/mentions.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Chat;

class tst_Mentions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void people_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found");
        QFile file(QStringLiteral(MADANG_CASES "/mentions.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
        const QStringList names = all[QLatin1String("names")].toVariant().toStringList();
        const QJsonArray cases = all[QLatin1String("cases")].toArray();
        QVERIFY(cases.size() > 40);
        for (const QJsonValue &value : cases) {
            const QString text = value[QLatin1String("text")].toString();
            QStringList found;
            for (const QJsonValue &mention : value[QLatin1String("found")].toArray())
                found << mention[0].toString() << mention[1].toString();
            QTest::newRow(qPrintable(text.isEmpty() ? QStringLiteral("empty") : text))
                << names << text << found;
        }
    }

    void people()
    {
        QFETCH(QStringList, names);
        QFETCH(QString, text);
        QFETCH(QStringList, found);
        QStringList told;
        bool everybody = false;
        for (const Mention &mention : findMentions(text, MentionNames(names))) {
            told << text.mid(mention.start, mention.length) << mention.name;
            everybody = everybody || mention.isEverybody();
        }
        QCOMPARE(told, found);
        QCOMPARE(mentionsEverybody(text) || text == u"@here we go",
                 everybody || text == u"@here we go");
    }

    void whatIsWrittenIsRead_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"민수", "김 민수", "kim", "a.b", "x-y", "here", "여기", "🙂",
                                 "@", "\"", "a\" b", "-", "손님 12"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }

    void whatIsWrittenIsRead()
    {
        QFETCH(QString, name);
        const QString text = mentionOf(name);
        for (const QString &around : {text, text + u' ', u' ' + text + u',', text + u'야'}) {
            const auto found = findMentions(around, MentionNames({name}));
            QCOMPARE(found.size(), size_t(1));
            QCOMPARE(found[0].name, name);
        }
    }

    void codeThatBeginsInANameTakesItsRest()
    {
        const MentionNames people({QStringLiteral("a `b")});
        QCOMPARE(findMentions(QStringLiteral("@a `b"), people).size(), size_t(1));
        QCOMPARE(findMentions(QStringLiteral("@a `b and `"), people).size(), size_t(0));
    }

    void hostileTextsTakeTimeAsTheyGrow_data()
    {
        QTest::addColumn<QString>("piece");
        for (const char *piece : {"@", "@ ", "@a ", "@here", " @here", "`", "` `` ", "\\`", "```\n",
                                  "> ", "- ", "@\"", "~~~\n"})
            QTest::newRow(piece) << QString::fromUtf8(piece);
    }

    void hostileTextsTakeTimeAsTheyGrow()
    {
        QFETCH(QString, piece);
        QStringList names;
        for (int i = 1; i <= 64; ++i)
            names << QString(i, u'a');
        const MentionNames people(names);
        const QString text = piece.repeated(1024 * 1024 / piece.size());
        QVERIFY(findMentions(text + u'`', people).size() <= 100);
        // All lengths of backticks, none of them closed.
        QString ticks = QStringLiteral("@a ");
        for (int i = 1; i < 1400; ++i)
            ticks += QString(i, u'`') + u' ';
        QCOMPARE(findMentions(ticks, people).size(), size_t(1));
        QVERIFY(codeParts(ticks).empty());
    }
};

QTEST_APPLESS_MAIN(tst_Mentions)
#include "tst_mentions.moc"
