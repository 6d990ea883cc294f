// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QSettings;

namespace Ui {

/// How one is called outside of the window, in all rooms, and whether the program stays in the
/// tray; a part of the settings. Each choice counts at once.
class NoticeSettingsPane : public QWidget {
    Q_OBJECT
public:
    explicit NoticeSettingsPane(QSettings &settings, QWidget *parent = nullptr);

    /// As the system has one, in the beginning. Without it nothing can be chosen about it.
    void setTrayAvailable(bool available);
    // What came of trying it out, in the system's words; empty: it took it.
    void showNoticeOutcome(const QString &problem);
    void showSoundOutcome(const QString &problem);

Q_SIGNALS:
    /// Of what is chosen, at least one.
    void tryRequested(bool notice, bool sound);
    void trayChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void keep();
    void tryOut();
    void enable();
    void showOutcome();
    void retranslate();

    QSettings &m_settings;
    bool m_trayAvailable = false;
    QCheckBox *m_notices = nullptr;
    QCheckBox *m_text = nullptr;
    QCheckBox *m_guestText = nullptr;
    QCheckBox *m_sounds = nullptr;
    QCheckBox *m_tray = nullptr;
    QLabel *m_noTray = nullptr;
    QPushButton *m_try = nullptr;
    QString m_noticeOutcome;
    QString m_soundOutcome;
    QLabel *m_outcome = nullptr;
};

} // namespace Ui
