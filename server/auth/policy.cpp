// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/policy.h"

#include "stomp/wire/destinationfamily.h"
#include "stomp/wire/secondnames.h"

#include <QByteArrayList>

#include <optional>

namespace Server {
namespace {

constexpr size_t mostRules = 1000;

template <typename Value>
using Names = std::vector<std::pair<QByteArrayView, Value>>;

template <typename Value>
std::optional<Value> named(const Names<Value> &names, QByteArrayView name)
{
    for (const auto &[known, value] : names) {
        if (known == name)
            return value;
    }
    return std::nullopt;
}

} // namespace

tl::expected<DestinationPolicy, DestinationPolicy::Error>
DestinationPolicy::parse(const QByteArray &text)
{
    static const Names<Action> actions{
        {"send", Action::Send}, {"subscribe", Action::Subscribe}, {"publish", Action::Publish}};
    static const Names<Who> people{{"anyone", Who::Anyone},
                                   {"account", Who::Account},
                                   {"member", Who::Member},
                                   {"owner", Who::Owner},
                                   {"nobody", Who::Nobody}};
    DestinationPolicy policy;
    int line = 0;
    const auto failed = [&line](const QString &what) { return tl::unexpected(Error{line, what}); };
    for (const QByteArray &whole : text.split('\n')) {
        ++line;
        const qsizetype comment = whole.indexOf('#');
        const QByteArray rule = (comment < 0 ? whole : whole.first(comment)).simplified();
        if (rule.isEmpty())
            continue;
        const QByteArrayList words = rule.split(' ');
        if (words.size() != 3)
            return failed(QStringLiteral("a rule is an action, a destination and who may"));
        const auto action = named(actions, words[0]);
        if (!action)
            return failed(QStringLiteral("the action is send, subscribe or publish"));
        if (!words[1].startsWith('/'))
            return failed(QStringLiteral("a destination begins with /"));
        const auto who = named(people, words[2]);
        if (!who)
            return failed(QStringLiteral("who may is anyone, account, member, owner or nobody"));
        if (policy.m_rules.size() == mostRules)
            return failed(QStringLiteral("there are too many rules"));
        const QByteArray pattern = Chat::canonicalDestination(words[1]);
        Chat::DestinationPattern compiled(pattern);
        if (compiled.isTooLong())
            return failed(QStringLiteral("too much follows the first wildcard"));
        policy.m_rules.push_back(
            {*action, std::move(compiled), pattern.startsWith(deadLetters), *who});
    }
    return policy;
}

bool DestinationPolicy::Rule::allows(const Asker &asker) const
{
    switch (who) {
    case Who::Anyone:
        return true;
    case Who::Account:
        return asker.role != Principal::Role::Guest;
    case Who::Member:
        return asker.role == Principal::Role::Owner ||
               (asker.role == Principal::Role::Member && !asker.selfMade);
    case Who::Owner:
        return asker.role == Principal::Role::Owner;
    case Who::Nobody:
        return false;
    }
    Q_UNREACHABLE();
}

bool DestinationPolicy::allows(Action action, const QByteArray &destination, const Asker &who) const
{
    const auto allowsByName = [&](const QByteArray &name) {
        for (const Rule &rule : m_rules) {
            if (rule.fits(action, name))
                return rule.allows(who);
        }
        return action != Action::Publish;
    };
    if (!allowsByName(destination))
        return false;
    // A second name must not open what the first has closed.
    const QByteArray first = Chat::firstName(destination);
    return first == destination || allowsByName(first);
}

bool DestinationPolicy::allowsDeadLetters(Action action, const QByteArray &destination,
                                          const Asker &who) const
{
    for (const Rule &rule : m_rules) {
        if (rule.ofDeadLetters && rule.fits(action, destination))
            return rule.allows(who);
    }
    if (action != Action::Subscribe)
        return false;
    // `topic/news` may have been a queue, or a durable subscription to `/topic/news`.
    const QByteArray origin = destination.sliced(deadLetters.size());
    return allows(action, "/queue/" + origin, who) &&
           (!origin.startsWith("topic/") || allows(action, '/' + origin, who));
}

} // namespace Server
