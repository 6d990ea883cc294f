// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 in the middle of everything: what had its receipt is there after the next start, and a
// transaction is there whole or not at all.

#include "tests/support/hostprocess.h"
#include "tests/support/rawpeer.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

constexpr int patience = 60000;

struct Client : RawPeer {
    explicit Client(const HostProcess &host, const QByteArray &headers = {}) : RawPeer(host.port())
    {
        upgrade();
        sendText("CONNECT\naccept-version:1.2\nhost:x\n" + headers + "\n^");
    }
    /// What stands between these two, each time.
    QByteArrayList all(const QString &pattern) const
    {
        QByteArrayList found;
        const QRegularExpression expression(pattern);
        auto matches = expression.globalMatch(QString::fromUtf8(stomp()));
        while (matches.hasNext())
            found.append(matches.next().captured(1).toUtf8());
        return found;
    }
    bool waitFor(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return stomp().contains(text); }, patience);
    }
};

QByteArray numberText(int number)
{
    return QByteArray::number(number).rightJustified(5, '0');
}

QSet<QByteArray> setOf(const QByteArrayList &list)
{
    return {list.begin(), list.end()};
}

} // namespace

class TestKilled : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void queueKeepsWhatItHasReceiptedFor()
    {
        HostProcess host;
        QVERIFY(host.startAndWait());
        QByteArray frames;
        for (int i = 0; i < 3000; ++i)
            frames += "SEND\ndestination:/queue/kept\npersistent:true\nreceipt:r" + numberText(i) +
                      "\n\nbody " + numberText(i) + '^';
        Client sender(host);
        sender.sendText(frames);
        QVERIFY(sender.waitFor("receipt-id:r00200\n"));
        host.kill();
        const QByteArrayList receipts = sender.all(QStringLiteral("receipt-id:r(\\d+)\n"));

        QVERIFY(host.startAndWait());
        const QByteArrayList kept = drain(host, "/queue/kept", "body ");
        QVERIFY2(setOf(kept).contains(setOf(receipts)), host.errors().constData());
        // In their order, none twice, and marked: nobody knows whether they had been handed out.
        for (int i = 0; i < kept.size(); ++i)
            QCOMPARE(kept[i], numberText(i));
    }

    void takenMessagesDoNotComeBack()
    {
        HostProcess host;
        QVERIFY(host.startAndWait());
        {
            Client sender(host);
            sender.sendText("SEND\ndestination:/queue/kept\npersistent:true\n\nbody 00001^"
                            "SEND\ndestination:/queue/kept\npersistent:true\n\nbody 00002^"
                            "SEND\ndestination:/queue/kept\n\nbody 00003^"
                            "SUBSCRIBE\nid:s\nack:client-individual\ndestination:/queue/kept\n\n^");
            QVERIFY(sender.waitFor("body 00003"));
            const QByteArrayList acks = sender.all(QStringLiteral("\nack:(\\d+)\n"));
            QCOMPARE(acks.size(), 3);
            sender.sendText("ACK\nid:" + acks[0] + "\n\n^");
            // The log does what it is asked in that order.
            sender.sendText("SEND\ndestination:/queue/other\npersistent:true\nreceipt:r\n\n^");
            QVERIFY(sender.waitFor("receipt-id:r\n"));
            sender.sendText("SEND\ndestination:/queue/other\npersistent:true\nreceipt:s\n\n^");
            QVERIFY(sender.waitFor("receipt-id:s\n"));
        }
        host.kill();
        QVERIFY(host.startAndWait());
        QCOMPARE(drain(host, "/queue/kept", "body "), QByteArrayList{"00002"});
    }

    void transactionIsThereWholeOrNotAtAll()
    {
        HostProcess host;
        QVERIFY(host.startAndWait());
        Client sender(host);
        QByteArray frames;
        for (int i = 0; i < 2000; ++i) {
            const QByteArray n = numberText(i);
            frames += "BEGIN\ntransaction:t\n\n^"
                      "SEND\ndestination:/app/chat/message\ntransaction:t\n\n"
                      "{\"roomId\":\"lobby\",\"message\":\"said " +
                      n +
                      "\"}^"
                      "SEND\ndestination:/queue/kept\npersistent:true\ntransaction:t\n\nbody " +
                      n + "^COMMIT\ntransaction:t\nreceipt:c" + n + "\n\n^";
        }
        sender.sendText(frames);
        QVERIFY(sender.waitFor("receipt-id:c00150\n"));
        host.kill();
        const QByteArrayList receipts = sender.all(QStringLiteral("receipt-id:c(\\d+)\n"));

        QVERIFY(host.startAndWait());
        const QByteArrayList queued = drain(host, "/queue/kept", "body ");
        Client reader(host);
        reader.sendText("SUBSCRIBE\nid:s\ndestination:/topic/chat/room/lobby\nsince:0\n"
                        "receipt:r\n\n^SEND\ndestination:/topic/chat/room/lobby\n\nthe end^");
        QVERIFY(reader.waitFor("the end"));
        const QByteArrayList said = reader.all(QStringLiteral("\"said (\\d+)\""));
        QCOMPARE(said, queued);
        QVERIFY(setOf(said).contains(setOf(receipts)));
    }

private:
    /// All that waits in a queue: what follows `before` in each body.
    static QByteArrayList drain(const HostProcess &host, const QByteArray &queue,
                                const QByteArray &before)
    {
        Client consumer(host);
        consumer.sendText("SEND\ndestination:" + queue +
                          "\n\nthe end^SUBSCRIBE\nid:s\ndestination:" + queue + "\n\n^");
        if (!consumer.waitFor("the end"))
            return {"nothing came"};
        return consumer.all(QStringLiteral("redelivered:true\n[^\\0]*\n\n") +
                            QString::fromUtf8(before) + QStringLiteral("(\\d+)"));
    }
};

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
