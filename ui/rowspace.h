// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

namespace Ui {

/// The room of a row, given out part by part from the side where reading begins.
class RowSpace {
public:
    RowSpace(Qt::LayoutDirection direction, const QRect &row) : m_direction(direction), m_rest(row)
    {
    }

    /// The next so many pixels of it, as high as the row.
    QRect take(int width);
    /// What nobody took yet.
    const QRect &rest() const { return m_rest; }

private:
    Qt::LayoutDirection m_direction;
    QRect m_rest;
};

} // namespace Ui
