// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/accountcodes.h"

#include "server/auth/secrets.h"

#include <sodium.h>

namespace Server {
namespace {

constexpr QByteArrayView codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr qsizetype codeLength = 10;
constexpr qsizetype longestTyped = 64;

} // namespace

QString makePairingCode()
{
    startSodium();
    QString code;
    for (qsizetype i = 0; i < codeLength; ++i) {
        if (i == codeLength / 2)
            code.append(QLatin1Char('-'));
        code.append(
            QLatin1Char(codeLetters[qsizetype(randombytes_uniform(uint32_t(codeLetters.size())))]));
    }
    return code;
}

QByteArray pairingCodeHash(const QByteArray &typed)
{
    QByteArray code;
    for (const char c : typed.left(longestTyped).toUpper()) {
        if (c == '-' || c == ' ')
            continue;
        const char meant = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
        if (!codeLetters.contains(meant))
            return {};
        code.append(meant);
    }
    return code.size() == codeLength ? tokenHash("pairing " + code) : QByteArray();
}

} // namespace Server
