// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/stopnews.h"

#include <QFrame>
#include <QTimer>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace Ui {

class Appearance;

/// That the host one is in closes, why and when; and afterwards that it did. Whoever is a guest
/// there may go on with its rooms on this computer, whoever has it open here may keep it open.
/// Hidden while nothing of that is so.
class StopStrip : public QFrame {
    Q_OBJECT
public:
    /// Both must outlive it.
    StopStrip(ChatClient &client, const Appearance &appearance, QWidget *parent = nullptr);

    /// It is open on this computer.
    void setHostedHere(bool here);

Q_SIGNALS:
    void takeOverRequested(); ///< Of others' hosts.
    void closeRequested();    ///< At once, what was to close later; of one's own.
    void keepRequested();     ///< Not at all; of one's own.

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    QString sentence() const;

    const Appearance &m_appearance;
    StopNews m_news;
    bool m_isHostedHere = false;
    bool m_isHidden = false; ///< The person has read it.
    QTimer m_tick;
    QBoxLayout *m_parts = nullptr;
    QLabel *m_icon = nullptr;
    QLabel *m_what = nullptr;
    QLabel *m_why = nullptr;
    QPushButton *m_takeOver = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_hide = nullptr;
};

} // namespace Ui
