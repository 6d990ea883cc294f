// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/hostidentity.h"

#include "stomp/wire/deviceproof.h"

#include <utility>

namespace Ui {
namespace {

constexpr qsizetype longestChallenge = 256;

/// What CONNECT may say as it is.
bool isPlain(const QByteArray &value)
{
    return !value.isEmpty() && value.size() <= longestChallenge && !value.contains('\n') &&
           !value.contains('\r');
}

} // namespace

void HostIdentity::addTo(Stomp::Headers &headers, const QString &deviceName)
{
    if (isPlain(m_invitation))
        headers.append(QByteArrayLiteral("invitation"), m_invitation);
    if (!m_key)
        return;
    const QByteArray key = m_key->publicKey();
    headers.append(QByteArrayLiteral("device-key"), key);
    QByteArray name = deviceName.simplified().toUtf8();
    headers.append(QByteArrayLiteral("device-name"), name.replace('\n', ' '));
    if (isPlain(m_challenge) && isPlain(m_hostId)) {
        headers.append(QByteArrayLiteral("challenge"), m_challenge);
        headers.append(QByteArrayLiteral("device-proof"),
                       m_key->sign(Chat::deviceProofText(m_hostId, m_challenge, key)));
    }
    if (isPlain(m_pairingCode))
        headers.append(QByteArrayLiteral("pairing-code"), m_pairingCode);
    m_challenge.clear(); // good for once
}

void HostIdentity::take(const Stomp::Headers &connected)
{
    m_hostId = connected.value("host-id", {});
    m_challenge = connected.value("next-challenge", {});
    m_news = connected.value("account", {});
    m_pairingCode.clear();
    m_invitation.clear();
}

bool HostIdentity::takeRefusal(const Stomp::Headers &error)
{
    m_hostId = error.value("host-id", {});
    m_challenge = error.value("challenge", {});
    const bool canProve = m_key && isPlain(m_challenge) && isPlain(m_hostId);
    if (!canProve)
        m_pairingCode.clear(); // refused for good
    return canProve;
}

} // namespace Ui
