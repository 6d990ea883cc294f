// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/accountparts.h"
#include "server/auth/peerquota.h"
#include "server/store/guard.h"

#include <functional>
#include <memory>
#include <optional>

namespace Server {

/// Lets in whoever has an account of the host's log, by a device's key, a password, a pairing code
/// or a token, and makes accounts for those who come with a new key and a free name.
///
/// All answers come in the calling thread; none after its end.
class AccountAdmission {
public:
    using Answer = Authenticator::Answer;
    /// A refusal that comes after a delay, which is the authenticator's to keep.
    using Refuse = std::function<void(const QString &peer, Answer answer)>;
    enum class Proof { None, Right, Wanted, Wrong };

    AccountAdmission(AccountParts &parts, Refuse refuse);

    /// What of the credentials is about a device. Right uses up the challenge, but see takeProof().
    Proof check(const Credentials &credentials);
    /// Goes on once it is known that no other host of this log took that proof, else asks for
    /// another one.
    void takeProof(const Credentials &credentials, const Answer &answer,
                   const std::function<void()> &then);
    /// For Proof::Wanted.
    AccessDenied challengeFor(const Credentials &credentials) const;

    /// The host's own window: its device is one of its owner's. Where the name it wants is somebody
    /// else's they are called as before, or "owner".
    void letOwnerIn(Principal owner, const Credentials &credentials, Answer answer);
    /// By login and passcode; a proved key is theirs from then on. A free login is a wrong one.
    void logIn(const Credentials &credentials, bool proved, Answer answer);
    /// By a code; the key is proved and theirs from then on.
    void pair(const Credentials &credentials, Answer answer);
    /// By a proved key. `guest`: who they are when there is no account to be had.
    void comeIn(const Credentials &credentials, const Principal &guest, Answer answer);
    /// By what AccessTokens made.
    void showToken(const Credentials &credentials, Answer answer);
    /// Does `then` for who may come in at the host; the others have their answer.
    void gated(const Credentials &credentials, const Principal &who, bool hasAccount,
               const Answer &answer, const std::function<void()> &then);

private:
    using Found = AccountStore::Found;
    void makeOwner(const Principal &owner, const Credentials &credentials, Answer answer);
    void ownerIn(Principal owner, const Credentials &credentials, Answer answer);
    void makeAccount(const Credentials &credentials, const Principal &guest, Answer answer);
    void welcome(const StoredAccount &account, const Credentials &credentials, bool proved,
                 const QByteArray &news, Answer answer);
    void passwordChecked(const Found &found, const Credentials &credentials, bool proved,
                         bool right, Answer answer);
    Principal greeted(Principal who, const Credentials &credentials, const QByteArray &news) const;
    void noteSeen(const StoredAccount &account, const QByteArray &key);
    /// Whether accounts made from there are counted.
    bool isCounted(const QString &peer) const;
    AccountParts &m_parts;
    Refuse m_refuse;
    PeerQuota m_made;
    Guard m_guarded;
};

} // namespace Server
