// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/choicebox.h"

#include "ui/appearance.h"
#include "ui/spokenchoice.h"

#include <QPainter>
#include <QWheelEvent>

namespace Ui {

ChoiceBox::ChoiceBox(const Appearance &appearance, QWidget *parent)
    : QComboBox(parent), m_appearance(appearance)
{
    QAccessible::installFactory(&makeSpokenChoice); // once, however often
    setFocusPolicy(Qt::StrongFocus);                // the wheel does not count
}

void ChoiceBox::paintEvent(QPaintEvent *event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    const int size = m_appearance.px(16);
    painter.drawPixmap(width() - size - 8, (height() - size) / 2,
                       m_appearance.pixmap(QStringLiteral("chevron-down"),
                                           m_appearance.theme().ink2, 16, devicePixelRatioF()));
}

void ChoiceBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace Ui
