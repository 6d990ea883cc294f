// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/sockjsanswer.h"
#include "server/doors/sockjssession.h"
#include "server/sockjs/path.h"

#include <QByteArrayList>

#include <optional>
#include <unordered_map>

namespace Server {

class AcceptedWebSocket;
class SockJsSocket;

/// Answers everything below the base path of one SockJS service (SockJS protocol 0.3.3) and keeps
/// its sessions. Knows nothing of what they carry. Lives in the host's thread.
class SockJsService final : private TurnWorker {
public:
    struct Options {
        QByteArray base; ///< "/ws-stomp"; no slash at its end.
        SockJs::SessionOptions session;
        qint64 responseBytes = 128 * 1024; ///< After which an answer that grows ends.
        qsizetype sendBytes = 256 * 1024;  ///< Body by which a client sends; see bodyLimit().
        bool webSocket = true;
        bool jsonp = false; ///< Hands scripts to any page; only for browsers that know no better.
        bool cookie = false;
        QByteArrayList allowedOrigins;        ///< As of UpgradePolicy.
        QByteArray client = "/sockjs.min.js"; ///< Where iframes find sockjs-client.
    };

    SockJsService(Options options, std::shared_ptr<Reception> reception,
                  SockJsSession::Welcome welcome);
    ~SockJsService() override;

    const QByteArray &base() const { return m_options.base; }
    bool serves(QByteArrayView path) const { return SockJs::isBelow(path, m_options.base); }
    void setAllowedOrigins(QByteArrayList origins)
    {
        m_options.allowedOrigins = std::move(origins);
    }

    HttpAnswer answer(const HttpRequest &request);
    /// The largest body that such a request may have; nullopt unless it is sent by the client of a
    /// session that there is.
    std::optional<qsizetype> bodyLimit(QByteArrayView path) const;
    /// Whether a WebSocket of a session may be opened at that path. Raw ones, at base/websocket,
    /// are none of its business.
    bool hasWebSocket(QByteArrayView path) const;
    /// Makes a session of a WebSocket that yields whole messages.
    void open(std::unique_ptr<AcceptedWebSocket> socket);

    /// There are no new sessions from now on: 503.
    void refuseNew() { m_closing = true; }
    /// The same, and the host is about to close its sessions: who is between two polls is not
    /// waited for.
    void close();

    int sessions() const { return int(m_sessions.size()); }

private:
    HttpAnswer answerSession(const HttpRequest &request, const SockJs::Path &path);
    HttpAnswer receive(const HttpRequest &request, const SockJs::Path &path,
                       SockJs::Transport transport);
    HttpAnswer deliver(const HttpRequest &request, const SockJs::Path &path, HttpResponse head,
                       SockJsFraming framing, QByteArrayView transport);
    HttpAnswer withCallback(const HttpRequest &request, const SockJs::Path &path);
    HttpResponse fresh(const HttpRequest &request, SockJs::Transport transport,
                       const QByteArray &contentType) const;
    SockJsSession *add(const QByteArray &key, const QHostAddress &peer, QByteArrayView transport);
    void forgetSoon();
    void endOfTurn() override;

    Options m_options;
    std::shared_ptr<Reception> m_reception;
    SockJsSession::Welcome m_welcome;
    std::unordered_map<QByteArray, std::unique_ptr<SockJsSession>> m_sessions;
    std::unordered_map<quint64, std::unique_ptr<SockJsSocket>> m_sockets;
    /// To be forgotten at the end of the turn.
    std::vector<QByteArray> m_sessionsOver;
    std::vector<quint64> m_socketsOver;
    bool m_scheduled = false;
    bool m_closing = false;
    quint64 m_lastSocket = 0;
};

} // namespace Server
