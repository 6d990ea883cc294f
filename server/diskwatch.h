// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storestatus.h"
#include "server/web/hoststatus.h"

#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

namespace Server {

/// Looks now and then how much room the data has, and tells the log once when it becomes little,
/// once when nothing can be written any more, and once when there is room again.
class DiskWatch {
public:
    struct Options {
        QString folder;
        qint64 warningBytes = 1024LL * 1024 * 1024; ///< Less than that is little.
        qint64 storeBytes = 0;                      ///< The log's own bound; 0: none.
        std::chrono::milliseconds pause = std::chrono::seconds(10);
        /// Of a folder: what is free, and in all.
        std::function<std::optional<std::pair<qint64, qint64>>(const QString &)> space = spaceOf;
    };
    /// `store` is asked each time.
    DiskWatch(Options options, std::function<StoreStatus()> store);

    void setWarningBytes(qint64 bytes) { m_options.warningBytes = bytes; }
    HostStatus::Disk look();

    static std::optional<std::pair<qint64, qint64>> spaceOf(const QString &folder);

private:
    void tell(const HostStatus::Disk &disk);

    Options m_options;
    std::function<StoreStatus()> m_store;
    HostStatus::Disk::Level m_told = HostStatus::Disk::Level::Enough;
    QTimer m_timer;
};

} // namespace Server
