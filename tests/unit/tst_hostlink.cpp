// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/hostlink.h"

#include <QTest>
#include <QUrl>

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
        QTest::newRow("a long link") << "madang://host?room=a&x=" + QString(600, u'a');
    }
    void leadsNowhere()
    {
        QFETCH(QString, text);
        QVERIFY(!Chat::readHostLink(text));
    }
};

QTEST_APPLESS_MAIN(tst_HostLink)
#include "tst_hostlink.moc"
