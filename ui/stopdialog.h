// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"

#include <chrono>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;
class ChatClient;

/// Asks who closes the host that is open here when that is to be, and what to tell the others.
/// Deletes itself when it closes.
class StopDialog : public GrowingDialog {
    Q_OBJECT
public:
    enum class End {
        Host,    ///< Of the host alone.
        Program, ///< Of the program, and the host with it.
        Window,  ///< The same for who closes the window, as they once chose.
    };
    /// `others`: people connected beside the one who asks. The appearance must outlive it.
    StopDialog(End end, int others, const Appearance &appearance, QWidget *parent = nullptr);

Q_SIGNALS:
    /// `in`: 0 for at once.
    void stopChosen(const QString &why, std::chrono::seconds in);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    const End m_end;
    const int m_others;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QLabel *m_whenLabel = nullptr;
    QLabel *m_whyLabel = nullptr;
    QComboBox *m_when = nullptr;
    QLineEdit *m_why = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_stop = nullptr;
};

/// How many people are at a host beside oneself, as far as it tells.
int othersAt(ChatClient &client);

} // namespace Ui
