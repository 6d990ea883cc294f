// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QString>

namespace Server {

/// An address, or a network of them: its text is read once, to be compared with many.
class AddressRange {
public:
    /// As addressNetworkText() gives it, or any address. What is neither is only itself.
    explicit AddressRange(const QString &text);

    /// Whether there is an address in both. Link-local ones of two interfaces are two.
    bool overlaps(const AddressRange &other) const;

private:
    bool holds(const AddressRange &other) const;

    QString m_text;
    QHostAddress m_first; ///< Null: no address.
    int m_bits = 0;       ///< Of the network; all of them for one address.
};

} // namespace Server
