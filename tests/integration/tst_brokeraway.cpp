// SPDX-License-Identifier: GPL-3.0-or-later
// A host with RabbitMQ or ActiveMQ behind it, which is killed and started again under load.

#include "tests/support/hostprocess.h"
#include "tests/support/privatebroker.h"
#include "tests/support/talkingpeer.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <set>

namespace {

constexpr int patience = 120'000;

const QByteArray load = "/queue/load";

/// The numbers of the SENDs that have their receipt.
std::vector<int> receiptsOf(const TalkingPeer &peer)
{
    static const QRegularExpression receipt(QStringLiteral("RECEIPT\nreceipt-id:n(\\d+)\n"));
    std::vector<int> found;
    auto matches = receipt.globalMatch(QString::fromUtf8(peer.stomp()));
    while (matches.hasNext())
        found.push_back(matches.next().captured(1).toInt());
    return found;
}

/// A message with a number, which outlives its broker.
QByteArray numbered(int number)
{
    const QByteArray name = "n" + QByteArray::number(number);
    return "SEND\ndestination:" + load + "\npersistent:true\nreceipt:" + name + "\n\n<" + name +
           ">^";
}

QString lostOf(const std::set<int> &receipted, const std::set<int> &read)
{
    QStringList lost;
    for (const int number : receipted) {
        if (!read.contains(number))
            lost << QString::number(number);
    }
    return QStringLiteral("%1 of %2, %3 were read, lost: ")
               .arg(lost.size())
               .arg(receipted.size())
               .arg(read.size()) +
           lost.join(u' ');
}

QByteArray healthOf(const HostProcess &host)
{
    RawPeer peer(host.port());
    peer.write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return QTest::qWaitFor([&] { return peer.isClosed(); }, patience) ? peer.body() : QByteArray();
}

} // namespace

