// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlaccounts.h"
#include "server/store/logdatabase.h"

#include "server/store/erasingstore.h"
#include "server/store/sqlmessagerow.h"

#include <QSqlError>

#include <algorithm>

namespace Server {
namespace {

/// The first column of the first row; invalid when there is none.
tl::expected<QVariant, StoreError> valueOf(QSqlQuery &query, const QVariantList &values)
{
    if (auto done = runStatement(query, values); !done)
        return tl::unexpected(done.error());
    const QVariant value = query.next() ? query.value(0) : QVariant();
    query.finish();
    return value;
}

StoredAccount storedAccount(const QSqlQuery &row)
{
    StoredAccount account;
    account.user = Chat::UserId(row.value(0).toString());
    account.name = row.value(1).toString();
    if (row.value(2).toInt() == int(StoredAccount::Role::Owner))
        account.role = StoredAccount::Role::Owner;
    account.passwordHash = row.value(3).toString().toLatin1();
    account.created = toTime(row.value(4).toLongLong());
    account.lastSeen = toTime(row.value(5).toLongLong());
    account.avatar = {row.value(6).toString(), row.value(7).toString(), row.value(8).toString()};
    return account;
}

} // namespace

SqlAccounts::Result<void> SqlAccounts::prepare(QSqlDatabase &database, bool isShared)
{
    // %1 stands for the columns that storedAccount() reads. `until` of a name: NULL while it is
    // somebody's, then how long it is kept from others.
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_find, "SELECT %1 FROM accounts WHERE user = ?"},
        {&m_findByKey, "SELECT %1 FROM device_keys JOIN accounts ON accounts.user ="
                       " device_keys.user WHERE key = ?"},
        {&m_findByName, "SELECT %1 FROM account_names JOIN accounts ON accounts.user ="
                        " account_names.user WHERE folded = ? AND until IS NULL"},
        {&m_list, "SELECT %1 FROM accounts ORDER BY accounts.name, accounts.user"},
        {&m_devices, "SELECT key, name, added, last_used FROM device_keys WHERE user = ?"
                     " ORDER BY added, key"},
        {&m_count, "SELECT count(*) FROM accounts"},
        {&m_taken, "SELECT count(*) FROM account_names WHERE (folded = ? OR looks = ?)"
                   " AND user <> ? AND (until IS NULL OR until > ?)"},
        {&m_add, "INSERT INTO accounts (user, name, role, created, last_seen)"
                 " VALUES (?, ?, ?, ?, ?)"},
        {&m_addName, "INSERT INTO account_names (folded, looks, user) VALUES (?, ?, ?)"},
        {&m_keepName, "UPDATE account_names SET until = ? WHERE user = ? AND until IS NULL"},
        {&m_disownNames, "UPDATE account_names SET user = ? WHERE user = ?"},
        {&m_dropKept, "DELETE FROM account_names WHERE until <= ?"},
        {&m_dropOwn, "DELETE FROM account_names WHERE user = ? AND folded = ?"
                     " AND until IS NOT NULL"},
        {&m_dropCurrent, "DELETE FROM account_names WHERE user = ? AND until IS NULL"},
        {&m_kept, "SELECT count(*) FROM account_names WHERE user = ? AND until IS NOT NULL"},
        {&m_firstKept, "SELECT min(until) FROM account_names WHERE user = ?"},
        {&m_setName, "UPDATE accounts SET name = ? WHERE user = ?"},
        {&m_setPassword, "UPDATE accounts SET password = ? WHERE user = ?"},
        {&m_picture, "SELECT token FROM files WHERE owner = ? AND (id = ? OR token = ?)"
                     " AND hash IS NOT NULL AND size <= ?"
                     " AND type IN ('image/png', 'image/jpeg', 'image/webp', 'image/gif')"},
        {&m_setAvatar, "UPDATE accounts SET avatar_emoji = ?, avatar_color = ?, avatar_file = ?"
                       " WHERE user = ?"},
        {&m_makeAvatar,
         "INSERT INTO accounts (user, name, role, created, last_seen,"
         " avatar_emoji, avatar_color, avatar_file) VALUES (?, ?, 0, ?, ?, ?, ?, ?)"
         " ON CONFLICT (user) DO UPDATE SET avatar_emoji = excluded.avatar_emoji,"
         " avatar_color = excluded.avatar_color, avatar_file = excluded.avatar_file"},
        {&m_seen, "UPDATE accounts SET last_seen = ? WHERE user = ?"},
        {&m_keyUsed, "UPDATE device_keys SET last_used = ? WHERE key = ? AND user = ?"},
        {&m_keyHolder, "SELECT user FROM device_keys WHERE key = ?"},
        {&m_deviceCount, "SELECT count(*) FROM device_keys WHERE user = ?"},
        {&m_addDevice, "INSERT INTO device_keys (key, user, name, added, last_used)"
                       " VALUES (?, ?, ?, ?, ?)"},
        {&m_moveDevice, "DELETE FROM device_keys WHERE key = ?"},
        {&m_removeDevice, "DELETE FROM device_keys WHERE user = ? AND key = ?"},
        {&m_removeDevices, "DELETE FROM device_keys WHERE user = ?"},
        {&m_addCode, "INSERT INTO account_codes (hash, user, until) VALUES (?, ?, ?)"},
        {&m_removeCodes, "DELETE FROM account_codes WHERE user = ?"},
        {&m_code, "SELECT user FROM account_codes WHERE hash = ? AND until > ?"},
        {&m_removeCode, "DELETE FROM account_codes WHERE hash = ?"},
        {&m_oldCodes, "DELETE FROM account_codes WHERE until <= ?"},
        {&m_forget, "DELETE FROM accounts WHERE user = ?"},
    };
    auto done = prepareStatements(
        database, all,
        QStringLiteral("accounts.user, accounts.name, role, password, created, last_seen,"
                       " avatar_emoji, avatar_color, avatar_file"));
    if (!done || !isShared)
        return done;
    const std::pair<SqlStatement *, const char *> shared[] = {
        {&m_takeChallenge, "INSERT INTO used_challenges (challenge, ends) VALUES (?, ?)"
                           " ON CONFLICT (challenge) DO NOTHING"},
        {&m_oldChallenges, "DELETE FROM used_challenges WHERE challenge IN (SELECT challenge"
                           " FROM used_challenges WHERE ends <= ? ORDER BY ends LIMIT 100"
                           " FOR UPDATE SKIP LOCKED)"},
    };
    return prepareStatements(database, shared);
}

