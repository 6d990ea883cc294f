// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLibraryInfo>
#include <QLocale>
#include <QString>
#include <QTranslator>

namespace Ui {

/// The language of the program's texts, dates and times, in force while the object exists. What Qt
/// itself says (the menu of a text field, the buttons of a question) is in it, too: where the
/// system has no catalogue of Qt, or one with gaps, by one of our own.
class Language {
public:
    /// "ko", "en", or "system" for that of the desktop. `catalogues`: the folder of Qt's own.
    explicit Language(const QString &choice, const QString &catalogues = QLibraryInfo::path(
                                                 QLibraryInfo::TranslationsPath));
    ~Language();
    Q_DISABLE_COPY_MOVE(Language)

    void choose(const QString &choice);

private:
    QString m_catalogues;
    QTranslator m_texts;
    QTranslator m_qtTexts;    ///< Of the system.
    QTranslator m_ownQtTexts; ///< Asked before them: the same words everywhere.
};

} // namespace Ui
