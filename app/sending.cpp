// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sending.h"

#include "stomp/net/websocketlink.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/messages.h"
#include "stomp/wire/refusals.h"

#include <QRandomGenerator>

#include <array>
#include <memory>
#include <utility>

namespace {

using State = Stomp::StompClient::State;

/// What the host knows a guest by: 32 random bytes.
QByteArray newGuestToken()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof(words))
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Stomp::StompClient::Options sendingOptions()
{
    Stomp::StompClient::Options options;
    options.firstRetry = std::chrono::milliseconds(300);
    options.longestRetry = std::chrono::seconds(5);
    return options;
}

} // namespace

Sending::Sending(SendOptions options)
    : m_options(std::move(options)), m_guestToken(newGuestToken()),
      m_client(
          [this] {
              const QByteArray &print = m_options.fingerprint;
              return std::make_unique<Stomp::WebSocketLink>(
                  m_options.host, Stomp::WebSocketLink::largestUsual,
                  print.isEmpty() ? Stomp::PeerCheck() : Stomp::pinnedTo(print));
          },
          [this] { return connectHeaders(); }, sendingOptions())
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(m_options.timeout);
    connect(&m_patience, &QTimer::timeout, this, &Sending::giveUp);
    connect(&m_client, &Stomp::StompClient::stateChanged, this, &Sending::followState);
    connect(&m_client, &Stomp::StompClient::errorReceived, this, &Sending::takeError);
    m_client.connectToHost();
}

Stomp::Headers Sending::connectHeaders() const
{
    Stomp::Headers headers{{QByteArrayLiteral("host"), m_options.host.host().toUtf8()},
                           {QByteArrayLiteral("guest-token"), m_guestToken}};
    if (!m_options.name.isEmpty())
        headers.append(QByteArrayLiteral("name"), m_options.name.toUtf8());
    if (!m_options.token.isEmpty())
        headers.append(QByteArrayLiteral("Authorization"), "Bearer " + m_options.token);
    if (!m_options.login.isEmpty())
        headers.append(QByteArrayLiteral("login"), m_options.login);
    if (!m_options.password.isEmpty())
        headers.append(QByteArrayLiteral("passcode"), m_options.password);
    return headers;
}

void Sending::add(const QString &text)
{
    m_waiting.push_back({Chat::makeClientMessageId(), text});
    if (!m_patience.isActive())
        m_patience.start();
    sendNext();
}

void Sending::noMore()
{
    m_noMore = true;
    if (m_waiting.empty())
        finish(End::Stored, {});
}

/// One at a time: what comes behind one that the host could not store must not come before it.
void Sending::sendNext()
{
    if (m_finished || m_underWay || m_waiting.empty() || m_client.state() != State::Connected)
        return;
    m_underWay = true;
    const Message &next = m_waiting.front();
    Chat::MessageRequest request;
    request.roomText = m_options.room.toString();
    request.sender = m_options.name;
    request.text = next.text;
    request.clientIdText = next.id.toString();
    Stomp::StompReceipt *receipt =
        m_client.send(Chat::requestDestination(Chat::Request::Kind::Message), request.toJson(),
                      {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
    connect(receipt, &Stomp::StompReceipt::arrived, this, [this] {
        m_underWay = false;
        m_notStored = false;
        m_waiting.pop_front();
        ++m_stored;
        Q_EMIT stored();
        if (!m_waiting.empty()) {
            m_patience.start();
            return sendNext();
        }
        m_patience.stop();
        if (m_noMore)
            finish(End::Stored, {});
    });
    connect(receipt, &Stomp::StompReceipt::failed, this, [this](const QString &why, bool refused) {
        m_underWay = false;
        // What it could not store, it may store later.
        m_notStored = refused && Chat::isNotStored(why);
        m_refused = refused && !m_notStored;
        m_why = why;
    });
}

void Sending::followState()
{
    const State state = m_client.state();
    if (m_finished) {
        if (state == State::Disconnected)
            tellEnd();
        return;
    }
    if (state == State::Connected)
        sendNext();
    else if (state == State::Waiting && !m_notStored)
        m_why = m_client.lastError();
}

void Sending::takeError(const QString &message, const QString &body)
{
    const QString text =
        body.trimmed().isEmpty() ? message : message + QStringLiteral(". ") + body.trimmed();
    if (m_finished)
        return;
    m_why = text;
    if (m_refused)
        return finish(End::Refused, text);
    // Before CONNECTED: who we are was refused, unless nobody looked.
    if (m_client.state() != State::Disconnected)
        return;
    if (!message.contains(QLatin1String("try again later")))
        return finish(End::Refused, text);
    constexpr std::chrono::seconds wait{2};
    QTimer::singleShot(wait, this, [this] {
        if (!m_finished)
            m_client.connectToHost();
    });
}

void Sending::giveUp()
{
    const QString why = m_why.isEmpty() ? QStringLiteral("no answer") : m_why;
    finish(m_notStored ? End::NotStored : End::Unreachable, why);
}

void Sending::finish(End end, const QString &why)
{
    if (m_finished)
        return;
    m_finished = true;
    m_patience.stop();
    m_end = end;
    m_why = why;
    if (end != End::Stored && m_stored > 0)
        m_why += QStringLiteral(" (%1 stored before)").arg(m_stored);
    if (m_client.state() == State::Connected)
        m_client.disconnectFromHost(); // which ends in tellEnd()
    else
        QMetaObject::invokeMethod(this, &Sending::tellEnd, Qt::QueuedConnection);
}

void Sending::tellEnd()
{
    if (!std::exchange(m_told, true))
        Q_EMIT finished(m_end, m_why);
}
