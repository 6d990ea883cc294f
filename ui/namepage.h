// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;

/// UTF-16 units of a person's name; hosts take no longer ones.
constexpr int longestName = 64;

/// The name this computer knows its user by; a guess to begin with.
QString systemUserName();

/// The only question of the first run: what to be called.
class NamePage : public QWidget {
    Q_OBJECT
public:
    explicit NamePage(const Appearance &appearance, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Never empty.
    void nameGiven(const QString &name);
    /// The person has one elsewhere, and brings themselves here.
    void moveRequested();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void finish();
    void retranslate();

    const Appearance &m_appearance;
    QWidget *m_column = nullptr;
    QLabel *m_picture = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_subtitle = nullptr;
    QLabel *m_label = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_continue = nullptr;
    QPushButton *m_move = nullptr;
};

} // namespace Ui
