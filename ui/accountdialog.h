// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/account.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTabWidget;

namespace Ui {

class Appearance;

/// Who one is on a host: name and avatar, password, devices, whom one ignores, and the ways out.
/// What does not apply to a guest is not there for one; the ways in are offered instead.
class AccountDialog : public QDialog {
    Q_OBJECT
public:
    /// Both must outlive it.
    AccountDialog(Account &account, const QString &hostName, const Appearance &appearance,
                  QWidget *parent);

Q_SIGNALS:
    /// A guest wants to be known.
    void waysInRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(const QString &hostName, const Appearance &appearance);
    void showState();

    Account &m_account;
    QTabWidget *m_tabs = nullptr;
    QWidget *m_guestPage = nullptr;
    QLabel *m_guestText = nullptr;
    QPushButton *m_waysIn = nullptr;
    QWidget *m_me = nullptr;
    QWidget *m_password = nullptr;
    QWidget *m_devices = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace Ui
