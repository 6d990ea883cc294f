// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dbusnotifier.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QGuiApplication>

#include <algorithm>
#include <utility>

namespace Ui {
namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
/// What a click on the notice itself means.
const QString defaultAction = QStringLiteral("default");

} // namespace

DBusNotifier::DBusNotifier(const QDBusConnection &bus, QObject *parent)
    : Notifier(parent), m_bus(bus)
{
    m_bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this,
                  SLOT(takeClosed(uint, uint)));
    m_bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this,
                  SLOT(takeAction(uint, QString)));
    m_bus.connect(service, path, service, QStringLiteral("ActivationToken"), this,
                  SLOT(takeToken(uint, QString)));
    auto *watcher =
        new QDBusServiceWatcher(service, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &DBusNotifier::serverChanged);
}

DBusNotifier::~DBusNotifier()
{
    for (const Shown &shown : m_shown) {
        if (shown.id != 0)
            close(shown.id);
    }
}

/// Another server knows nothing of what the one before showed, and may do other things.
void DBusNotifier::serverChanged()
{
    m_shown.clear();
    m_bodyIsMarkup.reset();
    m_asked = false;
    if (!m_waiting.empty())
        askCapabilities();
}

void DBusNotifier::call(const QString &method, const QVariantList &arguments,
                        const Answer &answered)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, service, method);
    message.setArguments(arguments);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, answered] {
        watcher->deleteLater();
        if (answered)
            answered(*watcher);
    });
}

void DBusNotifier::askCapabilities()
{
    if (std::exchange(m_asked, true))
        return;
    call(QStringLiteral("GetCapabilities"), {}, [this](const QDBusPendingCall &answer) {
        const QDBusPendingReply<QStringList> capabilities = answer;
        m_asked = false;
        if (capabilities.isError()) {
            m_waiting.clear();
            Q_EMIT failed(capabilities.error().message());
            return;
        }
        m_bodyIsMarkup = capabilities.value().contains(QStringLiteral("body-markup"));
        for (const Notice &notice : std::exchange(m_waiting, {}))
            show(notice);
    });
}

DBusNotifier::Shown *DBusNotifier::find(const QString &tag)
{
    const auto it = std::find_if(m_shown.begin(), m_shown.end(),
                                 [&](const Shown &one) { return one.tag == tag; });
    return it == m_shown.end() ? nullptr : &*it;
}

DBusNotifier::Shown *DBusNotifier::find(uint id)
{
    const auto it = std::find_if(m_shown.begin(), m_shown.end(),
                                 [&](const Shown &one) { return id != 0 && one.id == id; });
    return it == m_shown.end() ? nullptr : &*it;
}

void DBusNotifier::show(const Notice &notice)
{
    if (!m_bodyIsMarkup) {
        std::erase_if(m_waiting, [&](const Notice &one) { return one.tag == notice.tag; });
        m_waiting.push_back(notice);
        if (m_waiting.size() > mostShown)
            m_waiting.pop_front();
        askCapabilities();
        return;
    }
    Shown *shown = find(notice.tag);
    if (!shown) {
        if (m_shown.size() >= mostShown)
            withdraw(QString(m_shown.front().tag));
        shown = &m_shown.emplace_back();
        shown->tag = notice.tag;
    }
    if (shown->call != 0)
        shown->next = notice;
    else
        notify(*shown, notice);
}

void DBusNotifier::notify(Shown &shown, const Notice &notice)
{
    const QVariantMap hints{
        {QStringLiteral("desktop-entry"), QGuiApplication::desktopFileName()},
        {QStringLiteral("category"), QStringLiteral("im.received")},
        // A low one is not seen on some desktops; a critical one stays until somebody comes.
        {QStringLiteral("urgency"), QVariant::fromValue<uchar>(1)},
        {QStringLiteral("suppress-sound"), true}, // ours is a choice of its own
    };
    const QStringList actions{defaultAction, tr("Open")};
    const QString body = *m_bodyIsMarkup ? notice.body.toHtmlEscaped() : notice.body;
    constexpr int usualTime = -1;
    shown.call = ++m_calls;
    call(QStringLiteral("Notify"),
         {QGuiApplication::applicationDisplayName(), shown.id, QGuiApplication::desktopFileName(),
          notice.title, body, actions, hints, usualTime},
         [this, number = m_calls](const QDBusPendingCall &answer) { takeAnswer(number, answer); });
}

void DBusNotifier::takeAnswer(quint64 call, const QDBusPendingCall &answer)
{
    const QDBusPendingReply<uint> id = answer;
    const auto shown = std::find_if(m_shown.begin(), m_shown.end(),
                                    [&](const Shown &one) { return one.call == call; });
    if (id.isError()) {
        if (shown != m_shown.end())
            m_shown.erase(shown);
        Q_EMIT failed(id.error().message());
        return;
    }
    if (shown == m_shown.end()) { // withdrawn since
        close(id.value());
        return;
    }
    shown->call = 0;
    shown->id = id.value();
    Q_EMIT this->shown(shown->tag);
    if (const auto next = std::exchange(shown->next, {}))
        notify(*shown, *next);
}

void DBusNotifier::withdraw(const QString &tag)
{
    std::erase_if(m_waiting, [&](const Notice &one) { return one.tag == tag; });
    const Shown *shown = find(tag);
    if (!shown)
        return;
    if (shown->call == 0) // else by the answer
        close(shown->id);
    std::erase_if(m_shown, [&](const Shown &one) { return one.tag == tag; });
}

void DBusNotifier::close(uint id)
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(service, path, service, QStringLiteral("CloseNotification"));
    message.setArguments({id});
    m_bus.send(message);
}

void DBusNotifier::takeClosed(uint id, uint reason)
{
    Q_UNUSED(reason)
    // One that is being shown again gets its id by the answer.
    std::erase_if(m_shown, [&](const Shown &one) { return one.id == id && one.call == 0; });
}

void DBusNotifier::takeToken(uint id, const QString &token)
{
    if (Shown *shown = find(id))
        shown->token = token;
}

void DBusNotifier::takeAction(uint id, const QString &action)
{
    const Shown *shown = find(id);
    if (shown && action == defaultAction)
        Q_EMIT opened(shown->tag, shown->token);
}

} // namespace Ui
