// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/openevents.h"

#include <QCoreApplication>
#include <QFileOpenEvent>
#include <QUrl>

OpenEvents::OpenEvents(QObject *parent) : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool OpenEvents::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != qApp || event->type() != QEvent::FileOpen)
        return QObject::eventFilter(watched, event);
    const QUrl url = static_cast<QFileOpenEvent *>(event)->url();
    if (url.scheme() != QStringLiteral("madang"))
        return QObject::eventFilter(watched, event);
    Q_EMIT linkOpened(url.toString(QUrl::FullyEncoded));
    return true;
}
