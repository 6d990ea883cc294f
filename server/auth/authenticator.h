// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/principal.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// What a client shows at CONNECT. Everything in it is hostile.
struct Credentials {
    QByteArray login;
    QByteArray passcode;
    QByteArray token; ///< Of an account; instead of the two above.
    QByteArray guestToken;
    QByteArray name;             ///< The name a guest wants to go by, or a new account.
    QByteArray deviceKey = {};   ///< Public; in base64url.
    QByteArray challenge = {};   ///< The one that is signed, as the host gave it.
    QByteArray deviceProof = {}; ///< Its signature.
    QByteArray deviceName = {};  ///< What the person calls the device.
    QByteArray pairingCode = {}; ///< Of another device, or of the host's owner.
    QByteArray invitation = {};  ///< The secret of one to this host.
    QString peer;                ///< Where it comes from, for the log and for counting failures.
    bool inProcess = false;      ///< The host's own window, over the loop link.
    bool overHttp = false;       ///< Of one request; not of a session.
    /// They showed the host's password, or it has none. Found out, not shown.
    bool knowsPassword = true;
};

/// A refusal for the `message` header; says nothing about which part was wrong.
struct AccessDenied {
    QByteArray message;
    bool isUndecided = false; ///< Nothing was looked at; the same may be let in later.
    QByteArray body = {};     ///< What to do about it, for a person.
    /// Of the ERROR, beside its message: what a program needs to come back at once.
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    bool isBan = false;    ///< It is known who they are, and they are not wanted here.
    bool isClosed = false; ///< Nothing they can say about who they are lets them in.
    /// When they may try again; the ERROR says it as retry-after, HTTP as Retry-After.
    std::optional<std::chrono::seconds> retryAfter = {};
};

/// Decides who somebody is.
class Authenticator {
public:
    using Answer = std::function<void(tl::expected<Principal, AccessDenied>)>;

    virtual ~Authenticator() = default;
    /// Answers now or later, in the calling thread, once. Hashing runs elsewhere, so the thread
    /// never blocks.
    virtual void authenticate(const Credentials &credentials, Answer answer) = 0;
};

/// A name as others may see it: NFC, no control or direction characters, single blanks, at most
/// 64 characters; empty when nothing is left.
QString cleanName(const QString &name);

} // namespace Server
