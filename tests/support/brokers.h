// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The brokers that may have a host's topics and queues, for the tests of what each promises.

#include "server/broker/broker.h"
#include "server/relay/relay.h"
#include "stomp/net/tcplink.h"
#include "tests/support/memoryqueuelog.h"
#include "tests/support/notingapplication.h"
#include "tests/support/privatebroker.h"

#include <QTest>

#include <memory>
#include <optional>

namespace Server {

enum class Behind { Memory, RabbitMq, ActiveMq };

/// A row for each; of the others where they are installed, or all tests are to run.
inline void addBrokers()
{
    QTest::addColumn<Behind>("behind");
    QTest::newRow("in memory") << Behind::Memory;
    if (PrivateBroker::isWanted(PrivateBroker::Kind::RabbitMq))
        QTest::newRow("rabbitmq") << Behind::RabbitMq;
    if (PrivateBroker::isWanted(PrivateBroker::Kind::ActiveMq))
        QTest::newRow("activemq") << Behind::ActiveMq;
}

/// A broker with the queues in memory, or with one of the others behind it.
class BrokerHouse {
public:
    explicit BrokerHouse(Behind behind, const Broker::Options &options = {})
        : m_behind(behind), broker(std::make_unique<Broker>(options, m_door))
    {
        broker->setApplication(&application);
        broker->openQueues(m_log, {});
        if (behind == Behind::Memory) {
            // What Completion waits for is done by the turns of the event loop.
            QObject::connect(&m_worker, &QTimer::timeout, [this] { m_log.work(); });
            m_worker.start(0);
            return;
        }
        server =
            PrivateBroker::instance(behind == Behind::RabbitMq ? PrivateBroker::Kind::RabbitMq
                                                               : PrivateBroker::Kind::ActiveMq);
        if (server)
            connectRelay();
    }
    ~BrokerHouse() { broker.reset(); }

    void connectRelay()
    {
        Relay::Options options;
        options.sessions.kind =
            m_behind == Behind::RabbitMq ? RelayKind::RabbitMq : RelayKind::ActiveMq;
        options.sessions.connect = {{"host", "/"}, {"login", "guest"}, {"passcode", "guest"}};
        options.own = options.sessions;
        relay = std::make_unique<Relay>(
            options,
            [port = server->port()] {
                return std::make_unique<Stomp::TcpLink>(
                    Stomp::TcpLink::Options{QStringLiteral("127.0.0.1"), port, false, {}});
            },
            broker->downstream());
        broker->setUpstream(relay.get());
    }
    bool isReady()
    {
        return m_behind == Behind::Memory ||
               (relay && QTest::qWaitFor([this] { return relay->status().connected; }, 60000));
    }
    bool isRelayed() const { return m_behind != Behind::Memory; }

private:
    Behind m_behind;
    OpenDoor m_door;
    MemoryQueueLog m_log;
    QTimer m_worker;

public:
    NotingApplication application;
    PrivateBroker *server = nullptr; ///< nullptr in memory, or where it did not start.
    std::unique_ptr<Relay> relay;
    std::unique_ptr<Broker> broker;
};

} // namespace Server

Q_DECLARE_METATYPE(Server::Behind)
