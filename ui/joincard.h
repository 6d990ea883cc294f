// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/addresscheck.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;

/// Where one joins by an address or an invitation, which is looked at while it is typed; what is
/// found out is said below, and never keeps one from trying.
///
/// The secret of a link is never shown: what is pasted with one stands in the field as its address,
/// and is kept beside it until something else is typed.
class JoinCard : public QFrame {
    Q_OBJECT
public:
    explicit JoinCard(const Appearance &appearance, QWidget *parent = nullptr);

    AddressCheck &check() { return m_check; }
    void setBusy(bool busy);
    /// An address that did not do, to be mended.
    void setAddress(const QString &address);
    /// Asks for the password of the host, or not any more; the field is empty then.
    void setPasswordAsked(bool asked);
    /// To where one types: the password where it is asked for.
    void focusField();
    /// Whether somebody is about to type here.
    bool isInUse() const;

Q_SIGNALS:
    /// `target`: what was typed or pasted, all of it. The password is empty unless one was asked
    /// for.
    void joinRequested(const QString &target, const QString &password);
    /// Somebody begins or ends to type here.
    void useChanged();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void typed(const QString &text);
    void takeInvitation();
    void join();
    void showState();
    void retranslate();

    const Appearance &m_appearance;
    AddressCheck m_check;
    QString m_before;     ///< What stood in the field before the last change.
    QString m_invitation; ///< The link that the field shows the address of; empty: it shows itself.
    bool m_busy = false;
    QLabel *m_title = nullptr;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_join = nullptr;
    QLabel *m_sign = nullptr;
    QLabel *m_hint = nullptr;
};

} // namespace Ui
