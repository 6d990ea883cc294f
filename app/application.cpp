// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "stomp/net/websocketlink.h"
#include "stomp/wire/address.h"
#include "stomp/wire/hostlink.h"
#include "ui/model/hostfiles.h"
#include "ui/notices.h"
#include "ui/question.h"
#include "ui/reason.h"
#include "ui/systemnotifier.h"
#include "ui/systemsound.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QStandardPaths>

#include <algorithm>
#include <chrono>

bool Application::isPortable()
{
    return QFileInfo::exists(QCoreApplication::applicationDirPath() +
                             QStringLiteral("/madang.portable"));
}

QString Application::defaultFolder()
{
    if (isPortable())
        return QCoreApplication::applicationDirPath() + QStringLiteral("/madang-data");
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/madang");
}

Application::Application(DesktopOptions options, std::unique_ptr<Ui::Profile> profile,
                         Ui::RecentLog &log)
    : m_options(std::move(options)), m_profile(std::move(profile)),
      m_sessions(std::make_unique<Sessions>())
{
    if (!m_options.name.isEmpty())
        m_profile->setName(m_options.name);
    connect(&m_actions, &Ui::Actions::hostRequested, this, &Application::openHost);
    connect(&m_actions, &Ui::Actions::joinRequested, this, &Application::join);
    connect(&m_actions, &Ui::Actions::leaveRequested, this, &Application::leave);
    connect(&m_actions, &Ui::Actions::quitRequested, this, [this] { m_background->askQuit(); });
    connect(&m_actions, &Ui::Actions::linkRequested, this, [this](const QUrl &url) {
        if (url.scheme() == u"madang")
            openLink(url.toString(QUrl::FullyEncoded));
        else
            QDesktopServices::openUrl(url);
    });
    connect(&m_actions, &Ui::Actions::folderRequested, this,
            [](const QString &folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    connect(&m_actions, &Ui::Actions::fileRequested, this,
            [](const QString &file) { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
    connect(&m_actions, &Ui::Actions::eraseRequested, this, [this] {
        m_erases = true;
        quit();
    });
    m_window = std::make_unique<Ui::MainWindow>(*m_profile, m_actions);
    m_window->notices()->setNotifier(Ui::makeSystemNotifier());
    m_window->notices()->setSound(Ui::makeSystemSound());
    m_window->setLog(&log);
    Hosting::Options hosting;
    hosting.dataFolder = QDir::cleanPath(m_profile->folder() + QStringLiteral("/../host"));
    hosting.port = m_options.port;
    hosting.usersFile = m_options.usersFile;
    hosting.madeUp = m_options.madeUp;
    m_hosting = std::make_unique<Hosting>(hosting, *m_profile, *m_sessions, *m_window);
    connect(&m_actions, &Ui::Actions::hostStatusRequested, m_hosting.get(),
            &Hosting::requestStatus);
    connect(m_hosting.get(), &Hosting::opened, this, &Application::hosting);
    connect(m_hosting.get(), &Hosting::ended, this, &Application::finished);
    followHosting();
    if (!isPortable() && !m_options.madeUp) { // which leave nothing behind elsewhere
        const QString image = qEnvironmentVariable("APPIMAGE");
        QStringList command{image.isEmpty() ? QCoreApplication::applicationFilePath() : image};
        const QString folder = QDir::cleanPath(m_profile->folder() + QStringLiteral("/.."));
        if (folder != QDir::cleanPath(defaultFolder()))
            command << QStringLiteral("--profile") << folder;
        m_autostart = std::make_unique<Ui::Autostart>(command);
        m_window->setAutostart(m_autostart.get());
    }
    m_instance.listen(QDir::cleanPath(m_profile->folder()));
    connect(&m_instance, &SingleInstance::received, this, &Application::take);
    connect(&m_openEvents, &OpenEvents::linkOpened, this, [this](const QString &link) {
        take({link, false, {}});
    });
    connect(qGuiApp, &QGuiApplication::lastWindowClosed, this, [this] {
        if (!m_window->staysInTray() && !m_background->goesOn())
            quit();
    });
}

/// What a host that is open here makes of the window, the computer and the program.
void Application::followHosting()
{
    connect(m_hosting.get(), &Hosting::closesItself, this, [this] {
        closeHost({});
        const bool isSeen = !m_window->isHidden() || m_window->staysInTray();
        if (m_quitsWithHost || !isSeen) // there is nothing left to be there for
            quit();
    });
    connect(&m_actions, &Ui::Actions::stopCancelled, this, [this] {
        m_quitsWithHost = false;
        m_hosting->cancelStop();
    });
    connect(&m_actions, &Ui::Actions::stopRequested, this, &Application::stopHost);
    m_takeOver = std::make_unique<TakeOver>(*m_profile, *m_sessions, *m_hosting, *m_window);
    connect(&m_actions, &Ui::Actions::takeOverRequested, m_takeOver.get(), &TakeOver::ask);
    m_background = std::make_unique<BackgroundHosting>(*m_hosting, *m_sessions, *m_window,
                                                       m_profile->settings());
    connect(m_background.get(), &BackgroundHosting::quitChosen, this,
            [this](const QString &why, std::chrono::seconds in) {
                m_quitsWithHost = in.count() > 0;
                if (m_quitsWithHost)
                    return m_hosting->announceStop(why, in);
                m_stopReason = why;
                quit();
            });
    m_wake = std::make_unique<HostingWake>(*m_hosting, *m_window, m_profile->settings());
    connect(&m_resumes, &ResumeWatch::resumed, this, &Application::resume);
#ifdef MADANG_HAS_DBUS
    m_resumes.listen(QDBusConnection::systemBus());
#endif
}

/// Connections that look alive may be long gone, and nobody waits for the next try.
void Application::resume()
{
    for (Ui::ChatClient *client : m_sessions->clients()) {
        client->retryNow();
        client->connection().probe();
    }
    Q_EMIT resumed();
}

Application::~Application()
{
    // The window shows the clients' models, and one of them may talk to the host.
    m_wake.reset();
    m_background.reset();
    m_takeOver.reset();
    m_window.reset();
    m_sessions.reset();
    m_hosting.reset(); // waits, and nobody sees it
}

void Application::start()
{
    if (!m_options.background || m_profile->name().isEmpty())
        m_window->show();
    // What the options ask for waits for the name that the first run asks for.
    if (m_profile->name().isEmpty())
        connect(m_window.get(), &Ui::MainWindow::named, this, &Application::begin);
    else
        begin();
}

void Application::begin()
{
    if (m_options.host)
        openHost();
    else if (!m_options.join.isEmpty())
        join(m_options.join, {});
    else if (!m_options.link.isEmpty())
        openLink(m_options.link);
}

void Application::take(const Handover &handover)
{
    if (m_quitting)
        return;
    if (!handover.activation.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", handover.activation);
    m_window->comeForward();
    if (m_profile->name().isEmpty()) {
        if (!handover.link.isEmpty())
            m_options.link = handover.link; // once there is a name
        return;
    }
    if (!handover.link.isEmpty())
        openLink(handover.link);
    else if (handover.host && m_sessions->isEmpty())
        openHost();
}

void Application::openLink(const QString &text)
{
    const QString name = QStringLiteral("openLinkQuestion");
    delete m_window->findChild<QWidget *>(name); // of the link before
    const std::optional<Chat::HostLink> link = Chat::readHostLink(text);
    if (!link) {
        Ui::tell(m_window.get(), name, tr("This link does not lead into a Madang."),
                 tr("Links begin with madang:// and the address of the computer that hosts, like "
                    "madang://192.168.0.12:7610."));
        return;
    }
    const auto go = [this, link] { showRoom(join(link->address, {}), link->room); };
    const auto recent = m_profile->recentHosts();
    const bool known = std::any_of(recent.begin(), recent.end(), [&](const Ui::RecentHost &host) {
        return host.address == link->address;
    });
    if (known || clientAt(link->address))
        return go();
    Ui::ask(m_window.get(),
            {name, tr("Go to the Madang at %1?").arg(link->address),
             tr("You have not been there. Whoever hosts there, and the people in it, see your name "
                "and your address. Go there only if you trust whom the link is from."),
             tr("Go there")},
            go);
}

/// As soon as the host has told that there is such a room.
void Application::showRoom(Ui::ChatClient *client, const Chat::RoomId &room)
{
    if (room.isEmpty() || !client)
        return;
    const Ui::RoomListModel *rooms = client->rooms();
    if (rooms->indexOf(room).isValid())
        return m_window->showRoom(client, room);
    delete m_awaitedRoom; // of the link before
    auto *watch = new QObject(client);
    m_awaitedRoom = watch;
    const auto look = [this, client, rooms, watch, room] {
        if (!rooms->indexOf(room).isValid())
            return;
        // Behind what the window itself does with new rooms; not any more if the client goes first.
        QMetaObject::invokeMethod(
            watch,
            [this, client, watch, room] {
                watch->deleteLater();
                m_window->showRoom(client, room);
            },
            Qt::QueuedConnection);
    };
    connect(rooms, &QAbstractItemModel::rowsInserted, watch, look);
    connect(rooms, &QAbstractItemModel::modelReset, watch, look);
    // Not for ever: one that somebody makes later would come up while one writes elsewhere.
    QTimer::singleShot(m_options.roomPatience, watch, [this, client, watch] {
        watch->deleteLater();
        if (client->status().phase != Ui::ConnectionStatus::Phase::Online)
            return; // which is told already
        Ui::tell(m_window.get(), QStringLiteral("openLinkQuestion"),
                 tr("The room of this link is not there."),
                 tr("It was deleted, or only its members see it. Ask whom the link is from."));
    });
}

void Application::openHost()
{
    if (!m_quitting)
        m_hosting->open();
}

Ui::ChatClient *Application::clientAt(const QString &address) const
{
    return m_sessions->at(m_hosting->isAt(address) ? QString() : address);
}

Ui::ChatClient *Application::join(const QString &address, const QString &password)
{
    if (m_quitting)
        return nullptr;
    const QUrl url = Chat::hostUrl(address);
    if (!url.isValid()) {
        m_window->showProblem(
            tr("\"%1\" is no address of a Madang. It looks like 192.168.0.5:7610.").arg(address),
            Ui::MainWindow::Problem::General, address);
        return nullptr;
    }
    const QString key = Chat::hostText(url);
    if (Ui::ChatClient *there = clientAt(key)) {
        if (there->status().phase != Ui::ConnectionStatus::Phase::Refused) {
            m_window->showChat(there);
            return there;
        }
        drop(there); // another password may do
    }
    const auto makeLink = [url] { return std::make_unique<Stomp::WebSocketLink>(url); };
    Ui::HostSummary summary;
    summary.joinedBy = Chat::typedText(url);
    summary.web = Ui::HostFiles::addressOf(url);
    summary.web.setPassword(password, QUrl::DecodedMode);
    Ui::ChatClient *client = useClient(
        std::make_unique<Ui::ChatClient>(*m_profile, key, makeLink, password), key, summary);
    watchFirstConnection(client, summary.joinedBy, !password.isEmpty());
    return client;
}

Ui::ChatClient *Application::useClient(std::unique_ptr<Ui::ChatClient> client,
                                       const QString &address, const Ui::HostSummary &summary)
{
    Ui::ChatClient *used = m_sessions->add(std::move(client), address);
    used->connectToHost();
    m_window->showChat(used, summary);
    return used;
}

void Application::watchFirstConnection(Ui::ChatClient *client, const QString &address,
                                       bool withPassword)
{
    // A host that was never reached is most likely a wrong address, so the person gets the address
    // back with the reason instead of an empty chat that tries for ever.
    const auto recent = m_profile->recentHosts();
    const bool known = std::any_of(recent.begin(), recent.end(), [&](const Ui::RecentHost &host) {
        return host.address == address;
    });
    auto *watch = new QObject(client);
    using Problem = Ui::MainWindow::Problem;
    const auto look = [this, client, watch, address, known, withPassword] {
        const Ui::ConnectionStatus status = client->status();
        using Phase = Ui::ConnectionStatus::Phase;
        if (status.phase == Phase::Online) {
            m_profile->addRecentHost(address, client->hostName());
            watch->deleteLater();
        } else if (status.phase == Phase::Refused) {
            watch->deleteLater();
            if (!status.reason.contains(QStringLiteral("access")))
                giveUp(client,
                       tr("This Madang did not let you in: %1").arg(Ui::shownReason(status.reason)),
                       Problem::General, address);
            else
                giveUp(client,
                       withPassword ? tr("This is not the password of this Madang.")
                                    : tr("This Madang asks for a password."),
                       Problem::PasswordNeeded, address);
        } else if (status.phase == Phase::Waiting && !known) {
            watch->deleteLater();
            giveUp(client,
                   tr("Nobody answered at %1 (%2). Check the address, and that both computers are "
                      "on the same network.")
                       .arg(address, Ui::shownReason(status.reason)),
                   Problem::General, address);
        }
    };
    connect(client, &Ui::ChatClient::statusChanged, watch, look);
}

/// Whoever looks at something else by now is left alone: the chat itself tells what is the matter.
void Application::giveUp(Ui::ChatClient *client, const QString &sentence,
                         Ui::MainWindow::Problem kind, const QString &address)
{
    // Not from within the client's own signal: it goes.
    QMetaObject::invokeMethod(
        client,
        [this, client, sentence, kind, address] {
            if (!m_window->isInSight(client))
                return;
            drop(client);
            m_window->showProblem(sentence, kind, address);
        },
        Qt::QueuedConnection);
}

void Application::leave(Ui::ChatClient *client)
{
    if (client == m_sessions->at(QString()))
        closeHost({});
    else
        drop(client);
}

void Application::stopHost(const QString &why, std::chrono::seconds in)
{
    if (in.count() > 0)
        m_hosting->announceStop(why, in);
    else
        closeHost(why);
}

void Application::closeHost(const QString &why)
{
    drop(m_sessions->at(QString()));
    m_hosting->close(why);
}

void Application::drop(Ui::ChatClient *client)
{
    if (!client)
        return;
    m_window->removeChat(client);
    m_sessions->end(client);
}

void Application::quit()
{
    if (m_quitting)
        return;
    m_quitting = true;
    m_background->letGo();
    m_instance.close(); // who starts it now waits until it is gone
    m_window->close();  // a host may take a while to stop, and nothing is to be begun meanwhile
    for (Ui::ChatClient *client : m_sessions->clients())
        drop(client);
    m_hosting->end(m_stopReason);
}
