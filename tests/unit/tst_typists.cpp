// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/typists.h"

#include <QSignalSpy>
#include <QTest>

using Chat::UserId;
using Ui::Typists;

namespace {

const UserId me(QStringLiteral("g-me"));

Chat::TypingEvent writing(const QString &name, bool on = true)
{
    return {Chat::lobbyRoom(), UserId(QStringLiteral("g-") + name), name, on};
}

} // namespace

class TypistsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inTheirOrder()
    {
        Typists typists;
        QSignalSpy changed(&typists, &Typists::changed);
        typists.take(writing(QStringLiteral("a")), me);
        typists.take(writing(QStringLiteral("b")), me);
        typists.take(writing(QStringLiteral("a")), me);
        QCOMPARE(typists.names(), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(changed.size(), 2);
        typists.take(writing(QStringLiteral("a"), false), me);
        typists.end(UserId(QStringLiteral("g-b")));
        typists.end(UserId(QStringLiteral("g-b")));
        QCOMPARE(typists.names(), QStringList());
        QCOMPARE(changed.size(), 4);
    }
    void neverOneself()
    {
        Typists typists;
        typists.take(writing(QStringLiteral("me")), me);
        QCOMPARE(typists.names(), QStringList());
    }
    void expires()
    {
        Typists typists;
        typists.setLasting(std::chrono::milliseconds(20));
        typists.take(writing(QStringLiteral("a")), me);
        QCOMPARE(typists.names().size(), 1);
        QTRY_COMPARE(typists.names(), QStringList());
        typists.take(writing(QStringLiteral("a")), me); // and begins again
        QTRY_COMPARE(typists.names(), QStringList());
    }
    void bounded()
    {
        Typists typists;
        for (int i = 0; i < 1000; ++i)
            typists.take(writing(QString(500, u'x') + QString::number(i)), me);
        QCOMPARE(typists.names().size(), 20);
        QCOMPARE(typists.names().at(0).size(), 64);
    }
    void notEachKeyIsTold()
    {
        Typists typists;
        QVERIFY(!typists.shallTell(false)); // nothing to end
        QVERIFY(typists.shallTell(true));
        QVERIFY(!typists.shallTell(true));
        QVERIFY(typists.shallTell(false));
        QVERIFY(!typists.shallTell(false));
        QVERIFY(typists.shallTell(true));
        typists.clear();
        QVERIFY(typists.shallTell(true)); // another connection has heard nothing
    }
};

QTEST_GUILESS_MAIN(TypistsTest)
#include "tst_typists.moc"
