// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/about.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Chat;

namespace {

About whole()
{
    About about;
    about.hostId = QStringLiteral("0123456789abcdef0123456789abcdef");
    about.name = QStringLiteral("철수의 마당");
    about.version = QStringLiteral("0.1.0");
    about.fingerprint = QByteArray(32, '\xfe');
    about.access = HostAccess::Invitation;
    about.people = 5;
    about.neighbours.push_back(
        {QStringLiteral("77aa"),
         QStringLiteral("둘"),
         {QStringLiteral("192.168.0.7:7610"), QStringLiteral("[fe80::1]:7611")},
         QByteArray(32, '\x01'),
         HostAccess::Password,
         2});
    return about;
}

/// The JSON of whole() with one value changed.
QByteArray changed(const char *key, const QJsonValue &value)
{
    QJsonObject object = QJsonDocument::fromJson(aboutJson(whole())).object();
    object.insert(QLatin1String(key), value);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray tellingOf(const QJsonObject &neighbour)
{
    return changed("near", QJsonArray{neighbour});
}

} // namespace

class tst_About : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isReadAsItWasWritten_data()
    {
        QTest::addColumn<int>("access");
        for (const HostAccess access : {HostAccess::Anyone, HostAccess::Password,
                                        HostAccess::Invitation, HostAccess::Approval})
            QTest::newRow(qPrintable(accessName(access))) << int(access);
    }
    void isReadAsItWasWritten()
    {
        QFETCH(int, access);
        About about = whole();
        about.access = HostAccess(access);
        about.neighbours[0].access = HostAccess(access);
        const auto read = readAbout(aboutJson(about));
        QVERIFY(read.has_value());
        QCOMPARE(*read, about);
        about.fingerprint.clear();
        about.neighbours.clear();
        QCOMPARE(readAbout(aboutJson(about)).value_or(About()), about);
    }

    void isWrittenInTheFormThatIsDocumented()
    {
        const QJsonObject object = QJsonDocument::fromJson(aboutJson(whole())).object();
        QCOMPARE(object.keys(), (QStringList{"access", "fingerprint", "id", "madang", "name",
                                             "near", "people", "version"}));
        QCOMPARE(object["madang"].toInt(), 1);
        QCOMPARE(object["access"].toString(), QStringLiteral("invitation"));
        QCOMPARE(object["fingerprint"].toString().size(), 43);
        QCOMPARE(object["near"][0].toObject().keys(),
                 (QStringList{"access", "addresses", "fingerprint", "id", "name", "people"}));
    }

