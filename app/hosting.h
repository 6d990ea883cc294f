// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host.h"
#include "ui/hostfacts.h"
#include "ui/hostsummary.h"
#include "ui/model/backup.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace Discovery {
class Lan;
}

namespace Ui {
class MainWindow;
class Profile;
} // namespace Ui

class Sessions;

/// The host that this program has open: opens it, brings the person into it, tells the window how
/// it is, and closes it.
///
/// Part of Application. Lives in the window's thread.
class Hosting : public QObject {
    Q_OBJECT
public:
    struct Options {
        QString dataFolder;
        QString usersFile;             ///< Accounts; empty: none.
        std::optional<quint16> port;   ///< 0: any free one. Unset: as the person has chosen.
        bool madeUp = false;           ///< For this computer only, and the window says so.
        Discovery::Lan *lan = nullptr; ///< By which it makes itself known; null: by one of its own.
    };

    /// All must outlive what it does; the sessions go before it, as one of them talks to its host.
    Hosting(Options options, Ui::Profile &profile, Sessions &sessions, Ui::MainWindow &window);
    /// Waits for a host that is still open or closing.
    ~Hosting() override;

    /// Opens the host and the chat in it, where it is not open; then it comes into sight. What goes
    /// wrong is told in the window.
    void open();
    bool isMadeUp() const { return m_options.madeUp; }
    bool isOpen() const { return m_host != nullptr; } ///< Or opening.
    /// What others come in by, best first; empty while it is not open.
    QString address() const { return m_addresses.value(0); }
    const QString &dataFolder() const { return m_options.dataFolder; }
    /// All that others come in by, best first; empty while it is not open.
    QStringList outerAddresses() const { return m_told ? m_told->addresses : QStringList(); }
    /// SHA-256 of its certificate; empty while it is not open, or speaks no TLS.
    const QByteArray &fingerprint() const { return m_open.fingerprint; }
    /// How it is set up, or was when it was open last.
    const Ui::HostSettings &settings() const { return m_settings; }
    bool hasPassword() const { return !m_config.passwordFile.isEmpty(); }
    /// Lets the log finish, in bounded time, and tells everybody why. The chat in it is gone
    /// before.
    void close(const QString &why = {});
    /// Tells everybody that it closes in that time; closesItself() follows then.
    void announceStop(const QString &why, std::chrono::seconds in);
    void cancelStop();
    /// As close(), for the end of the program: ended() follows, at once where none is open.
    void end(const QString &why = {});
    /// All that lead to the host that is open here, as hostText() has them.
    const QStringList &addresses() const { return m_addresses; }
    /// The window is told how it is, while one is open.
    void requestStatus();
    /// How the host is to be from now on, and when it is opened again. Another port takes a new
    /// start of it, during which everybody is cut off.
    void choose(const Ui::HostSettings &settings);
    /// The same for who may come in. Empty: no password. False: it is none that can be kept, and
    /// all stays as it was.
    bool setEntrance(Ui::HostSettings::Entrance entrance, const QString &password);

Q_SIGNALS:
    /// It can be joined.
    void opened(const Server::HostAddresses &addresses);
    void ended();
    /// The host did not take what was chosen, and all is as it was before; the window tells why.
    void takenBack();
    /// It was open, and close() was called.
    void closed();
    /// The time that was announced is over, and close() is due.
    void closesItself();

private:
    void start();
    void restart();
    void reload();
    void started(const Server::HostAddresses &addresses);
    void failed(const Server::HostFailure &failure);
    void notReloaded(const Server::HostFailure &failure);
    void showStatus(const Server::HostStatus &status);
    void showFacts();
    void makeBackup();
    void endBackup();
    void forget();
    bool speaksTls() const { return !m_open.https.isEmpty(); }
    Server::HostConfig config() const;
    std::vector<Ui::HostAddress> addressesNow() const;
    Ui::HostSummary summary(const std::vector<Ui::HostAddress> &addresses) const;

    Options m_options;
    Ui::Profile &m_profile;
    Sessions &m_sessions;
    Ui::MainWindow &m_window;
    std::unique_ptr<Server::Host> m_host;
    std::unique_ptr<Ui::Backup> m_backup; ///< Of the host's data, while it is open.
    Ui::HostSettings m_settings;
    std::optional<QByteArray> m_formerPassword; ///< Until the host has taken another rule.
    Ui::HostSettings m_settled;                 ///< The last that the host has taken over.
    Server::HostConfig m_config;
    Server::HostAddresses m_open;          ///< Of the host, since it started.
    std::optional<quint16> m_takenPort;    ///< Was wanted, but another program has it.
    std::optional<Ui::HostSummary> m_told; ///< The window, last.
    QStringList m_addresses;
    QTimer m_news;
    bool m_ending = false;
};