SqlAccounts::Result<QString> SqlAccounts::hostId(QSqlDatabase &database)
{
    auto identity = askDatabase(
        database, QStringLiteral("SELECT id FROM host_identity ORDER BY made, id LIMIT 1"));
    if (!identity)
        return tl::unexpected(identity.error());
    if (!(*identity)->next())
        return tl::unexpected(StoreError::Failed);
    return (*identity)->value(0).toString();
}

SqlAccounts::Result<QByteArray> SqlAccounts::sharedSecret(QSqlDatabase &database)
{
    auto secret = askDatabase(database, QStringLiteral("SELECT secret FROM shared_secret"));
    if (!secret)
        return tl::unexpected(secret.error());
    if (!(*secret)->next())
        return tl::unexpected(StoreError::Failed);
    return (*secret)->value(0).toString().toLatin1();
}

SqlAccounts::Result<bool> SqlAccounts::takeChallenge(const QByteArray &challenge,
                                                     Chat::Timestamp now, Chat::Timestamp ends)
{
    if (!m_takeChallenge) // nobody else could have taken it
        return true;
    if (auto done = changeStatement(*m_oldChallenges, {toNumber(now)}); !done)
        return tl::unexpected(done.error());
    return changeStatement(*m_takeChallenge, {QString::fromLatin1(challenge), toNumber(ends)})
        .map([](int rows) { return rows > 0; });
}

SqlAccounts::Result<std::vector<std::pair<Chat::UserId, Chat::Avatar>>>
SqlAccounts::avatars(QSqlDatabase &database)
{
    auto accounts = askDatabase(
        database,
        QStringLiteral("SELECT user, avatar_emoji, avatar_color, avatar_file FROM accounts"));
    if (!accounts)
        return tl::unexpected(accounts.error());
    std::vector<std::pair<Chat::UserId, Chat::Avatar>> found;
    while ((*accounts)->next()) {
        const QSqlQuery &query = **accounts;
        const Chat::Avatar avatar{query.value(1).toString(), query.value(2).toString(),
                                  query.value(3).toString()};
        if (!avatar.isEmpty())
            found.emplace_back(Chat::UserId(query.value(0).toString()), avatar);
    }
    return found;
}

