// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settingspane.h"

class QSettings;

namespace Ui {

/// What concerns the whole program.
class GeneralPane : public SettingsPane {
    Q_OBJECT
public:
    /// Both must outlive it.
    GeneralPane(QSettings &settings, const Appearance &appearance, QWidget *parent = nullptr);

Q_SIGNALS:
    void languageChosen(const QString &choice);

protected:
    void retranslate() override;

private:
    QSettings &m_settings;
    QComboBox *m_language = nullptr;
};

} // namespace Ui
