// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stoppedhost.h"

#include "server/hostlog.h"

#include <QDateTime>
#include <QFile>
#include <QProcessEnvironment>
#include <QTimeZone>

namespace Server {

tl::expected<std::unique_ptr<SqlStore>, QString> openStoppedHost(const QStringList &options)
{
    const auto host = readHostCommand(options, QProcessEnvironment::systemEnvironment());
    if (!host)
        return tl::unexpected(host.error());
    const QString folder = logPlace(host->config);
    if (host->config.database.isEmpty() && !QFile::exists(folder + QStringLiteral("/log.sqlite")))
        return tl::unexpected(QStringLiteral("There is no host's data in %1.").arg(folder));
    auto store = openLog(host->config);
    if (store)
        return *std::move(store);
    if (store.error() == StoreError::Locked) {
        return tl::unexpected(
            QStringLiteral("A host is running on the data in %1. Stop it first; or let its owner "
                           "do this from a program.")
                .arg(folder));
    }
    return tl::unexpected(QStringLiteral("The log in %1 cannot be opened.").arg(folder));
}

std::optional<std::chrono::seconds> timeOf(const QString &text, std::chrono::seconds longest)
{
    bool isNumber = false;
    const int count = text.chopped(text.isEmpty() ? 0 : 1).toInt(&isNumber);
    if (!isNumber || count <= 0 || count > 87600)
        return std::nullopt;
    std::chrono::seconds time{0};
    if (text.endsWith(u'm'))
        time = std::chrono::minutes(count);
    else if (text.endsWith(u'h'))
        time = std::chrono::hours(count);
    else if (text.endsWith(u'd'))
        time = std::chrono::hours(24 * qint64(count));
    const bool fits = time.count() > 0 && time <= longest;
    return fits ? std::optional(time) : std::nullopt;
}

QString dateText(Chat::Timestamp time)
{
    // A zone that is UTC is written "+00:00" by Qt 6.4, UTC itself "Z".
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), QTimeZone::utc())
        .toUTC()
        .toString(Qt::ISODate);
}

} // namespace Server
