// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dbussleepinhibitor.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <utility>

namespace {

const QString shownName = QStringLiteral("Madang");
constexpr size_t desktopCount = 2;

} // namespace

const DBusSleepInhibitor::Desktop DBusSleepInhibitor::desktops[desktopCount] = {
    {QStringLiteral("org.freedesktop.PowerManagement.Inhibit"),
     QStringLiteral("/org/freedesktop/PowerManagement/Inhibit")},
    {QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("/org/freedesktop/ScreenSaver")},
};

DBusSleepInhibitor::DBusSleepInhibitor(QDBusConnection system, QDBusConnection session,
                                       QObject *parent)
    : SleepInhibitor(parent), m_system(std::move(system)), m_session(std::move(session))
{
}

DBusSleepInhibitor::~DBusSleepInhibitor()
{
    if (m_cookie)
        letGoOf(desktops[m_holder], *m_cookie);
}

void DBusSleepInhibitor::hold(const QString &why)
{
    m_isWanted = true;
    m_why = why;
    if (!isHeld() && !m_isAsking)
        askLogin();
}

void DBusSleepInhibitor::release()
{
    m_isWanted = false;
    const bool wasHeld = isHeld();
    m_lock = QDBusUnixFileDescriptor();
    if (m_cookie)
        letGoOf(desktops[m_holder], *std::exchange(m_cookie, std::nullopt));
    if (wasHeld)
        Q_EMIT changed();
}

/// Neither by itself nor by others' programs; who closes the lid is obeyed.
void DBusSleepInhibitor::askLogin()
{
    QDBusMessage question = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    question << QStringLiteral("idle:sleep") << shownName << m_why << QStringLiteral("block");
    m_isAsking = true;
    auto *call = new QDBusPendingCallWatcher(m_system.asyncCall(question), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        call->deleteLater();
        m_isAsking = false;
        if (!m_isWanted)
            return; // what was given goes with the answer
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *call;
        if (reply.isError() || !reply.value().isValid())
            return askDesktop(0);
        m_lock = reply.value();
        Q_EMIT changed();
    });
}

void DBusSleepInhibitor::askDesktop(size_t which)
{
    if (which >= desktopCount)
        return;
    const Desktop &desktop = desktops[which];
    QDBusMessage question = QDBusMessage::createMethodCall(
        desktop.service, desktop.path, desktop.service, QStringLiteral("Inhibit"));
    question << shownName << m_why;
    m_isAsking = true;
    auto *call = new QDBusPendingCallWatcher(m_session.asyncCall(question), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call, which] {
        call->deleteLater();
        m_isAsking = false;
        const QDBusPendingReply<quint32> reply = *call;
        if (reply.isError()) {
            if (m_isWanted)
                askDesktop(which + 1);
            return;
        }
        if (!m_isWanted)
            return letGoOf(desktops[which], reply.value());
        m_holder = which;
        m_cookie = reply.value();
        Q_EMIT changed();
    });
}

void DBusSleepInhibitor::letGoOf(const Desktop &desktop, quint32 cookie)
{
    QDBusMessage word = QDBusMessage::createMethodCall(
        desktop.service, desktop.path, desktop.service, QStringLiteral("UnInhibit"));
    word << cookie;
    m_session.send(word);
}
