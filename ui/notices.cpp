// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notices.h"

#include "ui/model/chatclient.h"
#include "ui/noticesettingspane.h"

#include <QApplication>
#include <QWidget>
#include <QWindow>

#include <utility>

namespace Ui {

namespace {

const QString triedTag = QStringLiteral("tried");

} // namespace

Notices::Notices(QWidget &window) : QObject(&window), m_window(window)
{
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
    if (m_client)
        m_client->attention()->setWindowActive(m_focus && m_focus->isVisible());
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
    if (m_client)
        m_client->attention()->disconnect(this);
    withdrawAll();
    m_client = client;
    if (client) {
        Attention *attention = client->attention();
        tellWhereOneIs();
        connect(attention, &Attention::noticeWanted, this, &Notices::show);
        connect(attention, &Attention::noticeOver, this, [this](const QString &tag) {
            m_shown.remove(tag);
            if (m_notifier)
                m_notifier->withdraw(tag);
        });
        connect(attention, &Attention::soundWanted, this, [this] {
            if (m_sound)
                m_sound->play();
        });
        connect(attention, &Attention::badgeChanged, this, &Notices::badgeChanged);
    }
    Q_EMIT clientChanged();
    Q_EMIT badgeChanged();
}

Badge Notices::badge() const
{
    return m_client ? m_client->attention()->badge() : Badge();
}

void Notices::show(const Notice &notice)
{
    // For the task bar; whoever looks at another window keeps that one.
    QApplication::alert(&m_window);
    if (!m_notifier)
        return;
    m_shown.insert(notice.tag, notice.room);
    m_notifier->show(notice);
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
    const auto shown = std::exchange(m_shown, {});
    for (auto it = shown.cbegin(); m_notifier && it != shown.cend(); ++it)
        m_notifier->withdraw(it.key());
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
    const Chat::RoomId room = m_shown.value(tag);
    if (!room.isEmpty())
        Q_EMIT roomWanted(room);
}

} // namespace Ui
