// SPDX-License-Identifier: GPL-3.0-or-later
// A host with RabbitMQ or ActiveMQ behind it, which is killed and started again under load.

#include "tests/support/hostprocess.h"
#include "tests/support/privatebroker.h"
#include "tests/support/rawpeer.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <set>

namespace {

constexpr int patience = 120'000;

struct Client : RawPeer {
    explicit Client(quint16 port) : RawPeer(port)
    {
        upgrade();
        sendText("CONNECT\naccept-version:1.2\nhost:x\n\n^");
    }
    bool waitFor(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return stomp().contains(text) || isClosed(); }, patience) &&
               stomp().contains(text);
    }
    /// What is said in the lobby is taken by the host alone.
    bool chats(const QByteArray &text)
    {
        sendText("SEND\ndestination:/app/chat/message\nreceipt:r-" + text +
                 "\n\n{\"type\":\"TALK\",\"roomId\":\"lobby\",\"id\":\"c-" + text +
                 "\",\"message\":\"" + text + "\"}^");
        return waitFor("receipt-id:r-" + text + "\n");
    }
    /// The numbers behind `mark` in all that came, in their order.
    std::vector<int> numbers(const char *mark) const
    {
        std::vector<int> found;
        const QRegularExpression expression(QLatin1String(mark) + QStringLiteral("(\\d+)"));
        auto matches = expression.globalMatch(QString::fromUtf8(stomp()));
        while (matches.hasNext())
            found.push_back(matches.next().captured(1).toInt());
        return found;
    }
};

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
        QTest::addColumn<int>("kind");
        if (PrivateBroker::isInstalled(PrivateBroker::Kind::RabbitMq))
            QTest::newRow("rabbitmq") << int(PrivateBroker::Kind::RabbitMq);
        if (PrivateBroker::isInstalled(PrivateBroker::Kind::ActiveMq))
            QTest::newRow("activemq") << int(PrivateBroker::Kind::ActiveMq);
    }
    void whatHasItsReceiptArrivesOnce()
    {
        QFETCH(int, kind);
        const bool isRabbit = PrivateBroker::Kind(kind) == PrivateBroker::Kind::RabbitMq;
        PrivateBroker *broker = PrivateBroker::instance(PrivateBroker::Kind(kind));
        QVERIFY(broker);
        HostProcess host;
        const QStringList options{QStringLiteral("--relay"),
                                  QStringLiteral("stomp://127.0.0.1:%1").arg(broker->port()),
                                  QStringLiteral("--relay-kind"),
                                  isRabbit ? QStringLiteral("rabbitmq")
                                           : QStringLiteral("activemq"),
                                  QStringLiteral("--relay-passcode-file"),
                                  m_folder.filePath(QStringLiteral("passcode"))};
        QVERIFY2(host.startAndWait(options), host.errors().constData());
        QTRY_VERIFY_WITH_TIMEOUT(healthOf(host).contains("\"relay\":\"connected\""), patience);

        Client chatting(host.port());
        QVERIFY(chatting.chats("before"));
        begin(host.port());
        QTRY_VERIFY_WITH_TIMEOUT(receipted() > 50, patience);

        broker->kill();
        QTRY_VERIFY_WITH_TIMEOUT(m_sender->isClosed(), patience);
        QVERIFY2(
            m_sender->stomp().contains("\nmessage:the message broker behind this host is away"),
            m_sender->stomp().right(500).constData());
        QTRY_VERIFY_WITH_TIMEOUT(healthOf(host).contains("\"relay\":\"away\""), patience);
        // Whoever only chats does not notice, and new ones come in.
        QVERIFY(chatting.chats("meanwhile"));
        QVERIFY(Client(host.port()).chats("newcomer"));
        keep();

        broker->begin();
        QVERIFY(broker->waitUntilUp());
        const size_t before = m_receipted.size();
        const auto recovered = [&] {
            if (m_sender && m_sender->isClosed())
                keep();
            if (!m_sender)
                begin(host.port());
            return m_receipted.size() + receipted() > before + 50;
        };
        QVERIFY(QTest::qWaitFor(recovered, patience));
        m_sending = false;
        QTRY_VERIFY_WITH_TIMEOUT(m_sender->isClosed() || receipted() == size_t(m_sentBySession),
                                 patience);
        keep();

        Client reader(host.port());
        reader.sendText("SUBSCRIBE\nid:s\ndestination:/queue/load\n\n^SEND\ndestination:/queue/"
                        "load\npersistent:true\n\n<end>^");
        QVERIFY2(reader.waitFor("<end>"), reader.stomp().right(500).constData());
        const std::vector<int> read = reader.numbers("<n");
        QVERIFY(std::is_sorted(read.begin(), read.end()));
        const std::set<int> once(read.begin(), read.end());
        QCOMPARE(once.size(), read.size());
        for (const int number : m_receipted)
            QVERIFY2(once.contains(number), qPrintable(lostOf(m_receipted, once)));
        QVERIFY(chatting.chats("after"));
    }

    void cleanup()
    {
        m_sender.reset();
        m_receipted.clear();
        m_next = 0;
    }

private:
    size_t receipted() const
    {
        return m_sender ? m_sender->numbers("RECEIPT\\nreceipt-id:n").size() : 0;
    }
    /// A session that keeps 20 on their way.
    void begin(quint16 port)
    {
        m_sender = std::make_unique<Client>(port);
        m_sentBySession = 0;
        m_sending = true;
        connect(&m_sender->socket(), &QTcpSocket::readyRead, m_sender.get(), [this] { go(); });
        go();
    }
    void go()
    {
        while (m_sending && !m_sender->isClosed() && size_t(m_sentBySession) < receipted() + 20) {
            const QByteArray name = "n" + QByteArray::number(m_next++);
            ++m_sentBySession;
            m_sender->sendText("SEND\ndestination:/queue/load\npersistent:true\nreceipt:" + name +
                               "\n\n<" + name + ">^");
        }
    }
    /// What the session that is over was told.
    void keep()
    {
        if (!m_sender)
            return;
        for (const int number : m_sender->numbers("RECEIPT\\nreceipt-id:n"))
            m_receipted.insert(number);
        m_sender.reset();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Client> m_sender;
    std::set<int> m_receipted;
    int m_next = 0;
    int m_sentBySession = 0;
    bool m_sending = false;
};

QTEST_GUILESS_MAIN(TestBrokerAway)
#include "tst_brokeraway.moc"