    void whatNoMadangSaysIsNone_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a page") << QByteArray("<!doctype html><title>Router</title>");
        QTest::newRow("a list") << QByteArray("[1]");
        QTest::newRow("another's JSON") << QByteArray("{\"name\":\"host\"}");
        QTest::newRow("without an id") << changed("id", QJsonValue());
        QTest::newRow("an id of other letters") << changed("id", QStringLiteral("a b"));
        QTest::newRow("an id that ends a line") << changed("id", QStringLiteral("ab\n"));
        QTest::newRow("an id too long") << changed("id", QString(65, u'a'));
        QTest::newRow("an id that is a number") << changed("id", 5);
        QTest::newRow("no form") << changed("madang", QJsonValue());
        QTest::newRow("form 0") << changed("madang", 0);
        QTest::newRow("a form that is text") << changed("madang", QStringLiteral("1"));
        QTest::newRow("too long") << aboutJson(whole()) + QByteArray(largestAbout, ' ');
        QTest::newRow("cut short") << aboutJson(whole()).chopped(1);
        QTest::newRow("deep") << QByteArray(20000, '[');
    }
    void whatNoMadangSaysIsNone()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!readAbout(json));
    }

    void everyCutIsNone()
    {
        const QByteArray json = aboutJson(whole());
        for (qsizetype cut = 0; cut < json.size(); ++cut)
            QVERIFY(!readAbout(json.first(cut)));
    }

    void laterFormsAreRead() { QVERIFY(readAbout(changed("madang", 2)).has_value()); }

    void nothingOfItIsUncleanOrTooLong_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<About>("read");
        const auto row = [](const char *rule, const QByteArray &json, const auto &change) {
            About about = whole();
            change(about);
            QTest::newRow(rule) << json << about;
        };
        row("a name that turns the text around", changed("name", QStringLiteral("\u202ea\u0007b")),
            [](About &about) { about.name = QStringLiteral("ab"); });
        row("a name of several lines", changed("name", QStringLiteral(" a\r\n\tb ")),
            [](About &about) { about.name = QStringLiteral("a b"); });
        row("a long name", changed("name", QString(5000, u'가')),
            [](About &about) { about.name = QString(64, u'가'); });
        row("a name that is none", changed("name", QJsonArray{1}),
            [](About &about) { about.name.clear(); });
        row("a long version", changed("version", QString(1000, u'1')),
            [](About &about) { about.version = QString(32, u'1'); });
        row("fewer people than none", changed("people", -3),
            [](About &about) { about.people = 0; });
        row("half a person", changed("people", 0.5), [](About &about) { about.people = 0; });
        row("more people than there are", changed("people", 2147483647),
            [](About &about) { about.people = 1'000'000; });
        row("more people than a number holds", changed("people", 1e300),
            [](About &about) { about.people = 0; });
        row("a door we know nothing of", changed("access", QStringLiteral("riddle")),
            [](About &about) { about.access = HostAccess::Approval; });
        row("a short fingerprint", changed("fingerprint", QString(42, u'A')),
            [](About &about) { about.fingerprint.clear(); });
        row("a fingerprint of other letters", changed("fingerprint", QString(43, u'!')),
            [](About &about) { about.fingerprint.clear(); });
        row("neighbours that are no list", changed("near", QJsonObject{{"a", 1}}),
            [](About &about) { about.neighbours.clear(); });
    }
    void nothingOfItIsUncleanOrTooLong()
    {
        QFETCH(QByteArray, json);
        QFETCH(About, read);
        const auto about = readAbout(json);
        QVERIFY(about.has_value());
        QCOMPARE(*about, read);
    }

    void neighboursAreToldByNumbersAlone_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("IPv4") << "192.168.0.7:7610" << true;
        QTest::newRow("IPv6") << "[fe80::1]:7610" << true;
        QTest::newRow("a name") << "intranet.example:7610" << false;
        QTest::newRow("no port") << "192.168.0.7" << false;
        QTest::newRow("port 0") << "192.168.0.7:0" << false;
        QTest::newRow("port too large") << "192.168.0.7:65536" << false;
        QTest::newRow("a path behind it") << "192.168.0.7:80/admin" << false;
        QTest::newRow("a line behind it") << "192.168.0.7:80\n" << false;
        QTest::newRow("somebody before it") << "a@192.168.0.7:80" << false;
        QTest::newRow("three numbers") << "192.168.7:80" << false;
        QTest::newRow("a scope") << "[fe80::1%eth0]:7610" << false;
        QTest::newRow("nothing") << "" << false;
        QTest::newRow("long") << "[" + QString(10000, u':') + "]:80" << false;
    }
    void neighboursAreToldByNumbersAlone()
    {
        QFETCH(QString, address);
        QFETCH(bool, isTaken);
        const auto about = readAbout(tellingOf({{"id", "a"}, {"addresses", QJsonArray{address}}}));
        QVERIFY(about.has_value());
        QCOMPARE(about->neighbours.size(), size_t(isTaken));
    }

    void neighboursAreBounded()
    {
        QJsonArray many, addresses;
        for (int i = 0; i < 100; ++i)
            addresses.append(QStringLiteral("10.0.0.1:%1").arg(i + 1));
        for (int i = 0; i < 12; ++i)
            many.append(QJsonObject{{"id", QStringLiteral("h%1").arg(i)},
                                    {"name", QString(70, u'x')},
                                    {"addresses", addresses}});
        const auto about = readAbout(changed("near", many));
        QVERIFY(about.has_value());
        QCOMPARE(about->neighbours.size(), size_t(12));
        for (const NearHost &host : about->neighbours) {
            QCOMPARE(host.addresses.size(), 4);
            QCOMPARE(host.name.size(), 64);
        }
        QJsonArray more;
        for (int i = 0; i < 200; ++i)
            more.append(QJsonObject{{"addresses", QJsonArray{"10.0.0.1:80"}}});
        QCOMPARE(readAbout(changed("near", more))->neighbours.size(), mostNeighbours);
    }

    void theSameAddressTwiceIsOne()
    {
        const auto about = readAbout(
            tellingOf({{"addresses", QJsonArray{"10.0.0.1:80", "10.0.0.1:80", "10.0.0.2:80"}}}));
        QVERIFY(about.has_value());
        QCOMPARE(about->neighbours.at(0).addresses.size(), 2);
    }

    void whatIsWrittenFits()
    {
        About about = whole();
        about.neighbours.clear();
        const QString longAddress = QStringLiteral("[1111:2222:3333:4444:5555:6666:7777:8888]:%1");
        for (int i = 0; i < 100; ++i) {
            about.neighbours.push_back(
                {QString(64, u'a'), QString(64, u'가'), {}, QByteArray(32, 'x')});
            for (int port = 10000; port < 10010; ++port)
                about.neighbours.back().addresses << longAddress.arg(port);
        }
        const QByteArray json = aboutJson(about);
        QVERIFY(json.size() <= largestAbout);
        const auto read = readAbout(json);
        QVERIFY(read.has_value());
        QCOMPARE(read->neighbours.size(), mostNeighbours);
        QCOMPARE(read->neighbours.front().addresses.size(), 4);

        // Names that take six bytes a letter in JSON: what does not fit is left out, from the end.
        for (NearHost &host : about.neighbours) {
            host.name = QString(400, u'\u0001');
            host.addresses.resize(1);
        }
        const QByteArray escaped = aboutJson(about);
        QVERIFY(escaped.size() <= largestAbout);
        QVERIFY(escaped.size() > largestAbout / 2);
        QVERIFY(readAbout(escaped).has_value());
    }
};

QTEST_APPLESS_MAIN(tst_About)
#include "tst_about.moc"
