// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selfpane.h"

#include <QPushButton>

namespace Ui {

SelfPane::SelfPane(const Appearance &appearance, QWidget *parent)
    : SettingsPane(appearance, parent), m_moveOut(addButton("moveOut")),
      m_moveIn(addButton("moveIn")), m_erase(addButton("eraseProfile"))
{
    m_erase->setProperty("danger", true);
    SelfPane::retranslate();
    connect(m_moveOut, &QPushButton::clicked, this, &SelfPane::moveOutRequested);
    connect(m_moveIn, &QPushButton::clicked, this, &SelfPane::moveInRequested);
    connect(m_erase, &QPushButton::clicked, this, &SelfPane::eraseRequested);
}

void SelfPane::retranslate()
{
    m_moveOut->setText(tr("Move to another computer…"));
    m_moveIn->setText(tr("Bring from another computer…"));
    m_erase->setText(tr("Delete everything of mine here…"));
    for (QPushButton *button : {m_moveOut, m_moveIn, m_erase})
        button->setAccessibleName(button->text());
}

} // namespace Ui
