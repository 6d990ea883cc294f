// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostreload.h"

namespace Server {
namespace {

/// Another certificate, or the first one, is for those who come; to have none any more would leave
/// links that say https without an answer.
bool losesTls(const HostConfig &running, const HostConfig &wanted)
{
    return !running.tlsCertificate.isEmpty() && wanted.tlsCertificate.isEmpty();
}

/// What those who come after the reload are met with, and what decides about everybody.
void takeOver(HostConfig &config, const HostConfig &wanted)
{
    config.name = wanted.name;
    if (!losesTls(config, wanted)) {
        config.tlsCertificate = wanted.tlsCertificate;
        config.tlsKey = wanted.tlsKey;
    }
    config.plain = wanted.plain;
    config.usersFile = wanted.usersFile;
    config.passwordFile = wanted.passwordFile;
    config.entrance = wanted.entrance;
    config.policyFile = wanted.policyFile;
    config.operatorTokenFile = wanted.operatorTokenFile;
    config.allowedOrigins = wanted.allowedOrigins;
    config.allowedHosts = wanted.allowedHosts;
    config.serverHeader = wanted.serverHeader;
    config.heartBeat = wanted.heartBeat;
    config.heartBeatMargin = wanted.heartBeatMargin;
    config.subscriptions = wanted.subscriptions;
    config.transactions = wanted.transactions;
    config.queueBytes = wanted.queueBytes;
    config.queueTime = wanted.queueTime;
    config.connectTime = wanted.connectTime;
    config.messagesPerSecond = wanted.messagesPerSecond;
    config.messageBurst = wanted.messageBurst;
    config.bytesPerSecond = wanted.bytesPerSecond;
    config.byteBurst = wanted.byteBurst;
    config.fileBytes = wanted.fileBytes;
    config.personFileBytes = wanted.personFileBytes;
    config.allFileBytes = wanted.allFileBytes;
    config.fileTime = wanted.fileTime;
    config.fileTypes = wanted.fileTypes;
    config.webhookLoopback = wanted.webhookLoopback;
    config.diskWarningBytes = wanted.diskWarningBytes;
    config.stopReason = wanted.stopReason;
    config.drain = wanted.drain;
}

template <typename Part, typename... Rows>
void compare(QStringList &different, const Part &running, const Part &wanted, const Rows &...rows)
{
    const auto compareOne = [&](const auto &row) {
        if (running.*row.second != wanted.*row.second)
            different.append(QString::fromLatin1(row.first));
    };
    (compareOne(rows), ...);
}

template <typename Member>
std::pair<const char *, Member> row(const char *key, Member member)
{
    return {key, member};
}

} // namespace

HostReload planReload(const HostConfig &running, const HostConfig &wanted)
{
    HostReload reload{running, {}};
    takeOver(reload.config, wanted);
    QStringList &different = reload.wantingRestart;
    if (losesTls(running, wanted))
        different += {QStringLiteral("tls-certificate"), QStringLiteral("tls-key")};
    compare(
        different, running, wanted, row("port", &HostConfig::port), row("bind", &HostConfig::bind),
        row("tcp-port", &HostConfig::tcpPort), row("tls", &HostConfig::tls),
        row("announce", &HostConfig::announce), row("interfaces", &HostConfig::interfaces),
        row("not-interfaces", &HostConfig::notInterfaces), row("data", &HostConfig::dataFolder),
        row("database", &HostConfig::database), row("files", &HostConfig::filesFolder),
        row("redis", &HostConfig::redis),
        row("redis-password-file", &HostConfig::redisPasswordFile),
        row("redis-ca-file", &HostConfig::redisCaFile), row("sync", &HostConfig::fullSync),
        row("jsonp", &HostConfig::jsonp), row("rooms", &HostConfig::openRooms),
        row("accounts", &HostConfig::openAccounts), row("log-format", &HostConfig::jsonLog),
        row("ping-seconds", &HostConfig::pingTime), row("pong-seconds", &HostConfig::pongTime),
        row("body-bytes", &HostConfig::bodyBytes), row("connections", &HostConfig::connections),
        row("connections-per-address", &HostConfig::connectionsPerAddress),
        row("accounts-per-address", &HostConfig::accountsPerAddress),
        row("trusted-proxy", &HostConfig::trustedProxies),
        row("handshakes", &HostConfig::handshakes), row("loopback", &HostConfig::sparesLoopback),
        row("store-bytes", &HostConfig::storeBytes));
    compare(different, running.compatibility, wanted.compatibility,
            row("unknown-destination", &Compatibility::unknownDestination),
            row("queue-mode", &Compatibility::queueMode),
            row("plain-disconnect", &Compatibility::errorOnPlainDisconnect),
            row("unknown-version", &Compatibility::silentOnUnknownVersion),
            row("misuse", &Compatibility::ignoresMisuse),
            row("acknowledgements", &Compatibility::ignoresAcknowledgements),
            row("spring-frames", &Compatibility::springFrames),
            row("binary", &Compatibility::binaryByContentType),
            row("copy-headers", &Compatibility::copiesAllHeaders));
    compare(different, running.queues, wanted.queues, row("queues", &QueueLimits::queues),
            row("queue-messages", &QueueLimits::messages),
            row("queue-content-bytes", &QueueLimits::bytes),
            row("all-queues-content-bytes", &QueueLimits::allBytes),
            row("queue-overflow", &QueueLimits::overflow),
            row("queue-attempts", &QueueLimits::attempts),
            row("queue-prefetch", &QueueLimits::prefetch),
            row("durable-subscriptions", &QueueLimits::durableSubscriptions),
            row("durable-subscriptions-per-user", &QueueLimits::durableSubscriptionsPerUser));
    compare(different, running.relay, wanted.relay, row("relay", &RelayConfig::address),
            row("relay-kind", &RelayConfig::kind), row("relay-login", &RelayConfig::login),
            row("relay-passcode-file", &RelayConfig::passcodeFile),
            row("relay-system-login", &RelayConfig::systemLogin),
            row("relay-system-passcode-file", &RelayConfig::systemPasscodeFile),
            row("relay-virtual-host", &RelayConfig::virtualHost),
            row("relay-authorities", &RelayConfig::authoritiesFile));
    return reload;
}

} // namespace Server
