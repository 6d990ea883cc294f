// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"
#include "server/doors/sockjssession.h"

namespace Server {

/// How a transport writes frames into the body of an answer.
struct SockJsFraming {
    enum class Kind { Lines, Events, Scripts, Callback };

    Kind kind = Kind::Lines;
    QByteArray prelude;  ///< Before all frames.
    qint64 limit = 1;    ///< Bytes of frames after which the answer ends; 1: after the first.
    QByteArray callback; ///< Of Kind::Callback: the function's name.

    QByteArray write(const QByteArray &frame) const;
};

/// The framings of SockJS's transports. `limit`: bytes of an answer that grows. `callback` must be
/// checked; it goes into scripts.
SockJsFraming xhrFraming();
SockJsFraming xhrStreamingFraming(qint64 limit);
SockJsFraming eventSourceFraming(qint64 limit);
SockJsFraming htmlFileFraming(qint64 limit, const QByteArray &callback);
SockJsFraming jsonpFraming(const QByteArray &callback);

/// One request by which a session's frames come to the client: a poll, or an answer that grows.
class SockJsAnswer final : public HttpSource, private SockJsSession::Receiver {
public:
    /// The session must know when it is destroyed, as SockJsSession does.
    SockJsAnswer(SockJsSession &session, HttpResponse head, SockJsFraming framing);
    ~SockJsAnswer() override;

    HttpResponse head() const override { return m_head; }
    void begin(HttpBody &body) override;
    void drained() override;
    void gone() override;

private:
    void sendFrame(const QByteArray &frame) override;
    bool isFull() const override { return m_sent >= m_framing.limit; }
    void end() override;
    void drop() override;
    void forget() override { m_session = nullptr; }
    qint64 bytesToWrite() const override { return m_body ? m_body->bytesToWrite() : 0; }
    /// The session has ended this answer, and the client has read it.
    void leave();

    SockJsSession *m_session; ///< Null once there is nothing more between us.
    HttpBody *m_body = nullptr;
    HttpResponse m_head;
    SockJsFraming m_framing;
    qint64 m_sent = 0;
    bool m_ended = false;
};

} // namespace Server
