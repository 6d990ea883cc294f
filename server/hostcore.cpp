// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostcore.h"

#include "server/auth/accountdesk.h"
#include "server/auth/accountparts.h"
#include "server/auth/entrance.h"
#include "server/auth/localauthenticator.h"
#include "server/broker/broker.h"
#include "server/chat/chatservice.h"
#include "server/cluster/cluster.h"
#include "server/datafolder.h"
#include "server/descriptorlimit.h"
#include "server/diskwatch.h"
#include "server/doors/listener.h"
#include "server/draining.h"
#include "server/hostabout.h"
#include "server/hostcluster.h"
#include "server/hostidentity.h"
#include "server/hostlog.h"
#include "server/hostparts.h"
#include "server/hostrelay.h"
#include "server/hostreload.h"
#include "server/logging.h"
#include "server/queuestorage.h"
#include "server/store/sqlentrancestore.h"
#include "server/store/sqlstore.h"
#include "server/web/hookposter.h"
#include "server/webdoors.h"
#include "stomp/net/looplink.h"
#include "stomp/wire/cleanline.h"
#include "stomp/wire/hostnews.h"

#include <QNetworkInterface>
#include <QSslConfiguration>
#include <QTimer>

namespace Server {
namespace {

/// Descriptors we need for ourselves: the log, its thread, timers, standard streams.
constexpr int ownDescriptors = 64;
constexpr int portsToTry = 20;
/// Between looks at what other hosts have changed in the log.
constexpr std::chrono::milliseconds newsPace{250};
/// After this long a stop no longer waits for anybody.
constexpr std::chrono::seconds stopDeadline{5};

Chat::HostAccess accessOf(const HostConfig &config, const HostFiles &files)
{
    switch (config.entrance) {
    case HostConfig::Entrance::Invitation:
        return Chat::HostAccess::Invitation;
    case HostConfig::Entrance::Approval:
        return Chat::HostAccess::Approval;
    case HostConfig::Entrance::Anyone:
        break;
    }
    return files.hostPassword.isEmpty() ? Chat::HostAccess::Anyone : Chat::HostAccess::Password;
}

} // namespace

HostCore::HostCore(HostConfig config)
    : m_config(std::move(config)), m_routes(m_config.name, [this] { return status(); }),
      m_about(new HostAbout([this] { return m_broker ? m_broker->people() : 0; }, this))
{
    m_routes.setAbout([this] { return m_about->now(); });
    connect(m_about, &HostAbout::changed, this, [this](const Chat::About &about) {
        Q_EMIT aboutChanged(about, m_listener->serverPort());
    });
    m_uptime.start();
    m_stopTimer.setSingleShot(true);
    m_stopTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_stopTimer, &QTimer::timeout, this, [this] { stop(); });
}

HostCore::~HostCore()
{
    takeDown();
}

void HostCore::takeDown()
{
    // The broker reports to the chat, and the chat writes to the log: top down.
    m_tcpListener.reset();
    m_webDoors.reset();
    m_listener.reset();
    m_fileRoutes.reset();
    m_files.reset();
    m_chatRoutes.reset();
    m_hookRoutes.reset();
    m_broker.reset();
    m_relay.reset();
    m_chat.reset();
    if (m_store)
        m_store->setWrote({});
    m_cluster.reset();
    m_hookPoster.reset();
    m_queueStorage.reset();
    m_ownQueues.reset();
    m_authenticator.reset();
    m_desk.reset();
    m_entrance.reset();
    m_entranceStore.reset();
    m_accounts.reset();
    m_disk.reset();
    m_store.reset();
}

void HostCore::start()
{
    const auto addresses = open();
    if (!addresses) {
        qCDebug(hostLog).noquote() << "not started:" << addresses.error().sentence;
        // The data is free for somebody else, or for another try; nobody is left waiting.
        takeDown();
        m_earlyLinks.clear();
        Q_EMIT failed(addresses.error());
        return;
    }
    for (auto &link : std::exchange(m_earlyLinks, {})) {
        if (!link->isOpen())
            continue; // gone already, and it will not say so again
        Stomp::LoopLink *early = link.get();
        m_broker->addLink(std::move(link));
        early->setReading(true);
    }
    // The first start makes the lobby: who is told that the host is there finds it.
    m_store->flush([this, addresses = *addresses](const auto &) {
        if (!m_stopping)
            Q_EMIT started(addresses);
    });
}

