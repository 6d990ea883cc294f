// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settingspane.h"

class QPushButton;

namespace Ui {

/// What a person takes along or leaves behind; the window does it.
class SelfPane : public SettingsPane {
    Q_OBJECT
public:
    explicit SelfPane(const Appearance &appearance, QWidget *parent = nullptr);

Q_SIGNALS:
    void moveOutRequested();
    void moveInRequested();
    void eraseRequested();

protected:
    void retranslate() override;

private:
    QPushButton *m_moveOut = nullptr;
    QPushButton *m_moveIn = nullptr;
    QPushButton *m_erase = nullptr;
};

} // namespace Ui
