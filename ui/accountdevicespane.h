// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/account.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace Ui {

class Appearance;
class CodeCard;

/// The devices that come in as oneself: look them over, remove one, let another one in by a code.
class AccountDevicesPane : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    AccountDevicesPane(Account &account, const Appearance &appearance, QWidget *parent = nullptr);

private:
    void build(const Appearance &appearance);
    void showDevices();
    void showState();
    void askRemoval();
    void askCode();
    void tell(const QString &sentence, bool isProblem);
    /// The one chosen in the list; null without.
    const Chat::DeviceInfo *chosen() const;

    Account &m_account;
    QListWidget *m_list = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_add = nullptr;
    CodeCard *m_code = nullptr;
    QLabel *m_state = nullptr;
    bool m_asksCode = false;
    bool m_removes = false;
};

} // namespace Ui
