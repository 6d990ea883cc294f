// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/indicatorstyle.h"

#include <QApplication>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace Ui {

namespace {

constexpr double indicatorToText = 16.0 / 14; // of the size of the program's font
constexpr double tickToBox = 0.12;            // how thick the line of a tick is

/// The edge, in the colour of secondary text: that is read on every background. What is on is
/// filled, too, so that its sign is not all there is to see.
void drawBox(QPainter &painter, const QRectF &box, double radius, const QStyleOption &option)
{
    const bool isOn = !option.state.testFlag(QStyle::State_Off);
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const QPalette &colours = option.palette;
    const QColor edge = isOn && isEnabled ? colours.color(QPalette::Highlight)
                                          : colours.color(QPalette::PlaceholderText);
    painter.setPen(QPen(edge, 1));
    painter.setBrush(isOn && isEnabled ? edge : colours.color(QPalette::Base));
    painter.drawRoundedRect(box, radius, radius);
}

QColor colourOfTick(const QStyleOption &option)
{
    return option.palette.color(option.state.testFlag(QStyle::State_Enabled)
                                    ? QPalette::HighlightedText
                                    : QPalette::PlaceholderText);
}

void drawTick(QPainter &painter, const QRectF &box, const QStyleOption &option)
{
    const auto at = [&box](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    painter.setPen(QPen(colourOfTick(option), tickToBox * box.width(), Qt::SolidLine, Qt::RoundCap,
                        Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    if (option.state.testFlag(QStyle::State_NoChange))
        painter.drawLine(at(0.25, 0.5), at(0.75, 0.5)); // some of it
    else
        painter.drawPolyline(QPolygonF({at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.30)}));
}

} // namespace

IndicatorStyle::IndicatorStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void IndicatorStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                   QPainter *painter, const QWidget *widget) const
{
    const bool isRadio = element == PE_IndicatorRadioButton;
    if (!isRadio && element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool isOn = option->state & (State_On | State_NoChange);
    QStyleOption shown(*option);
    shown.state.setFlag(State_Off, !isOn);
    drawBox(*painter, box, isRadio ? box.height() / 2 : 3, shown);
    if (isOn && isRadio) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colourOfTick(shown));
        painter->drawEllipse(box.center(), box.width() / 4, box.height() / 4);
    } else if (isOn) {
        drawTick(*painter, box, shown);
    }
    painter->restore();
}

int IndicatorStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                                const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        if (const int text = QApplication::font().pixelSize(); text > 0)
            return qRound(text * indicatorToText);
        break;
    default:
        break;
    }
    return QProxyStyle::pixelMetric(metric, option, widget);
}

} // namespace Ui
