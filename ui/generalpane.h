// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settingspane.h"

class QCheckBox;
class QLabel;
class QSettings;

namespace Ui {

class Autostart;

/// What concerns the whole program.
class GeneralPane : public SettingsPane {
    Q_OBJECT
public:
    /// Both must outlive it.
    GeneralPane(QSettings &settings, const Appearance &appearance, QWidget *parent = nullptr);

    /// What starts the program with the system, which must outlive it; null: nothing does.
    void setAutostart(Autostart *autostart);

Q_SIGNALS:
    void languageChosen(const QString &choice);
    /// The settings have another answer about a host that is open here.
    void hostingChosen();

protected:
    void retranslate() override;

private:
    void setStart(bool on, bool opensHost);

    QSettings &m_settings;
    QComboBox *m_language = nullptr;
    QCheckBox *m_startsAlong = nullptr; ///< Hidden where nothing does it.
    QCheckBox *m_opensHost = nullptr;   ///< Likewise.
    QLabel *m_problem = nullptr;
    QCheckBox *m_keepsAwake = nullptr;
    QComboBox *m_onClose = nullptr;
    Autostart *m_autostart = nullptr;
};

} // namespace Ui
