// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace Ui {

namespace {

QLocale localeOf(const QString &choice)
{
    const QLocale system = QLocale::system();
    const QLocale::Language wanted = choice == u"ko"   ? QLocale::Korean
                                     : choice == u"en" ? QLocale::English
                                                       : system.language();
    // The C locale's times have seconds, its dates are nobody's.
    if (system.language() == QLocale::C)
        return QLocale(wanted == QLocale::C ? QLocale::English : wanted);
    // The person's own ways to write dates and times, unless they are in another language: our
    // sentences are built around the names of days.
    constexpr int monday = 1;
    if (wanted == system.language() && system.dayName(monday) == QLocale(wanted).dayName(monday))
        return system;
    return QLocale(wanted);
}

} // namespace

Language::Language(const QString &choice)
{
    choose(choice);
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_texts);
    QCoreApplication::removeTranslator(&m_qtTexts);
}

void Language::choose(const QString &choice)
{
    const QLocale locale = localeOf(choice);
    QLocale::setDefault(locale);
    QCoreApplication::removeTranslator(&m_qtTexts);
    QCoreApplication::removeTranslator(&m_texts);
    // Texts of Qt's own menus; not every system has them installed.
    if (m_qtTexts.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                       QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtTexts);
    const QString name = locale.language() == QLocale::Korean ? QStringLiteral("madang_ko")
                                                              : QStringLiteral("madang_en");
    if (m_texts.load(QStringLiteral(":/i18n/") + name))
        QCoreApplication::installTranslator(&m_texts);
}

} // namespace Ui
