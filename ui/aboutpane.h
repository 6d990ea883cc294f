// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settingspane.h"

class QPlainTextEdit;

namespace Ui {

/// Which version this is, and under which licences it and what it is made of may be used.
class AboutPane : public SettingsPane {
    Q_OBJECT
public:
    explicit AboutPane(const Appearance &appearance, QWidget *parent = nullptr);

protected:
    void retranslate() override;

private:
    void showLicence();

    QLabel *m_version = nullptr;
    QLabel *m_libraries = nullptr;
    QComboBox *m_choice = nullptr;
    QPlainTextEdit *m_text = nullptr;
};

} // namespace Ui
