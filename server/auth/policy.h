// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/principal.h"
#include "stomp/wire/destinationpattern.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// Who may send to and subscribe to which destination, as the operator says.
///
/// A list of rules, the first that fits decides; where none fits, everybody may. Written as a text,
/// one rule a line, `#` begins a comment:
///
///     send      /topic/news/**         owner
///     subscribe /queue/orders          member
///     publish   /topic/chat/room/board owner
///
/// `publish` lets SENDs of these people to a chat room's topic through as they are, past the chat
/// and its log. Patterns are Ant's (`?`, `*`, `**`), in either vocabulary. Who: `anyone`, `account`
/// (also of those who made theirs themselves), `member` (whom the operator made one), `owner`,
/// `nobody`.
///
/// Dead letters were for others once. Only a rule whose pattern begins with `/queue/dead/` is about
/// them; where none fits nobody may send there, and who may subscribe to `/queue/dead/orders` is
/// who may subscribe to `/queue/orders`.
class DestinationPolicy {
public:
    enum class Action { Send, Subscribe, Publish };

    struct Error {
        int line = 0;
        QString text;
    };

    /// Who wants to. A Role alone is one that the operator gave.
    struct Asker {
        Asker(Principal::Role itsRole) : role(itsRole) {}
        Asker(const Principal &who) : role(who.role), selfMade(who.selfMade) {}
        Principal::Role role;
        bool selfMade = false;
    };

    /// Allows everything, but publishes nothing past the chat.
    DestinationPolicy() = default;
    /// At most 1,000 rules.
    static tl::expected<DestinationPolicy, Error> parse(const QByteArray &text);

    static constexpr QByteArrayView deadLetters = "/queue/dead/";

    /// `destination`: canonical (`/topic`, `/app`), concrete.
    bool allows(Action action, const QByteArray &destination, const Asker &who) const;
    /// The same for a queue of dead letters.
    bool allowsDeadLetters(Action action, const QByteArray &destination, const Asker &who) const;

private:
    enum class Who { Anyone, Account, Member, Owner, Nobody };
    struct Rule {
        Action action;
        Chat::DestinationPattern pattern;
        bool ofDeadLetters;
        Who who;

        bool fits(Action wanted, const QByteArray &destination) const
        {
            return action == wanted && pattern.matches(destination);
        }
        bool allows(const Asker &asker) const;
    };
    std::vector<Rule> m_rules;
};

} // namespace Server
