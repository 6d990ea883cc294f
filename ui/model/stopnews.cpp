// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/stopnews.h"

#include "stomp/wire/destinations.h"
#include "stomp/wire/hostnews.h"
#include "ui/model/chatclient.h"

namespace Ui {

StopNews::StopNews(ChatClient &client, QObject *parent)
    : QObject(parent), m_subscription(client.connection().subscribe(Chat::hostTopic()))
{
    connect(m_subscription, &Stomp::StompSubscription::received, this,
            [this](const Stomp::ClientEvent::MessageReceived &message) { take(message.body); });
    // It says so again to who comes, if it is so.
    connect(m_subscription, &Stomp::StompSubscription::subscribed, this,
            [this] { set(std::nullopt); });
}

StopNews::~StopNews()
{
    delete m_subscription;
}

void StopNews::take(const QByteArray &json)
{
    const auto news = Chat::HostNews::fromJson(json);
    if (!news)
        return;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    switch (news->kind) {
    case Chat::HostNews::Kind::Stopping:
        return set(Stop{news->why, now.addMSecs(news->in.count()), false});
    case Chat::HostNews::Kind::Stays:
        return set(std::nullopt);
    case Chat::HostNews::Kind::Stopped:
        return set(Stop{news->why, now, true});
    }
}

void StopNews::set(const std::optional<Stop> &stop)
{
    if (m_stop == stop)
        return;
    m_stop = stop;
    Q_EMIT changed();
}

} // namespace Ui
