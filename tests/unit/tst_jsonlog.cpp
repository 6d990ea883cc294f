// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/jsonlog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

class TestJsonLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhenAndWhat()
    {
        const QDateTime time(QDate(2024, 2, 29), QTime(23, 59, 59, 7), QTimeZone(9 * 3600));
        const QJsonObject line = object(jsonLogLine(
            QtWarningMsg, QStringLiteral("madang.server.host"), QStringLiteral("마당"), time));
        QCOMPARE(line.value(QStringLiteral("time")).toString(),
                 QStringLiteral("2024-02-29T14:59:59.007Z"));
        QCOMPARE(line.value(QStringLiteral("level")).toString(), QStringLiteral("warning"));
        QCOMPARE(line.value(QStringLiteral("category")).toString(),
                 QStringLiteral("madang.server.host"));
        QCOMPARE(line.value(QStringLiteral("message")).toString(), QStringLiteral("마당"));
        QCOMPARE(line.size(), 4);
    }

    void isOneLineWhateverIsSaid_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("several lines") << QStringLiteral("a\nb\r\nc");
        QTest::newRow("quotes") << QStringLiteral("\"},{\"level\":\"debug");
        QTest::newRow("controls") << QString(QChar(0)) + QChar(0x1b) + QChar(0x7f);
        QTest::newRow("empty") << QString();
    }
    void isOneLineWhateverIsSaid()
    {
        QFETCH(QString, message);
        const QByteArray line =
            jsonLogLine(QtInfoMsg, QStringLiteral("x"), message, QDateTime::currentDateTimeUtc());
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(line.endsWith('\n'));
        QCOMPARE(object(line).value(QStringLiteral("message")).toString(), message);
    }

    void namesSessionAndPeer_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<int>("session");
        QTest::addColumn<QString>("peer");
        QTest::newRow("both") << QStringLiteral("session 12 \"192.0.2.7\" is a slow consumer") << 12
                              << QStringLiteral("192.0.2.7");
        QTest::newRow("IPv6") << QStringLiteral("session 1 \"fe80::1\" ended") << 1
                              << QStringLiteral("fe80::1");
        QTest::newRow("loop") << QStringLiteral("session 2 \"loop\" is owner") << 2
                              << QStringLiteral("loop");
        QTest::newRow("no peer") << QStringLiteral("session 3 link closed 1000") << 3 << QString();
        QTest::newRow("none") << QStringLiteral("too many connections") << 0 << QString();
        QTest::newRow("elsewhere") << QStringLiteral("the session 4 \"::1\" x") << 0 << QString();
    }
    void namesSessionAndPeer()
    {
        QFETCH(QString, message);
        QFETCH(int, session);
        QFETCH(QString, peer);
        const QJsonObject line = object(
            jsonLogLine(QtInfoMsg, QStringLiteral("x"), message, QDateTime::currentDateTimeUtc()));
        QCOMPARE(line.value(QStringLiteral("session")).toInt(), session);
        QCOMPARE(line.contains(QStringLiteral("session")), session != 0);
        QCOMPARE(line.value(QStringLiteral("peer")).toString(), peer);
        QCOMPARE(line.contains(QStringLiteral("peer")), !peer.isEmpty());
    }

private:
    static QJsonObject object(const QByteArray &line)
    {
        return QJsonDocument::fromJson(line).object();
    }
};

QTEST_GUILESS_MAIN(TestJsonLog)
#include "tst_jsonlog.moc"
