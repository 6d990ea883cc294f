// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/account.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

/// The password of an account, with which one comes in from a device that has no key yet: set,
/// change, remove. What was typed is forgotten as soon as the host has it.
class AccountPasswordPane : public QWidget {
    Q_OBJECT
public:
    /// The account must outlive it.
    explicit AccountPasswordPane(Account &account, QWidget *parent = nullptr);

private:
    void build();
    void showState();
    void set();
    void remove();
    void answered(const QString &problem);
    QString missing() const;

    Account &m_account;
    QFormLayout *m_form = nullptr;
    QLabel *m_text = nullptr;
    QLineEdit *m_old = nullptr;
    QLineEdit *m_wanted = nullptr;
    QLineEdit *m_again = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_set = nullptr;
    QPushButton *m_remove = nullptr;
    bool m_isBusy = false;
    bool m_isProblem = false;
    QString m_sentence;
};

} // namespace Ui
