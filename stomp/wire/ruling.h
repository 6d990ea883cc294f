// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messageparts.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

class QJsonObject;

namespace Chat {

/// What somebody who keeps order decided about a person, as that person is told.
struct Ruling {
    QString reason; ///< In their own words; may be empty.
    QString byName;
    std::optional<Timestamp> until; ///< None: until it is lifted.
    friend bool operator==(const Ruling &, const Ruling &) = default;

    /// `reason` and `until`, as far as there are, as headers of an ERROR.
    QList<std::pair<QByteArray, QByteArray>> headers() const;
    QJsonObject toObject() const;
    static Ruling fromObject(const QJsonObject &object);
};

} // namespace Chat
