// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/orderrefusals.h"

#include <QDateTime>

namespace Server::Refusals {
namespace {

constexpr auto orderForbidden = Refusal::Kind::Forbidden;

QByteArray rulingWords(const Chat::Ruling &ruling)
{
    QByteArray words;
    if (ruling.until) {
        const auto time = QDateTime::fromMSecsSinceEpoch(ruling.until->time_since_epoch().count());
        words = "Until " + time.toUTC().toString(Qt::ISODate).toLatin1() + '.';
    } else {
        words = "Until it is lifted.";
    }
    if (!ruling.reason.isEmpty())
        words += " Reason: " + ruling.reason.toUtf8();
    return words;
}

Refusal ruled(const QByteArray &message, const Chat::Ruling &ruling)
{
    Refusal refusal{message, rulingWords(ruling), orderForbidden};
    refusal.ruling = ruling;
    return refusal;
}

} // namespace

Refusal mutedThere(const Chat::Ruling &ruling)
{
    return ruled("muted in this room", ruling);
}

Refusal bannedThere(const Chat::Ruling &ruling)
{
    return ruled("banned from this room", ruling);
}

Refusal bannedHere(const Chat::Ruling &ruling)
{
    return ruled("banned from this host", ruling);
}

Refusal makerMuted()
{
    return {"hook's maker may not speak",
            "Who made this hook is muted in its room, or banned. Somebody who keeps order there "
            "can make another one.",
            orderForbidden};
}

Refusal notOverThem()
{
    return {"not over them", "Their role is as high as yours, or higher.", orderForbidden};
}

Refusal ownerBans()
{
    return {"not allowed on the whole host", "The host's owner does that.", orderForbidden};
}

Refusal noAddressToBan()
{
    return {"no address",
            "They are not connected, or come from the host's own computer, where many may be "
            "behind one address. Leave 'address' out.",
            orderForbidden};
}

Refusal tooManySanctions(int limit)
{
    return {"too many", "There may be " + QByteArray::number(limit) + "; lift some of them first.",
            orderForbidden};
}

Refusal isBanned()
{
    return {"banned from this room", "Lift that first.", orderForbidden};
}

} // namespace Server::Refusals
