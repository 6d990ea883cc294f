// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/offeredlink.h"

#include <QTest>

class tst_OfferedLink : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void links_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("address"); // empty: none of ours
        const auto row = [](const char *text, const char *address) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(address);
        };
        row("madang://192.168.0.5", "192.168.0.5:7610");
        row("madang://192.168.0.5:7611/?room=팀", "192.168.0.5:7611");
        row(" madang://host/ \n", "host:7610");
        row("http://192.168.0.5:7610", "192.168.0.5:7610");
        row("http://192.168.0.5:7610/#key=abc", "192.168.0.5:7610");
        row("https://10.1.2.3:7610/", "10.1.2.3:7610");
        row("http://[fe80::1]:7610/", "[fe80::1]:7610");
        row("http://minjun.local:7610/", "minjun.local:7610");
        row("http://minjun:7610/", "minjun:7610");
        row("http://192.168.0.5/", "");                // any page of a router
        row("http://192.168.0.5:7610/report.pdf", ""); // a file of somebody's
        row("http://8.8.8.8:7610/", "");
        row("https://example.com:7610/", "");
        row("http://172.32.0.1:7610/", "");
        row("http://me:secret@192.168.0.5:7610/", "");
        row("madang://192.168.0.5:7610/somewhere", "");
        row("madang://192.168.0.5:7610/?room=a b", "");
        row("192.168.0.5:7610", "");
        row("see madang://192.168.0.5:7610", "");
        row("ws://192.168.0.5:7610/", "");
        row("", "");
    }

    void links()
    {
        QFETCH(QString, text);
        QFETCH(QString, address);
        const auto link = Ui::offeredLink(text);
        QCOMPARE(link ? link->address : QString(), address);
    }

    void whatIsSecretIsNotWhatIsShown()
    {
        const auto link = Ui::offeredLink(
            QStringLiteral("madang://192.168.0.5:7610/?room=team#fp=abcd&key=sesame"));
        QVERIFY(link);
        QVERIFY(link->hasSecret);
        QVERIFY(link->proves);
        QCOMPARE(link->room, QStringLiteral("team"));
        QVERIFY(!link->address.contains(QStringLiteral("sesame")));
        QVERIFY(link->text.endsWith(QStringLiteral("key=sesame")));
        QVERIFY(!Ui::offeredLink(QStringLiteral("madang://192.168.0.5:7610/"))->hasSecret);
    }

    void whatIsLongIsNoLink()
    {
        QVERIFY(!Ui::offeredLink(QStringLiteral("madang://192.168.0.5:7610/#key=") +
                                 QString(600, u'a')));
    }
};

QTEST_GUILESS_MAIN(tst_OfferedLink)
#include "tst_offeredlink.moc"
