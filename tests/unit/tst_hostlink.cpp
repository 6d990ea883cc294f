// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/address.h"
#include "stomp/wire/hostlink.h"

#include <QTest>
#include <QUrl>

namespace {

const QByteArray somePrint = QByteArray(31, '\xfb') + '\x07';

/// As a link has it.
QString printed(const QByteArray &bytes)
{
    return QString::fromLatin1(
        bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace

class tst_HostLink : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void leadsIntoAHost_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("room");
        QTest::newRow("host") << "madang://192.168.0.12"
                              << "192.168.0.12:7610"
                              << "";
        QTest::newRow("port") << "madang://host:7611"
                              << "host:7611"
                              << "";
        QTest::newRow("slash, as browsers add one") << "madang://host:7611/"
                                                    << "host:7611"
                                                    << "";
        QTest::newRow("room") << "madang://host:7611?room=lobby"
                              << "host:7611"
                              << "lobby";
        QTest::newRow("room behind a slash") << "madang://host/?room=a.b_c-1"
                                             << "host:7610"
                                             << "a.b_c-1";
        QTest::newRow("Hangul") << QStringLiteral("madang://host?room=점심") << "host:7610"
                                << QStringLiteral("점심");
        QTest::newRow("Hangul, encoded")
            << "madang://host?room=" +
                   QString::fromLatin1(QUrl::toPercentEncoding(QStringLiteral("점심")))
            << "host:7610" << QStringLiteral("점심");
        QTest::newRow("IPv6") << "madang://[fe80::1]:7610"
                              << "[fe80::1]:7610"
                              << "";
        QTest::newRow("letters of any case") << "MADANG://Host"
                                             << "host:7610"
                                             << "";
        QTest::newRow("what later versions add") << "madang://host?room=a&day=3#x"
                                                 << "host:7610"
                                                 << "a";
        QTest::newRow("blanks around it") << " madang://host\n"
                                          << "host:7610"
                                          << "";
    }
    void leadsIntoAHost()
    {
        QFETCH(QString, text);
        const auto link = Chat::readHostLink(text);
        QVERIFY(link);
        QTEST(link->address, "address");
        QTEST(link->room.toString(), "room");
    }

    void leadsNowhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << "";
        QTest::newRow("an address only") << "192.168.0.12:7610";
        QTest::newRow("another scheme") << "https://host:7610";
        QTest::newRow("one that begins so") << "madang-x://host";
        QTest::newRow("no host") << "madang://";
        QTest::newRow("only a room") << "madang://?room=a";
        QTest::newRow("no port") << "madang://host:99999";
        QTest::newRow("a password") << "madang://me:secret@host";
        QTest::newRow("a path") << "madang://host/etc/passwd";
        QTest::newRow("an option") << "--host";
        QTest::newRow("no room's name") << "madang://host?room=a%2Fb";
        QTest::newRow("a line in the room") << "madang://host?room=a%0Ab";
        QTest::newRow("a long room") << "madang://host?room=" + QString(65, u'a');
        QTest::newRow("a fingerprint that is short") << "madang://host#fp=AAAA";
        QTest::newRow("a fingerprint that is long")
            << "madang://host#fp=" + printed(QByteArray(33, 'a'));
        QTest::newRow("a fingerprint with rubbish in it")
            << "madang://host#fp=" + printed(somePrint).replace(3, 1, QStringLiteral("!"));
        QTest::newRow("a fingerprint with more in it")
            << "madang://host#fp=" + printed(somePrint).insert(3, u'!');
        QTest::newRow("a fingerprint that ends otherwise")
            << "madang://host#fp=" + printed(QByteArray(32, '\0')).replace(42, 1, u'B');
        QTest::newRow("a fingerprint in hex")
            << "madang://host#fp=" + QString::fromLatin1(somePrint.toHex());
        QTest::newRow("a long secret") << "madang://host#key=" + QString(65, u'a');
        QTest::newRow("a line in the secret") << "madang://host#key=a%0Ab";
        QTest::newRow("a header in the secret") << "madang://host#key=a%0Alogin:owner";
        QTest::newRow("Hangul in the secret") << QStringLiteral("madang://host#key=열쇠");
        QTest::newRow("a long link") << "madang://host?room=a&x=" + QString(600, u'a');
    }
    void leadsNowhere()
    {
        QFETCH(QString, text);
        QVERIFY(!Chat::readHostLink(text));
    }

    void allOfALink()
    {
        const QString text = QStringLiteral("madang://192.168.0.7:7611/?room=lobby&also="
                                            "10.0.0.2:7610,[fe80::1]:7612#fp=%1&key=a_B-9")
                                 .arg(printed(somePrint));
        const auto link = Chat::readHostLink(text);
        QVERIFY(link);
        QCOMPARE(link->address, QStringLiteral("192.168.0.7:7611"));
        QCOMPARE(link->also,
                 (QStringList{QStringLiteral("10.0.0.2:7610"), QStringLiteral("[fe80::1]:7612")}));
        QCOMPARE(link->fingerprint, somePrint);
        QCOMPARE(link->secret, QByteArray("a_B-9"));
        QCOMPARE(Chat::writeHostLink(*link), text);
        QCOMPARE(Chat::publicLink(text), text.section(u'#', 0, 0));
        QVERIFY(!Chat::publicLink(text).contains(QStringLiteral("a_B-9")));
    }

    void otherAddressesAreBounded()
    {
        const auto link =
            Chat::readHostLink(QStringLiteral("madang://host/?also=host:7610,,a:1,"
                                              "ws://b:2,c/d,me@e,a:1,f:99999,g,h:3,i:4"));
        QVERIFY(link);
        QCOMPARE(link->also, (QStringList{QStringLiteral("a:1"), QStringLiteral("g:7610"),
                                          QStringLiteral("h:3")}));
    }

    void whatIsNoneIsNotWritten()
    {
        Chat::HostLink link;
        QVERIFY(Chat::writeHostLink(link).isEmpty());
        link.address = QStringLiteral("me:secret@host");
        QVERIFY(Chat::writeHostLink(link).isEmpty());
        link.address = QStringLiteral("host:7610");
        link.also = QStringList{QStringLiteral("x/y"), QStringLiteral("host:7610")};
        link.room = Chat::RoomId(QStringLiteral("a/b"));
        link.fingerprint = "short";
        link.secret = "not allowed";
        QCOMPARE(Chat::writeHostLink(link), QStringLiteral("madang://host:7610/"));
    }

    // What a bare address and a link mean, and what has to be said.
    void isEncryptedUnlessSaid()
    {
        for (const char *typed :
             {"host", "madang://host", "wss://host", "https://host", "HTTPS://host"})
            QCOMPARE(Chat::hostUrl(QLatin1String(typed)),
                     QUrl(QStringLiteral("wss://host:7610/ws-stomp")));
        for (const char *typed : {"ws://host", "http://host"})
            QCOMPARE(Chat::hostUrl(QLatin1String(typed)),
                     QUrl(QStringLiteral("ws://host:7610/ws-stomp")));
        for (const char *typed : {"host:1", "ws://host:1"})
            QCOMPARE(Chat::typedText(Chat::hostUrl(QLatin1String(typed))), QLatin1String(typed));
        QCOMPARE(Chat::programUrl(QStringLiteral("host")).scheme(), QStringLiteral("ws"));
        QCOMPARE(Chat::programUrl(QStringLiteral("https://host")).scheme(), QStringLiteral("wss"));
    }
};

QTEST_APPLESS_MAIN(tst_HostLink)
#include "tst_hostlink.moc"
