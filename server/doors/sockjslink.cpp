// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/sockjslink.h"

#include "server/doors/logging.h"
#include "stomp/net/textsafeframe.h"

#include <utility>

namespace Server {
namespace {

using Stomp::CloseCode;

/// What a client may send on while it is not read, since its requests cannot be left lying.
constexpr qsizetype mostHeld = 4 * 1024 * 1024;

QByteArray quotedFrame(const QByteArray &stomp)
{
    return SockJs::quote(QString::fromUtf8(Stomp::textSafeFrame(stomp)));
}

/// Stands between a session and its link, either of which may go first.
class StompUser final : public SockJsSession::User {
public:
    StompUser(SockJsSession &session, std::function<void(Stomp::Link *)> opened)
        : m_session(session), m_opened(std::move(opened))
    {
    }
    ~StompUser() override
    {
        if (m_link)
            m_link->end(CloseCode::NoStatus, QString());
    }

    void opened() override
    {
        m_link = new SockJsLink(m_session);
        m_opened(m_link);
    }
    void received(const QStringList &messages) override
    {
        if (m_link)
            m_link->take(messages);
    }
    void closed(bool byClient) override
    {
        if (m_link && byClient)
            m_link->end(CloseCode::NoStatus, QString());
    }

private:
    SockJsSession &m_session;
    std::function<void(Stomp::Link *)> m_opened;
    QPointer<SockJsLink> m_link;
};

} // namespace

SockJsSession::Welcome stompInSockJs(std::function<void(Stomp::Link *)> opened)
{
    return [opened = std::move(opened)](SockJsSession &session) {
        return std::make_unique<StompUser>(session, opened);
    };
}

SockJsLink::SockJsLink(SockJsSession &session)
    : m_session(&session), m_peer(session.peer().toString()),
      m_transport(QStringLiteral("sockjs-") + QString::fromLatin1(session.transport()))
{
    session.whenDrained = [this] { Q_EMIT drained(); };
}

SockJsLink::~SockJsLink()
{
    if (SockJsSession *session = std::exchange(m_session, nullptr)) {
        session->whenDrained = nullptr;
        session->close(int(CloseCode::GoingAway), QString());
    }
}

void SockJsLink::send(const Stomp::OutgoingFrame &frame)
{
    if (m_session)
        m_session->send(frame.encoded(quotedFrame));
}

void SockJsLink::close(CloseCode code, const QString &reason)
{
    if (!m_session)
        return;
    m_session->close(int(code), reason);
    end(code, reason);
}

void SockJsLink::abort()
{
    close(CloseCode::ProtocolError, QStringLiteral("Connection interrupted"));
}

void SockJsLink::end(CloseCode code, const QString &reason)
{
    if (SockJsSession *session = std::exchange(m_session, nullptr)) {
        session->whenDrained = nullptr;
        Q_EMIT closed(code, reason);
    }
}

qint64 SockJsLink::bytesQueued() const
{
    return m_session ? m_session->bytesQueued() : 0;
}

void SockJsLink::take(const QStringList &messages)
{
    for (const QString &message : messages)
        m_held += message.toUtf8();
    if (m_reading)
        takeHeld();
    else if (m_held.size() > mostHeld)
        close(CloseCode::TooBig, QStringLiteral("Too much at once"));
}

void SockJsLink::takeHeld()
{
    const QByteArray bytes = std::exchange(m_held, {});
    if (bytes.isEmpty())
        return;
    Q_EMIT received(bytes);
}

void SockJsLink::setReading(bool reading)
{
    const bool resumed = reading && !std::exchange(m_reading, reading);
    m_reading = reading;
    if (resumed && !m_held.isEmpty())
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_reading && m_session)
                    takeHeld();
            },
            Qt::QueuedConnection);
}

} // namespace Server
