// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHashFunctions>

#include <optional>

namespace Server {

/// One run of one host: the process that comes after it has another.
class HostName {
public:
    /// None; nobody is called so.
    HostName() = default;
    static HostName random();
    /// nullopt unless these are 16 hexadecimal digits in small letters.
    static std::optional<HostName> parse(QByteArrayView digits);

    const QByteArray &toBytes() const { return m_digits; }

    friend bool operator==(const HostName &, const HostName &) = default;
    friend bool operator<(const HostName &a, const HostName &b) { return a.m_digits < b.m_digits; }
    friend size_t qHash(const HostName &name, size_t seed = 0)
    {
        return ::qHash(name.m_digits, seed);
    }

    static constexpr qsizetype size = 16;

private:
    explicit HostName(QByteArray digits) : m_digits(std::move(digits)) {}

    QByteArray m_digits;
};

} // namespace Server
