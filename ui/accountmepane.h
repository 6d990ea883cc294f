// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/account.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;
class Composing;

/// How one is called and pictured on a host.
class AccountMePane : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    AccountMePane(Account &account, const Appearance &appearance, QWidget *parent = nullptr);

private:
    void build();
    void fillColours();
    void showAccount();
    void showState();
    void save();
    void answered(Account::Action action, const QString &problem);
    QString wantedName() const;
    Chat::Avatar wantedAvatar() const;
    bool mayRename() const;

    Account &m_account;
    const Appearance &m_appearance;
    Chat::AccountInfo m_shown; ///< What the fields were filled with.
    QLabel *m_who = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_emoji = nullptr;
    QComboBox *m_colour = nullptr;
    QLabel *m_preview = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_save = nullptr;
    Composing *m_composing = nullptr;
    bool m_savesName = false; ///< Asked, and not answered yet.
    bool m_savesAvatar = false;
    QStringList m_problems;
    QString m_sentence;
};

} // namespace Ui
