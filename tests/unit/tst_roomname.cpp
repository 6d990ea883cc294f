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
};

QTEST_GUILESS_MAIN(RoomNameTest)
#include "tst_roomname.moc"
