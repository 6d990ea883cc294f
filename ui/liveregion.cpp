// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/liveregion.h"

#include <QAccessibleWidget>

namespace Ui {

namespace {

QAccessibleInterface *makeNotification(const QString &className, QObject *object)
{
    if (className != QLatin1String(LiveRegion::staticMetaObject.className()))
        return nullptr;
    return new QAccessibleWidget(qobject_cast<QWidget *>(object), QAccessible::Notification);
}

} // namespace

LiveRegion::LiveRegion(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("liveRegion"));
    QAccessible::installFactory(&makeNotification); // once, however often
    setAttribute(Qt::WA_TransparentForMouseEvents);
    resize(1, 1); // what has no place is not there for screen readers
    lower();
    hide();
}

void LiveRegion::say(const QString &sentence)
{
    hide();
    setAccessibleName(sentence);
    show();
}

void LiveRegion::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    hide(); // with its window, and not to come back with it: that would say the sentence again
}

} // namespace Ui
