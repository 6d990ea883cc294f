// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The options of a host: for each what it may be told in three ways, and what not.

#include "server/hostconfig.h"

#include <QString>

namespace HostOptionCases {

using namespace Server;

/// An option with three good values, a bad one, and what it sets as text.
struct Case {
    const char *key;
    const char *inFile;
    const char *inEnvironment;
    const char *asFlag;
    const char *bad; ///< Null where every value will do.
    QString (*shown)(const HostConfig &);
    const char *byDefault; ///< Null where it depends on the computer.
};

inline QString number(qint64 value)
{
    return QString::number(value);
}

/// The words of a choice, of which the config says the first or the second.
inline QString either(bool second, const char *first, const char *other)
{
    return QString::fromLatin1(second ? other : first);
}

inline const Case cases[] =
    {
        {"name", "file", "environment", "flag", "", [](const HostConfig &c) { return c.name; },
         nullptr},
        {"port", "1", "0", "65535", "65536",
         [](const HostConfig &c) { return c.port ? number(*c.port) : QStringLiteral("unset"); },
         "unset"},
        {"bind", "127.0.0.1", "::1", "192.168.0.5", "localhost",
         [](const HostConfig &c) { return c.bind.toString(); }, nullptr},
        {"announce", "off", "on", "off", "maybe",
         [](const HostConfig &c) {
             return c.announce ? QStringLiteral("on") : QStringLiteral("off");
         },
         "on"},
        {"interfaces", "eth0", "wlan0,eth1", "*", nullptr,
         [](const HostConfig &c) { return c.interfaces.join(u','); }, ""},
        {"not-interfaces", "tun0", "docker0,br-1", "virbr0", nullptr,
         [](const HostConfig &c) { return c.notInterfaces.join(u','); }, ""},
        {"data", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.dataFolder; }, nullptr},
        {"database", "dbname=file", "dbname=environment", "host=a,b dbname=flag", "",
         [](const HostConfig &c) { return c.database; }, ""},
        {"users", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.usersFile; }, ""},
        {"password-file", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.passwordFile; }, ""},
        {"allow-origin", "http://file", "http://environment", "http://flag", nullptr,
         [](const HostConfig &c) { return QString::fromUtf8(c.allowedOrigins.join(' ')); }, ""},
        {"jsonp", "on", "off", "on", "yes",
         [](const HostConfig &c) { return c.jsonp ? QStringLiteral("on") : QStringLiteral("off"); },
         "off"},
        {"allow-host", "file.example", "*", "flag", "http://flag",
         [](const HostConfig &c) { return QString::fromUtf8(c.allowedHosts.join(' ')); }, ""},
        {"rooms", "closed", "open", "closed", "shut",
         [](const HostConfig &c) {
             return c.openRooms ? QStringLiteral("open") : QStringLiteral("closed");
         },
         "open"},
        {"sync", "normal", "full", "normal", "off",
         [](const HostConfig &c) {
             return c.fullSync ? QStringLiteral("full") : QStringLiteral("normal");
         },
         "full"},
        {"body-bytes", "1024", "2048", "1073741824", "1023",
         [](const HostConfig &c) { return number(c.bodyBytes); }, "1048576"},
        {"subscriptions", "1", "2", "1000000", "1000001",
         [](const HostConfig &c) { return number(c.subscriptions); }, "1000"},
        {"queue-bytes", "65536", "70000", "1073741824", "65535",
         [](const HostConfig &c) { return number(c.queueBytes); }, "4194304"},
        {"queue-seconds", "1", "2", "3600", "0",
         [](const HostConfig &c) { return number(c.queueTime.count()); }, "10"},
        {"connect-seconds", "1", "2", "3600", "3601",
         [](const HostConfig &c) { return number(c.connectTime.count()); }, "10"},
        {"connections", "1", "2", "1000000", "-1",
         [](const HostConfig &c) { return number(c.connections); }, "20000"},
        {"connections-per-address", "1", "2", "1000000", "1.5",
         [](const HostConfig &c) { return number(c.connectionsPerAddress); }, "200"},
        {"accounts-per-address", "1", "2", "1000000", "0",
         [](const HostConfig &c) { return number(c.accountsPerAddress); }, "30"},
        {"store-bytes", "1", "2", "9223372036854775807", "9223372036854775808",
         [](const HostConfig &c) { return number(c.storeBytes); }, "0"},
        {"disk-warning-bytes", "0", "2", "9223372036854775807", "-1",
         [](const HostConfig &c) { return number(c.diskWarningBytes); }, "1073741824"},
        {"file-bytes", "1024", "2048", "1099511627776", "1023",
         [](const HostConfig &c) { return number(c.fileBytes); }, "104857600"},
        {"person-file-bytes", "1024", "2048", "9223372036854775807", "1023",
         [](const HostConfig &c) { return number(c.personFileBytes); }, "1073741824"},
        {"all-file-bytes", "1", "2", "9223372036854775807", "-1",
         [](const HostConfig &c) { return number(c.allFileBytes); }, "0"},
        {"file-seconds", "60", "61", "31622400", "59",
         [](const HostConfig &c) { return number(c.fileTime.count()); }, "86400"},
        {"file-types", "image/png", "text/*", "image/*", "",
         [](const HostConfig &c) { return QString::fromUtf8(c.fileTypes.join(' ')); }, "*"},
        {"webhook-loopback", "on", "off", "on", "maybe",
         [](const HostConfig &c) {
             return c.webhookLoopback ? QStringLiteral("on") : QStringLiteral("off");
         },
         "off"},
        {"accounts", "closed", "open", "closed", "ajar",
         [](const HostConfig &c) {
             return c.openAccounts ? QStringLiteral("open") : QStringLiteral("closed");
         },
         "open"},
        {"tcp-port", "1", "0", "65535", "65536",
         [](const HostConfig &c) { return number(c.tcpPort ? *c.tcpPort : -1); }, "-1"},
        {"relay", "stomp://file", "stomps://environment:1", "stomp://flag/", "http://flag",
         [](const HostConfig &c) { return c.relay.address; }, ""},
        {"relay-kind", "activemq", "rabbitmq", "activemq", "kafka",
         [](const HostConfig &c) {
             return either(c.relay.kind == RelayKind::ActiveMq, "rabbitmq", "activemq");
         },
         "rabbitmq"},
        {"relay-login", "file", "environment", "flag", "",
         [](const HostConfig &c) { return c.relay.login; }, "guest"},
        {"relay-passcode-file", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.relay.passcodeFile; }, ""},
        {"relay-system-login", "file", "environment", "flag", "",
         [](const HostConfig &c) { return c.relay.systemLogin; }, ""},
        {"relay-system-passcode-file", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.relay.systemPasscodeFile; }, ""},
        {"relay-virtual-host", "file", "environment", "flag", "",
         [](const HostConfig &c) { return c.relay.virtualHost; }, "/"},
        {"relay-authorities", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.relay.authoritiesFile; }, ""},
        {"policy", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.policyFile; }, ""},
        {"operator-token-file", "/file", "/environment", "/flag", "",
         [](const HostConfig &c) { return c.operatorTokenFile; }, ""},
        {"entrance", "invitation", "approval", "invitation", "closed",
         [](const HostConfig &c) {
             using Entrance = HostConfig::Entrance;
             return c.entrance == Entrance::Anyone
                        ? QStringLiteral("anyone")
                        : either(c.entrance == Entrance::Invitation, "approval", "invitation");
         },
         "anyone"},
        {"plain", "loopback", "on", "loopback", "no",
         [](const HostConfig &c) {
             return either(c.plain == HostConfig::Plain::Loopback, "on", "loopback");
         },
         "on"},
        {"unknown-destination", "ignore", "topic", "error", "queue",
         [](const HostConfig &c) {
             using Unknown = Compatibility::UnknownDestination;
             const Unknown unknown = c.compatibility.unknownDestination;
             return unknown == Unknown::Topic
                        ? QStringLiteral("topic")
                        : either(unknown == Unknown::Error, "ignore", "error");
         },
         "topic"},
        {"queue-mode", "broadcast", "competing", "broadcast", "maybe",
         [](const HostConfig &c) {
             return either(c.compatibility.queueMode == Compatibility::QueueMode::Broadcast,
                           "competing", "broadcast");
         },
         "competing"},
        {"plain-disconnect", "error", "close", "error", "maybe",
         [](const HostConfig &c) {
             return either(c.compatibility.errorOnPlainDisconnect, "close", "error");
         },
         "close"},
        {"unknown-version", "silent", "error", "silent", "maybe",
         [](const HostConfig
                &c) { return either(c.compatibility.silentOnUnknownVersion, "error", "silent"); },
         "error"},
        {"misuse", "ignore", "error", "ignore", "maybe",
         [](
             const HostConfig
                 &c) { return either(c.compatibility.ignoresMisuse, "error", "ignore"); },
         "error"},
        {"acknowledgements", "ignore", "stomp", "ignore", "maybe",
         [](
             const HostConfig
                 &c) { return either(c.compatibility.ignoresAcknowledgements, "stomp", "ignore"); },
         "stomp"},
        {"spring-frames", "on", "off", "on", "maybe",
         [](const HostConfig &c) { return either(c.compatibility.springFrames, "off", "on"); },
         "off"},
        {"binary", "content-type", "utf-8", "content-type", "maybe",
         [](
             const HostConfig
                 &c) { return either(c.compatibility.binaryByContentType, "utf-8", "content-type"); },
         "utf-8"},
        {"copy-headers", "on", "off", "on", "maybe",
         [](const HostConfig &c) { return either(c.compatibility.copiesAllHeaders, "off", "on"); },
         "off"},
        {"server-header", "off", "on", "off", "maybe",
         [](const HostConfig &c) { return either(!c.serverHeader, "on", "off"); }, "on"},
        {"stop-reason", "file", "environment", "flag",
         "", [](const HostConfig &c) { return c.stopReason; }, ""},
        {"trusted-proxy", "10.0.0.1/32", "192.0.2.0/24", "::1/128,10.0.0.5/32", "nobody",
         [](const HostConfig &c) {
             QStringList networks;
             for (const auto &network : c.trustedProxies)
                 networks += network.first.toString() + u'/' + QString::number(network.second);
             return networks.join(u',');
         },
         ""},
        {"drain", "1", "2", "3600", "3601",
         [](const HostConfig &c) { return number(c.drain.count()); }, "0"},
        {"log-format", "json", "text", "json", "maybe",
         [](const HostConfig &c) { return either(c.jsonLog, "text", "json"); }, "text"},
        {"loopback", "limited", "spared", "limited", "maybe",
         [](const HostConfig &c) { return either(!c.sparesLoopback, "spared", "limited"); },
         "spared"},
        {"queue-overflow", "drop-oldest", "reject", "drop-oldest", "maybe",
         [](const HostConfig &c) {
             return either(c.queues.overflow == QueueLimits::Overflow::DropOldest, "reject",
                           "drop-oldest");
         },
         "reject"},
        {"heart-beat-seconds", "0", "1", "3600", "3601",
         [](const HostConfig &c) { return number(c.heartBeat.count() / 1000); }, "10"},
        {"heart-beat-margin", "1", "2.5", "100", "0.9",
         [](const HostConfig &c) { return QString::number(c.heartBeatMargin); }, "3"},
        {"ping-seconds", "1", "2", "3600", "0",
         [](const HostConfig &c) { return number(c.pingTime.count()); }, "25"},
        {"pong-seconds", "1", "2", "3600", "0",
         [](const HostConfig &c) { return number(c.pongTime.count()); }, "20"},
        {"transactions", "0", "1", "10000", "10001",
         [](const HostConfig &c) { return number(c.transactions); }, "16"},
        {"handshakes", "1", "2", "1000000", "0",
         [](const HostConfig &c) { return number(c.handshakes); }, "1000"},
        {"messages-per-second", "0", "1", "1000000", "-1",
         [](const HostConfig &c) { return number(c.messagesPerSecond); }, "50"},
        {"message-burst", "1", "2", "1000000", "0",
         [](const HostConfig &c) { return number(c.messageBurst); }, "500"},
        {"bytes-per-second", "0", "1", "9223372036854775807", "-1",
         [](const HostConfig &c) { return number(c.bytesPerSecond); }, "8388608"},
        {"byte-burst", "1", "2", "9223372036854775807", "0",
         [](const HostConfig &c) { return number(c.byteBurst); }, "33554432"},
        {"queues", "1", "2", "1000000", "0",
         [](const HostConfig &c) { return number(c.queues.queues); }, "1000"},
        {"queue-messages", "1", "2", "1000000", "0",
         [](const HostConfig &c) { return number(c.queues.messages); }, "10000"},
        {"queue-content-bytes", "1024", "2048", "1073741824", "1023",
         [](const HostConfig &c) { return number(c.queues.bytes); }, "16777216"},
        {"all-queues-content-bytes", "1024", "2048", "1099511627776", "1023",
         [](const HostConfig &c) { return number(c.queues.allBytes); }, "134217728"},
        {"queue-attempts", "1", "2", "1000", "0",
         [](const HostConfig &c) { return number(c.queues.attempts); }, "5"},
        {"queue-prefetch", "1", "2", "10000", "0",
         [](const HostConfig &c) { return number(c.queues.prefetch); }, "100"},
        {"durable-subscriptions", "0", "1", "1000000", "-1",
         [](const HostConfig &c) { return number(c.queues.durableSubscriptions); }, "1000"},
        {"durable-subscriptions-per-user", "0", "1", "1000000", "-1",
         [](const HostConfig &c) { return number(c.queues.durableSubscriptionsPerUser); }, "100"},
};

} // namespace HostOptionCases
