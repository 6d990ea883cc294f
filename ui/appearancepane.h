// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settingspane.h"

class QSettings;

namespace Ui {

/// How the program looks: what Appearance reads of the settings.
class AppearancePane : public SettingsPane {
    Q_OBJECT
public:
    /// Both must outlive it.
    AppearancePane(QSettings &settings, const Appearance &appearance, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The settings say something else now.
    void chosen();
    /// The window is to be as it was at first.
    void layoutResetRequested();

protected:
    void retranslate() override;

private:
    void keep(const QString &key, const QComboBox *box);

    QSettings &m_settings;
    QComboBox *m_theme = nullptr;
    QComboBox *m_scale = nullptr;
    QComboBox *m_density = nullptr;
    QComboBox *m_motion = nullptr;
    QPushButton *m_resetLayout = nullptr;
};

} // namespace Ui
