// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"
#include "ui/model/account.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Composing;

/// Asks whether everything of one's own on a host is to go for good; one's name has to be typed.
class EraseDialog : public GrowingDialog {
    Q_OBJECT
public:
    /// The account must outlive it.
    EraseDialog(Account &account, QWidget *parent);

private:
    void showState();
    void erase();

    Account &m_account;
    QLineEdit *m_confirm = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_erase = nullptr;
    Composing *m_composing = nullptr;
    bool m_isBusy = false;
};

} // namespace Ui
