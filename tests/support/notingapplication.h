// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Who and what a broker needs behind it, reduced to what a test can read.

#include "server/auth/bans.h"
#include "server/broker/topics.h"
#include "stomp/net/link.h"

#include <QSet>
#include <QStringList>

#include <deque>
#include <optional>
#include <vector>

namespace Server {

/// Lets everybody in as a guest named by the `name` header, "owner" as the owner and "account-kim"
/// as kim; refuses the name "nobody", and whom `bans` do. A device is theirs unproved, and they
/// come from where their passcode says.
class OpenDoor final : public Authenticator {
public:
    void authenticate(const Credentials &credentials, Answer answer) override
    {
        if (credentials.name == "nobody") {
            answer(tl::unexpected(AccessDenied{"access refused"}));
            return;
        }
        Principal principal;
        principal.name = QString::fromUtf8(credentials.name);
        principal.user = Chat::UserId(QStringLiteral("g-") + principal.name);
        principal.guestToken = "token-of-" + credentials.name;
        if (credentials.name == "owner")
            principal.role = Principal::Role::Owner;
        if (credentials.name.startsWith("account-")) {
            principal.role = Principal::Role::Member;
            principal.name = QString::fromUtf8(credentials.name.mid(8));
            principal.user = Chat::UserId(QStringLiteral("u-") + principal.name);
        }
        principal.device = credentials.deviceKey;
        principal.address = QString::fromLatin1(credentials.passcode);
        const auto refusal = bans ? bans->refusal(principal, principal.address) : std::nullopt;
        if (refusal)
            return answer(tl::unexpected(*refusal));
        answer(principal);
    }

    const Bans *bans = nullptr;
};

/// Takes `/app/…` but for `/app/free/…`, and `/topic/held`, and does what the test says.
class NotingApplication final : public Application {
public:
    bool takesSend(const QByteArray &destination) const override
    {
        return destination == "/topic/held" ||
               (destination.startsWith("/app/") && !destination.startsWith("/app/free/") &&
                !free.contains(destination));
    }
    void send(const Peer &peer, const QByteArray &destination, const Stomp::Headers &,
              const QByteArray &body, Completion done) override
    {
        notes.append(peer.principal.name + QStringLiteral(" sends ") +
                     QString::fromUtf8(destination) + u' ' + QString::fromUtf8(body));
        if (destination == "/app/refuse")
            done(tl::unexpected(Refusal{"not today", "Come back tomorrow."}));
        else if (destination == "/app/later")
            pending.push_back(std::move(done));
        else
            done({});
    }
    void sendAll(const Peer &peer, const std::vector<ApplicationRequest> &requests,
                 Completion done) override
    {
        for (const ApplicationRequest &request : requests) {
            if (request.destination == "/app/refuse") {
                done(tl::unexpected(Refusal{"not today", "Come back tomorrow."}));
                return;
            }
        }
        const size_t before = pending.size();
        for (const ApplicationRequest &request : requests)
            send(peer, request.destination, request.headers, request.body, [](const auto &) {});
        if (pending.size() == before) {
            done({});
            return;
        }
        pending.resize(before);
        pending.push_back(std::move(done));
    }
    bool mayReceive(const Peer &, const QByteArray &destination) const override
    {
        return destination != "/topic/held/secret";
    }
    bool takesSubscribe(const QByteArray &destination) const override
    {
        return destination == "/topic/held" || destination == "/topic/held/secret" ||
               destination.startsWith("/app/");
    }
    void subscribe(const Peer &peer, const SubscriptionRef &subscription,
                   const QByteArray &destination, const Stomp::Headers &, Completion done) override
    {
        notes.append(peer.principal.name + QStringLiteral(" subscribes ") +
                     QString::fromUtf8(destination));
        refs.push_back(subscription);
        done({});
        if (replies)
            replies->reply(subscription, {destination, {}, "reply", false});
    }
    void unsubscribed(const Peer &peer, const SubscriptionRef &,
                      const QByteArray &destination) override
    {
        notes.append(peer.principal.name + QStringLiteral(" leaves ") +
                     QString::fromUtf8(destination));
    }
    void disconnected(const Peer &peer) override
    {
        notes.append(peer.principal.name + QStringLiteral(" is gone"));
    }

    QSet<QByteArray> free; ///< What it does not take beside `/app/free/…`.
    QStringList notes;
    std::deque<Completion> pending;
    std::vector<SubscriptionRef> refs;
    Topics *replies = nullptr; ///< Where each SUBSCRIBE is answered at once; none: not at all.
};

/// A client typed in by hand, at the host's end of its connection; takes nothing that it is sent.
class DeafLink final : public Stomp::Link {
public:
    struct Seen {
        qint64 queued = 0;
        bool reading = true;
        std::optional<Stomp::CloseCode> closed;
    };
    explicit DeafLink(Seen &seen) : m_seen(seen) {}

    bool isOpen() const override { return !m_seen.closed; }
    void send(const Stomp::OutgoingFrame &frame) override { m_seen.queued += frame.stomp().size(); }
    void close(Stomp::CloseCode code, const QString &reason) override
    {
        m_seen.closed = code;
        Q_EMIT closed(code, reason);
    }
    void abort() override { close(Stomp::CloseCode::NoStatus, {}); }
    void setReading(bool reading) override { m_seen.reading = reading; }
    qint64 bytesQueued() const override { return m_seen.queued; }
    QString peerName() const override { return QStringLiteral("deaf"); }

private:
    Seen &m_seen;
};

inline QByteArray sendFrame(const QByteArray &destination, const QByteArray &headers,
                            const QByteArray &body = {})
{
    return "SEND\ndestination:" + destination + '\n' + headers + '\n' + body + '\0';
}

} // namespace Server
