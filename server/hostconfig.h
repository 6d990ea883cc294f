// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/compatibility.h"
#include "server/broker/queues.h"
#include "server/relayconfig.h"

#include <QByteArrayList>
#include <QHostAddress>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// Everything that can be said about a host before it starts.
struct HostConfig {
    QString name;                ///< What people see; the computer's name by default.
    std::optional<quint16> port; ///< 0: any free one. Unset: 7610, or the next free one.
    QHostAddress bind{QHostAddress::Any};
    QString dataFolder;
    QString database;    ///< As PostgresLocation::words; empty: the log is in the data folder.
    QString filesFolder; ///< That all hosts of that database share; empty: in the data folder.
    QString redis;       ///< See parseRedisLocation(); empty: no other host has the same log open.
    QString redisPasswordFile; ///< Its first line is the password there; empty: none.
    QString redisCaFile;       ///< PEM: who signs its certificate; empty: whom the system believes.
    bool announce = true;   ///< Makes itself known on its network; never where bound to loopback.
    QStringList interfaces; ///< It makes itself known by; empty: all but VPN, Docker and the like.
    QStringList notInterfaces; ///< Never; wins.
    /// Who may come in who was not here before: anybody, who was invited, or whom its owner lets
    /// in.
    enum class Entrance { Anyone, Invitation, Approval };
    Entrance entrance = Entrance::Anyone;
    QString usersFile;             ///< Accounts; empty: none.
    QString passwordFile;          ///< Its first line is the host's password; empty: none.
    QByteArrayList allowedOrigins; ///< Of pages served by others; `*` for all.
    bool jsonp = false;            ///< SockJS for browsers that know nothing better.
    QByteArrayList allowedHosts;   ///< Names it goes by beside the computer's own; `*` for any.
    bool openRooms = true;         ///< Anybody may make rooms.
    bool openAccounts = true;      ///< Anybody may make an account.
    int accountsPerAddress = 30;   ///< Made in a day. Loopback is spared.
    bool fullSync = true;          ///< A receipt survives a power cut, not just a crash.

    std::optional<quint16> tcpPort; ///< Raw STOMP over TCP; 0: any free one. Unset: no such door.
    bool tls = true;                ///< By a certificate of its own where none is named.
    QString tlsCertificate;         ///< PEM, the host's first, then its issuers; empty: its own.
    QString tlsKey;                 ///< PEM.
    enum class Plain { On, Loopback, Off };
    Plain plain = Plain::On;   ///< Whom connections without TLS are for.
    QString policyFile;        ///< See DestinationPolicy; empty: everybody may everything.
    QString operatorTokenFile; ///< Its first line opens /status and /metrics from elsewhere.

    Compatibility compatibility;
    std::chrono::milliseconds heartBeat{10000}; ///< Offered and wanted; 0: none.
    double heartBeatMargin = 3.0;               ///< Silent periods before a peer is dead.
    std::chrono::seconds pingTime{25};          ///< Silence before a WebSocket is pinged.
    std::chrono::seconds pongTime{20};          ///< For its answer, before it is aborted.
    bool serverHeader = true;                   ///< CONNECTED says what this is.
    QueueLimits queues;
    RelayConfig relay;

    /// Rates of one session; what comes faster waits in its connection. 0: no bound.
    int messagesPerSecond = 50; ///< To routes that store.
    int messageBurst = 500;
    qint64 bytesPerSecond = 8 * 1024 * 1024; ///< Everything it sends.
    qint64 byteBurst = 32 * 1024 * 1024;
    bool sparesLoopback = true; ///< Rates and counts per address do not bind this computer's own.
    int handshakes = 1000;      ///< Connections at once still being made: TLS, WebSocket.

    qint64 bodyBytes = 1024 * 1024;       ///< Largest STOMP body.
    int subscriptions = 1000;             ///< Per session.
    int transactions = 16;                ///< Open, per session.
    qint64 queueBytes = 4 * 1024 * 1024;  ///< Unread, per session.
    std::chrono::seconds queueTime{10};   ///< Unread without progress.
    std::chrono::seconds connectTime{10}; ///< From connecting to CONNECT.
    int connections = 20000;
    int connectionsPerAddress = 200;                ///< Loopback is spared.
    qint64 storeBytes = 0;                          ///< Largest log; 0: the disk.
    qint64 diskWarningBytes = 1024LL * 1024 * 1024; ///< Less room on the disk is told.

    qint64 fileBytes = 100LL * 1024 * 1024;        ///< Largest file.
    qint64 personFileBytes = 1024LL * 1024 * 1024; ///< Of one person's files.
    qint64 allFileBytes = 0;                       ///< Of all files; 0: the disk.
    std::chrono::seconds fileTime{24 * 3600};      ///< Till a file in no message is forgotten.
    QByteArrayList fileTypes{"*"};                 ///< That may be uploaded.

    bool webhookLoopback = false; ///< Outgoing hooks may post to this computer itself.

    /// Networks (address, bits) of proxies whose X-Forwarded-For is believed.
    QList<QPair<QHostAddress, int>> trustedProxies;
    QString stopReason; ///< What people are told of a stop about which nothing else is said.
    std::chrono::seconds drain{0}; ///< Over which Host::drain() spreads the goodbyes.
    bool jsonLog = false;          ///< Lines of the log are JSON objects.

    /// Whether an address is this computer's, for HostStatus::lastVisit; none: the system knows.
    std::function<bool(const QHostAddress &)> isOwnAddress = {};

    static constexpr quint16 defaultPort = 7610;
};

/// What the command line asks for.
struct HostCommand {
    enum class Kind { Run, Help, Version };
    Kind kind = Kind::Run;
    HostConfig config;
};

/// Reads flags over `MADANG_*` environment over the `--config` file over defaults; all three have
/// the same keys (`--queue-bytes`, `MADANG_QUEUE_BYTES`, `queue-bytes=`). A profile, wherever it
/// stands, gives way to single options. The error is a sentence that names the key and where it
/// stands.
tl::expected<HostCommand, QString> readHostCommand(const QStringList &arguments,
                                                   const QProcessEnvironment &environment);

/// The text of `--help`, from the same table.
QString hostHelp();

} // namespace Server
