// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/relay/relayconnection.h"

#include "server/relay/logging.h"
#include "server/relay/relayrefusals.h"

#include <QPointer>

#include <algorithm>
#include <chrono>

namespace Server {

using Stomp::Clock;
using Taken = Downstream::Taken;

namespace {

constexpr std::chrono::seconds openTimeout{10};
constexpr std::chrono::seconds leaveTimeout{2};

} // namespace

RelayConnection::RelayConnection(const UpstreamSession::Options &options,
                                 const Upstream::Client &client, std::unique_ptr<Stomp::Link> link,
                                 Taker take)
    : m_session(options, client), m_link(std::move(link)), m_take(std::move(take))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_link->isOpen())
            return lose(RelayRefusals::away());
        if (m_held) // it is we who do not read; its heart-beats wait with the rest
            m_session.noteActivity(Clock::now());
        m_session.tick(Clock::now());
        drain();
    });
    connect(m_link.get(), &Stomp::Link::received, this, [this](const QByteArray &bytes) {
        m_session.receive(bytes, Clock::now());
        drain();
    });
    connect(m_link.get(), &Stomp::Link::activity, this,
            [this] { m_session.noteActivity(Clock::now()); });
    connect(m_link.get(), &Stomp::Link::closed, this,
            [this](Stomp::CloseCode code, const QString &reason) {
                if (!m_over && !reason.isEmpty())
                    qCDebug(relayLog).noquote() << "the broker behind:" << reason;
                lose(code == Stomp::CloseCode::NotTrusted ? RelayRefusals::notTrusted(reason)
                                                          : RelayRefusals::away());
            });
    const auto greet = [this] {
        m_session.connect(Clock::now());
        flush();
    };
    if (m_link->isOpen()) {
        greet();
    } else {
        connect(m_link.get(), &Stomp::Link::opened, this, greet);
        m_timer.start(openTimeout);
    }
}

RelayConnection::~RelayConnection()
{
    m_link->disconnect(this);
}

void RelayConnection::drain()
{
    if (m_leaving) {
        // What is not read when a socket is closed may take with it what was sent last.
        while (m_session.nextEvent(Clock::now())) {
        }
        if (m_session.hasLeft())
            m_link->close(Stomp::CloseCode::Normal, {});
        return;
    }
    if (m_draining || m_over)
        return;
    m_draining = true;
    const QPointer<RelayConnection> alive(this);
    while (alive && !m_over && take()) {
        auto event = m_session.nextEvent(Clock::now());
        if (!event)
            break;
        if (auto *delivered = std::get_if<UpstreamSession::Delivered>(&*event)) {
            m_held = std::move(*delivered);
        } else if (const auto *ended = std::get_if<UpstreamSession::Ended>(&*event)) {
            qCInfo(relayLog) << "the broker behind ended a connection:" << ended->why.message;
            lose(ended->why);
        } else {
            Q_EMIT opened();
        }
    }
    if (!alive)
        return;
    m_draining = false;
    if (!m_over)
        flush();
}

/// False while there is no room for what is held.
bool RelayConnection::take()
{
    if (!m_held)
        return true;
    const Taken taken = m_take(*m_held);
    if (taken == Taken::NoRoom) {
        m_link->setReading(false);
        return false;
    }
    m_session.handed(*m_held, taken == Taken::Yes, Clock::now());
    m_held.reset();
    return true;
}

void RelayConnection::resume()
{
    if (!m_held || m_over)
        return;
    m_link->setReading(true);
    drain();
}

void RelayConnection::flush()
{
    if (m_over)
        return;
    const QByteArray bytes = m_session.takeOutput();
    if (!bytes.isEmpty())
        m_link->send(Stomp::OutgoingFrame(bytes));
    armTimer();
}

void RelayConnection::armTimer()
{
    if (!m_link->isOpen())
        return; // the timer is the link's own
    const auto deadline = m_session.deadline();
    if (!deadline) {
        m_timer.stop();
        return;
    }
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*deadline - Clock::now());
    m_timer.start(std::max(wait, std::chrono::milliseconds(0)));
}

void RelayConnection::lose(const Refusal &why)
{
    if (std::exchange(m_over, true))
        return;
    m_timer.stop();
    const QPointer<RelayConnection> alive(this);
    Q_EMIT lost(why);
    if (alive)
        m_session.fail(why);
    if (alive)
        m_link->close(Stomp::CloseCode::Normal, {});
}

void RelayConnection::leave()
{
    m_leaving = !m_over && m_session.isOpen();
    if (m_leaving) {
        m_session.disconnect(Clock::now());
        flush();
        m_link->setReading(true);
        QTimer::singleShot(leaveTimeout, this, &QObject::deleteLater);
    }
    m_over = true;
    m_timer.stop();
    m_session.fail(RelayRefusals::away());
    connect(m_link.get(), &Stomp::Link::closed, this, &QObject::deleteLater);
    if (!m_leaving)
        deleteLater();
}

} // namespace Server