SqlAccounts::Result<SqlAccounts::Found> SqlAccounts::one(QSqlQuery &query,
                                                         const QVariantList &values)
{
    if (auto done = runStatement(query, values); !done)
        return tl::unexpected(done.error());
    if (!query.next()) {
        query.finish();
        return Found();
    }
    StoredAccount account = storedAccount(query);
    query.finish();
    if (auto done = runStatement(*m_devices, {account.user.toString()}); !done)
        return tl::unexpected(done.error());
    while (m_devices->next()) {
        account.devices.push_back(
            {m_devices->value(0).toString().toLatin1(), m_devices->value(1).toString(),
             toTime(m_devices->value(2).toLongLong()), toTime(m_devices->value(3).toLongLong())});
    }
    m_devices->finish();
    return Found(std::move(account));
}

SqlAccounts::Result<SqlAccounts::Found> SqlAccounts::find(const Chat::UserId &user)
{
    return one(*m_find, {user.toString()});
}

SqlAccounts::Result<SqlAccounts::Found> SqlAccounts::findByKey(const QByteArray &key)
{
    return one(*m_findByKey, {QString::fromLatin1(key)});
}

SqlAccounts::Result<SqlAccounts::Found> SqlAccounts::findByName(const QString &folded)
{
    return one(*m_findByName, {present(folded)});
}

SqlAccounts::Result<std::vector<StoredAccount>> SqlAccounts::list()
{
    if (auto done = runStatement(*m_list, {}); !done)
        return tl::unexpected(done.error());
    std::vector<StoredAccount> all;
    while (m_list->next())
        all.push_back(storedAccount(*m_list));
    m_list->finish();
    return all;
}

SqlAccounts::Result<bool> SqlAccounts::isTaken(const AccountName &name, const Chat::UserId &user,
                                               Chat::Timestamp time)
{
    return valueOf(*m_taken, {present(name.folded), present(name.looks), present(user.toString()),
                              toNumber(time)})
        .map([](const QVariant &count) { return count.toInt() > 0; });
}

SqlAccounts::Result<QString> SqlAccounts::keyHolder(const QByteArray &key)
{
    return valueOf(*m_keyHolder, {QString::fromLatin1(key)}).map([](const QVariant &user) {
        return user.toString();
    });
}

SqlAccounts::Result<AccountAdded> SqlAccounts::add(const NewAccount &account)
{
    const auto count = valueOf(*m_count, {});
    if (!count)
        return tl::unexpected(count.error());
    if (count->toInt() >= account.most)
        return AccountAdded::TooMany;
    const auto taken = isTaken(account.name, account.user, account.time);
    if (!taken)
        return tl::unexpected(taken.error());
    if (*taken)
        return AccountAdded::NameTaken;
    if (account.device) {
        const auto holder = keyHolder(account.device->key);
        if (!holder)
            return tl::unexpected(holder.error());
        if (!holder->isEmpty())
            return AccountAdded::KeyTaken;
    }
    const QString user = account.user.toString();
    const qint64 time = toNumber(account.time);
    auto done = changeStatement(*m_dropKept, {time});
    if (done)
        done = changeStatement(
            *m_add, {user, present(account.name.name), static_cast<int>(account.role), time, time});
    if (done)
        done = changeStatement(*m_addName, {account.name.folded, account.name.looks, user});
    if (done && account.device) {
        const StoredDevice &device = *account.device;
        done = changeStatement(*m_addDevice, {QString::fromLatin1(device.key), user,
                                              present(device.name), time, time});
    }
    if (!done)
        return tl::unexpected(done.error());
    return AccountAdded::Added;
}

