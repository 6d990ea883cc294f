// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostpeople.h"

#include "server/auth/accountdesk.h"
#include "server/hostusage.h"
#include "server/stoppedhost.h"

namespace Server {
namespace {

using PeopleLines = tl::expected<QStringList, QString>;

PeopleLines listPeople(SqlStore &store)
{
    using Found = tl::expected<std::vector<StoredAccount>, StoreError>;
    const auto all = answerTo<Found>([&](auto answer) { store.accounts().list(answer); });
    if (!all)
        return tl::unexpected(QStringLiteral("The accounts cannot be read."));
    QStringList lines;
    for (const StoredAccount &account : *all) {
        lines << QStringList{account.name, account.user.toString(), roleName(account.role),
                             dateText(account.lastSeen)}
                     .join(u'\t');
    }
    return lines;
}

PeopleLines resetPerson(SqlStore &store, const QString &hostId, const QString &name)
{
    AccountParts parts(store.accounts(), hostId, {});
    AccountDesk desk(parts);
    using Made = tl::expected<AccountDesk::Recovery, AccountProblem>;
    const auto made = answerTo<Made>([&](auto answer) {
        desk.recover(
            name, true, [](const auto &) {}, answer);
    });
    if (made)
        return QStringList{made->code.code};
    if (made.error().kind == AccountProblem::Kind::NoSuchPerson)
        return tl::unexpected(
            QStringLiteral("Nobody has an account of the name \"%1\".").arg(name));
    return tl::unexpected(QStringLiteral("The account cannot be written."));
}

} // namespace

bool isPeopleCommand(const QStringList &arguments)
{
    const QString first = arguments.value(0);
    return first == QStringLiteral("list") || first == QStringLiteral("reset");
}

PeopleLines runPeopleCommand(const QStringList &arguments)
{
    const bool resets = arguments.value(0) == QStringLiteral("reset");
    const QString name = resets ? arguments.value(1) : QString();
    if (resets && (name.isEmpty() || name.startsWith(u'-'))) {
        return tl::unexpected(commandUsage(QStringLiteral("user")).value_or(QString()));
    }
    const auto store = openStoppedHost(arguments.mid(resets ? 2 : 1));
    if (!store)
        return tl::unexpected(store.error());
    return resets ? resetPerson(**store, (*store)->contents().hostId, name) : listPeople(**store);
}

} // namespace Server
