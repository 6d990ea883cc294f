// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;

/// Something that is told this once, to be copied, and then not held here any more.
class SecretCard : public QFrame {
    Q_OBJECT
public:
    explicit SecretCard(const Appearance &appearance, QWidget *parent = nullptr);

    /// Shows itself with it.
    void setSecret(const QString &title, const QString &secret, const QString &explanation);
    /// Whether it may go: there is none, or it was copied.
    bool isKept() const;
    /// Hides itself.
    void forget();

private:
    QLabel *m_title = nullptr;
    QLineEdit *m_secret = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_done = nullptr;
    QLabel *m_explanation = nullptr;
    bool m_isCopied = false;
};

} // namespace Ui