class TestBrokerAway : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_folder.filePath(QStringLiteral("passcode")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("guest\n");
    }

    void whatHasItsReceiptArrivesOnce_data()
    {
        QTest::addColumn<PrivateBroker::Kind>("kind");
        if (PrivateBroker::isWanted(PrivateBroker::Kind::RabbitMq))
            QTest::newRow("rabbitmq") << PrivateBroker::Kind::RabbitMq;
        if (PrivateBroker::isWanted(PrivateBroker::Kind::ActiveMq))
            QTest::newRow("activemq") << PrivateBroker::Kind::ActiveMq;
        if (!PrivateBroker::isWanted(PrivateBroker::Kind::RabbitMq) &&
            !PrivateBroker::isWanted(PrivateBroker::Kind::ActiveMq))
            QSKIP("neither RabbitMQ nor ActiveMQ is installed");
    }
    void whatHasItsReceiptArrivesOnce()
    {
        QFETCH(PrivateBroker::Kind, kind);
        PrivateBroker *broker = PrivateBroker::instance(kind);
        QVERIFY(broker);
        HostProcess host;
        const QStringList options{QStringLiteral("--relay"),
                                  QStringLiteral("stomp://127.0.0.1:%1").arg(broker->port()),
                                  QStringLiteral("--relay-kind"),
                                  kind == PrivateBroker::Kind::RabbitMq
                                      ? QStringLiteral("rabbitmq")
                                      : QStringLiteral("activemq"),
                                  QStringLiteral("--relay-passcode-file"),
                                  m_folder.filePath(QStringLiteral("passcode"))};
        QVERIFY2(host.startAndWait(options), host.errors().constData());
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(host), patience);

        // RabbitMQ gives receipts for what is in a new queue before it has written down for good
        // that there is that queue: the last of it waits in memory for up to two seconds, and a
        // queue whose last is missing never was. So this one is there before.
        TalkingPeer first(host);
        first.sendText(numbered(m_next));
        QVERIFY(first.waitFor("RECEIPT\nreceipt-id:n0\n"));
        m_receipted.insert(m_next++);
        QVERIFY(broker->stop());
        QTRY_VERIFY_WITH_TIMEOUT(first.isClosed(), patience);
        broker->begin();
        QVERIFY(broker->waitUntilUp());
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(host), patience);

        TalkingPeer chatting(host);
        chatting.say("before");
        QVERIFY(chatting.isTaken("before"));
        begin(host);
        QTRY_VERIFY_WITH_TIMEOUT(receipted() > 50, patience);

        broker->kill();
        QTRY_VERIFY_WITH_TIMEOUT(m_sender->isClosed(), patience);
        QVERIFY2(
            m_sender->stomp().contains("\nmessage:the message broker behind this host is away"),
            m_sender->stomp().right(500).constData());
        QTRY_VERIFY_WITH_TIMEOUT(healthOf(host).contains("\"relay\":\"away\""), patience);
        // Whoever only chats does not notice, and new ones come in.
        chatting.say("meanwhile");
        QVERIFY(chatting.isTaken("meanwhile"));
        TalkingPeer newcomer(host);
        newcomer.say("newcomer");
        QVERIFY(newcomer.isTaken("newcomer"));
        keep();

        broker->begin();
        QVERIFY(broker->waitUntilUp());
        const size_t before = m_receipted.size();
        const auto recovered = [&] {
            if (m_sender && m_sender->isClosed())
                keep();
            if (!m_sender)
                begin(host);
            return m_receipted.size() + receipted() > before + 50;
        };
        QVERIFY(QTest::qWaitFor(recovered, patience));
        m_sending = false;
        QTRY_VERIFY_WITH_TIMEOUT(m_sender->isClosed() || receipted() == size_t(m_sentBySession),
                                 patience);
        keep();

        TalkingPeer reader(host);
        reader.subscribe(load);
        reader.sendText("SEND\ndestination:" + load + "\npersistent:true\n\n<end>^");
        QVERIFY2(reader.waitFor("<end>"), reader.stomp().right(500).constData());
        std::vector<int> read;
        for (const QByteArray &name : reader.heard()) {
            if (name != "end")
                read.push_back(name.mid(1).toInt());
        }
        QVERIFY(std::is_sorted(read.begin(), read.end()));
        const std::set<int> once(read.begin(), read.end());
        QCOMPARE(once.size(), read.size());
        for (const int number : m_receipted)
            QVERIFY2(once.contains(number), qPrintable(lostOf(m_receipted, once)));
        chatting.say("after");
        QVERIFY(chatting.isTaken("after"));
    }

    void cleanup()
    {
        m_sender.reset();
        m_receipted.clear();
        m_next = 0;
    }

private:
    bool isConnected(const HostProcess &host) const
    {
        return healthOf(host).contains("\"relay\":\"connected\"");
    }
    size_t receipted() const { return m_sender ? receiptsOf(*m_sender).size() : 0; }
    /// A session that keeps 20 on their way.
    void begin(const HostProcess &host)
    {
        m_sender = std::make_unique<TalkingPeer>(host);
        m_sentBySession = 0;
        m_sending = true;
        connect(&m_sender->socket(), &QTcpSocket::readyRead, m_sender.get(), [this] { go(); });
        go();
    }
    void go()
    {
        while (m_sending && !m_sender->isClosed() && size_t(m_sentBySession) < receipted() + 20) {
            ++m_sentBySession;
            m_sender->sendText(numbered(m_next++));
        }
    }
    /// What the session that is over was told.
    void keep()
    {
        if (!m_sender)
            return;
        for (const int number : receiptsOf(*m_sender))
            m_receipted.insert(number);
        m_sender.reset();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<TalkingPeer> m_sender;
    std::set<int> m_receipted;
    int m_next = 0;
    int m_sentBySession = 0;
    bool m_sending = false;
};

QTEST_GUILESS_MAIN(TestBrokerAway)
#include "tst_brokeraway.moc"
