// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/deviceproof.h"

namespace Chat {

QByteArray deviceProofText(const QByteArray &hostId, const QByteArray &challenge,
                           const QByteArray &deviceKey)
{
    if (hostId.contains('\n') || challenge.contains('\n') || deviceKey.contains('\n'))
        return {};
    return "madang device proof 1\n" + hostId + '\n' + challenge + '\n' + deviceKey;
}

} // namespace Chat
