// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hosting.h"

#include "app/sessions.h"
#include "server/hostbackup.h"
#include "stomp/wire/address.h"
#include "ui/mainwindow.h"
#include "ui/model/chatclient.h"
#include "ui/model/profile.h"
#include "ui/question.h"

#include <QDir>
#include <QUrl>

#include <chrono>
#include <utility>

namespace {

/// The key of the own host in the profile; see ChatClient.
const QString ownHost = QStringLiteral("own");
/// How often the host that is open here is asked how it is, unless somebody looks at that.
constexpr std::chrono::seconds newsPause{15};

Ui::HostStatus::Data dataOf(const Server::HostStatus &status)
{
    using Level = Server::HostStatus::Disk::Level;
    if (status.health == Server::HostStatus::Health::StoreDamaged)
        return Ui::HostStatus::Data::Damaged;
    if (status.disk.level == Level::Full)
        return Ui::HostStatus::Data::NoRoom;
    if (status.health == Server::HostStatus::Health::StoreFailing)
        return Ui::HostStatus::Data::NotStored;
    return status.disk.level == Level::Low ? Ui::HostStatus::Data::LittleRoom
                                           : Ui::HostStatus::Data::Well;
}

/// A backup for the window, of a data folder.
Ui::Backup::Make backupOf(const QString &folder)
{
    return [folder](const QString &to, const Takeout::Progress &progress) {
        return Server::backUpHost(folder, to, progress).map([](const Server::HostBackup &made) {
            return Ui::BackupMade{made.folder, made.messages, made.files, made.missing};
        });
    };
}

} // namespace

Hosting::Hosting(Options options, Ui::Profile &profile, Sessions &sessions, Ui::MainWindow &window)
    : m_options(std::move(options)), m_profile(profile), m_sessions(sessions), m_window(window)
{
    m_news.setInterval(newsPause);
    connect(&m_news, &QTimer::timeout, this, &Hosting::requestStatus);
}

Hosting::~Hosting() = default;

void Hosting::open()
{
    if (m_host) {
        m_window.showChat(m_sessions.at(QString())); // if it is not still opening
        return;
    }
    Server::HostConfig config;
    config.name = tr("%1's Madang").arg(m_profile.name());
    config.dataFolder = m_options.dataFolder;
    config.port = m_options.port;
    config.usersFile = m_options.usersFile;
    if (m_options.madeUp)
        config.bind = QHostAddress(QHostAddress::LocalHost);
    m_host = std::make_unique<Server::Host>(config);
    if (m_options.lan)
        m_host->setLan(m_options.lan);
    connect(m_host.get(), &Server::Host::started, this, &Hosting::started);
    connect(m_host.get(), &Server::Host::failed, this, &Hosting::failed);
    connect(m_host.get(), &Server::Host::statusReady, this, &Hosting::showStatus);
    connect(m_host.get(), &Server::Host::stopped, this, &Hosting::closesItself);
    m_host->start();
}

void Hosting::started(const Server::HostAddresses &addresses)
{
    Ui::HostSummary summary;
    summary.name = m_host->config().name;
    summary.hostedHere = true;
    summary.madeUp = m_options.madeUp;
    // By the loop link one talks, but files come over HTTP.
    summary.web.setScheme(QStringLiteral("http"));
    summary.web.setHost(QStringLiteral("127.0.0.1"));
    summary.web.setPort(addresses.port);
    for (const QString &address : addresses.http)
        summary.addresses.append(Chat::hostText(QUrl(address)));
    summary.fingerprint = addresses.fingerprint;
    m_addresses = summary.addresses;
    for (const char *name : {"127.0.0.1", "localhost"})
        m_addresses << QStringLiteral("%1:%2").arg(QLatin1String(name)).arg(addresses.port);
    const auto connectLoop = [host = m_host.get()] { return host->connectLoop(); };
    Ui::ChatClient *client = m_sessions.add(
        std::make_unique<Ui::ChatClient>(m_profile, ownHost, connectLoop), QString());
    client->connectToHost();
    m_window.showChat(client, summary);
    m_backup = std::make_unique<Ui::Backup>(backupOf(m_host->config().dataFolder));
    m_window.setBackup(m_backup.get());
    m_news.start();
    m_host->requestStatus();
    if (!addresses.lostIdentity.isEmpty())
        Ui::tell(&m_window, QStringLiteral("lostIdentity"),
                 tr("Your host has another identity now."),
                 tr("The one it was known by is damaged; what is left of it is kept in %1. Who was "
                    "here before is told that the host has changed: tell them that it is you, and "
                    "compare the words. A backup has the old one.")
                     .arg(QDir::toNativeSeparators(addresses.lostIdentity)));
    Q_EMIT opened(addresses);
}

