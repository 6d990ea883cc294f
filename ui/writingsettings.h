// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/messageedit.h"

#include <QObject>
#include <QStringList>

class QSettings;

namespace Ui {

/// How one writes messages: "sendKey" (enter, ctrlEnter), "spelling" (bool), "spellingLanguages"
/// and "spellingWords" of the settings.
class WritingSettings : public QObject {
    Q_OBJECT
public:
    /// The settings must outlive it.
    explicit WritingSettings(QSettings &settings, QObject *parent = nullptr);

    SendKey sendKey() const { return m_sendKey; }
    void setSendKey(SendKey key);
    bool checksSpelling() const { return m_checksSpelling; }
    void setChecksSpelling(bool checks);
    /// Names of dictionaries; empty: all that there are.
    QStringList languages() const { return m_languages; }
    void setLanguages(const QStringList &languages);
    /// What one has added to the dictionaries; at most 5000, the newest ones.
    QStringList ownWords() const { return m_ownWords; }
    void addOwnWord(const QString &word);

    /// Reads the settings again.
    void reload();

Q_SIGNALS:
    void changed();

private:
    QSettings &m_settings;
    SendKey m_sendKey = SendKey::Enter;
    bool m_checksSpelling = true;
    QStringList m_languages;
    QStringList m_ownWords;
};

} // namespace Ui
