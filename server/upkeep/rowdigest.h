// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QVariantList>

#include <array>

namespace Server {

/// What tells the rows of two tables apart, in whatever order they are read: the sum of the rows'
/// SHA-256, and their number.
class RowDigest {
public:
    /// Numbers, texts, bytes and NULL.
    void add(const QVariantList &row);
    qint64 rows() const { return m_rows; }
    /// Hex.
    QByteArray hash() const;
    friend bool operator==(const RowDigest &, const RowDigest &) = default;

private:
    std::array<quint64, 4> m_sum{};
    qint64 m_rows = 0;
};

} // namespace Server
