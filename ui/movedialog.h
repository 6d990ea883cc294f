// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/profilearchive.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace Ui {

class Appearance;
class PathField;
class Profile;

/// Takes oneself to another computer in a file that a password opens, or brings one in from there,
/// which takes effect when the program starts again.
class MoveDialog : public QDialog {
    Q_OBJECT
public:
    enum class Way { Out, In };

    /// Both must outlive it.
    MoveDialog(Way way, Profile &profile, const Appearance &appearance, QWidget *parent,
               Takeout::Sealing sealing = Takeout::Sealing::Strong);

Q_SIGNALS:
    /// What came in waits for the program to start again.
    void quitRequested();

protected:
    void changeEvent(QEvent *event) override;
    void reject() override;

private:
    void begin();
    void end(const QString &sentence, bool isProblem);
    QString problem() const;
    void showState();
    void retranslate();

    Way m_way;
    Profile &m_profile;
    ProfileArchive m_archive;
    bool m_isDone = false;
    bool m_closes = false; ///< As soon as it has stopped.
    QString m_sentence;
    bool m_isProblem = false;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QLabel *m_fileLabel = nullptr;
    QLabel *m_passwordLabel = nullptr;
    QLabel *m_againLabel = nullptr;
    PathField *m_file = nullptr;
    QLineEdit *m_password = nullptr;
    QLineEdit *m_again = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_start = nullptr;
};

} // namespace Ui
