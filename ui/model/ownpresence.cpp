// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/ownpresence.h"

#include "stomp/wire/destinations.h"

#include <utility>

namespace Ui {
namespace {

constexpr qsizetype longestStatus = 100;

} // namespace

OwnPresence::OwnPresence(Stomp::StompClient &client, QObject *parent)
    : QObject(parent), m_client(client)
{
}

void OwnPresence::choose(Chat::Availability state)
{
    if (state == Chat::Availability::Offline)
        return;
    m_owed.state = state;
    start();
}

void OwnPresence::setStatus(const QString &text, const QDateTime &until)
{
    m_owed.status = text.simplified().left(longestStatus);
    m_owed.until = std::nullopt;
    if (until.isValid())
        m_owed.until = Chat::Timestamp(std::chrono::milliseconds(until.toMSecsSinceEpoch()));
    start();
}

void OwnPresence::setIdle(bool idle)
{
    if (m_idle == idle)
        return;
    m_idle = idle;
    if (m_client.state() == Stomp::StompClient::State::Connected)
        send({{}, idle, {}, {}});
}

void OwnPresence::start()
{
    if (m_client.state() != Stomp::StompClient::State::Connected)
        return;
    Chat::PresenceRequest request = std::exchange(m_owed, {});
    if (m_idle)
        request.idle = true;
    if (request.state || request.status || request.idle)
        send(request);
}

void OwnPresence::send(const Chat::PresenceRequest &request)
{
    Stomp::StompReceipt *receipt =
        m_client.send(Chat::requestDestination(Chat::Request::Kind::Presence), request.toJson(),
                      {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
    connect(receipt, &Stomp::StompReceipt::failed, this,
            [this, request](const QString &why, bool said) {
                if (said)
                    return Q_EMIT refused(why);
                // Nobody knows whether it arrived; to say it again does no harm.
                if (!m_owed.state)
                    m_owed.state = request.state;
                if (!m_owed.status) {
                    m_owed.status = request.status;
                    m_owed.until = request.until;
                }
            });
}

} // namespace Ui
