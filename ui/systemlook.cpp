// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/systemlook.h"

#ifdef MADANG_HAS_DBUS
#include "ui/portalsettings.h"
#include "ui/sessionbus.h"
#endif

#include <QApplication>
#include <QEvent>
#include <QSettings>
#include <QStyleHints>

#include <utility>

namespace Ui {

namespace {

bool isDarkPalette(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() <
           palette.color(QPalette::WindowText).lightness();
}

/// What is known without asking anybody.
std::optional<bool> darkByHint()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
#ifdef Q_OS_WIN
    const QSettings registry(QStringLiteral("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\"
                                            "CurrentVersion\\Themes\\Personalize"),
                             QSettings::NativeFormat);
    const QVariant light = registry.value(QStringLiteral("AppsUseLightTheme"));
    if (light.isValid())
        return light.toInt() == 0;
#endif
    return std::nullopt;
}

} // namespace

SystemLook::SystemLook(QObject *parent)
    : QObject(parent), m_darkPalette(isDarkPalette(QApplication::palette()))
{
#ifdef MADANG_HAS_DBUS
    if (const QDBusConnection bus = sessionBus(); bus.isConnected()) {
        m_portal = new PortalSettings(bus, this);
        connect(m_portal, &PortalSettings::changed, this, &SystemLook::refresh);
    }
#endif
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this,
            &SystemLook::refresh);
#endif
    qApp->installEventFilter(this);
    refresh();
}

SystemLook::~SystemLook()
{
    qApp->removeEventFilter(this);
}

void SystemLook::usePalette(const QPalette &ours)
{
    m_setting = true;
    m_ours = ours;
    QApplication::setPalette(ours);
    m_setting = false;
}

void SystemLook::refresh()
{
    LookWish wish;
#ifdef MADANG_HAS_DBUS
    if (m_portal)
        wish = m_portal->wish();
#endif
    if (!wish.dark)
        wish.dark = darkByHint();
    const bool dark = wish.dark.value_or(m_darkPalette);
    // Each of them is exchanged, whatever the others say.
    bool isNew = std::exchange(m_dark, dark) != dark;
    isNew = std::exchange(m_contrast, wish.contrast) != wish.contrast || isNew;
    isNew = std::exchange(m_stillness, wish.stillness) != wish.stillness || isNew;
    if (isNew)
        Q_EMIT changed();
}

bool SystemLook::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange && !m_setting) {
        const QPalette palette = QApplication::palette();
        if (palette.color(QPalette::Window) != m_ours.color(QPalette::Window))
            m_darkPalette = isDarkPalette(palette);
        refresh();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Ui
