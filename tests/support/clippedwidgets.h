// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QLabel>
#include <QLineEdit>
#include <QStringList>

namespace TestSupport {

/// What of a window does not have the place it needs: a button or a line of text that is cut off,
/// or something beyond the edge.
inline QStringList clippedWidgets(const QWidget &window)
{
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const bool shows = qobject_cast<const QAbstractButton *>(widget) ||
                           qobject_cast<const QLabel *>(widget) ||
                           qobject_cast<const QLineEdit *>(widget) ||
                           qobject_cast<const QAbstractScrollArea *>(widget);
        if (!shows || !widget->isVisibleTo(&window))
            continue;
        const auto *label = qobject_cast<const QLabel *>(widget);
        const bool flows = label && (label->wordWrap() || label->sizePolicy().horizontalPolicy() ==
                                                              QSizePolicy::Ignored);
        const QRect place(widget->mapTo(&window, QPoint()), widget->size());
        const bool beyond = place.left() < 0 || place.right() > window.rect().right();
        if (beyond || (!flows && widget->width() < widget->minimumSizeHint().width()))
            found << widget->metaObject()->className() + QStringLiteral(" ") +
                         widget->objectName() + QStringLiteral(" ") +
                         QString::number(place.left()) + QStringLiteral("+") +
                         QString::number(widget->width());
    }
    return found;
}

} // namespace TestSupport
