// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

namespace Stomp {

/// A private key and the certificates that vouch for it, the key's own first. A secret; PEM.
struct CertifiedKey {
    QByteArray key;   ///< Without a passphrase; on P-256 PKCS #8, RSA PKCS #1.
    QByteArray chain; ///< One certificate behind the other.
};

/// How many keys before the present one a chain of renewals names.
constexpr int mostRenewals = 4;

enum class KeyKind { P256, Rsa };

/// P-256, which browsers take too; RSA where Qt's TLS is Windows' own, to which Qt can hand over
/// RSA keys alone, and these in PKCS #1 alone (6.4, qsslsocket_qt.cpp).
KeyKind usualKeyKind();

/// nullopt: there is none of either kind.
std::optional<KeyKind> keyKindOf(const CertifiedKey &certified);

/// A new key, and a certificate for `name` and for `localhost` that it signs itself: for a TLS
/// server, valid for fifty years, as who pins it looks at nothing else. Both go into what anybody
/// may read, so `name` should tell nobody anything. nullopt where the system gives no randomness.
std::optional<CertifiedKey> makeCertifiedKey(const QByteArray &name, KeyKind kind = usualKeyKind());

/// A new key whose certificate the old one signs, with the old one's chain behind it, cut to
/// mostRenewals: whoever knows one of these can follow. nullopt: `old` is none.
std::optional<CertifiedKey> renewCertifiedKey(const CertifiedKey &old,
                                              KeyKind kind = usualKeyKind());

/// Whether key and certificate are halves of one pair, and each certificate of the chain is signed
/// by the next one's key.
bool isWhole(const CertifiedKey &certified);

/// Whether a certificate is signed by another's key; both in DER. Says nothing of names and dates.
bool isSignedBy(const QByteArray &certificate, const QByteArray &issuer);

/// Whether one leads from a certificate of the chain (DER, the leaf first), known by its SHA-256,
/// to the leaf, each link of the way signed: the owner of that key gave it away to the leaf's.
/// False for the leaf itself, and for chains longer than renewals make them.
bool followsFrom(const QByteArrayList &chain, const QByteArray &fingerprint);

} // namespace Stomp
