// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that fills up under a running host: who writes is told, what was accepted stays, and what
// was not comes in once there is room.

#include "tests/support/hostprocess.h"
#include "tests/support/rawpeer.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int patience = 60000;

QByteArray numberText(int number)
{
    return QByteArray::number(number).rightJustified(5, '0');
}

struct Client : RawPeer {
    explicit Client(const HostProcess &host) : RawPeer(host.port())
    {
        upgrade();
        sendText("CONNECT\naccept-version:1.2\nhost:x\n\n^");
    }
    bool waitFor(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return stomp().contains(text) || isClosed(); }, patience) &&
               stomp().contains(text);
    }
    void say(int number, qsizetype size)
    {
        sendText("SEND\ndestination:/app/chat/message\nreceipt:r" + numberText(number) +
                 "\n\n{\"type\":\"TALK\",\"roomId\":\"lobby\",\"id\":\"c" + numberText(number) +
                 "\",\"message\":\"m" + numberText(number) + '.' + QByteArray(size, 'x') + "\"}^");
    }
    /// An ERROR names what it is about, too.
    static QByteArray receipt(int number)
    {
        return "RECEIPT\nreceipt-id:r" + numberText(number) + "\n";
    }
    bool isStored(int number) { return stomp().contains(receipt(number)); }
};

/// A small disk of our own, while it lives; where the machine lets us.
class SmallDisk {
public:
    explicit SmallDisk(const QString &path) : m_path(path)
    {
        m_isThere =
            QProcess::execute(QStringLiteral("mount"),
                              {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                               QStringLiteral("size=6m"), QStringLiteral("none"), path}) == 0;
    }
    ~SmallDisk()
    {
        if (m_isThere)
            QProcess::execute(QStringLiteral("umount"), {m_path});
    }
    bool isThere() const { return m_isThere; }

private:
    QString m_path;
    bool m_isThere = false;
};

QByteArray get(const HostProcess &host, const QByteArray &path)
{
    RawPeer peer(host.port());
    peer.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    if (!QTest::qWaitFor([&] { return peer.isClosed(); }, patience))
        return {};
    return peer.received();
}

} // namespace

class TestFullDisk : public QObject {
    Q_OBJECT

    /// Says things till the host says that it has no room; gives the numbers it has taken, and the
    /// number that it did not take.
    static std::pair<QList<int>, int> fill(HostProcess &host)
    {
        QList<int> taken;
        Client client(host);
        for (int number = 0; number < 2000; ++number) {
            client.say(number, 20'000);
            if (!QTest::qWaitFor(
                    [&] { return client.isStored(number) || client.stomp().contains("ERROR\n"); },
                    patience))
                break;
            if (!client.isStored(number)) {
                const QByteArray told = client.stomp();
                if (!told.contains("disk is full"))
                    break;
                return {taken, number};
            }
            taken += number;
        }
        return {taken, -1};
    }

    /// The numbers in the lobby, oldest first.
    static QList<int> history(HostProcess &host, int newest)
    {
        Client reader(host);
        reader.sendText("SUBSCRIBE\nid:0\ndestination:/topic/chat/room/lobby\nsince:0\n"
                        "receipt:all\n\n^");
        reader.waitFor("m" + numberText(newest) + ".");
        QList<int> found;
        static const QRegularExpression expression(QStringLiteral("\"m(\\d{5})\\."));
        auto matches = expression.globalMatch(QString::fromUtf8(reader.stomp()));
        while (matches.hasNext())
            found += matches.next().captured(1).toInt();
        return found;
    }

private Q_SLOTS:
    void boundedLogTellsAndKeeps()
    {
        HostProcess host;
        QVERIFY(host.startAndWait({QStringLiteral("--store-bytes"), QStringLiteral("2000000"),
                                   QStringLiteral("--queue-bytes"), QStringLiteral("67108864")}));
        const auto [taken, refused] = fill(host);
        QVERIFY2(refused > 10, host.errors().constData());
        const QByteArray status = get(host, "/status.json");
        QVERIFY2(status.contains("\"disk\":\"full\""), status.constData());
        QVERIFY(get(host, "/metrics").contains("madang_store_full 1"));
        QCOMPARE(history(host, taken.last()), taken);
        // The operator is told once, however many are refused.
        Client another(host);
        another.say(refused, 20'000);
        QVERIFY(another.waitFor("disk is full"));
        QTRY_VERIFY_WITH_TIMEOUT(host.errors().contains("disk: full"), patience);
        QCOMPARE(host.errors().count("disk: full"), 1);
    }

    void fullDiskTellsKeepsAndRecovers()
    {
        QTemporaryDir folder;
        SmallDisk disk(folder.path());
        if (!disk.isThere())
            QSKIP("a small disk (mount -t tmpfs) cannot be made here");
        HostProcess host;
        host.dataFolder = folder.path();
        // Takes room that can be given back.
        QFile filler(folder.filePath(QStringLiteral("filler")));
        QVERIFY(filler.open(QIODevice::WriteOnly) &&
                filler.write(QByteArray(2'500'000, 'x')) == 2'500'000);
        filler.close();
        QVERIFY(host.startAndWait({QStringLiteral("--queue-bytes"), QStringLiteral("67108864")}));

        auto [taken, refused] = fill(host);
        QVERIFY2(refused > 10, host.errors().constData());
        QCOMPARE(history(host, taken.last()), taken);
        QVERIFY(get(host, "/status.json").contains("\"disk\":\"full\""));

        QVERIFY(filler.remove());
        Client again(host);
        for (int number = refused; number < refused + 10; ++number)
            again.say(number, 20'000);
        for (int number = refused; number < refused + 10; ++number) {
            QVERIFY(again.waitFor(Client::receipt(number)));
            taken += number;
        }
        QCOMPARE(history(host, taken.last()), taken);
        QVERIFY(!get(host, "/status.json").contains("\"disk\":\"full\""));

        // And what was accepted is there after a kill, too.
        host.kill();
        QVERIFY(host.startAndWait({QStringLiteral("--queue-bytes"), QStringLiteral("67108864")}));
        QCOMPARE(history(host, taken.last()), taken);
    }
};

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_fulldisk.moc"
