// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"
#include "ui/model/account.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace Ui {

class Appearance;
class CodeCard;

/// For the owner of a host: a code for somebody who lost all their devices, to be handed over.
class RecoverDialog : public GrowingDialog {
    Q_OBJECT
public:
    /// The account, which is the owner's, and the appearance must outlive it.
    RecoverDialog(Account &account, const QString &name, const Appearance &appearance,
                  QWidget *parent);

private:
    void build(const Appearance &appearance);
    void make();
    void askHost();
    void tell(const QString &problem);

    Account &m_account;
    const QString m_name;
    QComboBox *m_devices = nullptr;
    CodeCard *m_code = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_make = nullptr;
    bool m_isBusy = false;
};

} // namespace Ui
