// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QFrame>
#include <QTimer>

#include <chrono>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;

/// "12 s", "5 min" or "2 h", as the language says it.
QString shortDuration(std::chrono::seconds duration);

/// What is the matter with the connection, since when, and when the next try is. Hidden while all
/// is well, and in the beginning of a trouble.
class ConnectionStrip : public QFrame {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds patience{2}; ///< Most troubles do not outlive it.

    explicit ConnectionStrip(const Appearance &appearance, QWidget *parent = nullptr);

    void setStatus(const ConnectionStatus &status);
    /// Whether another password could help when the host refuses us.
    void setPasswordOffered(bool offered);

Q_SIGNALS:
    void tryNow();
    void tryWithPassword(const QString &password);
    /// With a link that was given to who is refused.
    void tryWithLink(const QString &link);
    void back();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void arrange();
    /// Whether a link helps, and not a password.
    bool wantsLink() const;
    /// Whether one of the two programs has to be updated: nothing that is typed helps.
    bool wantsUpdate() const;
    QString details(const QDateTime &now) const;

    const Appearance &m_appearance;
    ConnectionStatus m_status;
    bool m_passwordOffered = false;
    QTimer m_tick;
    QLabel *m_icon = nullptr;
    QBoxLayout *m_parts = nullptr;
    QBoxLayout *m_words = nullptr;
    QLabel *m_what = nullptr;
    QLabel *m_details = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_tryNow = nullptr;
    QPushButton *m_back = nullptr;
};

} // namespace Ui