void Hosting::requestStatus()
{
    if (m_host)
        m_host->requestStatus();
}

void Hosting::showStatus(const Server::HostStatus &status)
{
    const Server::BrokerStatus &broker = status.broker;
    Ui::HostStatus shown;
    shown.data = dataOf(status);
    shown.freeBytes = status.disk.freeBytes;
    shown.uptime = status.uptime;
    shown.sessionCount = broker.sessions;
    shown.topicCount = broker.topicCount;
    shown.queueCount = broker.queueCount;
    shown.unreadBytes = broker.queuedBytes;
    shown.received = broker.counters.messagesReceived;
    shown.delivered = broker.counters.deliveries;
    shown.dropped = broker.counters.dropped;
    shown.slowConsumers = broker.counters.slowConsumers;
    shown.refused = broker.counters.refusals + broker.counters.denied + status.doors.refusedTotal +
                    status.doors.refusedPerAddress + status.doors.refusedHandshakes;
    for (const Server::SessionStatus &session : broker.sessionList) {
        shown.sessions.push_back({session.session, session.name, session.user, session.peer,
                                  session.transport, QString::fromLatin1(session.version),
                                  session.subscriptions, session.queuedBytes,
                                  session.unacknowledged, session.age});
    }
    for (const Server::TopicStatus &topic : broker.topics)
        shown.topics.push_back({QString::fromUtf8(topic.destination), topic.subscriptions});
    for (const Server::Queues::Status &queue : broker.queues) {
        shown.queues.push_back({QString::fromUtf8(queue.name), queue.waiting, queue.handedOut,
                                queue.consumers, queue.bytes});
    }
    m_window.showHostStatus(shown);
}

void Hosting::failed(const Server::HostFailure &failure)
{
    QString sentence;
    switch (failure.kind) {
    case Server::HostFailure::Kind::Address:
        m_options.port.reset(); // The next try takes any port that is free.
        sentence =
            tr("No port could be opened. Another program may be using it; close that one, or "
               "try again.");
        break;
    case Server::HostFailure::Kind::DataTooNew:
        sentence = tr("The rooms kept on this computer were written by a newer version of Madang. "
                      "Please install that version.");
        break;
    case Server::HostFailure::Kind::DiskFull:
        sentence = tr("The disk is full. Make some room, then try again. Nothing is lost.");
        break;
    case Server::HostFailure::Kind::Data:
    case Server::HostFailure::Kind::Config:
        sentence =
            tr("The rooms kept on this computer could not be opened: %1").arg(failure.sentence);
        break;
    }
    m_host.release()->deleteLater();
    m_window.showProblem(sentence);
}

/// One that is under way stops when it can, and goes then: a large log is copied in one step, for
/// which the window must not wait.
void Hosting::endBackup()
{
    m_window.setBackup(nullptr);
    if (!m_backup || !m_backup->isUnderWay())
        return m_backup.reset();
    Ui::Backup *backup = m_backup.release();
    backup->setParent(this);
    connect(backup, &Ui::Backup::finished, backup, &QObject::deleteLater);
    connect(backup, &Ui::Backup::failed, backup, &QObject::deleteLater);
    backup->cancel();
}

void Hosting::announceStop(const QString &why, std::chrono::seconds in)
{
    if (m_host)
        m_host->announceStop({why, in});
}

void Hosting::cancelStop()
{
    if (m_host)
        m_host->cancelStop();
}

void Hosting::close(const QString &why)
{
    if (!m_host)
        return;
    endBackup();
    m_news.stop();
    m_addresses.clear();
    Server::Host *host = m_host.release();
    host->disconnect(this);
    host->setParent(this);
    connect(host, &Server::Host::stopped, host, &QObject::deleteLater);
    host->stop({why});
    Q_EMIT closed();
}

void Hosting::end(const QString &why)
{
    if (!m_host) {
        Q_EMIT ended();
        return;
    }
    m_host->disconnect(this);
    connect(m_host.get(), &Server::Host::stopped, this, &Hosting::ended);
    m_host->stop({why});
}
