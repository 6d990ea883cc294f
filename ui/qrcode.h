// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBitArray>
#include <QByteArray>

#include <optional>

namespace Ui {

/// A text as a QR code (ISO/IEC 18004): a square of dark and light modules.
class QrCode {
public:
    /// In light modules, on each side; without it readers find nothing.
    static constexpr int quietZone = 4;

    /// Readable with some 15 % of it damaged. None for what is empty, or does not fit (some 2300
    /// bytes).
    static std::optional<QrCode> of(const QByteArray &text);

    int side() const { return m_side; } ///< In modules, without the quiet zone.
    /// Both from 0 up to side().
    bool isDark(int column, int row) const { return m_dark.testBit(row * m_side + column); }

private:
    QrCode(int side, QBitArray dark) : m_side(side), m_dark(std::move(dark)) {}

    int m_side;
    QBitArray m_dark;
};

} // namespace Ui
