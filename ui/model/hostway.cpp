// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/hostway.h"

#include "stomp/net/certifiedkey.h"
#include "stomp/net/websocketlink.h"
#include "stomp/wire/address.h"
#include "ui/model/chatclient.h"

#include <algorithm>
#include <utility>

namespace Ui {
namespace {

constexpr size_t mostFalseOnes = 96;
constexpr int mostTriesInVain = 3;
constexpr qsizetype mostAddresses = 5;
constexpr qsizetype longestHostId = 128;

} // namespace

HostWay::HostWay(HostTrust &trust, QString hostKey, Start start)
    : m_trust(trust), m_hostKey(std::move(hostKey)), m_ofLink(std::move(start.fingerprint)),
      m_url(std::move(start.url))
{
    const auto known = trust.known(m_hostKey);
    if (known)
        m_url.setScheme(QStringLiteral("wss"));
    m_reached = m_url;
    m_addresses.append(Chat::hostText(m_url));
    if (known)
        start.also.append(known->address);
    for (const QString &address : std::as_const(start.also)) {
        if (Chat::hostUrl(address).isValid() && !m_addresses.contains(address))
            m_addresses.append(address);
    }
}

void HostWay::follow(ChatClient &client)
{
    setParent(&client);
    connect(&client, &ChatClient::statusChanged, this, [this, &client] {
        const bool isOnline = client.status().phase == ConnectionStatus::Phase::Online;
        if (isOnline && !m_isOnline)
            letIn(QString::fromUtf8(client.connection().connectedHeaders().value("host-id", {})));
        m_isOnline = isOnline;
    });
    connect(this, &HostWay::found, &client, &ChatClient::retryNow);
}

HostWay *HostWay::of(const ChatClient &client)
{
    return client.findChild<HostWay *>(QString(), Qt::FindDirectChildrenOnly);
}

QUrl HostWay::programUrl() const
{
    QUrl url = m_reached;
    const auto known = m_trust.known(m_hostKey);
    if (!known || known->trustedName.isEmpty())
        url.setScheme(QStringLiteral("ws"));
    return url;
}

QUrl HostWay::urlOf(const QString &address) const
{
    QUrl url = Chat::hostUrl(address);
    url.setScheme(m_url.scheme());
    return url;
}

std::unique_ptr<Stomp::Link> HostWay::makeLink()
{
    if (m_triesHeard)
        forgetHeard(); // it was not there
    m_triesHeard = !m_heard.isEmpty();
    m_refusal = Refusal::None;
    if (m_triesHeard)
        m_url = urlOf(m_heard);
    else
        m_url = urlOf(m_addresses[std::exchange(m_next, (m_next + 1) % m_addresses.size())]);
    if (!Chat::isEncrypted(m_url))
        return std::make_unique<Stomp::WebSocketLink>(m_url);
    return std::make_unique<Stomp::WebSocketLink>(
        m_url, Stomp::WebSocketLink::largestUsual,
        [this](const Stomp::ShownPeer &shown) { return check(shown); });
}

HostWay::Refusal HostWay::refusalOf(const Stomp::ShownPeer &shown)
{
    const Verdict verdict = m_trust.judge(m_hostKey, shown);
    const bool isChanged = verdict == Verdict::Changed && shown.fingerprint() != m_accepted;
    if (isChanged && m_triesHeard)
        return Refusal::OtherThere;
    // First: a link may lead anywhere, so who is there is no sign that the host has changed.
    const bool isOfLink = m_ofLink.isEmpty() || shown.fingerprint() == m_ofLink ||
                          Stomp::followsFrom(shown.chain, m_ofLink);
    if (!isOfLink)
        return Refusal::NotOfLink;
    if (isChanged)
        return Refusal::Changed;
    m_knownKey = verdict == Verdict::New ? m_trust.keyOf(shown) : QString();
    return m_knownKey.isEmpty() ? Refusal::None : Refusal::KnownAs;
}

bool HostWay::check(const Stomp::ShownPeer &shown)
{
    m_refusal = refusalOf(shown);
    if (m_refusal == Refusal::None) {
        m_present = shown;
        // It is there: a try that follows at once, as with a proof, has to go there, too.
        believe(Chat::hostText(m_url));
        return true;
    }
    if (m_refusal == Refusal::OtherThere)
        return false;
    m_shown = shown;
    if (std::exchange(m_toldOf, shown.fingerprint()) != shown.fingerprint())
        QMetaObject::invokeMethod(this, &HostWay::refused, Qt::QueuedConnection);
    return false;
}

void HostWay::letIn(const QString &hostId)
{
    m_reached = m_url;
    if (!Chat::isEncrypted(m_url) || m_present.chain.isEmpty())
        return;
    const QString address = Chat::hostText(m_url);
    const auto before = m_trust.known(m_hostKey);
    const KnownHost now{m_hostKey,
                        m_present.fingerprint(),
                        hostId.left(longestHostId),
                        address,
                        m_present.trusted ? m_present.name : QString(),
                        {}};
    m_trust.keep(now);
    m_accepted.clear();
    m_ofLink.clear(); // from here on the pin says more
    m_toldOf.clear();
    m_falseOnes.clear();
    if (!before || before->fingerprint != now.fingerprint || before->address != address)
        Q_EMIT changed();
}

void HostWay::believe(const QString &address)
{
    if (m_triesHeard)
        m_heard.clear();
    m_triesHeard = false;
    m_addresses.removeAll(address);
    m_addresses.prepend(address);
    while (m_addresses.size() > mostAddresses)
        m_addresses.removeLast();
    m_next = 0;
}

void HostWay::forgetHeard()
{
    const int tries = m_refusal == Refusal::OtherThere ? mostTriesInVain : 1;
    m_falseOnes.insert(m_falseOnes.end(), size_t(tries), std::exchange(m_heard, {}));
    while (m_falseOnes.size() > mostFalseOnes)
        m_falseOnes.pop_front();
    m_triesHeard = false;
}

void HostWay::heard(const QString &hostId, const QByteArray &fingerprint, const QString &address)
{
    const auto known = m_trust.known(m_hostKey);
    const QUrl url = Chat::hostUrl(address);
    // Without a pin nobody could be told from others.
    if (!known || !url.isValid() || (!m_isOnline && !m_heard.isEmpty()))
        return;
    const bool isOurs =
        fingerprint == known->fingerprint || (!hostId.isEmpty() && hostId == known->hostId);
    const QString place = Chat::hostText(url);
    const bool wasTried =
        std::count(m_falseOnes.begin(), m_falseOnes.end(), place) >= mostTriesInVain;
    if (!isOurs || wasTried || m_addresses.contains(place))
        return;
    m_heard = place;
    if (!m_isOnline) // else for when it is not reached where it is any more
        Q_EMIT found();
}

void HostWay::trust(const QByteArray &fingerprint)
{
    m_accepted = fingerprint;
    m_toldOf.clear();
}

} // namespace Ui