tl::expected<HostAddresses, HostFailure> HostCore::open()
{
    const int descriptors = raiseDescriptorLimit();
    if (descriptors > 0)
        m_mostConnections = descriptors - ownDescriptors;
    m_config.connections = std::min(m_config.connections, m_mostConnections);
    qCInfo(hostLog) << "descriptors:" << descriptors << "connections:" << m_config.connections;

    const auto files = readHostFiles(m_config);
    if (!files)
        return tl::unexpected(files.error());
    m_routes.setOperatorToken(files->operatorToken);
    if (auto result = openStore(); !result)
        return tl::unexpected(result.error());
    const StoreContents contents = m_store->contents();
    m_hostId = contents.hostId;
    m_accounts = std::make_unique<AccountParts>(m_store->accounts(), contents.hostId,
                                                accountOptions(m_config), contents.sharedSecret);
    m_entranceStore = std::make_unique<SqlEntranceStore>(*m_store);
    m_entrance = std::make_unique<Entrance>(*m_entranceStore, *m_accounts, contents,
                                            Entrance::Options{entranceRule(m_config)});
    m_accounts->entrance = m_entrance.get();
    LocalAuthenticator::Options accounts;
    accounts.users = files->users;
    accounts.hostPassword = files->hostPassword;
    accounts.accounts = m_accounts.get();
    m_authenticator = std::make_unique<LocalAuthenticator>(std::move(accounts));

    m_broker = std::make_unique<Broker>(brokerOptions(m_config, *files), *m_authenticator);
    connect(m_broker.get(), &Broker::allClosed, this, &HostCore::finishStop);

    auto relay = openRelay(m_config, *files, m_broker->downstream());
    if (!relay)
        return tl::unexpected(relay.error());
    m_relay = *std::move(relay);
    m_broker->setUpstream(m_relay.get());

    m_desk = std::make_unique<AccountDesk>(*m_accounts);
    ChatOptions chat = chatOptions(m_config);
    chat.accounts = m_desk.get();
    chat.entrance = m_entrance.get();
    chat.sessions = m_broker.get();
    chat.shutOut = [this] {
        if (m_webDoors)
            m_webDoors->shutOut();
    };
    m_chat = std::make_unique<ChatService>(*m_broker, *m_store, contents, std::move(chat));
    m_accounts->deviceAdded = [this](const Chat::UserId &user, const QString &device) {
        m_chat->tellOfDevice(user, device);
    };
    m_broker->setApplication(m_chat.get());
    m_authenticator->setBans(&m_chat->bans());
    m_entrance->setBans(&m_chat->bans());
    m_chatRoutes =
        std::make_unique<ChatRoutes>(*m_chat, *m_authenticator, chatRouteOptions(m_config, *files));
    if (auto failure = filesFailure(m_config, m_hostId))
        return tl::unexpected(*failure);
    // Without Redis nothing says that there are others.
    if (!m_config.redis.isEmpty() && m_config.filesFolder.isEmpty())
        qCWarning(hostLog) << "what people upload is at this host alone; see the option files";
    m_files = std::make_unique<FileService>(m_store->files(), filesFolder(m_config),
                                            fileOptions(m_config, m_hostId));
    m_fileRoutes = std::make_unique<FileRoutes>(*m_files, *m_authenticator,
                                                fileRouteOptions(m_config, *files));
    m_hookPoster = std::make_unique<HookPoster>(hookPosterOptions(m_config));
    m_chat->hooks().setOutlet(m_hookPoster.get());
    m_hookRoutes = std::make_unique<HookRoutes>(m_chat->hooks(), hookRouteOptions(m_config));
    if (auto result = openQueues(); !result)
        return tl::unexpected(result.error());
    m_broker->openQueues(*m_queueStorage, m_queueStorage->takeContents());

    if (auto result = joinOthers(); !result)
        return tl::unexpected(result.error());
    if (auto result = listen(); !result)
        return tl::unexpected(result.error());
    tellAbout(*files);
    return addresses();
}

tl::expected<void, HostFailure> HostCore::openStore()
{
    if (const auto problem = prepareDataFolder(m_config.dataFolder))
        return tl::unexpected(HostFailure{HostFailure::Kind::Data, *problem});
    auto store = openLog(m_config);
    if (!store)
        return tl::unexpected(logFailure(store.error(), m_config));
    m_store = std::move(*store);
    DiskWatch::Options disk;
    disk.folder = m_config.dataFolder;
    disk.warningBytes = m_config.diskWarningBytes;
    disk.storeBytes = m_config.storeBytes;
    m_disk = std::make_unique<DiskWatch>(disk, [this] { return m_store->status(); });
    return {};
}