SqlAccounts::Result<Renamed> SqlAccounts::rename(const NameChange &change)
{
    const auto account = find(change.user);
    const auto taken =
        account ? isTaken(change.name, change.user, change.time) : tl::unexpected(account.error());
    if (!taken)
        return tl::unexpected(taken.error());
    if (!*account)
        return Renamed::NoSuchAccount;
    if (*taken)
        return Renamed::NameTaken;
    const QString user = change.user.toString();
    auto done = changeStatement(*m_dropKept, {toNumber(change.time)});
    if (done)
        done = changeStatement(*m_dropOwn, {user, change.name.folded});
    const auto kept = done ? valueOf(*m_kept, {user}) : tl::unexpected(done.error());
    if (!kept)
        return tl::unexpected(kept.error());
    if (kept->toInt() >= change.mostKept)
        return Renamed::TooOften;
    // A name that differs in its case alone leaves nothing to keep.
    if (const auto now = one(*m_findByName, {change.name.folded}); now && *now)
        done = changeStatement(*m_dropCurrent, {user});
    else
        done = changeStatement(*m_keepName, {toNumber(change.keptUntil), user});
    if (done)
        done = changeStatement(*m_addName, {change.name.folded, change.name.looks, user});
    if (done)
        done = changeStatement(*m_setName, {present(change.name.name), user});
    if (!done)
        return tl::unexpected(done.error());
    return Renamed::Renamed;
}

SqlAccounts::Result<std::optional<Chat::Timestamp>>
SqlAccounts::firstKeptName(const Chat::UserId &user)
{
    return valueOf(*m_firstKept, {user.toString()}).map([](const QVariant &until) {
        return until.isNull() ? std::nullopt : std::optional(toTime(until.toLongLong()));
    });
}

SqlAccounts::Result<PasswordSet> SqlAccounts::setPassword(const PasswordChange &change)
{
    const auto account = find(change.user);
    if (!account)
        return tl::unexpected(account.error());
    if (!*account || (*account)->passwordHash != change.was)
        return PasswordSet::Changed;
    if (change.hash.isEmpty() && (*account)->devices.empty())
        return PasswordSet::LastWayIn;
    return changeStatement(*m_setPassword,
                           {present(QString::fromLatin1(change.hash)), change.user.toString()})
        .map([](int) { return PasswordSet::Set; });
}

SqlAccounts::Result<Chat::Avatar> SqlAccounts::setAvatar(const AvatarChange &change)
{
    Chat::Avatar avatar = change.avatar;
    const QString user = change.user.toString();
    if (!avatar.file.isEmpty()) {
        const auto token = valueOf(*m_picture, {user, avatar.file, avatar.file, change.mostBytes});
        if (!token)
            return tl::unexpected(token.error());
        if (token->toString().isEmpty())
            return tl::unexpected(StoreError::NoSuchFile);
        avatar.file = token->toString();
    }
    const qint64 time = toNumber(change.time);
    const QVariantList shown{present(avatar.emoji), present(avatar.color), present(avatar.file)};
    const auto done =
        change.selfMade
            ? changeStatement(*m_setAvatar, shown + QVariantList{user})
            : changeStatement(*m_makeAvatar,
                              QVariantList{user, present(change.name), time, time} + shown);
    if (!done)
        return tl::unexpected(done.error());
    if (*done == 0)
        return tl::unexpected(StoreError::NotAllowed);
    return avatar;
}

SqlAccounts::Result<bool> SqlAccounts::noteSeen(const Chat::UserId &user, const QByteArray &key,
                                                Chat::Timestamp time)
{
    auto done = changeStatement(*m_seen, {toNumber(time), user.toString()});
    if (done && !key.isEmpty())
        done = changeStatement(*m_keyUsed,
                               {toNumber(time), QString::fromLatin1(key), user.toString()});
    return done.map([](int rows) { return rows > 0; });
}

SqlAccounts::Result<DeviceAdded> SqlAccounts::addDevice(const NewDevice &wanted)
{
    const QString user = wanted.user.toString();
    const auto account = find(wanted.user);
    const auto holder = account ? keyHolder(wanted.device.key) : tl::unexpected(account.error());
    if (!holder)
        return tl::unexpected(holder.error());
    if (!*account)
        return DeviceAdded::NoSuchAccount;
    if (wanted.password && *wanted.password != (*account)->passwordHash)
        return DeviceAdded::PasswordChanged;
    if (*holder == user)
        return DeviceAdded::Theirs;
    if (!holder->isEmpty() && !wanted.moves)
        return DeviceAdded::SomebodyElses;
    if (std::ssize((*account)->devices) >= wanted.most)
        return DeviceAdded::TooMany;
    const QString key = QString::fromLatin1(wanted.device.key);
    const qint64 time = toNumber(wanted.device.added);
    auto done = changeStatement(*m_moveDevice, {key});
    if (done)
        done = changeStatement(*m_addDevice, {key, user, present(wanted.device.name), time, time});
    if (!done)
        return tl::unexpected(done.error());
    if (!holder->isEmpty()) {
        if (auto freed = freeNameIfNobodyCanCome(*holder, wanted.keptUntil); !freed)
            return tl::unexpected(freed.error());
    }
    return DeviceAdded::Added;
}

