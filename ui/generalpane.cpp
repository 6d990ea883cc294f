// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generalpane.h"

#include "ui/model/autostart.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSettings>

namespace Ui {

GeneralPane::GeneralPane(QSettings &settings, const Appearance &appearance, QWidget *parent)
    : SettingsPane(appearance, parent), m_settings(settings),
      m_language(addChoiceRow("languageChoice")), m_startsAlong(addCheck("startsAlong")),
      m_problem(addText())
{
    m_problem->setObjectName(QStringLiteral("startsAlongProblem"));
    m_problem->setProperty("role", QStringLiteral("problem"));
    m_problem->hide();
    m_startsAlong->hide();
    GeneralPane::retranslate();
    connect(m_language, &QComboBox::currentIndexChanged, this, [this] {
        const QString choice = m_language->currentData().toString();
        m_settings.setValue(QStringLiteral("language"), choice);
        Q_EMIT languageChosen(choice);
    });
}

void GeneralPane::setAutostart(Autostart *autostart)
{
    m_autostart = autostart;
    m_startsAlong->setVisible(autostart);
    if (!autostart)
        return;
    m_startsAlong->setChecked(autostart->isOn());
    connect(m_startsAlong, &QCheckBox::clicked, this, [this](bool on) {
        m_problem->setVisible(!m_autostart->set(on));
        m_startsAlong->setChecked(m_autostart->isOn());
    });
}

void GeneralPane::retranslate()
{
    m_startsAlong->setText(tr("Start with this computer"));
    m_startsAlong->setAccessibleName(m_startsAlong->text());
    m_problem->setText(tr("The system did not let it. See whether its list of programs that start "
                          "along can be written to."));
    setRow(m_language, tr("Language"));
    setChoices(m_language,
               {{tr("As on this computer"), QStringLiteral("system")},
                {QStringLiteral("한국어"), QStringLiteral("ko")},
                {QStringLiteral("English"), QStringLiteral("en")}},
               m_settings.value(QStringLiteral("language")));
}

} // namespace Ui