/// What waits in queues is one host's: others that share the log would hand it out, too.
tl::expected<void, HostFailure> HostCore::openQueues()
{
    if (isLogShared(m_config)) {
        auto store = openOwnQueues(m_config);
        if (!store)
            return tl::unexpected(logFailure(store.error(), m_config));
        m_ownQueues = std::move(*store);
    }
    SqlStore &store = m_ownQueues ? *m_ownQueues : *m_store;
    m_queueStorage = std::make_unique<QueueStorage>(store.queues());
    return {};
}

/// It slept for so long that it does not know what others changed.
void HostCore::giveUp()
{
    takeDown();
    Q_EMIT failed({HostFailure::Kind::Unreachable,
                   QStringLiteral("This host heard nothing of the others for too long, and has to "
                                  "be started again.")});
}

/// What others write into the log is heard from now on, and at once where there is a way to them.
tl::expected<void, HostFailure> HostCore::joinOthers()
{
    if (!isLogShared(m_config))
        return {};
    auto cluster = openCluster(m_config, m_hostId.toLatin1());
    if (!cluster)
        return tl::unexpected(cluster.error());
    m_cluster = std::move(*cluster);
    m_broker->shareTopics(*m_cluster);
    m_chat->sharePresence(*m_cluster);
    m_store->setWrote([this] { m_cluster->tell(Channel::Changes, {}); });
    m_cluster->start();
    // From within one of its own calls it cannot be taken down.
    m_chat->remoteChanges().setLost([this] { QTimer::singleShot(0, this, &HostCore::giveUp); });
    m_chat->remoteChanges().start(newsPace);
    return {};
}

tl::expected<void, HostFailure> HostCore::listen()
{
    Listener::Options options = listenerOptions(m_config);
    auto tls = hostTls(m_config, m_hostId);
    if (!tls)
        return tl::unexpected(tls.error());
    options.tls = std::move(tls->configuration);
    m_fingerprint = tls->fingerprint;
    m_lostIdentity = tls->lostIdentity;
    m_webDoors = std::make_unique<WebDoors>(m_routes, m_chatRoutes.get(), m_fileRoutes.get(),
                                            m_hookRoutes.get());
    options.bodyLimit = [this](const HttpRequest &request) {
        return m_webDoors->bodyLimit(request);
    };
    options.receiver = [this](const HttpRequest &request) { return m_webDoors->receiver(request); };
    options.upgrade.kindOf = [this](QByteArrayView path) { return m_webDoors->kindOf(path); };
    options.upgrade.openPaths = WebDoors::openPaths();
    m_listener = std::make_unique<Listener>(
        options, [this](const HttpRequest &request) { return m_webDoors->answer(request); });
    m_webDoors->setBans(&m_chat->bans());
    m_webDoors->setClosed([this] { return m_entrance->rule() != Entrance::Rule::Anyone; });
    WebDoors::Options doors;
    doors.allowedOrigins = m_config.allowedOrigins;
    doors.jsonp = m_config.jsonp;
    // As of its WebSockets, in which the same frames come as JSON strings.
    doors.sendBytes = 2 * options.webSocket.messageBytes;
    m_webDoors->open(*m_listener, doors);
    connect(m_webDoors.get(), &WebDoors::linkOpened, this, &HostCore::welcome);
    if (auto result = listenOn(*m_listener, m_config.port, HostConfig::defaultPort); !result)
        return result;
    if (!m_config.tcpPort)
        return {};
    options.door = Listener::Door::Tcp;
    m_tcpListener = std::make_unique<Listener>(options, nullptr, m_listener.get());
    connect(m_tcpListener.get(), &Listener::linkOpened, this, &HostCore::welcome);
    return listenOn(*m_tcpListener, m_config.tcpPort, 0);
}

void HostCore::welcome(Stomp::Link *link)
{
    m_broker->addLink(std::unique_ptr<Stomp::Link>(link));
}

tl::expected<void, HostFailure> HostCore::listenOn(Listener &listener, std::optional<quint16> port,
                                                   quint16 from)
{
    if (port) {
        if (listener.listen(m_config.bind, *port))
            return {};
        return tl::unexpected(
            HostFailure{HostFailure::Kind::Address,
                        QStringLiteral("Cannot listen on %1 port %2: %3. Choose another port with "
                                       "%4, or 0 for any free one.")
                            .arg(m_config.bind.toString())
                            .arg(*port)
                            .arg(listener.errorString(), &listener == m_listener.get()
                                                             ? QStringLiteral("--port")
                                                             : QStringLiteral("--tcp-port"))});
    }
    for (int i = 0; i < portsToTry; ++i) {
        if (listener.listen(m_config.bind, quint16(from + i)))
            return {};
    }
    if (listener.listen(m_config.bind, 0))
        return {};
    return tl::unexpected(HostFailure{HostFailure::Kind::Address,
                                      QStringLiteral("Cannot listen on %1: %2.")
                                          .arg(m_config.bind.toString(), listener.errorString())});
}

