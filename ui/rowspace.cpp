// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rowspace.h"

#include <QStyle>

namespace Ui {

QRect RowSpace::take(int width)
{
    const QRect taken(m_rest.topLeft(), QSize(width, m_rest.height()));
    const QRect whole = m_rest;
    m_rest = QStyle::visualRect(m_direction, whole, whole.adjusted(width, 0, 0, 0));
    return QStyle::visualRect(m_direction, whole, taken);
}

} // namespace Ui
