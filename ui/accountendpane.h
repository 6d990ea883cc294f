// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/account.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace Ui {

/// The ways out: this computer forgets who one is on a host, or everything of one's own goes.
class AccountEndPane : public QWidget {
    Q_OBJECT
public:
    /// The account must outlive it.
    explicit AccountEndPane(Account &account, QWidget *parent = nullptr);

private:
    void showState();
    void askLogOut();

    Account &m_account;
    QLabel *m_outText = nullptr;
    QPushButton *m_out = nullptr;
    QLabel *m_eraseText = nullptr;
    QPushButton *m_erase = nullptr;
};

} // namespace Ui
