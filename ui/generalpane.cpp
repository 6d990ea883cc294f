// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generalpane.h"

#include <QComboBox>
#include <QSettings>

namespace Ui {

GeneralPane::GeneralPane(QSettings &settings, const Appearance &appearance, QWidget *parent)
    : SettingsPane(appearance, parent), m_settings(settings),
      m_language(addChoiceRow("languageChoice"))
{
    GeneralPane::retranslate();
    connect(m_language, &QComboBox::currentIndexChanged, this, [this] {
        const QString choice = m_language->currentData().toString();
        m_settings.setValue(QStringLiteral("language"), choice);
        Q_EMIT languageChosen(choice);
    });
}

void GeneralPane::retranslate()
{
    setRow(m_language, tr("Language"));
    setChoices(m_language,
               {{tr("As on this computer"), QStringLiteral("system")},
                {QStringLiteral("한국어"), QStringLiteral("ko")},
                {QStringLiteral("English"), QStringLiteral("en")}},
               m_settings.value(QStringLiteral("language")));
}

} // namespace Ui
