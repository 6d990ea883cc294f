// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostbans.h"

#include "server/auth/addresses.h"
#include "server/auth/authenticator.h"
#include "server/auth/namekeys.h"
#include "server/auth/names.h"
#include "server/hostusage.h"
#include "server/stoppedhost.h"
#include "server/store/accountstore.h"
#include "server/store/orderstore.h"

#include <QHostAddress>

#include <chrono>
#include <optional>

namespace Server {
namespace {

using BanLines = tl::expected<QStringList, QString>;
using Kind = Chat::Sanction::Kind;
using Action = Chat::OrderEntry::Action;

constexpr OrderQuota banQuota;
constexpr int auditLines = 1000;

struct BanCommand {
    QString what; ///< list, add, remove, audit
    QString whom;
    std::chrono::seconds time{0}; ///< 0: until it is lifted.
    QString reason;
    QStringList rest; ///< For the host's own options.
};

std::optional<BanCommand> parsed(const QStringList &arguments)
{
    BanCommand command;
    const bool audits = arguments.value(0) == QStringLiteral("audit");
    command.what = audits ? arguments.value(0) : arguments.value(1);
    const bool needsWhom =
        command.what == QStringLiteral("add") || command.what == QStringLiteral("remove");
    if (!audits && !needsWhom && command.what != QStringLiteral("list"))
        return std::nullopt;
    qsizetype at = audits ? 1 : 2;
    if (needsWhom) {
        command.whom = arguments.value(at++);
        if (command.whom.isEmpty() || command.whom.startsWith(u'-'))
            return std::nullopt;
    }
    for (; at < arguments.size(); ++at) {
        if (arguments[at] == QStringLiteral("--for")) {
            const auto time = timeOf(arguments.value(++at), Chat::OrderRequest::longest);
            if (!time)
                return std::nullopt;
            command.time = *time;
        } else if (arguments[at] == QStringLiteral("--reason")) {
            command.reason = cleanLine(arguments.value(++at), 200);
        } else {
            command.rest << arguments[at];
        }
    }
    return command;
}

/// What the log answers.
template <typename T, typename Ask>
tl::expected<T, StoreError> answerOf(Ask ask)
{
    return answerTo<tl::expected<T, StoreError>>(std::move(ask));
}

Chat::Timestamp rightNow()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// An address, an account of that name, or a user id.
tl::expected<StoredSanction, QString> banOf(SqlStore &store, const QString &whom)
{
    StoredSanction ban;
    ban.info.kind = Kind::Ban;
    const QString plain = plainAddressText(whom);
    if (const QHostAddress address(plain); !address.isNull()) {
        if (isLoopbackText(plain))
            return tl::unexpected(QStringLiteral("%1 is this computer itself.").arg(whom));
        const QString network = addressNetworkText(plain);
        ban.addresses = QStringList{network};
        ban.info.user = Chat::UserId(QStringLiteral("address:") + network);
        ban.info.name = network;
        return ban;
    }
    using Found = AccountStore::Found;
    const Chat::UserId id(whom);
    const QString folded = nameKeys(cleanName(whom)).folded;
    auto found = answerOf<Found>([&](auto answer) { store.accounts().findByName(folded, answer); });
    if (found && !*found)
        found = answerOf<Found>([&](auto answer) { store.accounts().find(id, answer); });
    if (!found)
        return tl::unexpected(QStringLiteral("The accounts cannot be read."));
    if (!*found && !whom.startsWith(QStringLiteral("g-")) && !whom.startsWith(QStringLiteral("u-")))
        return tl::unexpected(QStringLiteral("Nobody is called \"%1\" here.").arg(whom));
    if (*found && (*found)->role == StoredAccount::Role::Owner)
        return tl::unexpected(QStringLiteral("\"%1\" owns this host.").arg(whom));
    ban.info.user = *found ? (*found)->user : id;
    ban.info.name = *found ? (*found)->name : whom;
    if (*found) {
        for (const StoredDevice &device : (*found)->devices)
            ban.devices.append(device.key);
    }
    return ban;
}

Chat::OrderEntry operatorsEntry(const StoredSanction &ban, Action action)
{
    Chat::OrderEntry entry;
    entry.action = action;
    entry.user = ban.info.user;
    entry.name = ban.info.name;
    entry.by = ban.info.by;
    entry.byName = ban.info.byName;
    entry.reason = ban.info.reason;
    entry.time = rightNow();
    entry.until = ban.info.until;
    return entry;
}

BanLines addBan(SqlStore &store, const BanCommand &command)
{
    auto ban = banOf(store, command.whom);
    if (!ban)
        return tl::unexpected(ban.error());
    ban->info.reason = command.reason;
    ban->info.by = Chat::UserId(QStringLiteral("operator"));
    ban->info.byName = QStringLiteral("operator");
    ban->info.begun = rightNow();
    if (command.time.count() > 0)
        ban->info.until = ban->info.begun + command.time;
    const auto done = answerOf<bool>([&](auto answer) {
        store.order().impose(*ban, operatorsEntry(*ban, Action::Banned), banQuota, answer);
    });
    if (!done)
        return tl::unexpected(QStringLiteral("The ban cannot be written."));
    return QStringList{ban->info.user.toString()};
}

BanLines removeBan(SqlStore &store, const BanCommand &command)
{
    const auto all = answerOf<std::vector<StoredSanction>>(
        [&](auto answer) { store.order().sanctions(answer); });
    if (!all)
        return tl::unexpected(QStringLiteral("The bans cannot be read."));
    for (const StoredSanction &one : *all) {
        const bool isMeant = one.info.kind == Kind::Ban && one.room.isEmpty() &&
                             (one.info.user.toString() == command.whom ||
                              one.info.name == addressNetworkText(command.whom) ||
                              one.info.name.compare(command.whom, Qt::CaseInsensitive) == 0);
        if (!isMeant)
            continue;
        StoredSanction lifted = one;
        lifted.info.by = Chat::UserId(QStringLiteral("operator"));
        lifted.info.byName = QStringLiteral("operator");
        lifted.info.reason.clear();
        lifted.info.until.reset();
        const auto done = answerOf<bool>([&](auto answer) {
            store.order().lift(lifted, operatorsEntry(lifted, Action::Unbanned), banQuota, answer);
        });
        if (!done)
            return tl::unexpected(QStringLiteral("The ban cannot be lifted."));
        return QStringList{one.info.user.toString()};
    }
    return tl::unexpected(QStringLiteral("\"%1\" is not banned here.").arg(command.whom));
}

BanLines listBans(SqlStore &store)
{
    const auto all = answerOf<std::vector<StoredSanction>>(
        [&](auto answer) { store.order().sanctions(answer); });
    if (!all)
        return tl::unexpected(QStringLiteral("The bans cannot be read."));
    QStringList lines;
    for (const StoredSanction &one : *all) {
        const bool isOver = one.info.until && *one.info.until <= rightNow();
        if (one.info.kind != Kind::Ban || !one.room.isEmpty() || isOver)
            continue;
        lines << QStringList{one.info.name,
                             one.info.user.toString(),
                             one.info.until ? dateText(*one.info.until) : QStringLiteral("-"),
                             one.addresses.isEmpty() ? QStringLiteral("-")
                                                     : one.addresses.join(u','),
                             one.info.byName,
                             one.info.reason}
                     .join(u'\t');
    }
    return lines;
}

BanLines listAudit(SqlStore &store)
{
    const auto page = answerOf<Chat::AuditPage>([&](auto answer) {
        store.order().audit({true, {}, 0, auditLines}, answer);
    });
    if (!page)
        return tl::unexpected(QStringLiteral("The audit log cannot be read."));
    QStringList lines; // oldest first, as logs are
    for (auto entry = page->entries.rbegin(); entry != page->entries.rend(); ++entry)
        lines << QString::fromUtf8(entry->toJson());
    return lines;
}

} // namespace

bool isBansCommand(const QStringList &arguments)
{
    const QString first = arguments.value(0);
    return first == QStringLiteral("ban") || first == QStringLiteral("audit");
}

BanLines runBansCommand(const QStringList &arguments)
{
    const auto command = parsed(arguments);
    if (!command)
        return tl::unexpected(commandUsage(arguments.first()).value_or(QString()));
    const auto store = openStoppedHost(command->rest);
    if (!store)
        return tl::unexpected(store.error());
    if (command->what == QStringLiteral("add"))
        return addBan(**store, *command);
    if (command->what == QStringLiteral("remove"))
        return removeBan(**store, *command);
    return command->what == QStringLiteral("list") ? listBans(**store) : listAudit(**store);
}

} // namespace Server
