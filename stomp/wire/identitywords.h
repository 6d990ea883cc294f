// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace Chat {

/// The lists that words for an identity are of: BIP-39's, 2048 words each. The word at one place
/// stands for the one at the same place of the other list.
enum class WordList { Korean, English };

/// How many words an identity has: 11 bits each.
constexpr int identityWordCount = 5;

/// The words of a hash by which people compare identities (Stomp::identityHash()): its first 55
/// bits. Empty for one that is shorter.
QStringList identityWords(const QByteArray &hash, WordList list);

/// A fingerprint as it is read where words will not do: hex in groups of four.
QString fingerprintText(const QByteArray &fingerprint);

} // namespace Chat
