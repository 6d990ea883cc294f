// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host.h"
#include "server/web/routes.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <limits>
#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace Stomp {
class Link;
class LoopLink;
} // namespace Stomp

namespace Server {

class AccountDesk;
struct AccountParts;
struct HostFiles;
class Broker;
class ChatRoutes;
class Cluster;
class ChatService;
class DiskWatch;
class Draining;
class Entrance;
class FileRoutes;
class FileService;
class HostAbout;
class HookPoster;
class HookRoutes;
class Listener;
class LocalAuthenticator;
class QueueStorage;
class Relay;
class SqlEntranceStore;
class SqlStore;
class WebDoors;

/// All that runs in the host's thread, made and destroyed there. See Host for what it promises.
class HostCore : public QObject {
    Q_OBJECT
public:
    explicit HostCore(HostConfig config);
    ~HostCore() override;

    void start();
    void stop(const QString &why = {});
    void drain();
    void announceStop(const StopNotice &notice);
    void cancelStop();
    void reload(const HostConfig &config);
    /// Kept until the host has started.
    void addLink(std::unique_ptr<Stomp::LoopLink> link);
    HostStatus status() const;
    void setNeighbours(const std::vector<Chat::NearHost> &neighbours);

Q_SIGNALS:
    void started(const Server::HostAddresses &addresses);
    void failed(const Server::HostFailure &failure);
    void stopped();
    void reloaded(const QStringList &wantingRestart);
    void notReloaded(const Server::HostFailure &failure);
    void statusReady(const Server::HostStatus &status);
    /// What it says of itself where it makes itself known; first before started().
    void aboutChanged(const Chat::About &about, quint16 port);

private:
    tl::expected<HostAddresses, HostFailure> open();
    tl::expected<void, HostFailure> openStore();
    void takeDown();
    tl::expected<void, HostFailure> openQueues();
    tl::expected<void, HostFailure> joinOthers();
    void giveUp();
    tl::expected<void, HostFailure> listen();
    /// Without a port: the first free one from there on.
    tl::expected<void, HostFailure> listenOn(Listener &listener, std::optional<quint16> port,
                                             quint16 from);
    void welcome(Stomp::Link *link);
    HostAddresses addresses() const;
    void tellAbout(const HostFiles &files);
    void finishStop();

    HostConfig m_config;
    QString m_hostId;         ///< As the log keeps it.
    QByteArray m_fingerprint; ///< Of its certificate; empty: no TLS.
    QString m_lostIdentity;
    int m_mostConnections = std::numeric_limits<int>::max(); ///< What the system allows.
    Routes m_routes;
    HostAbout *m_about; ///< A child.
    std::unique_ptr<SqlStore> m_store;
    std::unique_ptr<Cluster> m_cluster; ///< Only with a shared log.
    std::unique_ptr<DiskWatch> m_disk;
    std::unique_ptr<SqlStore> m_ownQueues; ///< Beside a shared log.
    std::unique_ptr<QueueStorage> m_queueStorage;
    std::unique_ptr<AccountParts> m_accounts;
    std::unique_ptr<SqlEntranceStore> m_entranceStore;
    std::unique_ptr<Entrance> m_entrance;
    std::unique_ptr<AccountDesk> m_desk;
    std::unique_ptr<LocalAuthenticator> m_authenticator;
    std::unique_ptr<Broker> m_broker;
    std::unique_ptr<Relay> m_relay; ///< Only where it was asked for.
    std::unique_ptr<ChatService> m_chat;
    std::unique_ptr<ChatRoutes> m_chatRoutes;
    std::unique_ptr<FileService> m_files;
    std::unique_ptr<FileRoutes> m_fileRoutes;
    std::unique_ptr<HookPoster> m_hookPoster;
    std::unique_ptr<HookRoutes> m_hookRoutes;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<WebDoors> m_webDoors;
    std::unique_ptr<Listener> m_tcpListener; ///< Only where it was asked for.
    std::vector<std::unique_ptr<Stomp::LoopLink>> m_earlyLinks;
    QElapsedTimer m_uptime;
    QTimer m_stopTimer{this}; ///< Until what was announced.
    QString m_stopWhy;
    std::unique_ptr<Draining> m_draining; ///< Everybody is being sent away.
    bool m_stopping = false;
    bool m_stopped = false;
};

} // namespace Server
