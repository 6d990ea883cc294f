// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/pace.h"

#include "stomp/wire/destinations.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace Ui {

using namespace std::chrono_literals;
using Client = Stomp::StompClient;

Pace::Pace(Client &client, QObject *parent, Now now) : QObject(parent), m_now(std::move(now))
{
    m_tick.setSingleShot(true);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &Pace::update);
    Stomp::StompSubscription *told = client.subscribe(Chat::paceQueue());
    connect(told, &Stomp::StompSubscription::received, this,
            [this](const Stomp::ClientEvent::MessageReceived &message) { take(message.body); });
    connect(this, &QObject::destroyed, told, &QObject::deleteLater);
    // It was said of a session that is over.
    connect(&client, &Client::stateChanged, this, [this](Client::State state) {
        if (state != Client::State::Connected)
            setUntil({});
    });
}

void Pace::take(const QByteArray &json)
{
    const double wait =
        QJsonDocument::fromJson(json).object().value(QStringLiteral("wait")).toDouble();
    if (wait > 0 && wait <= double(longest.count()))
        setUntil(m_now() + std::chrono::milliseconds(qint64(wait)));
}

std::chrono::seconds Pace::left() const
{
    return m_until ? std::max(std::chrono::ceil<std::chrono::seconds>(*m_until - m_now()), 0s) : 0s;
}

void Pace::setUntil(const std::optional<Stomp::TimePoint> &until)
{
    m_until = until;
    update();
}

void Pace::update()
{
    const std::chrono::seconds now = left();
    if (now == 0s)
        m_until.reset();
    if (m_until) // until the next full second
        m_tick.start(std::chrono::ceil<std::chrono::milliseconds>(*m_until - m_now() - now + 1s));
    else
        m_tick.stop();
    if (std::exchange(m_told, now) != now)
        Q_EMIT changed();
}

} // namespace Ui
