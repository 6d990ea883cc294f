// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The logs that there are, for the tests of what each of them promises.

#include "server/store/postgresdatabase.h"
#include "server/store/sqlstore.h"
#include "tests/support/needed.h"
#include "tests/support/privatepostgres.h"

#include <QCryptographicHash>
#include <QMetaType>
#include <QTest>

#include <functional>
#include <memory>
#include <optional>

namespace StoreCalls {

using namespace Server;

struct Backend {
    std::function<tl::expected<std::unique_ptr<Store>, StoreError>(const QString &folder)> open;
    /// The same with room for about this many bytes.
    std::function<tl::expected<std::unique_ptr<Store>, StoreError>(const QString &folder, qint64)>
        openSmall;
    /// What the log held when it was opened.
    std::function<StoreContents(Store &)> contents;
};

} // namespace StoreCalls

Q_DECLARE_METATYPE(const StoreCalls::Backend *)

namespace StoreCalls {

inline tl::expected<std::unique_ptr<Store>, StoreError> openSqlite(const QString &folder,
                                                                   std::optional<qint64> maxBytes)
{
    auto store = SqlStore::create(folder, {SqlStore::Synchronous::Full, maxBytes});
    if (!store)
        return tl::unexpected(store.error());
    return std::unique_ptr<Store>(std::move(*store));
}

inline const Backend sqlite{
    [](const QString &folder) { return openSqlite(folder, std::nullopt); },
    [](const QString &folder, qint64 bytes) { return openSqlite(folder, bytes); },
    [](Store &store) { return static_cast<SqlStore &>(store).contents(); },
};

/// What other hosts could have open, too. Each folder stands for a log of its own.
inline const Backend postgres{
    [](const QString &folder) -> tl::expected<std::unique_ptr<Store>, StoreError> {
        PrivatePostgres *server = PrivatePostgres::instance();
        if (!server)
            return tl::unexpected(StoreError::Failed);
        const QByteArray name =
            QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Md5).toHex();
        auto store = SqlStore::createShared(
            {server->words(), QStringLiteral("log_") + QString::fromLatin1(name)});
        if (!store)
            return tl::unexpected(store.error());
        return std::unique_ptr<Store>(std::move(*store));
    },
    {}, // its disk is nothing that a host could bound
    [](Store &store) { return static_cast<SqlStore &>(store).contents(); },
};

/// A row for each log that only one host has open, and that can be bounded.
inline void addOwnBackends()
{
    QTest::addColumn<const Backend *>("backend");
    QTest::newRow("sqlite") << &sqlite;
}

/// A row for each log that there is; that in PostgreSQL where it is installed.
inline void addBackends()
{
    addOwnBackends();
    if (hasRow(PrivatePostgres::isInstalled(), "PostgreSQL is not installed"))
        QTest::newRow("postgresql") << &postgres;
}

} // namespace StoreCalls
