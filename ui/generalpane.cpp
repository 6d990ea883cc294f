// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generalpane.h"

#include "ui/model/autostart.h"
#include "ui/model/keephosting.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSettings>

namespace Ui {

GeneralPane::GeneralPane(QSettings &settings, const Appearance &appearance, QWidget *parent)
    : SettingsPane(appearance, parent), m_settings(settings),
      m_language(addChoiceRow("languageChoice")), m_startsAlong(addCheck("startsAlong")),
      m_opensHost(addCheck("startsAlongHosting")), m_problem(addText()),
      m_keepsAwake(addCheck("keepsAwake")), m_onClose(addChoiceRow("onCloseChoice"))
{
    m_problem->setObjectName(QStringLiteral("startsAlongProblem"));
    m_problem->setProperty("role", QStringLiteral("problem"));
    m_problem->hide();
    m_startsAlong->hide();
    m_opensHost->hide();
    m_keepsAwake->setChecked(keepsAwake(settings).value_or(false));
    connect(m_keepsAwake, &QCheckBox::clicked, this, [this](bool keeps) {
        setKeepsAwake(m_settings, keeps);
        Q_EMIT hostingChosen();
    });
    GeneralPane::retranslate();
    connect(m_language, &QComboBox::currentIndexChanged, this, [this] {
        const QString choice = m_language->currentData().toString();
        m_settings.setValue(QStringLiteral("language"), choice);
        Q_EMIT languageChosen(choice);
    });
    connect(m_onClose, &QComboBox::currentIndexChanged, this,
            [this] { setOnClose(m_settings, OnClose(m_onClose->currentData().toInt())); });
}

void GeneralPane::setAutostart(Autostart *autostart)
{
    m_autostart = autostart;
    m_startsAlong->setVisible(autostart);
    if (!autostart)
        return;
    m_opensHost->show();
    setStart(autostart->isOn(), autostart->opensHost());
    connect(m_startsAlong, &QCheckBox::clicked, this,
            [this](bool on) { setStart(on, on && m_opensHost->isChecked()); });
    connect(m_opensHost, &QCheckBox::clicked, this, [this](bool opens) { setStart(true, opens); });
}

/// Asks the system for it, where it is otherwise there, and shows what is the case then.
void GeneralPane::setStart(bool on, bool opensHost)
{
    const bool isSo = m_autostart->isOn() == on && m_autostart->opensHost() == opensHost;
    m_problem->setVisible(!isSo && !m_autostart->set(on, opensHost));
    m_startsAlong->setChecked(m_autostart->isOn());
    m_opensHost->setChecked(m_autostart->opensHost());
    m_opensHost->setEnabled(m_autostart->isOn());
}

void GeneralPane::retranslate()
{
    m_startsAlong->setText(tr("Start with this computer"));
    m_opensHost->setText(tr("… and open my Madang"));
    m_keepsAwake->setText(tr("Stay awake while hosting"));
    for (QCheckBox *box : {m_startsAlong, m_opensHost, m_keepsAwake})
        box->setAccessibleName(box->text());
    setRow(m_onClose, tr("Closing the window while hosting"));
    setChoices(m_onClose,
               {{tr("Ask"), int(OnClose::Ask)},
                {tr("Go on in the background"), int(OnClose::Background)},
                {tr("Close the Madang and quit"), int(OnClose::Quit)}},
               int(onClose(m_settings)));
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
