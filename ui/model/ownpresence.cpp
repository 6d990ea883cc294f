// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/ownpresence.h"

#include "stomp/wire/destinations.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace Ui {
namespace {

using namespace std::chrono_literals;
using State = Stomp::StompClient::State;

constexpr std::chrono::milliseconds longestStatusWait = 1h; // clocks are set, computers sleep

QDateTime localTime(Chat::Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

} // namespace

OwnPresence::OwnPresence(Stomp::StompClient &client, QObject *parent)
    : QObject(parent), m_client(client)
{
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, [this] { show(m_shown); });
    connect(&client, &Stomp::StompClient::stateChanged, this, &OwnPresence::changed);
}

Chat::Availability OwnPresence::state() const
{
    return m_client.state() == State::Connected ? m_shown.state : Chat::Availability::Offline;
}

QString OwnPresence::status() const
{
    const bool over = m_shown.until && localTime(*m_shown.until) <= QDateTime::currentDateTime();
    return over ? QString() : m_shown.status;
}

QDateTime OwnPresence::statusUntil() const
{
    return m_shown.until && !status().isEmpty() ? localTime(*m_shown.until) : QDateTime();
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
    if (m_client.state() == State::Connected)
        send({{}, idle, {}, {}});
}

void OwnPresence::start()
{
    Chat::Attendance chosen = m_shown;
    chosen.state = m_owed.state.value_or(chosen.state);
    if (m_owed.status) {
        chosen.status = *m_owed.status;
        chosen.until = m_owed.until;
    }
    if (isOwed())
        show(chosen);
    if (m_client.state() != State::Connected)
        return;
    Chat::PresenceRequest request = std::exchange(m_owed, {});
    if (m_idle)
        request.idle = true;
    if (request.state || request.status || request.idle)
        send(request);
}

void OwnPresence::take(const Chat::Attendance &told)
{
    m_told = told;
    if (told.state == Chat::Availability::Offline) // of before we came
        m_told->state = Chat::Availability::Online;
    m_isToldSince = true;
    // What comes before the answer may be from before what was chosen.
    if (m_underWay == 0 && !isOwed())
        show(*m_told);
}

void OwnPresence::send(const Chat::PresenceRequest &request)
{
    const bool chooses = request.state || request.status;
    if (chooses) {
        ++m_underWay;
        m_isToldSince = false;
    }
    Stomp::StompReceipt *receipt =
        m_client.send(Chat::requestDestination(Chat::Request::Kind::Presence), request.toJson(),
                      {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
    connect(receipt, &Stomp::StompReceipt::arrived, this, [this, chooses] {
        // A host may have cleaned what we say; of another state it is from before we chose.
        if (chooses && --m_underWay == 0 && m_isToldSince && !isOwed() &&
            m_told->state == m_shown.state)
            show(*m_told);
    });
    connect(
        receipt, &Stomp::StompReceipt::failed, this,
        [this, request, chooses](const QString &why, bool said) {
            if (chooses)
                --m_underWay;
            if (said) {
                if (chooses && !isOwed())
                    show(m_told.value_or(Chat::Attendance{Chat::Availability::Online, {}, {}, {}}));
                return Q_EMIT refused(why);
            }
            // Nobody knows whether it arrived; to say it again does no harm. What is shown, as
            // of several under way the one chosen last holds.
            if (request.state && !m_owed.state)
                m_owed.state = m_shown.state;
            if (request.status && !m_owed.status) {
                m_owed.status = m_shown.status;
                m_owed.until = m_shown.until;
            }
        });
}

void OwnPresence::show(const Chat::Attendance &attendance)
{
    m_shown = attendance;
    m_expiry.stop();
    if (m_shown.until && !status().isEmpty()) {
        const std::chrono::milliseconds left(
            QDateTime::currentDateTime().msecsTo(localTime(*m_shown.until)) + 1);
        m_expiry.start(std::clamp<std::chrono::milliseconds>(left, 1ms, longestStatusWait));
    }
    Q_EMIT changed();
}

} // namespace Ui
