// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <tl/expected.hpp>
#include <utility>

namespace Takeout {

/// Why something was not written or read.
struct Failure {
    enum class Kind {
        Refused, ///< It was asked for what must not be done.
        Damaged, ///< What was read is not what it should be.
        TooNew,  ///< A newer version of the program wrote it.
        Full,    ///< The disk is full.
        Cancelled,
        Failed, ///< Anything else.
    };
    Kind kind = Kind::Failed;
    QString sentence; ///< In English, for whoever asked.
};

template <typename T>
using Result = tl::expected<T, Failure>;

inline tl::unexpected<Failure> failure(Failure::Kind kind, QString sentence)
{
    return tl::unexpected(Failure{kind, std::move(sentence)});
}

/// Told now and then how much is done of how much; false stops the work.
using Progress = std::function<bool(qint64 done, qint64 all)>;

inline bool goesOn(const Progress &progress, qint64 done, qint64 all)
{
    return !progress || progress(done, all);
}
inline tl::unexpected<Failure> cancelled()
{
    return failure(Failure::Kind::Cancelled, QStringLiteral("Stopped; nothing was written."));
}

} // namespace Takeout
