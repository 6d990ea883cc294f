// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settingspane.h"

#include <vector>

namespace Ui {

/// What the program protects people from and what not, in plain words; docs/threat-model.md has it
/// all.
class LimitsPane : public SettingsPane {
    Q_OBJECT
public:
    explicit LimitsPane(const Appearance &appearance, QWidget *parent = nullptr);

protected:
    void retranslate() override;

private:
    std::vector<QLabel *> m_headings;
    std::vector<QLabel *> m_texts;
};

} // namespace Ui
