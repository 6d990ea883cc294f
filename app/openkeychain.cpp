// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/openkeychain.h"

#include <QTimer>

#if defined(MADANG_HAS_KEYCHAIN) && defined(MADANG_HAS_DBUS)
#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

#if defined(MADANG_HAS_KEYCHAIN) && defined(MADANG_HAS_DBUS)

namespace {

constexpr int keychainPatience = 5000; ///< ms, of one question.

QDBusPendingCall askBus(const QString &service, const QString &path, const QString &interface,
                        const QString &method, const QVariantList &arguments)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, interface, method);
    call.setArguments(arguments);
    return QDBusConnection::sessionBus().asyncCall(call, keychainPatience);
}

template <typename Then>
void whenAnswered(const QDBusPendingCall &call, QObject *context, Then then)
{
    auto *watcher = new QDBusPendingCallWatcher(call, context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context,
                     [then](QDBusPendingCallWatcher *answered) {
                         answered->deleteLater();
                         then(*answered);
                     });
}

const QString secretService = QStringLiteral("org.freedesktop.secrets");

/// https://specifications.freedesktop.org/secret-service: the collection that is called "default".
void askSecretService(QObject *context, const std::function<void(bool)> &answer)
{
    const auto askLocked = [context, answer](const QString &collection) {
        const auto locked =
            askBus(secretService, collection, QStringLiteral("org.freedesktop.DBus.Properties"),
                   QStringLiteral("Get"),
                   {QStringLiteral("org.freedesktop.Secret.Collection"), QStringLiteral("Locked")});
        whenAnswered(locked, context, [answer](const QDBusPendingCall &call) {
            const QDBusPendingReply<QDBusVariant> reply = call;
            answer(!reply.isError() && !reply.value().variant().toBool());
        });
    };
    const auto alias = askBus(secretService, QStringLiteral("/org/freedesktop/secrets"),
                              QStringLiteral("org.freedesktop.Secret.Service"),
                              QStringLiteral("ReadAlias"), {QStringLiteral("default")});
    whenAnswered(alias, context, [askLocked, answer](const QDBusPendingCall &call) {
        const QDBusPendingReply<QDBusObjectPath> reply = call;
        if (reply.isError() || reply.value().path() == QLatin1String("/"))
            return answer(false);
        askLocked(reply.value().path());
    });
}

/// KDE's wallet, which QtKeychain takes there.
void askWallet(QObject *context, const std::function<void(bool)> &answer)
{
    const QString service = qEnvironmentVariable("KDE_SESSION_VERSION") == QLatin1String("6")
                                ? QStringLiteral("org.kde.kwalletd6")
                                : QStringLiteral("org.kde.kwalletd5");
    const QString path = QStringLiteral("/modules/") + service.section(u'.', -1);
    const QString interface = QStringLiteral("org.kde.KWallet");
    const auto name = askBus(service, path, interface, QStringLiteral("networkWallet"), {});
    whenAnswered(name, context, [=](const QDBusPendingCall &call) {
        const QDBusPendingReply<QString> wallet = call;
        if (wallet.isError())
            return answer(false);
        whenAnswered(askBus(service, path, interface, QStringLiteral("isOpen"), {wallet.value()}),
                     context, [answer](const QDBusPendingCall &call) {
                         const QDBusPendingReply<bool> isOpen = call;
                         answer(!isOpen.isError() && isOpen.value());
                     });
    });
}

} // namespace

void askForOpenKeychain(QObject *context, const std::function<void(bool)> &answer)
{
    if (!QDBusConnection::sessionBus().isConnected())
        return QTimer::singleShot(0, context, [answer] { answer(false); });
    if (qEnvironmentVariable("XDG_CURRENT_DESKTOP").contains(QLatin1String("KDE")))
        askWallet(context, answer);
    else
        askSecretService(context, answer);
}

#else

void askForOpenKeychain(QObject *context, const std::function<void(bool)> &answer)
{
#ifdef MADANG_HAS_KEYCHAIN
    constexpr bool isOpen = true;
#else
    constexpr bool isOpen = false;
#endif
    QTimer::singleShot(0, context, [answer] { answer(isOpen); });
}

#endif
