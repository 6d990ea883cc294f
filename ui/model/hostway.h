// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/link.h"
#include "stomp/net/peercheck.h"
#include "ui/model/hosttrust.h"

#include <QObject>
#include <QStringList>
#include <QUrl>

#include <deque>
#include <memory>

namespace Ui {

class ChatClient;

/// The way to one host: where it is reached now, and whether who answers there is it.
///
/// Makes the links of its client, a try each, and lets none of them send anything to anybody who is
/// not the host: known by its certificate, or one that its owner or this computer vouches for, or
/// that of the link one came by, or nobody that was met before. What it showed is remembered once
/// it has let us in, and with that where it is now. UI thread.
class HostWay : public QObject {
    Q_OBJECT
public:
    /// What one comes by.
    struct Start {
        QUrl url;               ///< As Chat::hostUrl() has it.
        QStringList also;       ///< Other addresses of it, as Chat::hostText() has them.
        QByteArray fingerprint; ///< Which it has to show the first time; empty: not told.
    };
    /// Why nothing was sent to somebody who answered.
    enum class Refusal {
        None,
        Changed,    ///< The host is known by another certificate: see shown().
        NotOfLink,  ///< The link names another certificate.
        KnownAs,    ///< It is a host that the profile has by another key: knownKey().
        OtherThere, ///< Where it was only said to be; the next try is elsewhere.
    };

    /// `hostKey`: in the profile. A host that is known by a certificate is dialled encrypted,
    /// whatever `start` says. The trust must outlive it.
    HostWay(HostTrust &trust, QString hostKey, Start start);

    /// For each try of the client; see ChatClient.
    std::unique_ptr<Stomp::Link> makeLink();
    /// Is the client's from here on, as its child, whose links it makes.
    void follow(ChatClient &client);
    /// Of a client; null: it needs none, being in this program or in a test.
    static HostWay *of(const ChatClient &client);

    const QString &hostKey() const { return m_hostKey; }
    /// Where it was reached last, and before the first time where it is looked for.
    const QUrl &url() const { return m_reached; }
    /// The same for programs, which know no fingerprint: encrypted only where this computer, and so
    /// others, trusts its certificate.
    QUrl programUrl() const;
    /// What is remembered of it; empty: nothing yet, or nothing is encrypted.
    QByteArray pin() const { return m_trust.pin(m_hostKey); }

    /// Somebody says that a host is there: `address` as hostText() has it, `fingerprint` 32 bytes
    /// or none. Where that is ours, and it is not reached, the next try goes there. A lie costs
    /// that one try: what shows another certificate gets nothing, and is not tried again before the
    /// host is found; where nobody answers, three tries, and not two of them in a row.
    void heard(const QString &hostId, const QByteArray &fingerprint, const QString &address);

    Refusal refusal() const { return m_refusal; }
    const Stomp::ShownPeer &shown() const { return m_shown; } ///< By who was refused.
    const QString &knownKey() const { return m_knownKey; }
    /// The person says that it is the host who showed that fingerprint; 32 bytes. Remembered when
    /// that one has let us in.
    void trust(const QByteArray &fingerprint);
    /// The person tries again: refused() is emitted anew, whatever certificate is shown.
    void tellAgain() { m_toldOf.clear(); }

Q_SIGNALS:
    /// refusal() says why, anew for each certificate; not from within makeLink().
    void refused();
    /// It was reached, and url() or pin() is another than before.
    void changed();
    /// heard() knows a place: now is a good time for a try.
    void found();

private:
    bool check(const Stomp::ShownPeer &shown);
    Refusal refusalOf(const Stomp::ShownPeer &shown);
    void letIn(const QString &hostId);
    QUrl urlOf(const QString &address) const;
    void believe(const QString &address);
    void forgetHeard();

    HostTrust &m_trust;
    const QString m_hostKey;
    QStringList m_addresses; ///< Told by who is believed: tried in turn.
    QByteArray m_ofLink;
    QUrl m_url; ///< Of the last try.
    QUrl m_reached;
    qsizetype m_next = 0;            ///< Of m_addresses.
    QString m_heard;                 ///< Only claimed; the next try.
    bool m_triesHeard = false;       ///< The last try went there.
    std::deque<QString> m_falseOnes; ///< Claimed, and tried in vain, once for each try.
    Stomp::ShownPeer m_present;      ///< Of the last try that was allowed.
    Stomp::ShownPeer m_shown;
    QByteArray m_toldOf;   ///< Fingerprint that refused() was emitted for.
    QByteArray m_accepted; ///< See trust(); empty: none.
    QString m_knownKey;
    Refusal m_refusal = Refusal::None;
    bool m_isOnline = false;
};

} // namespace Ui
