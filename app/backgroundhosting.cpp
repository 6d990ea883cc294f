// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backgroundhosting.h"

#include "app/hosting.h"
#include "app/sessions.h"
#include "ui/hostingquestions.h"
#include "ui/mainwindow.h"

#include <QEvent>
#include <QGuiApplication>

#include <utility>

BackgroundHosting::BackgroundHosting(Hosting &hosting, Sessions &sessions, Ui::MainWindow &window,
                                     QSettings &settings)
    : m_hosting(hosting), m_sessions(sessions), m_window(window), m_settings(settings)
{
    window.installEventFilter(this);
}

/// Nobody else is in what is made up.
bool BackgroundHosting::isAsked() const
{
    return m_hosting.isOpen() && !m_hosting.isMadeUp();
}

int BackgroundHosting::others() const
{
    Ui::ChatClient *own = m_sessions.at(QString());
    return own ? Ui::othersAt(*own) : 0;
}

void BackgroundHosting::askQuit()
{
    if (!isAsked() || m_window.isHidden())
        return Q_EMIT quitChosen({}, std::chrono::seconds(0));
    ask(Ui::StopDialog::End::Program);
}

void BackgroundHosting::ask(Ui::StopDialog::End end)
{
    if (m_dialog && m_dialog->isVisible())
        return m_dialog->activateWindow();
    m_dialog = new Ui::StopDialog(end, others(), m_window.appearance(), &m_window);
    connect(m_dialog, &Ui::StopDialog::stopChosen, this, &BackgroundHosting::quitChosen);
    m_dialog->open();
}

bool BackgroundHosting::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_window || event->type() != QEvent::Close)
        return QObject::eventFilter(watched, event);
    if (std::exchange(m_isDecided, false))
        return false;
    m_goesOn = false;
#ifndef QT_NO_SESSIONMANAGER
    if (qGuiApp->isSavingSession())
        return false; // the system is going down, and is not to wait for an answer
#endif
    // Who keeps the program in the tray has said that it goes on.
    if (m_isOver || !isAsked() || m_window.staysInTray())
        return false;
    switch (Ui::onClose(m_settings)) {
    case Ui::OnClose::Background:
        m_goesOn = true;
        return false;
    case Ui::OnClose::Quit:
        if (others() == 0)
            return false;
        event->ignore(); // those who are in are told when, and why
        ask(Ui::StopDialog::End::Window);
        return true;
    case Ui::OnClose::Ask:
        break;
    }
    event->ignore();
    Ui::askOnClose(&m_window, [this](Ui::OnClose wish, bool remember) {
        if (remember)
            Ui::setOnClose(m_settings, wish);
        if (wish == Ui::OnClose::Quit)
            return askQuit();
        m_goesOn = true;
        m_isDecided = true;
        m_window.close();
    });
    return true;
}
