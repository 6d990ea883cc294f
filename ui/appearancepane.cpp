// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearancepane.h"

#include <QComboBox>
#include <QLocale>
#include <QPushButton>
#include <QSettings>

namespace Ui {

namespace {

constexpr double scales[] = {0.85, 1, 1.15, 1.4};
const QString themeKey = QStringLiteral("theme");
const QString scaleKey = QStringLiteral("scale");
const QString densityKey = QStringLiteral("density");
const QString motionKey = QStringLiteral("motion");

} // namespace

AppearancePane::AppearancePane(QSettings &settings, const Appearance &appearance, QWidget *parent)
    : SettingsPane(appearance, parent), m_settings(settings), m_theme(addChoiceRow("themeChoice")),
      m_scale(addChoiceRow("scaleChoice")), m_density(addChoiceRow("densityChoice")),
      m_motion(addChoiceRow("motionChoice")), m_resetLayout(addButton("resetLayout"))
{
    connect(m_resetLayout, &QPushButton::clicked, this, &AppearancePane::layoutResetRequested);
    AppearancePane::retranslate();
    for (const auto &[key, box] :
         {std::pair(themeKey, m_theme), std::pair(scaleKey, m_scale),
          std::pair(densityKey, m_density), std::pair(motionKey, m_motion)})
        connect(box, &QComboBox::currentIndexChanged, this,
                [this, key = key, box = box] { keep(key, box); });
}

void AppearancePane::keep(const QString &key, const QComboBox *box)
{
    m_settings.setValue(key, box->currentData());
    Q_EMIT chosen();
}

void AppearancePane::retranslate()
{
    const std::pair asSystem(tr("As on this computer"), QVariant(QStringLiteral("system")));
    setRow(m_theme, tr("Colours"));
    setChoices(m_theme,
               {asSystem,
                {tr("Light"), QStringLiteral("light")},
                {tr("Dark"), QStringLiteral("dark")},
                {tr("High contrast"), QStringLiteral("contrast")}},
               m_settings.value(themeKey));
    setRow(m_scale, tr("Size of text"));
    Choices sizes;
    for (const double scale : scales)
        sizes << std::pair(QLocale().toString(qRound(scale * 100)) + QLocale().percent(), scale);
    setChoices(m_scale, sizes, m_settings.value(scaleKey, 1.0).toDouble());
    setRow(m_density, tr("Spacing"));
    setChoices(m_density,
               {{tr("Roomy"), QStringLiteral("roomy")}, {tr("Compact"), QStringLiteral("compact")}},
               m_settings.value(densityKey));
    setRow(m_motion, tr("Motion"));
    setChoices(m_motion, {asSystem, {tr("Nothing moves"), QStringLiteral("none")}},
               m_settings.value(motionKey));
    m_resetLayout->setText(tr("Reset the layout of the window"));
    m_resetLayout->setAccessibleName(m_resetLayout->text());
}

} // namespace Ui
