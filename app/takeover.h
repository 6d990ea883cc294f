// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/toldaccess.h"
#include "server/hostimport.h"
#include "ui/hostsummary.h"
#include "ui/model/chatexport.h"
#include "ui/takeoverdialog.h"

#include <QObject>
#include <QPointer>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>

namespace Ui {
class ChatClient;
class MainWindow;
class Profile;
} // namespace Ui

class Hosting;
class Sessions;

/// Goes on with the rooms of somebody else's host on this computer, when the person says so: takes
/// their history from that host while it is there, and from memory when it is gone, brings it into
/// the data of one's own host, opens that and enters the rooms.
///
/// It is closed to strangers where that host was: see entranceOf().
///
/// Part of Application. Lives in the window's thread; the import has one of its own.
class TakeOver : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    TakeOver(Ui::Profile &profile, Sessions &sessions, Hosting &hosting, Ui::MainWindow &window);
    /// Stops what is under way, and waits until it has.
    ~TakeOver() override;

    /// Asks first. `room` is in sight at that host. One at a time, and only while no host is open
    /// here: what is to come into its data cannot, then.
    void ask(Ui::ChatClient *client, const Ui::HostSummary &summary, const Chat::RoomId &room);

private:
    using Entrance = Ui::TakeOverDialog::Entrance;
    using Imported = Server::Upkept<Server::HostImport>;
    /// Who is to come in here: never more people than there, as far as that was told, and never
    /// more than the person lets into their own host.
    Entrance entranceOf(const Ui::ChatClient &client) const;
    void closeToStrangers();
    void begin(bool withFiles);
    void bringIn();
    void open(const Server::HostImport &import);
    void enter();
    void fail(const Takeout::Failure &failure);
    void cancel();
    void clear();

    Ui::Profile &m_profile;
    Sessions &m_sessions;
    Hosting &m_hosting;
    Ui::MainWindow &m_window;
    ToldAccess m_told;
    QPointer<Ui::TakeOverDialog> m_dialog;
    QPointer<Ui::ChatClient> m_from;
    Ui::HostSummary m_summary;
    Chat::RoomId m_room;
    Takeout::PersonRecord m_self; ///< As that host knows us.
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::ExportSource> m_source;
    std::unique_ptr<Ui::ChatExport> m_export;
    std::unique_ptr<QThread> m_thread; ///< While it is brought in.
    std::atomic_bool m_isCancelled = false;
    std::vector<Chat::RoomId> m_rooms; ///< To be entered when the host is open.
};
