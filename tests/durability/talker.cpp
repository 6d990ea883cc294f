// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/durability/talker.h"

namespace {

constexpr size_t window = 16; ///< Said without waiting for a receipt.

} // namespace

using Stomp::StompClient;

Talker::Talker(const QUrl &url, const QString &name, const QString &room, QStringList texts,
               QObject *parent)
    : QObject(parent), m_texts(std::move(texts)), m_peer(url, name, room)
{
    m_peer.listenOn();
    connect(&m_peer.client(), &StompClient::stateChanged, this, [this](StompClient::State state) {
        if (state == StompClient::State::Connected)
            connected();
    });
    connect(&m_peer.client(), &StompClient::errorReceived, this,
            [this](const QString &message) { m_refusals.append(message); });
}

void Talker::connected()
{
    ++m_connections;
    m_waiting.clear();
    m_next = m_receipts;
    fill();
}

void Talker::fill()
{
    while (m_peer.isConnected() && m_waiting.size() < window && m_next < m_texts.size())
        say(m_next++);
}

void Talker::say(qsizetype number)
{
    if (number < m_said) {
        m_resent.insert(m_texts[number], std::chrono::floor<std::chrono::milliseconds>(
                                             std::chrono::system_clock::now()));
    }
    m_said = std::max(m_said, number + 1);
    m_waiting.push_back(number);
    const int connection = m_connections;
    Stomp::StompReceipt *receipt = m_peer.say(m_texts[number], QStringLiteral("m-%1").arg(number));
    connect(receipt, &Stomp::StompReceipt::arrived, this, [this, number, connection] {
        if (connection != m_connections)
            return;
        if (m_waiting.empty() || m_waiting.front() != number) {
            m_refusals.append(QStringLiteral("a receipt out of order"));
            return;
        }
        m_waiting.pop_front();
        m_receipts = number + 1;
        Q_EMIT receipted();
        fill();
    });
    // A receipt that fails is no news: connected() says again all that has none.
}
