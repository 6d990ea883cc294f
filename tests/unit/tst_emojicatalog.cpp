// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/emojicatalog.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Ui;

class tst_EmojiCatalog : public QObject {
    Q_OBJECT
    const EmojiCatalog &m_catalog = EmojiCatalog::builtIn();

    QStringList found(const char *beginning) const
    {
        QStringList list;
        for (const Emoji &emoji : m_catalog.search(QString::fromUtf8(beginning)))
            list << emoji.text;
        return list;
    }

private Q_SLOTS:
    void allIsThere()
    {
        QVERIFY(m_catalog.all().size() > 1800);
        QCOMPARE(m_catalog.groups().size(), 9);
        qsizetype sum = 0;
        for (int group = 0; group < m_catalog.groups().size(); ++group) {
            QVERIFY(!m_catalog.groups()[group].korean.isEmpty());
            const auto part = m_catalog.ofGroup(group);
            QVERIFY(!part.isEmpty());
            sum += part.size();
        }
        QCOMPARE(sum, m_catalog.all().size());
        for (const Emoji &emoji : m_catalog.all())
            QVERIFY2(!emoji.text.isEmpty() && !emoji.english.isEmpty() && !emoji.korean.isEmpty() &&
                         !emoji.shortcodes.isEmpty(),
                     qPrintable(emoji.english));
    }

    void searching()
    {
        QVERIFY(found("하트").contains(QStringLiteral("❤️")));
        QVERIFY(found("하").contains(QStringLiteral("🥰")));
        QCOMPARE(found("smile").first(), QStringLiteral("😄"));
        QCOMPARE(found("SMILE").first(), QStringLiteral("😄"));
        QCOMPARE(found("hea").first(), QStringLiteral("❤️"));
        QVERIFY(found("pizz").contains(QStringLiteral("🍕")));
        QVERIFY(found("").isEmpty());
        QVERIFY(found("zzzzzz").isEmpty());
        QCOMPARE(m_catalog.search(QStringLiteral("s"), 7).size(), 7);
    }

    void sending_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("sent");
        const auto row = [](const char *typed, const char *sent) {
            QTest::newRow(*typed ? typed : "empty")
                << QString::fromUtf8(typed) << QString::fromUtf8(sent);
        };
        row("", "");
        row("hello :smile:", "hello 😄");
        row(":smile::heart:", "😄❤️");
        row("안녕:smile:", "안녕😄");
        row(":+1:", "👍");
        row(":빨간색_하트:", "❤️");
        row(":nothing_such:", ":nothing_such:");
        row("12:30:45", "12:30:45");
        row("a:smile:", "a:smile:");
        row("`:smile:` :smile:", "`:smile:` 😄");
        row("```\n:smile:\n```", "```\n:smile:\n```");
        row("std::key::value", "std::key::value");
        row("::key:", "::key:");
        row(":key::heart:", "🔑❤️");
        row("http://a.example/:key: :key:", "http://a.example/:key: 🔑");
        row("http://a.example:80/:smile", "http://a.example:80/:smile");
        row(": smile :", ": smile :");
        row("::", "::");
    }

    void sending()
    {
        QFETCH(QString, typed);
        QFETCH(QString, sent);
        QCOMPARE(m_catalog.withEmoji(typed), sent);
    }

    void manyColonsTakeTimeAsTheyGrow()
    {
        for (const char *piece : {":", ":zq", ":a ", "`:", ":smil"}) {
            const QString text = QString::fromUtf8(piece).repeated(200'000);
            QCOMPARE(m_catalog.withEmoji(text), text);
        }
    }

    void whatIsNoCatalogIsEmpty()
    {
        for (const char *json : {"", "{", "[]", "{\"emoji\": 1}"})
            QVERIFY(EmojiCatalog(json).all().isEmpty());
    }

    void recentOnesAreKept()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("settings.ini"));
        {
            QSettings settings(path, QSettings::IniFormat);
            RecentEmoji recent(settings);
            QVERIFY(recent.list().isEmpty());
            for (const char *emoji : {"😄", "🎉", "😄"})
                recent.use(QString::fromUtf8(emoji));
        }
        QSettings settings(path, QSettings::IniFormat);
        RecentEmoji recent(settings);
        QCOMPARE(recent.list(), QStringList({QStringLiteral("😄"), QStringLiteral("🎉")}));
        for (int i = 0; i < 100; ++i)
            recent.use(QString::number(i));
        QCOMPARE(recent.list().size(), RecentEmoji::most);
        QCOMPARE(recent.list().first(), QStringLiteral("99"));
    }
};

QTEST_APPLESS_MAIN(tst_EmojiCatalog)
#include "tst_emojicatalog.moc"
