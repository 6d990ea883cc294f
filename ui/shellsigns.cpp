// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shellsigns.h"

#include "ui/badgedicon.h"
#include "ui/connectionstrip.h"
#include "ui/notices.h"
#ifdef MADANG_HAS_DBUS
#include "ui/launchercount.h"
#endif

#include <QEvent>
#include <QGuiApplication>
#include <QLocale>
#include <QWidget>

#include <algorithm>

namespace Ui {

#ifndef MADANG_HAS_DBUS
/// The number by Qt, which has it from 6.5 on.
class LauncherCount {
public:
    void set([[maybe_unused]] int count)
    {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        qGuiApp->setBadgeNumber(count);
#endif
    }
};
#endif

ShellSigns::ShellSigns(QWidget &window, Notices &notices, const QSettings &settings)
    : QObject(&window), m_window(window), m_notices(notices), m_settings(settings),
      m_count(std::make_unique<LauncherCount>())
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &ShellSigns::refresh);
    connect(&notices, &Notices::clientChanged, this, &ShellSigns::follow);
    connect(&notices, &Notices::badgeChanged, this, &ShellSigns::refresh);
    window.installEventFilter(this);
    window.setWindowIcon(badgedIcon({}, true));
    updateTray();
}

ShellSigns::~ShellSigns() = default;

void ShellSigns::follow()
{
    if (m_client)
        m_client->disconnect(this);
    m_client = m_notices.client();
    if (m_client)
        connect(m_client, &ChatClient::statusChanged, this, &ShellSigns::refresh);
    if (m_tray)
        m_tray->follow(m_client);
    refresh();
}

void ShellSigns::setHostName(const QString &name)
{
    m_hostName = name;
    refresh();
}

bool ShellSigns::isInTray() const
{
    // It may have gone with the panel that had it.
    return m_tray && QSystemTrayIcon::isSystemTrayAvailable();
}

void ShellSigns::updateTray()
{
    if (!keepsInTray(m_settings)) {
        m_tray.reset();
        return;
    }
    if (m_tray)
        return;
    m_tray = std::make_unique<Tray>(m_window, this);
    m_tray->setIcon(badgedIcon(m_badge, !m_lost));
    m_tray->follow(m_client);
    connect(m_tray.get(), &Tray::openRequested, &m_notices, [this] { m_notices.openWindow(); });
    connect(m_tray.get(), &Tray::quitRequested, this, &ShellSigns::quitRequested);
    refresh();
}

bool ShellSigns::isLost()
{
    using Phase = ConnectionStatus::Phase;
    m_patience.stop();
    if (!m_client)
        return false;
    const ConnectionStatus status = m_client->status();
    if (status.phase == Phase::Online || status.phase == Phase::Connecting)
        return false;
    const std::chrono::milliseconds patience = ConnectionStrip::patience;
    const std::chrono::milliseconds passed(status.since.msecsTo(QDateTime::currentDateTimeUtc()));
    if (passed >= patience || status.phase == Phase::Refused)
        return true;
    m_patience.start(std::min(patience - passed, patience));
    return false;
}

void ShellSigns::refresh()
{
    const Badge badge = m_notices.badge();
    const bool lost = isLost();
    const bool looksDifferent = pictured(badge) != pictured(m_badge) || lost != m_lost;
    m_badge = badge;
    m_lost = lost;
    if (looksDifferent) {
        const QIcon icon = badgedIcon(badge, !lost);
        m_window.setWindowIcon(icon);
        if (m_tray)
            m_tray->setIcon(icon);
    }
    m_count->set(badge.calls);
    if (m_tray)
        m_tray->setWords(words(lost));
}

QString ShellSigns::words(bool isLost) const
{
    if (!m_client)
        return tr("Madang");
    const QString host = m_hostName.isEmpty() ? tr("Madang") : m_hostName;
    QStringList lines;
    if (isLost) {
        const QDateTime since = m_client->status().since.toLocalTime();
        const bool isToday = since.date() == QDate::currentDate();
        lines << tr("No connection to %1 since %2")
                     .arg(host, isToday ? QLocale().toString(since.time(), QLocale::ShortFormat)
                                        : QLocale().toString(since, QLocale::ShortFormat));
    } else if (m_client->status().phase == ConnectionStatus::Phase::Connecting) {
        lines << tr("Connecting to %1…").arg(host);
    } else {
        lines << tr("Connected to %1").arg(host);
    }
    if (m_badge.calls > 0)
        lines << tr("%Ln message(s) for you", nullptr, m_badge.calls);
    else if (m_badge.unread)
        lines << tr("There are unread messages");
    return lines.join(u'\n');
}

bool ShellSigns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        if (m_tray)
            m_tray->retranslate();
        refresh();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Ui
