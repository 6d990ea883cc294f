// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/writingpane.h"

#include "ui/spelling.h"
#include "ui/writingsettings.h"

#include <QComboBox>
#include <QLocale>
#include <QSignalBlocker>

namespace Ui {

WritingPane::WritingPane(QSettings &settings, const Appearance &appearance, QWidget *parent)
    : SettingsPane(appearance, parent), m_settings(settings),
      m_sendKey(addChoiceRow("sendKeyChoice")), m_spelling(addChoiceRow("spellingChoice"))
{
    setObjectName(QStringLiteral("writingPane"));
    WritingPane::retranslate();
    connect(m_sendKey, &QComboBox::currentIndexChanged, this, [this] {
        WritingSettings(m_settings).setSendKey(SendKey(m_sendKey->currentData().toInt()));
        Q_EMIT chosen();
    });
    connect(m_spelling, &QComboBox::currentIndexChanged, this, [this] {
        const QVariant choice = m_spelling->currentData();
        WritingSettings settings(m_settings);
        settings.setChecksSpelling(choice.isValid());
        if (choice.isValid())
            settings.setLanguages(choice.toStringList());
        Q_EMIT chosen();
    });
}

void WritingPane::fillSpelling(const WritingSettings &settings)
{
    const QStringList names = Spelling::dictionaries();
    const auto called = [](const QString &name) {
        const QLocale locale(name);
        const QString word = locale.nativeLanguageName();
        return word.isEmpty() ? name : word;
    };
    QStringList all;
    for (const QString &name : names)
        all << called(name);
    const QSignalBlocker quiet(m_spelling);
    setRow(m_spelling, tr("Spelling"));
    m_spelling->clear();
    m_spelling->addItem(tr("Is not checked"));
    if (names.size() > 1)
        m_spelling->addItem(tr("Is checked: %1").arg(all.join(QStringLiteral(", "))),
                            QStringList());
    for (const QString &name : names)
        m_spelling->addItem(names.size() > 1 ? tr("Is checked: only %1").arg(called(name))
                                             : tr("Is checked: %1").arg(called(name)),
                            QStringList{name});
    int now = settings.checksSpelling() ? 1 : 0;
    for (int i = 1; settings.checksSpelling() && i < m_spelling->count(); ++i) {
        if (m_spelling->itemData(i).toStringList() == settings.languages())
            now = i;
    }
    m_spelling->setCurrentIndex(now);
    setRowShown(m_spelling, !names.isEmpty());
}

void WritingPane::retranslate()
{
    const WritingSettings settings(m_settings);
    setRow(m_sendKey, tr("Messages are sent by"));
    setChoices(m_sendKey,
               {{tr("Enter (Shift+Enter for a new line)"), int(SendKey::Enter)},
                {tr("Ctrl+Enter (Enter for a new line)"), int(SendKey::CtrlEnter)}},
               int(settings.sendKey()));
    fillSpelling(settings);
}

} // namespace Ui
