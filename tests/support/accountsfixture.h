// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A host's accounts on a real log, and people who come to it.

#include "server/auth/accountdesk.h"
#include "server/auth/entrance.h"
#include "server/auth/localauthenticator.h"
#include "server/store/sqlentrancestore.h"
#include "server/store/sqlstore.h"
#include "stomp/net/devicekey.h"
#include "stomp/wire/deviceproof.h"
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <optional>

namespace Server {

using Result = tl::expected<Principal, AccessDenied>;
using Stomp::DeviceKey;

inline const QString somePeer = QStringLiteral("10.0.0.1");

inline QByteArray valueIn(const QList<std::pair<QByteArray, QByteArray>> &headers,
                          const QByteArray &name)
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

/// All that is logged meanwhile.
class Listening {
public:
    Listening()
    {
        said().clear();
        m_before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { said() << text; });
    }
    ~Listening() { qInstallMessageHandler(m_before); }
    static QStringList &said()
    {
        static QStringList lines;
        return lines;
    }

private:
    QtMessageHandler m_before;
};

class HarshBans final : public Bans {
public:
    std::optional<AccessDenied> refusal(const Principal &who, const QString &) const override
    {
        if (!device.isEmpty() && who.device == device)
            return AccessDenied{"banned"};
        return std::nullopt;
    }
    QByteArray device;
};

class AccountsFixture {
public:
    void openFolder() { m_folder = std::make_unique<QTemporaryDir>(); }
    void close()
    {
        m_desk.reset();
        m_authenticator.reset();
        m_entrance.reset();
        m_entranceStore.reset();
        m_parts.reset();
        m_store.reset();
    }
    void start(AccountOptions options = {}, LocalAuthenticator::Options local = {})
    {
        close();
        m_store = std::move(SqlStore::create(m_folder->path(), {}).value());
        const StoreContents contents = m_store->contents();
        m_parts = std::make_unique<AccountParts>(m_store->accounts(), contents.hostId,
                                                 std::move(options));
        m_entranceStore = std::make_unique<SqlEntranceStore>(*m_store);
        m_entrance =
            std::make_unique<Entrance>(*m_entranceStore, *m_parts, contents, m_entranceOptions);
        m_parts->entrance = m_entrance.get();
        local.refusalDelay = std::chrono::milliseconds(1);
        local.accounts = m_parts.get();
        m_authenticator = std::make_unique<LocalAuthenticator>(std::move(local));
        m_desk = std::make_unique<AccountDesk>(*m_parts);
    }
    Result ask(const Credentials &credentials)
    {
        std::optional<Result> result;
        m_authenticator->authenticate(credentials, [&](Result answer) { result = answer; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 20000))
            qFatal("no answer");
        return *result;
    }
    static Credentials with(const DeviceKey &key, const QString &name)
    {
        Credentials credentials;
        credentials.deviceKey = key.publicKey();
        credentials.name = name.toUtf8();
        credentials.peer = somePeer;
        return credentials;
    }
    static void prove(Credentials &credentials, const DeviceKey &key, const QByteArray &hostId,
                      const QByteArray &challenge)
    {
        credentials.challenge = challenge;
        credentials.deviceProof =
            key.sign(Chat::deviceProofText(hostId, challenge, key.publicKey()));
    }
    /// As a client does: asks for a challenge, and comes back with its proof.
    Result come(const DeviceKey &key, Credentials credentials)
    {
        const Result first = ask(credentials);
        if (first || valueIn(first.error().headers, "challenge").isEmpty())
            return first;
        prove(credentials, key, valueIn(first.error().headers, "host-id"),
              valueIn(first.error().headers, "challenge"));
        return ask(credentials);
    }
    Result come(const DeviceKey &key, const QString &name) { return come(key, with(key, name)); }

    template <typename T, typename Ask>
    tl::expected<T, AccountProblem> desk(Ask ask)
    {
        std::optional<tl::expected<T, AccountProblem>> result;
        ask([&](tl::expected<T, AccountProblem> answer) { result = std::move(answer); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 20000))
            qFatal("no answer");
        return *result;
    }
    tl::expected<bool, AccountProblem> setPassword(const Principal &who, const QString &old,
                                                   const QString &wanted)
    {
        return desk<bool>([&](auto answer) { m_desk->setPassword(who, {old, wanted}, answer); });
    }
    tl::expected<Chat::PairingCode, AccountProblem> pairingCode(const Principal &who)
    {
        return desk<Chat::PairingCode>([&](auto answer) { m_desk->pair(who, answer); });
    }
    Result logIn(const QString &name, const QString &password, const QString &peer = somePeer)
    {
        Credentials credentials;
        credentials.login = name.toUtf8();
        credentials.passcode = password.toUtf8();
        credentials.peer = peer;
        return ask(credentials);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStore> m_store;
    std::unique_ptr<AccountParts> m_parts;
    Entrance::Options m_entranceOptions;
    std::unique_ptr<SqlEntranceStore> m_entranceStore;
    std::unique_ptr<Entrance> m_entrance;
    std::unique_ptr<LocalAuthenticator> m_authenticator;
    std::unique_ptr<AccountDesk> m_desk;
};

} // namespace Server
