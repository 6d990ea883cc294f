// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The logs that there are, for the tests of what each of them promises.

#include "server/store/sqlstore.h"

#include <QMetaType>

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

} // namespace StoreCalls

Q_DECLARE_METATYPE(const StoreCalls::Backend *)
