// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/backgroundhosting.h"
#include "app/hosting.h"
#include "app/hostingwake.h"
#include "app/joining.h"
#include "app/neighbourhood.h"
#include "app/openevents.h"
#include "app/ownentrance.h"
#include "app/resumewatch.h"
#include "app/sessions.h"
#include "app/singleinstance.h"
#include "app/takeover.h"
#include "ui/actions.h"
#include "ui/mainwindow.h"
#include "ui/model/autostart.h"
#include "ui/model/chatclient.h"
#include "ui/model/newerversion.h"
#include "ui/model/profile.h"
#include "ui/model/recentlog.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>

/// What the command line of the desktop asks for.
struct DesktopOptions {
    QString profileFolder;   ///< Profile and own host's data live below it; empty: the usual place.
    QString name;            ///< Taken as the person's name.
    QString join;            ///< Address or link to enter at once; empty: none.
    QString link;            ///< To be opened as if it was clicked; empty: none.
    bool host = false;       ///< Open a host at once.
    bool background = false; ///< Without the window, until somebody asks for it.
    std::optional<quint16> port; ///< With `host`; 0: any free one. Unset: the usual, or the next.
    /// All in the profile's folder is made up: the window says so, a host is for this computer
    /// only, and the system is to keep nothing of it.
    bool madeUp = false;
    /// How long the room of a link may take to come with the list of rooms.
    std::chrono::milliseconds roomPatience = std::chrono::seconds(10);
    QString usersFile = {}; ///< Accounts of a host that is opened; empty: none.
};

/// The desktop program put together: profile, window, a host when asked for, and the clients of the
/// hosts one is in.
///
/// The only place that knows the server and the window both.
class Application : public QObject {
    Q_OBJECT
public:
    /// The log must outlive it.
    Application(DesktopOptions options, std::unique_ptr<Ui::Profile> profile, Ui::RecentLog &log);
    ~Application() override;

    void start();
    /// Leaves politely: the client says goodbye, the host lets its log finish. finished() follows.
    void quit();
    /// Closes the host that is open here in that time, and tells everybody why.
    void stopHost(const QString &why, std::chrono::seconds in);
    /// What a later start asks for: the window comes forward, and asks before it goes anywhere.
    void take(const Handover &handover);
    /// Somebody says that a host is there; see Joining::heard().
    void hostHeard(const QString &hostId, const QByteArray &fingerprint, const QString &address)
    {
        m_joining->heard(hostId, fingerprint, address);
    }
    /// Whether the person wants nothing left of the profile, once nobody has it open.
    bool wantsErasing() const { return m_erases; }

    /// Below the program itself in portable mode, else in the person's data folder.
    static QString defaultFolder();
    /// Whether a file `madang.portable` lies beside the program.
    static bool isPortable();

Q_SIGNALS:
    /// The host that this program opened can be joined.
    void hosting(const Server::HostAddresses &addresses);
    /// The computer was asleep.
    void resumed();
    void finished();

private:
    void begin();
    void followHosting();
    void followVersions();
    void setOwnHost(const QStringList &places, const Server::HostAddresses &addresses);
    void resume();
    void followNeighbours();
    void openHost();
    void leave(Ui::ChatClient *client);
    void closeHost(const QString &why);

    DesktopOptions m_options;
    std::unique_ptr<Ui::Profile> m_profile;
    Ui::Actions m_actions;
    std::unique_ptr<Neighbourhood> m_neighbourhood; ///< Null where all is made up.
    std::unique_ptr<Ui::MainWindow> m_window;
    std::unique_ptr<Sessions> m_sessions;
    std::unique_ptr<Hosting> m_hosting;
    std::unique_ptr<Joining> m_joining;
    std::unique_ptr<TakeOver> m_takeOver;
    std::unique_ptr<BackgroundHosting> m_background;
    std::unique_ptr<HostingWake> m_wake;
    std::unique_ptr<OwnEntrance> m_entrance;
    std::unique_ptr<Ui::NewerVersion> m_newer;
    ResumeWatch m_resumes;
    std::unique_ptr<Ui::Autostart> m_autostart; ///< Null in portable mode.
    SingleInstance m_instance;
    OpenEvents m_openEvents;
    QString m_stopReason; ///< For the others at the host that ends with the program.
    bool m_quitsWithHost = false;
    bool m_quitting = false;
    bool m_erases = false;
};
