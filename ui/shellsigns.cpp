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

ShellSigns::ShellSigns(QWidget &window, const JoinedHosts &hosts, Notices &notices,
                       const QSettings &settings)
    : QObject(&window), m_window(window), m_hosts(hosts), m_notices(notices), m_settings(settings),
      m_count(std::make_unique<LauncherCount>())
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &ShellSigns::refresh);
    connect(&hosts, &JoinedHosts::added, this, &ShellSigns::follow);
    connect(&hosts, &JoinedHosts::removed, this, &ShellSigns::refresh);
    connect(&hosts, &JoinedHosts::changed, this, &ShellSigns::refresh);
    connect(&notices, &Notices::badgeChanged, this, &ShellSigns::refresh);
    window.installEventFilter(this);
    window.setWindowIcon(badgedIcon({}, true));
    updateTray();
}

ShellSigns::~ShellSigns() = default;

void ShellSigns::follow(ChatClient *client)
{
    connect(client, &ChatClient::statusChanged, this, &ShellSigns::refresh);
    connect(client, &ChatClient::hostNameChanged, this, &ShellSigns::refresh);
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
    m_tray = std::make_unique<Tray>(m_window, m_hosts, this);
    m_tray->setIcon(badgedIcon(m_badge, !m_lost));
    connect(m_tray.get(), &Tray::openRequested, &m_notices, [this] { m_notices.openWindow(); });
    connect(m_tray.get(), &Tray::quitRequested, this, &ShellSigns::quitRequested);
    refresh();
}

std::optional<std::chrono::milliseconds> ShellSigns::untilLost(const ChatClient &client)
{
    using Phase = ConnectionStatus::Phase;
    using std::chrono::milliseconds;
    const ConnectionStatus status = client.status();
    if (status.phase == Phase::Online || status.phase == Phase::Connecting)
        return std::nullopt;
    const milliseconds patience = ConnectionStrip::patience;
    const milliseconds passed(status.since.msecsTo(QDateTime::currentDateTimeUtc()));
    if (passed >= patience || status.phase == Phase::Refused)
        return milliseconds(0);
    return std::min(patience - passed, patience);
}

void ShellSigns::refresh()
{
    const Badge badge = m_notices.badge();
    bool lost = false;
    m_patience.stop();
    for (const JoinedHosts::Host &host : m_hosts.all()) {
        const auto left = untilLost(*host.client);
        lost = lost || left == std::chrono::milliseconds(0);
        if (left > std::chrono::milliseconds(0) &&
            (!m_patience.isActive() || *left < m_patience.remainingTimeAsDuration()))
            m_patience.start(*left);
    }
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
        m_tray->setWords(words());
}

QString ShellSigns::words() const
{
    QStringList lines;
    QStringList connected;
    for (const JoinedHosts::Host &host : m_hosts.all()) {
        const ConnectionStatus status = host.client->status();
        const QString name = host.name().isEmpty() ? tr("Madang") : host.name();
        if (untilLost(*host.client) == std::chrono::milliseconds(0)) {
            const QDateTime since = status.since.toLocalTime();
            const bool isToday = since.date() == QDate::currentDate();
            lines << tr("No connection to %1 since %2")
                         .arg(name, isToday ? QLocale().toString(since.time(), QLocale::ShortFormat)
                                            : QLocale().toString(since, QLocale::ShortFormat));
        } else if (status.phase == ConnectionStatus::Phase::Connecting) {
            lines << tr("Connecting to %1…").arg(name);
        } else {
            connected << name;
        }
    }
    if (m_hosts.all().empty())
        lines << tr("Madang");
    else if (connected.size() == 1)
        lines << tr("Connected to %1").arg(connected.first());
    else if (connected.size() > 1)
        lines << tr("Connected to %Ln host(s)", nullptr, int(connected.size()));
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