HostAddresses HostCore::addresses() const
{
    QStringList names;
    const QHostAddress bound = m_listener->serverAddress();
    const bool any = bound == QHostAddress::Any || bound == QHostAddress::AnyIPv4 ||
                     bound == QHostAddress::AnyIPv6;
    if (any) {
        const auto all = QNetworkInterface::allAddresses();
        for (const QHostAddress &address : all) {
            if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback())
                names.append(address.toString());
        }
        if (names.isEmpty())
            names.append(QHostAddress(QHostAddress::LocalHost).toString());
    } else if (bound.protocol() == QAbstractSocket::IPv6Protocol) {
        names.append(QLatin1Char('[') + bound.toString() + QLatin1Char(']'));
    } else {
        names.append(bound.toString());
    }
    HostAddresses addresses;
    addresses.port = m_listener->serverPort();
    addresses.fingerprint = m_fingerprint;
    addresses.hostId = m_hostId;
    addresses.lostIdentity = m_lostIdentity;
    const QString path = QStringLiteral("/ws-stomp");
    for (const QString &name : names) {
        const QString authority = QStringLiteral("%1:%2").arg(name).arg(addresses.port);
        addresses.http.append(QStringLiteral("http://") + authority);
        addresses.webSocket.append(QStringLiteral("ws://") + authority + path);
        if (!m_fingerprint.isEmpty()) {
            addresses.https.append(QStringLiteral("https://") + authority);
            addresses.secureWebSocket.append(QStringLiteral("wss://") + authority + path);
        }
        if (m_tcpListener)
            addresses.tcp.append(
                QStringLiteral("tcp://%1:%2").arg(name).arg(m_tcpListener->serverPort()));
    }
    return addresses;
}

void HostCore::reload(const HostConfig &config)
{
    if (!m_listener || m_stopping)
        return;
    const auto files = readHostFiles(config);
    if (!files) {
        Q_EMIT notReloaded(files.error());
        return;
    }
    HostConfig wanted = config;
    wanted.connections = std::min(wanted.connections, m_mostConnections);
    HostReload reload = planReload(m_config, wanted);
    const auto tls = reloadHostTls(reload.config);
    if (!tls) {
        Q_EMIT notReloaded(tls.error());
        return;
    }
    // Nothing can fail any more.
    m_fingerprint = tls->fingerprint;
    m_config = std::move(reload.config);
    m_authenticator->setAccounts(files->users, files->hostPassword);
    m_entrance->setRule(entranceRule(m_config));
    m_broker->setOptions(brokerOptions(m_config, *files));
    m_listener->setAllowedOrigins(m_config.allowedOrigins);
    m_listener->setHostNames(hostNames(m_config));
    m_webDoors->setAllowedOrigins(m_config.allowedOrigins);
    m_chatRoutes->setOptions(chatRouteOptions(m_config, *files));
    m_files->setOptions(fileOptions(m_config, m_hostId));
    m_fileRoutes->setOptions(fileRouteOptions(m_config, *files));
    m_hookRoutes->setOptions(hookRouteOptions(m_config));
    m_hookPoster->setOptions(hookPosterOptions(m_config));
    for (Listener *listener : {m_listener.get(), m_tcpListener.get()}) {
        if (listener && tls->configuration)
            listener->setCertificate(*tls->configuration);
        if (listener)
            listener->setPlain(plainAtDoors(m_config));
    }
    m_disk->setWarningBytes(m_config.diskWarningBytes);
    m_routes.setHostName(m_config.name);
    tellAbout(*files);
    m_routes.setOperatorToken(files->operatorToken);
    qCInfo(hostLog) << "reloaded";
    for (const QString &key : std::as_const(reload.wantingRestart))
        qCWarning(hostLog).noquote() << "needs a restart:" << key;
    Q_EMIT reloaded(reload.wantingRestart);
}

void HostCore::tellAbout(const HostFiles &files)
{
    Chat::About about;
    about.hostId = m_hostId;
    about.name = Chat::cleanLine(m_config.name, Chat::longestName);
    about.version = QStringLiteral(MADANG_VERSION);
    about.access = accessOf(m_config, files);
    about.fingerprint = m_fingerprint;
    m_about->tell(std::move(about));
}

void HostCore::setNeighbours(const std::vector<Chat::NearHost> &neighbours)
{
    m_about->setNeighbours(neighbours);
}

