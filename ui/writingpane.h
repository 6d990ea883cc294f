// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settingspane.h"

class QSettings;

namespace Ui {

class Appearance;
class WritingSettings;

/// How one writes messages, as one chooses it; each choice takes effect at once.
class WritingPane : public SettingsPane {
    Q_OBJECT
public:
    /// Both must outlive it.
    WritingPane(QSettings &settings, const Appearance &appearance, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The settings have it.
    void chosen();

protected:
    void retranslate() override;

private:
    void fillSpelling(const WritingSettings &settings);

    QSettings &m_settings;
    QComboBox *m_sendKey = nullptr;
    QComboBox *m_spelling = nullptr; ///< Hidden where there is no dictionary.
};

} // namespace Ui
