// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/devicekey.h"

#include <QString>

#include <optional>

namespace Ui {

/// Where a person's device key is kept: one file that nobody else on this computer reads.
class DeviceKeyFile {
public:
    explicit DeviceKeyFile(QString path) : m_path(std::move(path)) {}

    /// The key; made when there is none yet. nullopt when it cannot be kept, for a key that is gone
    /// tomorrow would take a name with it. A file that is no key is put aside, not overwritten; one
    /// that cannot be read stays.
    std::optional<Stomp::DeviceKey> open() const;
    /// For good: who has no other device loses the names it held.
    bool forget() const;

private:
    bool write(const Stomp::DeviceKey &key) const;

    QString m_path;
};

} // namespace Ui
