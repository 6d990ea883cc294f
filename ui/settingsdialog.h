// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"

#include <QList>

class QComboBox;
class QLabel;
class QPushButton;
class QSettings;

namespace Ui {

class Appearance;
class NoticeSettingsPane;

/// Language, theme, text scale and notices; each choice takes effect at once.
class SettingsDialog : public GrowingDialog {
    Q_OBJECT
public:
    SettingsDialog(QSettings &settings, const Appearance &appearance, QWidget *parent);
    NoticeSettingsPane *notices() const { return m_notices; }

Q_SIGNALS:
    void languageChosen(const QString &choice);
    /// Theme or text scale.
    void appearanceChosen();
    // What the window asks on about.
    void moveOutRequested();
    void moveInRequested();
    void eraseRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QSettings &m_settings;
    bool m_filling = false;
    QLabel *m_title = nullptr;
    QLabel *m_languageLabel = nullptr;
    QLabel *m_themeLabel = nullptr;
    QLabel *m_scaleLabel = nullptr;
    QComboBox *m_language = nullptr;
    QComboBox *m_theme = nullptr;
    QComboBox *m_scale = nullptr;
    QLabel *m_noticesLabel = nullptr;
    NoticeSettingsPane *m_notices = nullptr;
    QLabel *m_selfLabel = nullptr;
    QPushButton *m_moveOut = nullptr;
    QPushButton *m_moveIn = nullptr;
    QPushButton *m_erase = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace Ui
