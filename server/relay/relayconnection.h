// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/relay/upstreamsession.h"
#include "stomp/net/link.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace Server {

/// One connection to the broker behind: a link, a session, and their timer.
///
/// Connects at once, and once. A message for which its taker has no room is kept, and no more are
/// read until resume().
class RelayConnection final : public QObject {
    Q_OBJECT
public:
    using Taker = std::function<Downstream::Taken(const UpstreamSession::Delivered &)>;

    RelayConnection(const UpstreamSession::Options &options, const Upstream::Client &client,
                    std::unique_ptr<Stomp::Link> link, Taker take);
    ~RelayConnection() override;

    /// flush() after whatever it is asked for.
    UpstreamSession &session() { return m_session; }
    const UpstreamSession &session() const { return m_session; }
    void flush();
    void resume();
    qint64 bytesQueued() const { return m_link->bytesQueued(); }
    /// Says goodbye and deletes itself once that is heard, or soon in any case.
    void leave();

Q_SIGNALS:
    void opened();
    /// Comes once, and before what was asked for is refused.
    void lost(const Server::Refusal &why);

private:
    void drain();
    bool take();
    void lose(const Refusal &why);
    void armTimer();

    UpstreamSession m_session;
    std::unique_ptr<Stomp::Link> m_link;
    Taker m_take;
    std::optional<UpstreamSession::Delivered> m_held; ///< There was no room for it.
    QTimer m_timer;
    bool m_draining = false;
    bool m_leaving = false;
    bool m_over = false;
};

} // namespace Server
