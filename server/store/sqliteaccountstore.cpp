// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqliteaccountstore.h"

#include "server/store/sqlitelog.h"
#include "server/store/sqlitestore.h"

namespace Server {

void SqliteAccountStore::find(const Chat::UserId &user, Answer<Found> answer)
{
    m_store.read<Found>([user](SqliteLog &log) { return log.accounts().find(user); },
                        std::move(answer));
}

void SqliteAccountStore::findByKey(const QByteArray &key, Answer<Found> answer)
{
    m_store.read<Found>([key](SqliteLog &log) { return log.accounts().findByKey(key); },
                        std::move(answer));
}

void SqliteAccountStore::findByName(const QString &folded, Answer<Found> answer)
{
    m_store.read<Found>([folded](SqliteLog &log) { return log.accounts().findByName(folded); },
                        std::move(answer));
}

void SqliteAccountStore::list(Answer<std::vector<StoredAccount>> answer)
{
    m_store.read<std::vector<StoredAccount>>([](SqliteLog &log) { return log.accounts().list(); },
                                             std::move(answer));
}

void SqliteAccountStore::add(const NewAccount &account, Answer<AccountAdded> answer)
{
    m_store.write<AccountAdded>([account](SqliteLog &log) { return log.accounts().add(account); },
                                std::move(answer));
}

void SqliteAccountStore::rename(const NameChange &change, Answer<Renamed> answer)
{
    m_store.write<Renamed>([change](SqliteLog &log) { return log.accounts().rename(change); },
                           std::move(answer));
}

void SqliteAccountStore::firstKeptName(const Chat::UserId &user,
                                       Answer<std::optional<Chat::Timestamp>> answer)
{
    m_store.read<std::optional<Chat::Timestamp>>(
        [user](SqliteLog &log) { return log.accounts().firstKeptName(user); }, std::move(answer));
}

void SqliteAccountStore::setPassword(const PasswordChange &change, Answer<PasswordSet> answer)
{
    m_store.write<PasswordSet>(
        [change](SqliteLog &log) { return log.accounts().setPassword(change); }, std::move(answer));
}

void SqliteAccountStore::setAvatar(const AvatarChange &change, Answer<Chat::Avatar> answer)
{
    m_store.write<Chat::Avatar>(
        [change](SqliteLog &log) { return log.accounts().setAvatar(change); }, std::move(answer));
}

void SqliteAccountStore::noteSeen(const Chat::UserId &user, const QByteArray &key,
                                  Chat::Timestamp time, Answer<bool> answer)
{
    m_store.write<bool>(
        [user, key, time](SqliteLog &log) { return log.accounts().noteSeen(user, key, time); },
        std::move(answer));
}

void SqliteAccountStore::addDevice(const NewDevice &device, Answer<DeviceAdded> answer)
{
    m_store.write<DeviceAdded>(
        [device](SqliteLog &log) { return log.accounts().addDevice(device); }, std::move(answer));
}

void SqliteAccountStore::removeDevice(const Chat::UserId &user, const QByteArray &key,
                                      Answer<DeviceRemoved> answer)
{
    m_store.write<DeviceRemoved>(
        [user, key](SqliteLog &log) { return log.accounts().removeDevice(user, key); },
        std::move(answer));
}

void SqliteAccountStore::lockOut(const Chat::UserId &user, Answer<bool> answer)
{
    m_store.write<bool>([user](SqliteLog &log) { return log.accounts().lockOut(user); },
                        std::move(answer));
}

void SqliteAccountStore::addCode(const StoredCode &code, Answer<bool> answer)
{
    m_store.write<bool>([code](SqliteLog &log) { return log.accounts().addCode(code); },
                        std::move(answer));
}

void SqliteAccountStore::pair(const QByteArray &hash, const NewDevice &device,
                              Answer<Paired> answer)
{
    m_store.write<Paired>(
        [hash, device](SqliteLog &log) { return log.accounts().pair(hash, device); },
        std::move(answer));
}

} // namespace Server
