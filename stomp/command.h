// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/version.h"

#include <QByteArrayView>

#include <optional>

namespace Stomp {

/// Every frame command of STOMP 1.0 to 1.2.
enum class Command {
    Connect,
    Stomp,
    Send,
    Subscribe,
    Unsubscribe,
    Ack,
    Nack,
    Begin,
    Commit,
    Abort,
    Disconnect,
    Connected,
    Message,
    Receipt,
    Error,
};

/// Which end of the conversation may send a frame.
enum class Sender { Client, Server };

/// What the specification says of one command. The rules of the protocol are this table;
/// see `rules()`.
struct CommandRules {
    Command command;
    QByteArrayView name;     ///< As it stands on the wire; case-sensitive.
    Sender sender;           ///< Who may send it.
    Version since;           ///< The first version that has it.
    bool mayHaveBody;        ///< Only SEND, MESSAGE and ERROR (STOMP 1.2, "Body").
    bool escapesHeaders;     ///< False for CONNECT, STOMP and CONNECTED in every version.
    bool mayAskReceipt;      ///< Every client frame but CONNECT and STOMP.
    bool mayBeInTransaction; ///< SEND, ACK, NACK (and BEGIN, COMMIT, ABORT name their own).
};

const CommandRules &rules(Command command);

/// nullopt for a name that no version knows.
std::optional<Command> commandFromName(QByteArrayView name);

} // namespace Stomp
