// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace Chat {

/// On hostTopic(): what is about to become of the host, for everybody who is connected.
struct HostNews {
    enum class Kind {
        Stopping, ///< It closes in `in`.
        Stays,    ///< It does not, after all.
        Stopped,  ///< It closes now; nothing follows on this connection.
    };
    Kind kind = Kind::Stopping;
    QString why = {}; ///< In the words of who closes it, on one line; may be empty.
    /// From when it was sent, which clocks that differ do not touch. Up to longestIn.
    std::chrono::milliseconds in{0};

    static constexpr qsizetype longestWhy = 200; ///< UTF-16 units.
    static constexpr std::chrono::hours longestIn{24};

    QByteArray toJson() const;
    /// nullopt unless it is one of these.
    static std::optional<HostNews> fromJson(const QByteArray &json);
    friend bool operator==(const HostNews &, const HostNews &) = default;
};

/// On one line and without what is not seen, no longer than HostNews has it.
QString reasonOf(const QString &text);

} // namespace Chat
