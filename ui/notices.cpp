// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notices.h"

#include "ui/joinedhosts.h"
#include "ui/model/chatclient.h"
#include "ui/noticesettingspane.h"

#include <QApplication>
#include <QWidget>
#include <QWindow>

#include <utility>

namespace Ui {

namespace {

const QString triedTag = QStringLiteral("tried");
constexpr qsizetype longestHostName = 64;

} // namespace

Notices::Notices(QWidget &window, const JoinedHosts &hosts)
    : QObject(&window), m_window(window), m_hosts(hosts)
{
    connect(&hosts, &JoinedHosts::added, this, &Notices::follow);
    connect(&hosts, &JoinedHosts::removed, this, &Notices::drop);
    const auto look = [this](QWindow *focus) {
        if (m_focus)
            m_focus->disconnect(this);
        m_focus = focus;
        if (focus) // Where nobody else takes it, one that was closed keeps it.
            connect(focus, &QWindow::visibleChanged, this, &Notices::tellWhereOneIs);
        tellWhereOneIs();
    };
    connect(qGuiApp, &QGuiApplication::focusWindowChanged, this, look);
    look(QGuiApplication::focusWindow());
}

Notices::~Notices()
{
    withdrawAll();
}

void Notices::tellWhereOneIs()
{
    for (const JoinedHosts::Host &host : m_hosts.all())
        host.client->attention()->setWindowActive(m_focus && m_focus->isVisible());
}

void Notices::setNotifier(std::unique_ptr<Notifier> notifier)
{
    withdrawAll();
    m_notifier = std::move(notifier);
    if (!m_notifier)
        return;
    connect(m_notifier.get(), &Notifier::opened, this, &Notices::open);
    connect(m_notifier.get(), &Notifier::failed, this, &Notices::tellNoticeTried);
    connect(m_notifier.get(), &Notifier::shown, this, [this](const QString &tag) {
        if (tag == triedTag)
            tellNoticeTried({});
    });
}

void Notices::setSound(std::unique_ptr<Sound> sound)
{
    m_sound = std::move(sound);
    if (!m_sound)
        return;
    connect(m_sound.get(), &Sound::failed, this, &Notices::tellSoundTried);
    connect(m_sound.get(), &Sound::played, this, [this] { tellSoundTried({}); });
}

void Notices::follow(ChatClient *client)
{
    const QString host = QString::number(++m_lastHost) + u'/';
    m_followed[client] = std::make_unique<QObject>();
    QObject *ear = m_followed[client].get();
    Attention *attention = client->attention();
    tellWhereOneIs();
    connect(attention, &Attention::noticeWanted, ear, [this, client, host](Notice notice) {
        notice.tag.prepend(host);
        show(client, std::move(notice));
    });
    connect(attention, &Attention::noticeOver, ear,
            [this, host](const QString &tag) { withdraw(host + tag); });
    connect(attention, &Attention::soundWanted, ear, [this] {
        if (m_sound)
            m_sound->play();
    });
    connect(attention, &Attention::badgeChanged, ear, [this] { Q_EMIT badgeChanged(); });
    Q_EMIT badgeChanged();
}

void Notices::drop(const ChatClient *client)
{
    m_followed.erase(client);
    for (const QString &tag : m_shown.keys()) {
        if (m_shown.value(tag).client == client)
            withdraw(tag);
    }
    Q_EMIT badgeChanged();
}

Badge Notices::badge() const
{
    Badge sum;
    for (const JoinedHosts::Host &host : m_hosts.all()) {
        const Badge badge = host.client->attention()->badge();
        sum.calls += badge.calls;
        sum.unread = sum.unread || badge.unread;
    }
    return sum;
}

void Notices::show(ChatClient *client, Notice notice)
{
    // For the task bar; whoever looks at another window keeps that one.
    QApplication::alert(&m_window);
    if (!m_notifier)
        return;
    if (m_hosts.all().size() > 1) {
        const QString host = m_hosts.find(client)->name().left(longestHostName);
        notice.title = tr("%1 – %2", "who said something, on which host").arg(notice.title, host);
    }
    m_shown.insert(notice.tag, {client, notice.room});
    m_notifier->show(notice);
}

void Notices::withdraw(const QString &tag)
{
    m_shown.remove(tag);
    if (m_notifier)
        m_notifier->withdraw(tag);
}

void Notices::serve(NoticeSettingsPane &pane)
{
    connect(&pane, &NoticeSettingsPane::tryRequested, this, &Notices::tryOut);
    connect(this, &Notices::noticeTried, &pane, &NoticeSettingsPane::showNoticeOutcome);
    connect(this, &Notices::soundTried, &pane, &NoticeSettingsPane::showSoundOutcome);
}

void Notices::tryOut(bool notice, bool sound)
{
    m_triesNotice = notice;
    m_triesSound = sound;
    if (notice && m_notifier)
        m_notifier->show({triedTag, {}, tr("Madang"), tr("This is what a notice looks like.")});
    else if (notice)
        tellNoticeTried(tr("nothing here shows notices"));
    if (sound && m_sound)
        m_sound->play();
    else if (sound)
        tellSoundTried(tr("nothing here plays sounds"));
}

void Notices::tellNoticeTried(const QString &problem)
{
    if (std::exchange(m_triesNotice, false))
        Q_EMIT noticeTried(problem);
}

void Notices::tellSoundTried(const QString &problem)
{
    if (std::exchange(m_triesSound, false))
        Q_EMIT soundTried(problem);
}

void Notices::withdrawAll()
{
    for (const QString &tag : m_shown.keys())
        withdraw(tag);
}

void Notices::openWindow(const QString &token)
{
    if (!token.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8()); // Qt takes it when it asks for the front
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

void Notices::open(const QString &tag, const QString &token)
{
    openWindow(token);
    const auto shown = m_shown.constFind(tag);
    if (shown != m_shown.cend())
        Q_EMIT roomWanted(shown->client, shown->room);
}

} // namespace Ui
