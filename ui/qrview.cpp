// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/qrview.h"

#include "ui/appearance.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace Ui {

namespace {

constexpr double wantedSide = 176; // design pixels
constexpr int smallestModule = 3;  // pixels

} // namespace

QrView::QrView(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance)
{
    setObjectName(QStringLiteral("qrView"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);
    connect(&appearance, &Appearance::changed, this, &QrView::updateGeometry);
    hide();
}

void QrView::setLink(const QString &link)
{
    if (link == m_link)
        return;
    m_link = link;
    m_code = QrCode::of(link.toUtf8());
    setVisible(m_code.has_value());
    refresh();
}

void QrView::refresh()
{
    setAccessibleName(m_link);
    setAccessibleDescription(tr("The same as a QR code, for the camera of a phone"));
    setToolTip(tr("For the camera of a phone"));
    updateGeometry();
    update();
}

/// Whole pixels: a module that is wider than its neighbour makes a code harder to read.
int QrView::modulePixels() const
{
    const int side = m_code->side() + 2 * QrCode::quietZone;
    return std::max(smallestModule, m_appearance.px(wantedSide) / side);
}

QSize QrView::sizeHint() const
{
    if (!m_code)
        return {};
    const int side = (m_code->side() + 2 * QrCode::quietZone) * modulePixels();
    return {side, side};
}

void QrView::paintEvent(QPaintEvent *)
{
    if (!m_code)
        return;
    QPainter painter(this);
    const int pixels = modulePixels();
    painter.fillRect(QRect(QPoint(), sizeHint()), Qt::white);
    painter.translate(QrCode::quietZone * pixels, QrCode::quietZone * pixels);
    for (int row = 0; row < m_code->side(); ++row) {
        for (int column = 0; column < m_code->side(); ++column) {
            if (m_code->isDark(column, row))
                painter.fillRect(column * pixels, row * pixels, pixels, pixels, Qt::black);
        }
    }
}

void QrView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
