// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settingsdialog.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/noticesettingspane.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr double scales[] = {0.85, 1, 1.15, 1.4};

void choose(QComboBox *box, const QVariant &value)
{
    const int index = box->findData(value);
    box->setCurrentIndex(qMax(0, index));
}

} // namespace

SettingsDialog::SettingsDialog(QSettings &settings, const Appearance &appearance, QWidget *parent)
    : GrowingDialog(parent), m_settings(settings), m_title(new QLabel(this)),
      m_languageLabel(new QLabel(this)), m_themeLabel(new QLabel(this)),
      m_scaleLabel(new QLabel(this)), m_language(new ChoiceBox(appearance, this)),
      m_theme(new ChoiceBox(appearance, this)), m_scale(new ChoiceBox(appearance, this)),
      m_noticesLabel(new QLabel(this)), m_notices(new NoticeSettingsPane(settings, this)),
      m_selfLabel(new QLabel(this)), m_moveOut(new QPushButton(this)),
      m_moveIn(new QPushButton(this)), m_erase(new QPushButton(this)),
      m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("settingsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(420);
    m_title->setProperty("role", QStringLiteral("heading"));
    m_language->setObjectName(QStringLiteral("languageChoice"));
    m_theme->setObjectName(QStringLiteral("themeChoice"));
    m_scale->setObjectName(QStringLiteral("scaleChoice"));
    m_moveOut->setObjectName(QStringLiteral("moveOut"));
    m_moveIn->setObjectName(QStringLiteral("moveIn"));
    m_erase->setObjectName(QStringLiteral("eraseProfile"));
    m_erase->setProperty("danger", true);
    for (QPushButton *button : {m_moveOut, m_moveIn, m_erase})
        button->setAutoDefault(false);
    m_close->setObjectName(QStringLiteral("settingsClose"));
    m_close->setProperty("primary", true);
    m_close->setDefault(true);
    m_languageLabel->setBuddy(m_language);
    m_themeLabel->setBuddy(m_theme);
    m_scaleLabel->setBuddy(m_scale);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(20, 18, 20, 18);
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(12);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_title, 0, 0, 1, 2);
    grid->addWidget(m_languageLabel, 1, 0);
    grid->addWidget(m_language, 1, 1);
    grid->addWidget(m_themeLabel, 2, 0);
    grid->addWidget(m_theme, 2, 1);
    grid->addWidget(m_scaleLabel, 3, 0);
    grid->addWidget(m_scale, 3, 1);
    auto *self = new QVBoxLayout;
    self->setSpacing(8);
    for (QPushButton *button : {m_moveOut, m_moveIn, m_erase})
        self->addWidget(button);
    grid->addWidget(m_noticesLabel, 4, 0, Qt::AlignTop);
    grid->addWidget(m_notices, 4, 1);
    grid->addWidget(m_selfLabel, 5, 0, Qt::AlignTop);
    grid->addLayout(self, 5, 1);
    grid->addWidget(m_close, 6, 1, Qt::AlignRight);

    retranslate();
    connect(m_language, &QComboBox::currentIndexChanged, this, [this] {
        if (m_filling)
            return;
        const QString choice = m_language->currentData().toString();
        m_settings.setValue(QStringLiteral("language"), choice);
        Q_EMIT languageChosen(choice);
    });
    const auto looks = [this] {
        if (m_filling)
            return;
        m_settings.setValue(QStringLiteral("theme"), m_theme->currentData());
        m_settings.setValue(QStringLiteral("scale"), m_scale->currentData());
        Q_EMIT appearanceChosen();
    };
    connect(m_theme, &QComboBox::currentIndexChanged, this, looks);
    connect(m_scale, &QComboBox::currentIndexChanged, this, looks);
    connect(m_moveOut, &QPushButton::clicked, this, &SettingsDialog::moveOutRequested);
    connect(m_moveIn, &QPushButton::clicked, this, &SettingsDialog::moveInRequested);
    connect(m_erase, &QPushButton::clicked, this, &SettingsDialog::eraseRequested);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
}

void SettingsDialog::retranslate()
{
    m_filling = true;
    setWindowTitle(tr("Settings"));
    m_title->setText(tr("Settings"));
    m_languageLabel->setText(tr("Language"));
    m_themeLabel->setText(tr("Colours"));
    m_scaleLabel->setText(tr("Size of text"));
    m_language->setAccessibleName(tr("Language"));
    m_theme->setAccessibleName(tr("Colours"));
    m_scale->setAccessibleName(tr("Size of text"));
    m_noticesLabel->setText(tr("Notices"));
    m_selfLabel->setText(tr("Yourself"));
    m_moveOut->setText(tr("Move to another computer…"));
    m_moveIn->setText(tr("Bring from another computer…"));
    m_erase->setText(tr("Delete everything of mine here…"));
    for (QPushButton *button : {m_moveOut, m_moveIn, m_erase})
        button->setAccessibleName(button->text());
    m_close->setText(tr("Done"));
    m_close->setAccessibleName(tr("Done"));

    const QString system = QStringLiteral("system");
    m_language->clear();
    m_language->addItem(tr("As on this computer"), system);
    m_language->addItem(QStringLiteral("한국어"), QStringLiteral("ko"));
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    choose(m_language, m_settings.value(QStringLiteral("language"), system).toString());
    m_theme->clear();
    m_theme->addItem(tr("As on this computer"), system);
    m_theme->addItem(tr("Light"), QStringLiteral("light"));
    m_theme->addItem(tr("Dark"), QStringLiteral("dark"));
    choose(m_theme, m_settings.value(QStringLiteral("theme"), system).toString());
    m_scale->clear();
    for (const double scale : scales)
        m_scale->addItem(QLocale().toString(qRound(scale * 100)) + QLocale().percent(), scale);
    choose(m_scale, m_settings.value(QStringLiteral("scale"), 1.0).toDouble());
    m_filling = false;
}

void SettingsDialog::changeEvent(QEvent *event)
{
    GrowingDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
