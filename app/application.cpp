// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/finding.h"
#include "app/releases.h"
#include "ui/model/hosttrust.h"
#include "ui/newerstrip.h"
#include "ui/notices.h"
#include "ui/startpage.h"
#include "ui/systemnotifier.h"
#include "ui/systemsound.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QStandardPaths>

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
    connect(&m_actions, &Ui::Actions::joinRequested, this,
            [this](const QString &address, const QString &password) {
                if (!m_quitting)
                    m_joining->join(address, password);
            });
    connect(&m_actions, &Ui::Actions::leaveRequested, this, &Application::leave);
    connect(&m_actions, &Ui::Actions::retryRequested, this, [](const Ui::ChatClient *client) {
        if (Ui::HostWay *way = Ui::HostWay::of(*client))
            way->tellAgain();
    });
    connect(&m_actions, &Ui::Actions::quitRequested, this, [this] { m_background->askQuit(); });
    connect(&m_actions, &Ui::Actions::linkRequested, this, [this](const QUrl &url) {
        if (url.scheme() == u"madang")
            m_joining->openLink(url.toString(QUrl::FullyEncoded));
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
    if (!m_options.madeUp)
        m_neighbourhood = std::make_unique<Neighbourhood>(*m_profile);
    m_window = std::make_unique<Ui::MainWindow>(*m_profile, m_actions);
    m_joining =
        std::make_unique<Joining>(*m_profile, *m_window, *m_sessions, m_options.roomPatience);
    if (m_neighbourhood)
        followNeighbours();
    m_window->notices()->setNotifier(Ui::makeSystemNotifier());
    m_window->notices()->setSound(Ui::makeSystemSound());
    m_window->setLog(&log);
    Hosting::Options hosting;
    hosting.dataFolder = QDir::cleanPath(m_profile->folder() + QStringLiteral("/../host"));
    hosting.port = m_options.port;
    hosting.usersFile = m_options.usersFile;
    hosting.madeUp = m_options.madeUp;
    hosting.lan = m_neighbourhood ? &m_neighbourhood->lan() : nullptr;
    m_hosting = std::make_unique<Hosting>(hosting, *m_profile, *m_sessions, *m_window);
    connect(&m_actions, &Ui::Actions::hostStatusRequested, m_hosting.get(),
            &Hosting::requestStatus);
    connect(&m_actions, &Ui::Actions::hostSettingsChosen, m_hosting.get(), &Hosting::choose);
    connect(m_hosting.get(), &Hosting::opened, this, [this](const auto &addresses) {
        setOwnHost(m_hosting->addresses(), addresses);
        Q_EMIT this->hosting(addresses);
    });
    connect(m_hosting.get(), &Hosting::closed, this, [this] { setOwnHost({}, {}); });
    connect(m_hosting.get(), &Hosting::ended, this, &Application::finished);
    followHosting();
    followVersions();
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

/// Who is near is offered; and a host one is in may have moved.
void Application::followNeighbours()
{
    showFound(m_window->startPage(), *m_neighbourhood);
    const Ui::HostTrust trust(*m_profile);
    m_window->startPage().setPins([trust](const QString &address) {
        const auto known = trust.known(trust.keyFor(address));
        return known ? Ui::HostPin{known->fingerprint, known->hostId} : Ui::HostPin();
    });
    m_joining->followNeighbours(m_neighbourhood->hosts());
}

/// Whoever is told of it elsewhere is led here.
void Application::setOwnHost(const QStringList &places, const Server::HostAddresses &addresses)
{
    m_joining->setOwn(places, addresses.fingerprint);
    if (m_neighbourhood)
        m_neighbourhood->hosts().setOwnHost(addresses.hostId);
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
    m_entrance = std::make_unique<OwnEntrance>(*m_hosting, *m_sessions, *m_window);
    m_wake = std::make_unique<HostingWake>(*m_hosting, *m_window, m_profile->settings());
    connect(&m_resumes, &ResumeWatch::resumed, this, &Application::resume);
#ifdef MADANG_HAS_DBUS
    m_resumes.listen(QDBusConnection::systemBus());
#endif
}

/// A host one is in may be ahead.
void Application::followVersions()
{
    m_newer = std::make_unique<Ui::NewerVersion>(m_profile->settings());
    connect(m_sessions.get(), &Sessions::added, m_newer.get(), &Ui::NewerVersion::follow);
    m_window->addStrip(
        new Ui::NewerStrip(*m_newer, m_actions, releasesPage(), m_window->appearance()));
}

/// Connections that look alive may be long gone, and nobody waits for the next try.
void Application::resume()
{
    for (Ui::ChatClient *client : m_sessions->clients()) {
        client->retryNow();
        client->connection().probe();
    }
    if (m_neighbourhood)
        m_neighbourhood->hosts().lookAgain();
    Q_EMIT resumed();
}

Application::~Application()
{
    // The window shows the clients' models, and one of them may talk to the host.
    m_entrance.reset();
    m_wake.reset();
    m_background.reset();
    m_takeOver.reset();
    m_joining.reset();
    m_window.reset();
    m_newer.reset();
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
        m_joining->join(m_options.join);
    else if (!m_options.link.isEmpty())
        m_joining->openLink(m_options.link);
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
        m_joining->openLink(handover.link);
    else if (handover.host && m_sessions->isEmpty())
        openHost();
}

void Application::openHost()
{
    if (!m_quitting)
        m_hosting->open();
}

void Application::leave(Ui::ChatClient *client)
{
    if (client == m_sessions->at(QString()))
        closeHost({});
    else
        m_joining->drop(client);
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
    m_joining->drop(m_sessions->at(QString()));
    m_hosting->close(why);
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
        m_joining->drop(client);
    m_hosting->end(m_stopReason);
}
