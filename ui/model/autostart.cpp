// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/autostart.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

#include <utility>

namespace Ui {

namespace {

#ifdef Q_OS_WIN
const QString runKey =
    QStringLiteral("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run");
const QString runName = QStringLiteral("Madang");
#endif

QString usualFolder()
{
#ifdef Q_OS_MACOS
    return QDir::homePath() + QStringLiteral("/Library/LaunchAgents");
#else
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/autostart");
#endif
}

} // namespace

Autostart::Autostart(QStringList command, QString folder)
    : m_command(std::move(command)), m_folder(folder.isEmpty() ? usualFolder() : std::move(folder))
{
}

QString Autostart::quoted(const QStringList &command)
{
    QStringList words;
    for (const QString &word : command) {
        QString text;
        for (const QChar letter : word) {
            // Once for the quotes, and once for the file, whose values have escapes of their own.
            if (letter == u'\\')
                text += QStringLiteral("\\\\\\\\");
            else if (letter == u'"' || letter == u'`' || letter == u'$')
                text += QStringLiteral("\\\\") + letter;
            else if (letter == u'%')
                text += QStringLiteral("%%");
            else if (letter == u'\n')
                text += QStringLiteral("\\n");
            else
                text += letter;
        }
        words << u'"' + text + u'"';
    }
    return words.join(u' ');
}

QString Autostart::filePath() const
{
#ifdef Q_OS_MACOS
    return m_folder + QStringLiteral("/chat.madang.Madang.plist");
#else
    return m_folder + QStringLiteral("/chat.madang.Madang.desktop");
#endif
}

QString Autostart::program(bool opensHost) const
{
    QStringList command = m_command;
    if (opensHost)
        command << QStringLiteral("--host") << QStringLiteral("--background");
#if defined(Q_OS_WIN)
    QStringList words;
    for (const QString &word : std::as_const(command))
        words << u'"' + QDir::toNativeSeparators(word) + u'"';
    return words.join(u' ');
#elif defined(Q_OS_MACOS)
    QString words;
    for (const QString &word : std::as_const(command))
        words += QStringLiteral("<string>%1</string>").arg(word.toHtmlEscaped());
    return QStringLiteral("<array>%1</array>").arg(words);
#else
    return QStringLiteral("\nExec=%1\n").arg(quoted(command));
#endif
}

QByteArray Autostart::content(bool opensHost) const
{
#ifdef Q_OS_MACOS
    return QStringLiteral(
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
               "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
               "<plist version=\"1.0\"><dict><key>Label</key><string>chat.madang.Madang</string>"
               "<key>ProgramArguments</key>%1"
               "<key>RunAtLoad</key><true/></dict></plist>\n")
        .arg(program(opensHost))
        .toUtf8();
#else
    return QStringLiteral("[Desktop Entry]\n"
                          "Type=Application\n"
                          "Name=Madang\n"
                          "Name[ko]=마당"
                          "%1"
                          "Icon=chat.madang.Madang\n"
                          "Terminal=false\n"
                          "X-GNOME-Autostart-enabled=true\n")
        .arg(program(opensHost))
        .toUtf8();
#endif
}

#ifdef Q_OS_WIN

bool Autostart::starts(bool opensHost) const
{
    return QSettings(runKey, QSettings::NativeFormat).value(runName).toString() ==
           program(opensHost);
}

bool Autostart::set(bool on, bool opensHost)
{
    QSettings registry(runKey, QSettings::NativeFormat);
    if (on)
        registry.setValue(runName, program(opensHost));
    else
        registry.remove(runName);
    registry.sync();
    return registry.status() == QSettings::NoError;
}

#else

bool Autostart::starts(bool opensHost) const
{
    QFile file(filePath());
    if (!file.open(QIODevice::ReadOnly))
        return false;
    // How desktops turn one off without deleting it.
    const QByteArray text = file.read(16384);
    return text.contains(program(opensHost).toUtf8()) && !text.contains("\nHidden=true") &&
           !text.contains("\nX-GNOME-Autostart-enabled=false");
}

bool Autostart::set(bool on, bool opensHost)
{
    if (!on)
        return !QFile::exists(filePath()) || QFile::remove(filePath());
    const QByteArray text = content(opensHost);
    QSaveFile file(filePath());
    return QDir().mkpath(m_folder) && file.open(QIODevice::WriteOnly) &&
           file.write(text) == text.size() && file.commit();
}

#endif

} // namespace Ui