SqlAccounts::Result<void> SqlAccounts::freeNameIfNobodyCanCome(const QString &user,
                                                               Chat::Timestamp keptUntil)
{
    const auto account = find(Chat::UserId(user));
    if (!account)
        return tl::unexpected(account.error());
    if (!*account || !(*account)->devices.empty() || !(*account)->passwordHash.isEmpty())
        return {};
    if (auto done = changeStatement(*m_keepName, {toNumber(keptUntil), user}); !done)
        return tl::unexpected(done.error());
    return {};
}

SqlAccounts::Result<DeviceRemoved> SqlAccounts::removeDevice(const Chat::UserId &user,
                                                             const QByteArray &key)
{
    const auto account = find(user);
    if (!account)
        return tl::unexpected(account.error());
    const auto isIt = [&](const StoredDevice &one) { return one.key == key; };
    if (!*account || std::none_of((*account)->devices.begin(), (*account)->devices.end(), isIt))
        return DeviceRemoved::NoSuchDevice;
    if ((*account)->devices.size() == 1 && (*account)->passwordHash.isEmpty())
        return DeviceRemoved::LastWayIn;
    return changeStatement(*m_removeDevice, {user.toString(), QString::fromLatin1(key)})
        .map([](int) { return DeviceRemoved::Removed; });
}

SqlAccounts::Result<bool> SqlAccounts::lockOut(const Chat::UserId &user)
{
    auto done = changeStatement(*m_removeDevices, {user.toString()});
    if (done)
        done = changeStatement(*m_removeCodes, {user.toString()});
    if (!done)
        return tl::unexpected(done.error());
    return changeStatement(*m_setPassword, {present(QString()), user.toString()}).map([](int rows) {
        return rows > 0;
    });
}

SqlAccounts::Result<bool> SqlAccounts::addCode(const StoredCode &code)
{
    auto done = changeStatement(*m_removeCodes, {code.user.toString()});
    if (done)
        done = changeStatement(*m_addCode, {QString::fromLatin1(code.hash), code.user.toString(),
                                            toNumber(code.until)});
    return done.map([](int) { return true; });
}

SqlAccounts::Result<Paired> SqlAccounts::pair(const QByteArray &hash, const NewDevice &device)
{
    const qint64 time = toNumber(device.device.added);
    const auto user = valueOf(*m_code, {QString::fromLatin1(hash), time});
    if (!user)
        return tl::unexpected(user.error());
    if (auto done = changeStatement(*m_oldCodes, {time}); !done)
        return tl::unexpected(done.error());
    if (!user->isValid())
        return Paired();
    NewDevice theirs = device;
    theirs.user = Chat::UserId(user->toString());
    const auto added = addDevice(theirs);
    if (!added)
        return tl::unexpected(added.error());
    if (*added != DeviceAdded::TooMany) {
        if (auto done = changeStatement(*m_removeCode, {QString::fromLatin1(hash)}); !done)
            return tl::unexpected(done.error());
    }
    return Paired{theirs.user, *added};
}

SqlAccounts::Result<void> SqlAccounts::forget(const Chat::UserId &user, Chat::Timestamp keptUntil)
{
    auto locked = lockOut(user);
    if (!locked)
        return tl::unexpected(locked.error());
    auto done = changeStatement(*m_keepName, {toNumber(keptUntil), user.toString()});
    if (done)
        done = changeStatement(*m_disownNames, {erasedUser.toString(), user.toString()});
    if (done)
        done = changeStatement(*m_forget, {user.toString()});
    if (!done)
        return tl::unexpected(done.error());
    return {};
}

} // namespace Server
