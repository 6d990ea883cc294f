// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language.h"

#include <QCoreApplication>

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

Language::Language(const QString &choice, const QString &catalogues) : m_catalogues(catalogues)
{
    choose(choice);
}

Language::~Language()
{
    for (QTranslator *texts : {&m_texts, &m_ownQtTexts, &m_qtTexts})
        QCoreApplication::removeTranslator(texts);
}

void Language::choose(const QString &choice)
{
    const QLocale locale = localeOf(choice);
    QLocale::setDefault(locale);
    for (QTranslator *texts : {&m_texts, &m_ownQtTexts, &m_qtTexts})
        QCoreApplication::removeTranslator(texts);
    // What is installed last is asked first. Where Qt is shipped with a program, its catalogues are
    // one.
    for (const QString &name : {QStringLiteral("qtbase"), QStringLiteral("qt")}) {
        if (m_qtTexts.load(locale, name, QStringLiteral("_"), m_catalogues)) {
            QCoreApplication::installTranslator(&m_qtTexts);
            break;
        }
    }
    const bool korean = locale.language() == QLocale::Korean;
    if (korean && m_ownQtTexts.load(QStringLiteral(":/i18n/qt_ko")))
        QCoreApplication::installTranslator(&m_ownQtTexts);
    if (m_texts.load(korean ? QStringLiteral(":/i18n/madang_ko")
                            : QStringLiteral(":/i18n/madang_en")))
        QCoreApplication::installTranslator(&m_texts);
}

} // namespace Ui
