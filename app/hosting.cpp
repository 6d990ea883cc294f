// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hosting.h"

#include "app/hostaddresses.h"
#include "app/sessions.h"
#include "server/hostbackup.h"
#include "stomp/wire/address.h"
#include "ui/hostwindows.h"
#include "ui/mainwindow.h"
#include "ui/model/chatclient.h"
#include "ui/model/hostpassword.h"
#include "ui/model/profile.h"
#include "ui/question.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QSslSocket>
#include <QUrl>

#include <algorithm>
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

/// How many, though some have several sessions. The list may be shorter than all.
int peopleIn(const Server::BrokerStatus &broker)
{
    QSet<QString> users;
    for (const Server::SessionStatus &session : broker.sessionList)
        users.insert(session.user);
    users.remove({}); // who has not said yet who they are
    const int unlisted = std::max(0, broker.sessions - int(broker.sessionList.size()));
    return int(users.size()) + unlisted;
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

Server::HostConfig Hosting::config() const
{
    Server::HostConfig config;
    config.name =
        m_settings.name.isEmpty() ? tr("%1's Madang").arg(m_profile.name()) : m_settings.name;
    config.dataFolder = m_options.dataFolder;
    config.port = m_options.port ? m_options.port : m_settings.port;
    config.usersFile = m_options.usersFile;
    config.passwordFile = Ui::HostPassword(m_options.dataFolder).file();
    switch (m_settings.entrance) {
    case Ui::HostSettings::Entrance::Anyone:
        config.entrance = Server::HostConfig::Entrance::Anyone;
        break;
    case Ui::HostSettings::Entrance::Invitation:
        config.entrance = Server::HostConfig::Entrance::Invitation;
        break;
    case Ui::HostSettings::Entrance::Approval:
        config.entrance = Server::HostConfig::Entrance::Approval;
        break;
    }
    if (!m_settings.plain && QSslSocket::supportsSsl()) // else nobody could come
        config.plain = Server::HostConfig::Plain::Loopback;
    if (m_options.madeUp)
        config.bind = QHostAddress(QHostAddress::LocalHost);
    return config;
}

void Hosting::open()
{
    if (m_host) {
        m_window.showChat(m_sessions.at(QString())); // if it is not still opening
        return;
    }
    m_settings = Ui::HostSettings::read(m_profile.settings());
    m_takenPort.reset();
    m_config = config();
    start();
}

void Hosting::start()
{
    m_settled = m_settings;
    m_host = std::make_unique<Server::Host>(m_config);
    if (m_options.lan)
        m_host->setLan(m_options.lan);
    connect(m_host.get(), &Server::Host::started, this, &Hosting::started);
    connect(m_host.get(), &Server::Host::failed, this, &Hosting::failed);
    connect(m_host.get(), &Server::Host::statusReady, this, &Hosting::showStatus);
    connect(m_host.get(), &Server::Host::stopped, this, &Hosting::closesItself);
    connect(m_host.get(), &Server::Host::reloaded, this, [this] {
        m_settled = m_settings;
        m_formerPassword.reset();
    });
    connect(m_host.get(), &Server::Host::notReloaded, this, &Hosting::notReloaded);
    m_host->start();
}

/// The one who is at this computer stays in the chat, and comes back by itself.
void Hosting::restart()
{
    m_takenPort.reset();
    m_host->disconnect(this); // it does not close for good
    // Behind the signal, as it is the old host's own; and not before that has let go of the data.
    connect(
        m_host.get(), &Server::Host::stopped, this,
        [this, stopped = m_host.get()] {
            if (m_ending || m_host.get() != stopped)
                return; // closed meanwhile
            m_host.reset();
            start();
        },
        Qt::QueuedConnection);
    m_host->stop();
}

void Hosting::started(const Server::HostAddresses &addresses)
{
    if (m_ending)
        return;
    m_open = addresses;
    if (!m_config.port && !m_takenPort && addresses.port != Ui::HostFacts::usualPort)
        m_takenPort = Ui::HostFacts::usualPort;
    Ui::ChatClient *client = m_sessions.at(QString());
    if (client) {
        client->retryNow();
    } else {
        // By whatever host is open when it connects again.
        const auto connectLoop = [this] { return m_host->connectLoop(); };
        client = m_sessions.add(std::make_unique<Ui::ChatClient>(m_profile, ownHost, connectLoop),
                                QString());
        client->connectToHost();
        m_window.showChat(client, summary(addressesNow()));
    }
    makeBackup();
    showFacts();
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

std::vector<Ui::HostAddress> Hosting::addressesNow() const
{
    if (m_config.bind == QHostAddress(QHostAddress::Any))
        return addressesBehind(localInterfaces(), m_open.port);
    std::vector<Ui::HostAddress> addresses;
    for (const QString &address : m_open.http)
        addresses.push_back(
            {Chat::hostText(QUrl(address)), {}, Ui::HostAddress::Kind::ThisComputer});
    return addresses;
}

Ui::HostSummary Hosting::summary(const std::vector<Ui::HostAddress> &addresses) const
{
    Ui::HostSummary summary;
    summary.name = m_config.name;
    summary.hostedHere = true;
    summary.madeUp = m_options.madeUp;
    // By the loop link one talks, but files come over HTTP.
    summary.web.setScheme(QStringLiteral("http"));
    summary.web.setHost(QStringLiteral("127.0.0.1"));
    summary.web.setPort(m_open.port);
    for (const Ui::HostAddress &address : addresses)
        summary.addresses.append(address.text);
    summary.fingerprint = m_open.fingerprint;
    return summary;
}

/// Networks come and go while it is open.
void Hosting::showFacts()
{
    Ui::HostFacts facts;
    facts.name = m_config.name;
    facts.settings = m_settings;
    facts.hasPassword = !m_config.passwordFile.isEmpty();
    facts.port = m_open.port;
    facts.takenPort = m_takenPort;
    facts.addresses = addressesNow();
    facts.speaksTls = speaksTls();
    facts.madeUp = m_options.madeUp;
    facts.lastBackup = Ui::lastHostBackup(m_profile.settings());
    m_window.hostWindows().setFacts(facts);
    const Ui::HostSummary now = summary(facts.addresses);
    if (m_told && m_told->name == now.name && m_told->addresses == now.addresses &&
        m_told->web == now.web && m_told->fingerprint == now.fingerprint)
        return;
    m_told = now;
    m_addresses = now.addresses;
    for (const char *name : {"127.0.0.1", "localhost"})
        m_addresses << QStringLiteral("%1:%2").arg(QLatin1String(name)).arg(m_open.port);
    m_window.changeSummary(m_sessions.at(QString()), now);
}

void Hosting::choose(const Ui::HostSettings &settings)
{
    const bool movesPort = settings.port != m_settings.port;
    if (movesPort)
        m_options.port.reset(); // what the command line said counted until now
    m_settings = settings;
    m_settings.write(m_profile.settings());
    if (!m_host)
        return;
    if (movesPort) {
        m_config = config();
        return restart();
    }
    reload();
    m_host->requestStatus();
    showFacts();
}

void Hosting::reload()
{
    const std::optional<quint16> port = m_config.port;
    m_config = config();
    m_config.port = port; // as it is, wherever that came from
    m_host->reload(m_config);
}

bool Hosting::setEntrance(Ui::HostSettings::Entrance entrance, const QString &password)
{
    const Ui::HostPassword kept(m_options.dataFolder);
    QFile file(kept.file());
    m_formerPassword = file.open(QIODevice::ReadOnly) ? file.readLine().trimmed() : QByteArray();
    file.close();
    Ui::HostSettings wanted = m_settings;
    wanted.entrance = entrance;
    // Whatever ends the program between these two, nobody comes in whom neither rule lets in.
    if (password.isEmpty()) {
        wanted.write(m_profile.settings());
        m_profile.settings().sync();
    }
    if (!kept.set(password)) {
        m_settings.write(m_profile.settings());
        return false;
    }
    choose(wanted);
    return true;
}

void Hosting::notReloaded(const Server::HostFailure &failure)
{
    m_settings = m_settled;
    m_settings.write(m_profile.settings());
    if (m_formerPassword)
        Ui::HostPassword(m_options.dataFolder).set(QString::fromUtf8(*m_formerPassword));
    m_formerPassword.reset();
    const std::optional<quint16> port = m_config.port;
    m_config = config();
    m_config.port = port;
    showFacts();
    Ui::tell(&m_window, QStringLiteral("hostNotChanged"), tr("This could not be changed."),
             tr("The Madang goes on as it was: %1").arg(failure.sentence));
    Q_EMIT takenBack();
}

void Hosting::makeBackup()
{
    if (m_backup)
        return; // one may be under way over a new start of the host
    m_backup = std::make_unique<Ui::Backup>(backupOf(m_config.dataFolder));
    connect(m_backup.get(), &Ui::Backup::finished, this, [this] {
        Ui::setLastHostBackup(m_profile.settings(), QDateTime::currentDateTimeUtc());
        showFacts();
    });
    m_window.setBackup(m_backup.get());
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
    shown.people = peopleIn(broker);
    if (status.lastVisit)
        shown.lastVisit = {status.lastVisit->address, status.lastVisit->ago};
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
    showFacts();
    m_window.showHostStatus(shown);
}

void Hosting::failed(const Server::HostFailure &failure)
{
    m_host.release()->deleteLater();
    QString sentence;
    switch (failure.kind) {
    case Server::HostFailure::Kind::Address:
        if (!m_options.port && m_config.port) {
            m_takenPort = std::exchange(m_config.port, std::nullopt);
            return start(); // the window says that it is another one
        }
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
    case Server::HostFailure::Kind::Unreachable: // a desktop's host has its data itself
    case Server::HostFailure::Kind::Config:
        sentence =
            tr("The rooms kept on this computer could not be opened: %1").arg(failure.sentence);
        break;
    }
    if (Ui::ChatClient *client = m_sessions.at(QString())) { // it was open before
        m_window.removeChat(client);
        m_sessions.end(client);
    }
    forget();
    Q_EMIT closed();
    m_window.showProblem(sentence);
}

/// What was true of a host that is not open any more.
void Hosting::forget()
{
    endBackup();
    m_news.stop();
    m_addresses.clear();
    m_told.reset();
    m_open = {};
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
    forget();
    Server::Host *host = m_host.release();
    host->disconnect(this);
    host->setParent(this);
    connect(host, &Server::Host::stopped, host, &QObject::deleteLater);
    host->stop({why});
    Q_EMIT closed();
}

void Hosting::end(const QString &why)
{
    m_ending = true;
    if (!m_host) {
        Q_EMIT ended();
        return;
    }
    m_host->disconnect(this);
    connect(m_host.get(), &Server::Host::stopped, this, &Hosting::ended);
    m_host->stop({why});
}
