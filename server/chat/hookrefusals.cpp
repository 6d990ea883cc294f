// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/hookrefusals.h"

namespace Server::Refusals {

Refusal malformedHook()
{
    return {"malformed request",
            "The body has to be a JSON object, as in {\"action\":\"create\","
            "\"kind\":\"incoming\",\"name\":\"CI\"}; action is create, renew or remove."};
}

Refusal onlyOwnersPost()
{
    return {"not allowed to make outgoing hooks",
            "They make the host ask other computers; that is for the host's owner.",
            Refusal::Kind::Forbidden};
}

Refusal noSuchHook()
{
    return {"no such hook", "SUBSCRIBE to /app/chat/room/{id}/hooks lists those of the room.",
            Refusal::Kind::NotFound};
}

Refusal hookWithoutName()
{
    return {"no name", "A bot needs a name, of 40 characters at most."};
}

Refusal badHookName()
{
    return {"bad name", "The name of a bot has 40 characters at most."};
}

Refusal badAvatar()
{
    return {"bad avatar", "An avatar is one emoji: 16 visible characters at most, no spaces."};
}

Refusal badHookUrl()
{
    return {"bad url", "An outgoing hook posts to an address that begins with http:// or https:// "
                       "and has no password in it, of 2048 characters at most."};
}

Refusal tooManyHooks(int ofRoom)
{
    return {"too many hooks",
            "A room may have " + QByteArray::number(ofRoom) +
                " hooks, and this host 200 in all. Remove one that nobody needs.",
            Refusal::Kind::Forbidden};
}

} // namespace Server::Refusals