void HostCore::addLink(std::unique_ptr<Stomp::LoopLink> link)
{
    if (m_broker && m_listener && !m_stopping)
        m_broker->addLink(std::move(link));
    else if (!m_stopping) {
        link->setReading(false); // what is sent waits
        m_earlyLinks.push_back(std::move(link));
    }
}

namespace {

HostStatus::Doors doorStatus(const DoorCounters &counters)
{
    return {counters.accepted,          counters.refusedTotal,      counters.refusedPerAddress,
            counters.refusedHandshakes, counters.handshakeTimeouts, counters.pingTimeouts,
            counters.tlsFailures,       counters.httpRequests};
}

std::optional<HostStatus::Visit> visitStatus(const Visits &visits)
{
    if (!visits.last())
        return {};
    const auto ago = Stomp::Clock::now() - visits.last()->at;
    return HostStatus::Visit{visits.last()->from.toString(),
                             std::chrono::duration_cast<std::chrono::seconds>(ago)};
}

} // namespace

HostStatus HostCore::status() const
{
    HostStatus status;
    status.name = m_config.name;
    status.uptime = std::chrono::seconds(m_uptime.elapsed() / 1000);
    status.process = processStatus();
    if (m_broker)
        status.broker = m_broker->status();
    if (m_cluster && !m_config.redis.isEmpty())
        status.cluster = m_cluster->status();
    if (m_listener) {
        status.doors = doorStatus(m_listener->counters());
        status.lastVisit = visitStatus(m_listener->visits());
    }
    if (m_relay)
        status.relay = m_relay->status();
    if (m_store)
        status.store = m_store->status();
    if (m_disk)
        status.disk = m_disk->look();
    if (m_stopping || m_draining)
        status.health = HostStatus::Health::Stopping;
    else if (status.store.damages > 0)
        status.health = HostStatus::Health::StoreDamaged;
    else if (!status.store.writable)
        status.health = HostStatus::Health::StoreFailing;
    return status;
}

void HostCore::announceStop(const StopNotice &notice)
{
    if (m_stopping)
        return;
    m_stopWhy = Chat::reasonOf(notice.why);
    const auto in = std::clamp<std::chrono::milliseconds>(notice.in, std::chrono::milliseconds(0),
                                                          Chat::HostNews::longestIn);
    m_stopTimer.start(in);
    if (m_chat)
        m_chat->announcements().stopping(m_stopWhy, in, HostAnnouncements::Clock::now());
}

void HostCore::cancelStop()
{
    m_stopTimer.stop();
    m_stopWhy.clear();
    if (m_chat && !m_stopping)
        m_chat->announcements().stays();
}

void HostCore::drain()
{
    if (m_stopping || m_draining)
        return;
    if (m_config.drain <= std::chrono::seconds(0) || !m_broker || !m_listener)
        return stop();
    qCInfo(hostLog) << "draining for" << m_config.drain.count() << "s";
    m_stopTimer.stop();
    // It answers whoever asks how it is, and lets go of nobody before their turn.
    m_listener->refuseNew();
    m_webDoors->refuseNew();
    if (m_tcpListener)
        m_tcpListener->stop();
    m_draining = std::make_unique<Draining>(m_config.drain, [this](int most) {
        return m_broker->sendAway(most, QStringLiteral("the host is closing: connect again"));
    });
    connect(m_draining.get(), &Draining::done, this, [this] { stop(); });
    m_draining->start();
}

void HostCore::stop(const QString &why)
{
    if (m_stopping) {
        if (m_stopped)
            Q_EMIT stopped();
        return;
    }
    m_stopping = true;
    m_stopTimer.stop();
    if (m_draining) // it may be the one who says so
        m_draining.release()->deleteLater();
    for (const QString &said : {why, m_stopWhy, m_config.stopReason}) {
        if (const QString reason = Chat::reasonOf(said); !reason.isEmpty()) {
            m_stopWhy = reason;
            break;
        }
    }
    m_earlyLinks.clear();
    if (m_listener)
        m_listener->stop();
    if (m_tcpListener)
        m_tcpListener->stop();
    if (!m_broker || !m_store) {
        finishStop();
        return;
    }
    QTimer::singleShot(stopDeadline, this, &HostCore::finishStop);
    m_broker->stopReading();
    // Whoever is waiting for a receipt gets it before the goodbye.
    m_store->flush([this](const auto &) {
        if (m_webDoors)
            m_webDoors->close();
        m_chat->announcements().stopped(m_stopWhy);
        m_broker->closeAll(m_stopWhy);
    });
}

void HostCore::finishStop()
{
    if (m_stopped)
        return;
    m_stopped = true;
    Q_EMIT stopped();
}

} // namespace Server
