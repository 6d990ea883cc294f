// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomname.h"

#include <QTest>

class RoomNameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesAnId_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        QTest::newRow("letters and digits") << "room7"
                                            << "room7";
        QTest::newRow("lower case") << "Lunch"
                                    << "lunch";
        QTest::newRow("blanks become one dash") << "lunch   at  noon"
                                                << "lunch-at-noon";
        QTest::newRow("Hangul is kept")
            << QStringLiteral("점심 모임") << QStringLiteral("점심-모임");
        QTest::newRow("Hangul in separate letters is composed")
            << QStringLiteral("마당").normalized(QString::NormalizationForm_D)
            << QStringLiteral("마당");
        QTest::newRow("signs become one dash") << "a/b?*c"
                                               << "a-b-c";
        QTest::newRow("no dash at the ends") << "  !a!  "
                                             << "a";
        QTest::newRow("dots and underscores stay") << "v1.2_x"
                                                   << "v1.2_x";
        QTest::newRow("at most 64") << QString(100, u'a') << QString(64, u'a');
        QTest::newRow("no dash where it is cut") << QString(63, u'a') + " b" << QString(63, u'a');
    }
    void makesAnId()
    {
        QFETCH(QString, name);
        QFETCH(QString, id);
        QCOMPARE(Ui::makeRoomId(name).toString(), id);
    }

    void isRandomWhereNothingIsLeft_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("nothing") << "";
        QTest::newRow("emoji") << QStringLiteral("🎉🎉");
        QTest::newRow("no path") << "..";
    }
    void isRandomWhereNothingIsLeft()
    {
        QFETCH(QString, name);
        const Chat::RoomId room = Ui::makeRoomId(name);
        QVERIFY(Chat::parseRoomId(room.toString()));
        QVERIFY(!(room == Ui::makeRoomId(name)));
    }

    void anEndingTellsApart()
    {
        for (const QString &name : {QStringLiteral("lunch"), QString(100, u'a'), QString()}) {
            const Chat::RoomId room = Ui::makeRoomIdWithEnding(name);
            QVERIFY(Chat::parseRoomId(room.toString()));
            QVERIFY(!(room == Ui::makeRoomIdWithEnding(name)));
        }
        QVERIFY(Ui::makeRoomIdWithEnding(QStringLiteral("lunch")).toString().startsWith("lunch-"));
    }

    void secretIdTellsNothing()
    {
        const Chat::RoomId room = Ui::makeSecretRoomId();
        QVERIFY(Chat::parseRoomId(room.toString()));
        QVERIFY(room.toString().size() >= 2 + 32);
        QVERIFY(!(room == Ui::makeSecretRoomId()));
    }

    void groupIsCalledLikeItsPeople_data()
    {
        QTest::addColumn<QStringList>("people");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *what, const QStringList &people, const QString &name) {
            QTest::newRow(what) << people << name;
        };
        row("nobody", {}, {});
        row("one", {"Kim"}, "Kim");
        row("three", {"Kim", "Lee", "Park"}, "Kim, Lee, Park");
        row("four", {"Kim", "Lee", "Park", "Choi"}, "Kim, Lee, Park, Choi");
        row("more", {"Kim", "Lee", "Park", "Choi", "Han", "Seo"}, "Kim, Lee, Park, Choi +2");
        row("whole names", {"Kim Minji", "이 준호"}, "Kim Minji, 이 준호");
        row("one line", {" Kim\n\t Minji ", "Lee\x1b[1m"}, "Kim Minji, Lee[1m");
        row("what turns the others round",
            {QStringLiteral("Kim\u202e"), QStringLiteral("\u2066Lee")}, "Kim, Lee");
        row("nothing to be seen", {QStringLiteral("\u202e\u200b"), "\x01", ""}, {});
        row("those that can be seen", {QStringLiteral("\u202e"), "Lee"}, "Lee");
        row("markup is text", {"<b>Kim</b>", "a&b"}, "<b>Kim</b>, a&b");
        row("long ones are cut", {QString(64, u'a'), "Lee"},
            QString(19, u'a') + QStringLiteral("…, Lee"));
        row("not inside an emoji", {QString(18, u'a') + QStringLiteral("👩‍👩‍👧 b")},
            QString(18, u'a') + u'…');
        row("as many as fit", QStringList(6, QString(20, u'a')),
            QString(20, u'a') + ", " + QString(20, u'a') + " +4");
    }
    void groupIsCalledLikeItsPeople()
    {
        QFETCH(QStringList, people);
        QFETCH(QString, name);
        QCOMPARE(Ui::groupName(people), name);
        QVERIFY(Ui::groupName(people).size() <= 64);
    }
};

QTEST_GUILESS_MAIN(RoomNameTest)
#include "tst_roomname.moc"
