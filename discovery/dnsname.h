// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QHashFunctions>
#include <QString>

#include <optional>

namespace Discovery {

/// A name of DNS: labels of 1 to 63 bytes, 255 in all as they are on the wire (RFC 1035, 3.1). Any
/// bytes may be in a label; ASCII letters are equal in both cases (RFC 6762, 16).
class DnsName {
public:
    static constexpr qsizetype longestLabel = 63;
    static constexpr qsizetype longestName = 255; ///< With its end.

    /// The root.
    DnsName() = default;
    /// Names that the program makes: each label must fit.
    explicit DnsName(const QByteArrayList &labels);
    /// nullopt when a label is empty or too long, or all of it is.
    static std::optional<DnsName> of(const QByteArrayList &labels);

    QByteArrayList labels() const;
    /// Empty for the root.
    QByteArray firstLabel() const;
    /// Without its first label; the root for the root.
    DnsName parent() const;
    bool isRoot() const { return m_wire.isEmpty(); }
    /// Length-prefixed labels without the end.
    const QByteArray &wire() const { return m_wire; }
    /// The same for all spellings of a name.
    const QByteArray &key() const { return m_key; }
    /// For logs: dots between labels, what is no printable ASCII as `?`.
    QString text() const;

    friend bool operator==(const DnsName &a, const DnsName &b) { return a.m_key == b.m_key; }
    friend size_t qHash(const DnsName &name, size_t seed = 0) { return qHash(name.m_key, seed); }

private:
    QByteArray m_wire;
    QByteArray m_key;
};

/// Text as a label: UTF-8, cut between characters to what a label holds, or to `most` bytes if that
/// is less.
QByteArray labelOf(const QString &text, qsizetype most = DnsName::longestLabel);

} // namespace Discovery
