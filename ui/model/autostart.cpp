// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/autostart.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

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

QString Autostart::program() const
{
#if defined(Q_OS_WIN)
    QStringList words;
    for (const QString &word : m_command)
        words << u'"' + QDir::toNativeSeparators(word) + u'"';
    return words.join(u' ');
#elif defined(Q_OS_MACOS)
    QString words;
    for (const QString &word : m_command)
        words += QStringLiteral("<string>%1</string>").arg(word.toHtmlEscaped());
    return QStringLiteral("<array>%1</array>").arg(words);
#else
    return QStringLiteral("\nExec=%1\n").arg(quoted(m_command));
#endif
}

QByteArray Autostart::content() const
{
#ifdef Q_OS_MACOS
    return QStringLiteral(
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
               "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
               "<plist version=\"1.0\"><dict><key>Label</key><string>chat.madang.Madang</string>"
               "<key>ProgramArguments</key>%1"
               "<key>RunAtLoad</key><true/></dict></plist>\n")
        .arg(program())
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
        .arg(program())
        .toUtf8();
#endif
}

#ifdef Q_OS_WIN

bool Autostart::isOn() const
{
    return QSettings(runKey, QSettings::NativeFormat).value(runName).toString() == program();
}

bool Autostart::set(bool on)
{
    QSettings registry(runKey, QSettings::NativeFormat);
    if (on)
        registry.setValue(runName, program());
    else
        registry.remove(runName);
    registry.sync();
    return registry.status() == QSettings::NoError;
}

#else

bool Autostart::isOn() const
{
    QFile file(filePath());
    if (!file.open(QIODevice::ReadOnly))
        return false;
    // How desktops turn one off without deleting it.
    const QByteArray text = file.read(16384);
    return text.contains(program().toUtf8()) && !text.contains("\nHidden=true") &&
           !text.contains("\nX-GNOME-Autostart-enabled=false");
}

bool Autostart::set(bool on)
{
    if (!on)
        return !QFile::exists(filePath()) || QFile::remove(filePath());
    QSaveFile file(filePath());
    return QDir().mkpath(m_folder) && file.open(QIODevice::WriteOnly) &&
           file.write(content()) == content().size() && file.commit();
}

#endif

} // namespace Ui
