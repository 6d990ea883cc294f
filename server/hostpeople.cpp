// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostpeople.h"

#include "server/auth/accountdesk.h"
#include "server/hostconfig.h"
#include "server/store/sqlitestore.h"

#include <QDateTime>
#include <QEventLoop>
#include <QFile>

#include <memory>
#include <optional>

namespace Server {
namespace {

using PeopleLines = tl::expected<QStringList, QString>;

QString isoDate(Chat::Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count())
        .toUTC()
        .toString(Qt::ISODate);
}

/// The answer to one question; the log answers within this loop.
template <typename T, typename Ask>
T waitFor(Ask ask)
{
    QEventLoop loop;
    std::optional<T> got;
    ask([&](T answer) {
        got = std::move(answer);
        loop.quit();
    });
    if (!got)
        loop.exec();
    return *std::move(got);
}

PeopleLines listPeople(SqliteStore &store)
{
    using Found = tl::expected<std::vector<StoredAccount>, StoreError>;
    const auto all = waitFor<Found>([&](auto answer) { store.accounts().list(answer); });
    if (!all)
        return tl::unexpected(QStringLiteral("The accounts cannot be read."));
    QStringList lines;
    for (const StoredAccount &account : *all) {
        lines << QStringList{account.name, account.user.toString(), roleName(account.role),
                             isoDate(account.lastSeen)}
                     .join(u'\t');
    }
    return lines;
}

PeopleLines resetPerson(SqliteStore &store, const QString &hostId, const QString &name)
{
    AccountParts parts(store.accounts(), hostId, {});
    AccountDesk desk(parts);
    using Made = tl::expected<AccountDesk::Recovery, AccountProblem>;
    const auto made = waitFor<Made>([&](auto answer) {
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
        return tl::unexpected(QStringLiteral("Usage: madang-host user list [--data FOLDER], or"
                                             " madang-host user reset NAME [--data FOLDER]"));
    }
    const auto command =
        readHostCommand(arguments.mid(resets ? 2 : 1), QProcessEnvironment::systemEnvironment());
    if (!command)
        return tl::unexpected(command.error());
    const QString folder = command->config.dataFolder;
    if (!QFile::exists(folder + QStringLiteral("/log.sqlite")))
        return tl::unexpected(QStringLiteral("There is no host's data in %1.").arg(folder));
    auto store = SqliteStore::create(folder, {});
    if (!store && store.error() == StoreError::Locked) {
        return tl::unexpected(
            QStringLiteral("A host is running on the data in %1. Stop it first; or let its owner "
                           "do this from a program.")
                .arg(folder));
    }
    if (!store)
        return tl::unexpected(QStringLiteral("The log in %1 cannot be opened.").arg(folder));
    return resets ? resetPerson(**store, (*store)->contents().hostId, name) : listPeople(**store);
}

} // namespace Server
