// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace Ui {

class Actions;
class Appearance;
class Profile;

/// Where to go: open a host here, join one by its address, or go back to one joined before.
class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(Profile &profile, Actions &actions, const Appearance &appearance,
              QWidget *parent = nullptr);

    /// Ready for a choice again; forgets the last problem.
    void refresh();
    /// Whether there is a chat to go back to.
    void setBackOffered(bool offered);
    /// What went wrong with the last choice; an empty address leaves the field as it is.
    void showProblem(const QString &sentence, bool passwordNeeded, const QString &address);

Q_SIGNALS:
    void settingsRequested();
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHead();
    QFrame *makeHostCard();
    QFrame *makeJoinCard();
    void keepName();
    void join(const QString &address);
    void checkTyped();
    void setBusy(const QString &sentence);
    void fillRecent();
    void retranslate();

    Profile &m_profile;
    Actions &m_actions;
    const Appearance &m_appearance;
    bool m_busy = false;
    QWidget *m_body = nullptr;
    QWidget *m_column = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_settings = nullptr;
    QFrame *m_problemBox = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_busyText = nullptr;
    QLabel *m_hostTitle = nullptr;
    QLabel *m_hostText = nullptr;
    QPushButton *m_host = nullptr;
    QLabel *m_joinTitle = nullptr;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_join = nullptr;
    QLabel *m_addressHint = nullptr;
    QLabel *m_recentTitle = nullptr;
    QVBoxLayout *m_recent = nullptr;
};

} // namespace Ui
