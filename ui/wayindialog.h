// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"
#include "ui/model/account.h"
#include "ui/model/connectionstatus.h"

#include <QDateTime>
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;

namespace Ui {

class Appearance;
class ChatClient;
class Composing;

/// How a guest becomes somebody on a host: by another name, a code from another device, or a
/// password. Closes when one is in; says what was wrong, and counts down what the host wants one to
/// wait before the next try.
class WayInDialog : public GrowingDialog {
    Q_OBJECT
public:
    /// Both must outlive it.
    WayInDialog(ChatClient &client, const Appearance &appearance, QWidget *parent);

private:
    QWidget *makePage(const QString &text, std::initializer_list<QWidget *> fields);
    QLineEdit *makeField(const char *objectName, const QString &meaning, int longest);
    void build(const Appearance &appearance);
    void showState();
    void tryIn();
    void followConnection();
    void refused(const QString &why, std::chrono::seconds wait);
    void tell(const QString &sentence);
    bool isWhole() const;
    QString laterText() const;

    ChatClient &m_client;
    Account &m_account;
    QTabWidget *m_tabs = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_code = nullptr;
    QLineEdit *m_login = nullptr;
    QLineEdit *m_password = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_stay = nullptr;
    QPushButton *m_come = nullptr;
    Composing *m_composing = nullptr;
    QTimer m_tick;
    QDateTime m_mayTry; ///< UTC; not before.
    QString m_problem;
    bool m_isTrying = false;
    bool m_hasLeft = false; ///< The connection that was there before the try.
};

} // namespace Ui
