// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QRandomGenerator>
#include <QStringList>
#include <QUrl>

/// What a client of the harness is started with.
struct PersonOptions {
    QUrl url;
    QString name;
    QString folder; ///< Its own; what lies there from the life before is gone on with.
    QStringList rooms;
};

/// Somebody who talks, whatever the network does, and keeps what has no receipt. Reports what was
/// kept to be sent ("said"), what is shown as accepted ("receipt") and as refused ("failed").
class Person : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void say(const QString &room, const QString &text, QRandomGenerator &random) = 0;
    /// Edits or deletes something of its own, puts an emoji somewhere or takes it back, pins.
    virtual void change(const QString &room, QRandomGenerator &random) = 0;
    /// Whatever it waits for by itself, it waits no longer.
    virtual void retryNow() = 0;
    virtual bool isConnected() const = 0;
    /// Messages without a receipt.
    virtual int waiting() const = 0;
    /// `rooms`: what it sees of each. `complete`: false while it has to fetch more of it, which it
    /// does now.
    virtual QJsonObject dump() = 0;
};
