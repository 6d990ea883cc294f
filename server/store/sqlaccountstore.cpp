// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlaccountstore.h"

#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"

namespace Server {

void SqlAccountStore::find(const Chat::UserId &user, Answer<Found> answer)
{
    m_store.read<Found>([user](SqlLog &log) { return log.accounts().find(user); },
                        std::move(answer));
}

void SqlAccountStore::findByKey(const QByteArray &key, Answer<Found> answer)
{
    m_store.read<Found>([key](SqlLog &log) { return log.accounts().findByKey(key); },
                        std::move(answer));
}

void SqlAccountStore::findByName(const QString &folded, Answer<Found> answer)
{
    m_store.read<Found>([folded](SqlLog &log) { return log.accounts().findByName(folded); },
                        std::move(answer));
}

void SqlAccountStore::list(Answer<std::vector<StoredAccount>> answer)
{
    m_store.read<std::vector<StoredAccount>>([](SqlLog &log) { return log.accounts().list(); },
                                             std::move(answer));
}

void SqlAccountStore::add(const NewAccount &account, Answer<AccountAdded> answer)
{
    m_store.write<AccountAdded>([account](SqlLog &log) { return log.accounts().add(account); },
                                std::move(answer));
}

void SqlAccountStore::rename(const NameChange &change, Answer<Renamed> answer)
{
    m_store.write<Renamed>([change](SqlLog &log) { return log.accounts().rename(change); },
                           std::move(answer));
}

void SqlAccountStore::firstKeptName(const Chat::UserId &user,
                                    Answer<std::optional<Chat::Timestamp>> answer)
{
    m_store.read<std::optional<Chat::Timestamp>>(
        [user](SqlLog &log) { return log.accounts().firstKeptName(user); }, std::move(answer));
}

void SqlAccountStore::setPassword(const PasswordChange &change, Answer<PasswordSet> answer)
{
    m_store.write<PasswordSet>([change](SqlLog &log) { return log.accounts().setPassword(change); },
                               std::move(answer));
}

void SqlAccountStore::setAvatar(const AvatarChange &change, Answer<Chat::Avatar> answer)
{
    m_store.write<Chat::Avatar>([change](SqlLog &log) { return log.accounts().setAvatar(change); },
                                std::move(answer));
}

void SqlAccountStore::noteSeen(const Chat::UserId &user, const QByteArray &key,
                               Chat::Timestamp time, Answer<bool> answer)
{
    m_store.write<bool>(
        [user, key, time](SqlLog &log) { return log.accounts().noteSeen(user, key, time); },
        std::move(answer));
}

void SqlAccountStore::addDevice(const NewDevice &device, Answer<DeviceAdded> answer)
{
    m_store.write<DeviceAdded>([device](SqlLog &log) { return log.accounts().addDevice(device); },
                               std::move(answer));
}

void SqlAccountStore::removeDevice(const Chat::UserId &user, const QByteArray &key,
                                   Answer<DeviceRemoved> answer)
{
    m_store.write<DeviceRemoved>(
        [user, key](SqlLog &log) { return log.accounts().removeDevice(user, key); },
        std::move(answer));
}

void SqlAccountStore::lockOut(const Chat::UserId &user, Answer<bool> answer)
{
    m_store.write<bool>([user](SqlLog &log) { return log.accounts().lockOut(user); },
                        std::move(answer));
}

void SqlAccountStore::addCode(const StoredCode &code, Answer<bool> answer)
{
    m_store.write<bool>([code](SqlLog &log) { return log.accounts().addCode(code); },
                        std::move(answer));
}

void SqlAccountStore::takeChallenge(const QByteArray &challenge, Chat::Timestamp now,
                                    Chat::Timestamp ends, Answer<bool> answer)
{
    m_store.write<bool>(
        [challenge, now, ends](SqlLog &log) {
            return log.accounts().takeChallenge(challenge, now, ends);
        },
        std::move(answer));
}

void SqlAccountStore::pair(const QByteArray &hash, const NewDevice &device, Answer<Paired> answer)
{
    m_store.write<Paired>([hash, device](SqlLog &log) { return log.accounts().pair(hash, device); },
                          std::move(answer));
}

} // namespace Server
