// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/hostconfig.h"
#include "server/stopnotice.h"
#include "server/web/hoststatus.h"
#include "stomp/net/link.h"
#include "stomp/wire/about.h"

#include <QObject>
#include <QStringList>
#include <QThread>

#include <memory>

namespace Discovery {
class Lan;
}

namespace Server {

class HostAnnouncing;
class HostCore;

/// Where a running host is reached.
struct HostAddresses {
    quint16 port = 0;
    QString hostId;              ///< Of its log, for ever; tells it from others.
    QStringList http;            ///< `http://address:port`, the likeliest one first.
    QStringList webSocket;       ///< `ws://address:port/ws-stomp`, in the same order.
    QStringList https;           ///< The same in TLS; empty where that is off.
    QStringList secureWebSocket; ///< `wss://address:port/ws-stomp`; likewise.
    QStringList tcp;             ///< `tcp://address:port`; empty without that door.
    QByteArray fingerprint;      ///< SHA-256 of its certificate, 32 bytes; empty without TLS.
    QString lostIdentity;        ///< Where one is kept that was damaged and replaced; empty: none.
};

/// Why a host did not start.
struct HostFailure {
    enum class Kind {
        Config,     ///< A file it names cannot be used.
        Address,    ///< The port is in use, or the address is not this computer's.
        Data,       ///< The data folder cannot be used.
        DataTooNew, ///< The data was written by a newer version.
        DiskFull,
        Unreachable, ///< The database that the data is in does not answer.
    };
    Kind kind;
    QString sentence; ///< In English, for a terminal or a log.
};

/// A whole host with threads of its own: the listener, the broker, the chat and its log.
///
/// Lives in its maker's thread and says there what happened. The host's own sockets and rules run
/// in one thread, its log in another; the maker's thread is never waited for.
class Host : public QObject {
    Q_OBJECT
public:
    explicit Host(HostConfig config, QObject *parent = nullptr);
    /// Stops in order if it still runs, waiting for it.
    ~Host() override;

    const HostConfig &config() const { return m_config; }

    /// By which it makes itself known; without one it makes its own. Before start(); must outlive
    /// it, and lives in the same thread.
    void setLan(Discovery::Lan *lan) { m_lan = lan; }

    /// started() or failed() follows.
    void start();
    /// Accepts nobody any more, lets the log finish, tells everybody, closes. stopped() follows, in
    /// bounded time.
    void stop();
    /// The same, and people are told why. What was announced before counts where this says nothing.
    void stop(const StopNotice &notice);
    /// Stops, but first sends everybody away in small groups, spread over HostConfig::drain, each
    /// with the receipts that are due; /health/ready says so from the beginning on. stop() ends
    /// that at once.
    void drain();
    /// Tells everybody that it will stop, and why; stopped() follows when the time is over. Instead
    /// of what was announced before.
    void announceStop(const StopNotice &notice);
    /// It does not stop, and everybody is told; nothing, where nothing was announced.
    void cancelStop();

    /// Takes over what can change while it runs, and reads the files again that it names;
    /// reloaded() or notReloaded() follows. Nobody's connection is disturbed.
    void reload(const HostConfig &config);

    /// statusReady() follows, unless the host is destroyed before.
    void requestStatus();

    /// A connection from within the process, for the host's own window: open at once, and owned by
    /// the caller. Works before started() as well; what is sent waits.
    std::unique_ptr<Stomp::Link> connectLoop();

Q_SIGNALS:
    void started(const Server::HostAddresses &addresses);
    void failed(const Server::HostFailure &failure);
    void stopped();
    /// `wantingRestart`: keys of options that differ and count from the next start on.
    void reloaded(const QStringList &wantingRestart);
    /// Something in it cannot be used; everything stays as it was.
    void notReloaded(const Server::HostFailure &failure);
    void statusReady(const Server::HostStatus &status);

private:
    void tell(const Chat::About &about, quint16 port);

    HostConfig m_config;
    Discovery::Lan *m_lan = nullptr;
    std::unique_ptr<Discovery::Lan> m_ownLan;
    std::unique_ptr<HostAnnouncing> m_announcing;
    bool m_stopping = false;
    QThread m_thread;
    HostCore *m_core = nullptr; ///< Lives and dies in m_thread.
};

} // namespace Server
