// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>
#include <QTranslator>

namespace Ui {

/// The language of the program's texts, dates and times, in force while the object exists.
class Language {
public:
    /// "ko", "en", or "system" for that of the desktop.
    explicit Language(const QString &choice);
    ~Language();
    Q_DISABLE_COPY_MOVE(Language)

    void choose(const QString &choice);

private:
    QTranslator m_texts;
    QTranslator m_qtTexts;
};

} // namespace Ui
