// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

namespace Stomp {

/// The answer awaited for one SEND or COMMIT. Emits exactly one of its signals, then deletes
/// itself.
class StompReceipt : public QObject {
    Q_OBJECT
public:
    StompReceipt(QByteArray id, QObject *parent) : QObject(parent), m_id(std::move(id)) {}

    /// The `receipt` header it answers.
    const QByteArray &id() const { return m_id; }

Q_SIGNALS:
    /// RECEIPT: the host has done what was asked; for a chat message, it is stored.
    void arrived();
    /// The host refused (`refused`), or the connection ended first and nobody knows (not
    /// `refused`): a resend is right for the latter only.
    void failed(const QString &why, bool refused);

private:
    QByteArray m_id;
};

} // namespace Stomp
