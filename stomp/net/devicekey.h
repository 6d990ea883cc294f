// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace Stomp {

/// What a device proves with who it is: an Ed25519 key pair. Whoever has it is that device.
class DeviceKey {
public:
    static DeviceKey make();
    /// Of what secret() gave; nullopt when it is none.
    static std::optional<DeviceKey> fromSecret(const QByteArray &secret);
    ~DeviceKey();
    DeviceKey(const DeviceKey &) = default;
    DeviceKey &operator=(const DeviceKey &) = default;
    DeviceKey(DeviceKey &&) = default;
    DeviceKey &operator=(DeviceKey &&) = default;

    /// 32 bytes to keep where nobody else reads.
    QByteArray secret() const { return m_seed; }
    /// In base64url: the header `device-key`, and the device's name for its host.
    QByteArray publicKey() const;
    /// In base64url.
    QByteArray sign(const QByteArray &text) const;

private:
    explicit DeviceKey(QByteArray seed) : m_seed(std::move(seed)) {}
    QByteArray m_seed;
};

} // namespace Stomp
