// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/accountparts.h"
#include "server/auth/bans.h"
#include "server/auth/newcomers.h"
#include "server/auth/peerquota.h"
#include "server/store/entrancestore.h"
#include "server/store/guard.h"
#include "stomp/wire/entrance.h"

#include <QHash>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace Server {

/// Who may come in at all: anybody, who was invited, or whom the host's owner lets in. Whoever came
/// in by an invitation or the owner's word is known again; so is who has an account here, but for
/// the host's password, which they show as before.
///
/// All in the host's thread; answers come there, now or later, once, and none after its end.
class Entrance {
public:
    enum class Rule { Anyone, Invitation, Approval };
    struct Options {
        Rule rule = Rule::Anyone;
        EntranceQuota quota = {};
        Newcomers::Limits newcomers = {};
        int redeemedPerPeer = 30;           ///< Invitations, from one addressNetwork() in a day.
        std::chrono::seconds retry{5};      ///< For who waits to be let in.
        std::chrono::seconds fullRetry{20}; ///< While too many wait.
    };
    using Done = std::function<void(const tl::expected<void, AccessDenied> &)>;

    /// `contents`: what of it the log held when it was opened.
    Entrance(EntranceStore &store, AccountParts &accounts, const StoreContents &contents,
             Options options);

    /// Whoever is banned neither waits nor uses anything up. Must outlive it.
    void setBans(const Bans *bans) { m_bans = bans; }
    Rule rule() const { return m_options.rule; }
    /// For those who come from now on. Whoever waited for somebody's word need not any more, or has
    /// to show an invitation instead.
    void setRule(Rule rule);

    // For the authenticator.
    /// Whether they were let in before, if they are who they say: nothing is proved yet.
    bool maybeKnows(const Credentials &credentials) const;
    /// May `who` come in, as which `credentials` were found to be? What they show of a device is
    /// proved. `hasAccount`: they are known here already. Uses up an invitation if it takes one.
    void letIn(const Credentials &credentials, const Principal &who, bool hasAccount, Done done);
    /// An account was made for who came by this device.
    void accountMade(const QByteArray &deviceKey, const Chat::UserId &user);
    /// Everything of somebody's is erased.
    void forget(const Chat::UserId &user);

    // What another host that shares the log has written.
    void setInvitations(std::vector<StoredInvitation> all);
    /// nullopt: whoever has this mark is not let in any more.
    void setAdmission(const QString &mark, const std::optional<StoredAdmission> &admission);

    // For the host's owner.
    template <typename T>
    using Answer = std::function<void(const tl::expected<T, StoreError> &)>;
    /// The secret is in the answer alone. TooMany: there are as many as may be.
    void invite(const Chat::InvitationWish &wish, Answer<Chat::MadeInvitation> answer);
    Chat::InvitationList invitations() const;
    /// False: there is no such one.
    void setRevoked(const QString &id, bool revoked, Answer<bool> answer);
    Chat::NewcomerList newcomers() const { return m_newcomers.list(); }
    /// Whoever waits, or was declined, comes in at their next try. False: there is no such one.
    void admit(const QString &id, Answer<bool> answer);
    bool decline(const QString &id, bool on);
    void setListener(std::function<void(const Chat::EntranceEvent &)> listener)
    {
        m_listener = std::move(listener);
    }

private:
    using Marks = std::vector<StoredAdmission>;
    Marks marksOf(const Credentials &credentials, const Principal &who) const;
    bool isAdmitted(const Marks &marks) const;
    /// Whether a device may be let in because that guest was: once, one device.
    bool carries(const QString &guest) const;
    void carryOver(const Credentials &credentials, const Principal &who, const Marks &marks,
                   Done done);
    /// For who is not known.
    void askFor(const Credentials &credentials, const Principal &who, const Marks &marks,
                Done done);
    void remember(const Marks &marks);
    bool isGuarded(const QString &peer) const;
    void redeem(const Credentials &credentials, const Marks &marks, Done done);
    void overFor(const QString &peer, const Done &done);
    AccessDenied waitFor(const Credentials &credentials, const Principal &who, const Marks &marks);
    /// Finds out whether somebody else has the name, and tells the owner of them.
    void tellOf(const QString &id);
    void replace(const StoredInvitation &one);
    void tell(Chat::EntranceEvent::Kind kind, const Chat::NewcomerInfo &newcomer = {});
    void forgetOld();

    EntranceStore &m_store;
    AccountParts &m_accounts;
    Options m_options;
    const Bans *m_bans = nullptr;
    std::vector<StoredInvitation> m_invitations; ///< Oldest first.
    QHash<QString, StoredAdmission> m_admitted;  ///< By mark.
    Newcomers m_newcomers;
    PeerQuota m_redeemed; ///< Uses of invitations.
    std::function<void(const Chat::EntranceEvent &)> m_listener;
    QTimer m_forgetting;
    Guard m_guarded;
};

} // namespace Server
