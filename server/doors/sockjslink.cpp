// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/sockjslink.h"

#include "server/doors/logging.h"
#include "stomp/net/textsafeframe.h"

#include <QMetaMethod>

#include <utility>

namespace Server {
namespace {

using Stomp::CloseCode;

/// What a client may post while it is not read, without waiting for the answer.
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
            m_link->end(CloseCode(m_session.goodbyeCode()), m_session.goodbyeReason());
    }
    void drained() override
    {
        if (m_link && m_link->isOpen())
            Q_EMIT m_link->drained();
    }
    void behind() override
    {
        if (m_link && m_link->isOpen())
            Q_EMIT m_link->behind();
    }
    void active() override
    {
        if (m_link && m_link->isOpen())
            Q_EMIT m_link->activity();
    }
    bool peerFinished() override { return m_link && m_link->finishPeer(); }
    void gone() override
    {
        if (m_link)
            m_link->endClosing();
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
}

SockJsLink::~SockJsLink()
{
    if (SockJsSession *session = std::exchange(m_session, nullptr))
        session->close(int(CloseCode::GoingAway), QString());
}

void SockJsLink::send(const Stomp::OutgoingFrame &frame)
{
    if (isOpen())
        m_session->send(frame.encoded(quotedFrame));
}

void SockJsLink::close(CloseCode code, const QString &reason)
{
    if (!isOpen())
        return;
    m_closing = true;
    m_closeCode = code;
    m_closeReason = reason;
    m_held.clear();
    // Without a word there is no close frame; "normal" is the nearest there is.
    m_session->close(int(code == CloseCode::NoStatus ? CloseCode::Normal : code), reason);
}

void SockJsLink::abort()
{
    SockJsSession *session = m_session;
    const CloseCode code = m_closing ? m_closeCode : CloseCode::NoStatus;
    end(code, m_closeReason);
    if (session)
        session->abort();
}

void SockJsLink::end(CloseCode code, const QString &reason)
{
    if (std::exchange(m_session, nullptr))
        Q_EMIT closed(code, reason);
}

bool SockJsLink::finishPeer()
{
    if (!isOpen() || !isSignalConnected(QMetaMethod::fromSignal(&Link::peerFinished)))
        return false;
    Q_EMIT peerFinished();
    return true;
}

void SockJsLink::ownerBeats()
{
    if (m_session)
        m_session->stopBeating();
}

void SockJsLink::sendNow()
{
    if (isOpen())
        m_session->sendNow();
}

qint64 SockJsLink::bytesQueued() const
{
    return m_session ? m_session->bytesQueued() : 0;
}

void SockJsLink::take(const QStringList &messages)
{
    if (!isOpen())
        return;
    for (const QString &message : messages)
        m_held += QByteArray(m_encoder(message));
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
    m_reading = reading;
    if (!reading || m_held.isEmpty()) {
        if (m_session)
            m_session->setReading(reading);
        return;
    }
    // What is kept comes first; only then may the client send more.
    QMetaObject::invokeMethod(
        this,
        [this] {
            const QPointer<SockJsLink> alive(this);
            if (m_reading && isOpen())
                takeHeld();
            if (alive && m_reading && m_session)
                m_session->setReading(true);
        },
        Qt::QueuedConnection);
}

} // namespace Server
