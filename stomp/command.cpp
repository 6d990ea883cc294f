// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/command.h"

#include <array>

namespace Stomp {

namespace {

using enum Version;
using enum Sender;

// clang-format off
constexpr std::array table{
    //            command               name           sender  since body   escape receipt transaction
    CommandRules{Command::Connect,     "CONNECT",     Client, V10, false, false, false, false},
    CommandRules{Command::Stomp,       "STOMP",       Client, V11, false, false, false, false},
    CommandRules{Command::Send,        "SEND",        Client, V10, true,  true,  true,  true },
    CommandRules{Command::Subscribe,   "SUBSCRIBE",   Client, V10, false, true,  true,  false},
    CommandRules{Command::Unsubscribe, "UNSUBSCRIBE", Client, V10, false, true,  true,  false},
    CommandRules{Command::Ack,         "ACK",         Client, V10, false, true,  true,  true },
    CommandRules{Command::Nack,        "NACK",        Client, V11, false, true,  true,  true },
    CommandRules{Command::Begin,       "BEGIN",       Client, V10, false, true,  true,  false},
    CommandRules{Command::Commit,      "COMMIT",      Client, V10, false, true,  true,  false},
    CommandRules{Command::Abort,       "ABORT",       Client, V10, false, true,  true,  false},
    CommandRules{Command::Disconnect,  "DISCONNECT",  Client, V10, false, true,  true,  false},
    CommandRules{Command::Connected,   "CONNECTED",   Server, V10, false, false, false, false},
    CommandRules{Command::Message,     "MESSAGE",     Server, V10, true,  true,  false, false},
    CommandRules{Command::Receipt,     "RECEIPT",     Server, V10, false, true,  false, false},
    CommandRules{Command::Error,       "ERROR",       Server, V10, true,  true,  false, false},
};
// clang-format on

constexpr bool inOrderOfTheEnum()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].command) != i)
            return false;
    }
    return true;
}
static_assert(inOrderOfTheEnum());

} // namespace

const CommandRules &rules(Command command)
{
    return table[static_cast<std::size_t>(command)];
}

std::optional<Command> commandFromName(QByteArrayView name)
{
    for (const CommandRules &row : table) {
        if (row.name == name)
            return row.command;
    }
    return std::nullopt;
}

} // namespace Stomp
