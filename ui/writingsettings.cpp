// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/writingsettings.h"

#include <QSettings>

#include <algorithm>

namespace Ui {
namespace {

const QString sendKeySetting = QStringLiteral("sendKey");
const QString ctrlEnterValue = QStringLiteral("ctrlEnter");
const QString spellingSetting = QStringLiteral("spelling");
const QString languagesSetting = QStringLiteral("spellingLanguages");
const QString wordsSetting = QStringLiteral("spellingWords");
constexpr qsizetype mostOwnWords = 5000;

} // namespace

WritingSettings::WritingSettings(QSettings &settings, QObject *parent)
    : QObject(parent), m_settings(settings)
{
    reload();
}

void WritingSettings::reload()
{
    m_sendKey = m_settings.value(sendKeySetting).toString() == ctrlEnterValue ? SendKey::CtrlEnter
                                                                              : SendKey::Enter;
    m_checksSpelling = m_settings.value(spellingSetting, true).toBool();
    m_languages = m_settings.value(languagesSetting).toStringList();
    m_ownWords = m_settings.value(wordsSetting).toStringList();
    Q_EMIT changed();
}

void WritingSettings::addOwnWord(const QString &word)
{
    QStringList words = m_ownWords;
    words.removeAll(word);
    words << word;
    m_settings.setValue(wordsSetting,
                        words.mid(std::max<qsizetype>(0, words.size() - mostOwnWords)));
    reload();
}

void WritingSettings::setSendKey(SendKey key)
{
    m_settings.setValue(sendKeySetting,
                        key == SendKey::CtrlEnter ? ctrlEnterValue : QStringLiteral("enter"));
    reload();
}

void WritingSettings::setChecksSpelling(bool checks)
{
    m_settings.setValue(spellingSetting, checks);
    reload();
}

void WritingSettings::setLanguages(const QStringList &languages)
{
    m_settings.setValue(languagesSetting, languages);
    reload();
}

} // namespace Ui
