// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/sqlstore.h"

#include <QEventLoop>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// The data of a host that does not run now, for what its operator does at the command line:
/// `--data FOLDER` and whatever else a host is started with. The error is a sentence for the
/// operator.
tl::expected<std::unique_ptr<SqlStore>, QString> openStoppedHost(const QStringList &options);

/// The answer to one question to that data: `ask` is called with where the answer belongs. Runs an
/// event loop until then, so a command line alone may call it.
template <typename T, typename Ask>
T answerTo(Ask ask)
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

/// "90m", "12h", "2d"; nullopt: no such time, or a longer one.
std::optional<std::chrono::seconds> timeOf(const QString &text, std::chrono::seconds longest);

/// In UTC, as in ISO 8601.
QString dateText(Chat::Timestamp time);

} // namespace Server
