// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/spellwords.h"

#include <QTest>

class tst_SpellWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void words_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *name, const char *text, const char *words) {
            QTest::newRow(name) << QString::fromUtf8(text)
                                << QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts);
        };
        row("nothing", "", "");
        row("words", "Hello, wrold! don't", "Hello wrold don't");
        row("Korean", "안녕하세요. 점심은 뭘 먹을까요?", "안녕하세요 점심은 먹을까요");
        row("two scripts", "API를 쓴다 React는", "쓴다");
        row("code", "teh `teh` end\n```\nteh\n```\nzehn", "teh end zehn");
        row("code that is open", "teh\n```\nteh", "teh");
        row("addresses", "see https://exmaple.org/teh?a=wrng and me@teh.org too", "see and too");
        row("mentions", "@teh hi @\"Kim Teh\" yu (@teh) x", "hi yu");
        row("rooms, commands, emoji", "#teh /topik :simle: /usr/teh ok", "ok");
        row("digits", "abc1 v2 3rd 12:30 fine", "fine");
        row("capitals", "HTTP ASAP but Teh", "but Teh");
        row("sounds", "ㅋㅋㅋㅋ ㅠㅠ ㅇㅋ 그래요", "그래요");
        row("one letter", "a I 네 나무", "나무");
    }
    void words()
    {
        QFETCH(QString, text);
        QStringList found;
        for (const Ui::SpellWord &word : Ui::spellWords(text)) {
            QCOMPARE(text.mid(word.start, word.text.size()), word.text);
            QCOMPARE(word.isHangul, word.text.front().unicode() >= 0xAC00);
            found << word.text;
        }
        QTEST(found, "words");
    }

    void muchIsBounded()
    {
        QVERIFY(Ui::spellWords(QString(1'000'000, u'x')).empty());
        QCOMPARE(Ui::spellWords(QStringLiteral("word ").repeated(50'000)).size(), size_t(1000));
        QVERIFY(Ui::spellWords(QStringLiteral("@\"").repeated(50'000)).empty());
    }
};

QTEST_GUILESS_MAIN(tst_SpellWords)
#include "tst_spellwords.moc"
