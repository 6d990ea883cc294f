// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/composed.h"

#include <QTest>

using Chat::composed;

class ComposedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void composes()
    {
        QCOMPARE(composed(QStringLiteral("\u1112\u1161\u11ab e\u0301")), QStringLiteral("한 é"));
        QCOMPARE(composed(QStringLiteral("a\u0301\u0316")),
                 composed(QStringLiteral("a\u0316\u0301")));
        QCOMPARE(composed(QStringLiteral("👋🏽 plain")), QStringLiteral("👋🏽 plain"));
        QCOMPARE(composed(QString()), QString());
    }

    void marksAreBounded_data()
    {
        QTest::addColumn<QString>("mark");
        QTest::newRow("above") << QStringLiteral("\u030d");
        QTest::newRow("made of two") << QStringLiteral("\u0344");
        QTest::newRow("made of two, and in no order itself") << QStringLiteral("\u0f73");
        QTest::newRow("beyond 16 bits") << QStringLiteral("\U0001d165");
    }
    void marksAreBounded()
    {
        QFETCH(QString, mark);
        const QString text = u'x' + mark.repeated(1000) + u'7' + mark.repeated(2) + u'z';
        const QString bounded = composed(text);
        QVERIFY(bounded.indexOf(u'7') > 1);
        QVERIFY(bounded.indexOf(u'7') <= 1 + 2 * Chat::mostMarks);
        const QString behind = bounded.sliced(bounded.indexOf(u'7'));
        QCOMPARE(behind, (u'7' + mark.repeated(2) + u'z').normalized(QString::NormalizationForm_C));
        QCOMPARE(composed(bounded), bounded);
    }
};

QTEST_GUILESS_MAIN(ComposedTest)
#include "tst_composed.moc"
