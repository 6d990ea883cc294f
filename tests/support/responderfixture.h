// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/simulatednetwork.h"

#include <QTest>

#include <algorithm>

/// One Responder in a time of its own, and what others ask it.
class ResponderFixture : public QObject {
protected:
    using Message = Discovery::Message;
    using Record = Discovery::Record;
    using Question = Discovery::Question;
    using DnsName = Discovery::DnsName;
    using TimePoint = Discovery::TimePoint;

    struct Said {
        std::chrono::milliseconds at{}; ///< Since the last that was asked for.
        Message message;
        std::optional<Discovery::Endpoint> to;
    };

    const Discovery::Endpoint asker{QHostAddress("10.0.0.9"), Discovery::mdnsPort};
    const QString ownAddress = QStringLiteral("10.0.0.1");
    const DnsName ownInstance{{"Jo", "_madang", "_tcp", "local"}};
    const DnsName ownHost{{"madang-10-0-0-1", "local"}};

    static Question ask(const DnsName &name, quint16 type, bool unicast = false)
    {
        return {name, type, Discovery::RecordClass::internet, unicast};
    }

    static Message query(const QList<Question> &questions, const QList<Record> &known = {})
    {
        Message message;
        message.questions = questions;
        message.answers = known;
        return message;
    }

    static Message answerOf(const QList<Record> &records)
    {
        Message message;
        message.response = true;
        message.answers = records;
        return message;
    }

    static QList<quint16> typesOf(const QList<Record> &records)
    {
        QList<quint16> types;
        for (const Record &record : records)
            types.append(record.type);
        std::sort(types.begin(), types.end());
        return types;
    }

    TimePoint now{};
    std::mt19937 dice;
    std::optional<Discovery::Responder> responder;

    /// Everything that is said while time passes.
    std::vector<Said> pass(std::chrono::milliseconds time)
    {
        const TimePoint begin = now, end = now + time;
        std::vector<Said> said;
        const auto note = [&] {
            for (const Discovery::Packet &packet : responder->takeOutput()) {
                said.push_back({std::chrono::duration_cast<std::chrono::milliseconds>(now - begin),
                                packet.message, packet.to});
            }
        };
        note();
        for (auto next = responder->deadline(); next && *next <= end;
             next = responder->deadline()) {
            now = std::max(now, *next);
            responder->tick(now);
            note();
        }
        now = end;
        return said;
    }
    void publish(const QString &name = QStringLiteral("Jo"), quint16 port = 7610)
    {
        responder->publish(SimulatedNetwork::service(name, ownAddress.toLatin1(), port),
                           Discovery::Responder::Haste::Now, now);
    }
    /// Announced, and silent since a while.
    void publishAndWait()
    {
        publish();
        pass(std::chrono::seconds(20));
        QVERIFY(responder->hasWon());
    }
    /// As somebody says it of that name: another place.
    static Record otherSrv(const DnsName &name, quint16 port = 1)
    {
        return {name,
                Discovery::RecordType::srv,
                Discovery::RecordClass::internet,
                true,
                120,
                Discovery::SrvData{0, 0, port, DnsName({"other", "local"})}};
    }
    Record ownPointer(quint32 ttl = 4500) const
    {
        return {Discovery::serviceType(),
                Discovery::RecordType::ptr,
                Discovery::RecordClass::internet,
                false,
                ttl,
                ownInstance};
    }
    void setUp()
    {
        now = TimePoint(std::chrono::hours(1));
        dice.seed(1);
        responder.emplace(Discovery::serviceType(), [this](int below) {
            return std::uniform_int_distribution<int>(0, below - 1)(dice);
        });
        responder->setAddresses({QHostAddress(ownAddress)}, now);
    }
};
