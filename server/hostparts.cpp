// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostparts.h"

#include "server/auth/addresses.h"
#include "server/doors/httporigin.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <algorithm>

namespace Server {
namespace {

/// As it is installed and as it is built: beside the program that hosts.
QString thumbnailProgram()
{
    return QStandardPaths::findExecutable(QStringLiteral("madang-thumbnail"),
                                          {QCoreApplication::applicationDirPath()});
}

} // namespace

Broker::Options brokerOptions(const HostConfig &config, const HostFiles &files)
{
    Broker::Options options;
    options.hostName = config.name.toUtf8();
    options.policy = files.policy;
    options.compatibility = config.compatibility;
    options.queues = config.queues;

    Stomp::ServerSession::Options &session = options.session;
    if (config.serverHeader)
        session.server = "madang/" MADANG_VERSION;
    session.heartBeat = {config.heartBeat, config.heartBeat};
    session.heartBeatMargin = config.heartBeatMargin;
    session.connectTimeout = config.connectTime;
    session.limits.bodyBytes = config.bodyBytes;
    session.limits.subscriptions = config.subscriptions;
    session.limits.transactions = config.transactions;

    ClientConnection::Limits &connection = options.connection;
    connection.queueBytes = config.queueBytes;
    connection.queueTime = config.queueTime;
    connection.messages = {config.messagesPerSecond, config.messageBurst};
    connection.bytes = {config.bytesPerSecond, config.byteBurst};
    connection.sparesLoopback = config.sparesLoopback;
    return options;
}

AccountOptions accountOptions(const HostConfig &config)
{
    AccountOptions options;
    options.open = config.openAccounts;
    options.accountsPerPeer = config.accountsPerAddress;
    options.sparesLoopback = config.sparesLoopback;
    return options;
}

Entrance::Rule entranceRule(const HostConfig &config)
{
    switch (config.entrance) {
    case HostConfig::Entrance::Anyone:
        break;
    case HostConfig::Entrance::Invitation:
        return Entrance::Rule::Invitation;
    case HostConfig::Entrance::Approval:
        return Entrance::Rule::Approval;
    }
    return Entrance::Rule::Anyone;
}

ChatOptions chatOptions(const HostConfig &config)
{
    ChatOptions options;
    options.openRooms = config.openRooms;
    options.sparesLoopback = config.sparesLoopback;
    options.textBytes = config.bodyBytes;
    // A replay is queued in one go and must leave room for what is said meanwhile.
    options.replayBytes = std::min<qsizetype>(options.replayBytes, config.queueBytes * 3 / 4);
    return options;
}

ChatRoutes::Options chatRouteOptions(const HostConfig &config, const HostFiles &files)
{
    ChatRoutes::Options options;
    options.policy = files.policy;
    options.allowedOrigins = config.allowedOrigins;
    options.requests = {config.messagesPerSecond, config.messageBurst};
    options.sparesLoopback = config.sparesLoopback;
    return options;
}

FileService::Options fileOptions(const HostConfig &config, const QString &logId)
{
    FileService::Options options;
    options.fileBytes = config.fileBytes;
    options.personBytes = config.personFileBytes;
    options.allBytes = config.allFileBytes;
    options.keepTime = config.fileTime;
    options.types = config.fileTypes;
    if (!config.filesFolder.isEmpty())
        options.disk.sharedBy = logId;
    options.thumbnails.program = thumbnailProgram();
    return options;
}

FileRoutes::Options fileRouteOptions(const HostConfig &config, const HostFiles &files)
{
    FileRoutes::Options options;
    options.policy = files.policy;
    options.visitors.allowedOrigins = config.allowedOrigins;
    options.visitors.requests = {config.messagesPerSecond, config.messageBurst};
    options.visitors.sparesLoopback = config.sparesLoopback;
    return options;
}

HookRoutes::Options hookRouteOptions(const HostConfig &config)
{
    HookRoutes::Options options;
    options.visitors.allowedOrigins = config.allowedOrigins;
    options.visitors.requests = {config.messagesPerSecond, config.messageBurst};
    options.visitors.sparesLoopback = config.sparesLoopback;
    return options;
}

HookPoster::Options hookPosterOptions(const HostConfig &config)
{
    HookPoster::Options options;
    options.toLoopback = config.webhookLoopback;
    return options;
}

QByteArrayList hostNames(const HostConfig &config)
{
    return ownHostNames() + config.allowedHosts;
}

Listener::Plain plainAtDoors(const HostConfig &config)
{
    switch (config.plain) {
    case HostConfig::Plain::On:
        break;
    case HostConfig::Plain::Loopback:
        return Listener::Plain::Loopback;
    case HostConfig::Plain::Off:
        return Listener::Plain::Off;
    }
    return Listener::Plain::On;
}

Listener::Options listenerOptions(const HostConfig &config)
{
    Listener::Options options;
    options.upgrade.allowedOrigins = config.allowedOrigins;
    options.hostNames = hostNames(config);
    // Whoever watches over a host may know it by a name of their own; it tells nothing else.
    options.anyNamePaths = {"/health", "/health/ready", "/health/live"};
    // Headers and a command come with a body.
    options.webSocket.messageBytes = config.bodyBytes + 64 * 1024;
    options.webSocket.pingTime = config.pingTime;
    options.webSocket.pongTime = config.pongTime;
    options.limits.connections = config.connections;
    options.limits.connectionsPerAddress = config.connectionsPerAddress;
    options.limits.sparesLoopback = config.sparesLoopback;
    options.limits.handshakes = config.handshakes;
    options.limits.networkOf = [](const QHostAddress &one) { return addressNetwork(one); };
    options.limits.isOwn = config.isOwnAddress;
    if (!config.trustedProxies.isEmpty()) {
        options.isProxy = [proxies = config.trustedProxies](const QHostAddress &one) {
            return std::any_of(proxies.begin(), proxies.end(), [&](const auto &proxy) {
                return one.isInSubnet(proxy.first, proxy.second);
            });
        };
        options.limits.isProxy = options.isProxy;
    }
    options.http.headTime = config.connectTime;
    options.plain = plainAtDoors(config);
    return options;
}

} // namespace Server
