// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/account.h"

#include "ui/model/logging.h"

#include <QSysInfo>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace Ui {
namespace {

/// The host's tokens for HTTP are good for 12 hours.
constexpr std::chrono::hours tokenRenewed{6};

using Chat::AccountRequest;
using ClientState = Stomp::StompClient::State;
using Told = Stomp::ClientEvent::MessageReceived;

constexpr qsizetype longestToldToken = 1024; // bytes
constexpr qsizetype longestOwnName = 64;     // as hosts of ours let names be
constexpr std::chrono::seconds longestWait = std::chrono::hours(1);
/// What a host says when it ends the sessions of an account.
constexpr std::array endings = {
    QLatin1String("the account was reset"),
    QLatin1String("this device was removed"),
    QLatin1String("the password was changed"),
};

QDateTime dateOf(Chat::Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), QTimeZone::utc());
}

/// CONNECT knows no escapes, so an end of line would begin another header.
QByteArray oneLine(QString text)
{
    return text.remove(u'\r').remove(u'\n').remove(QChar(0)).toUtf8();
}

} // namespace

Account::Account(Stomp::StompClient &client, Profile &profile, QString hostKey, QObject *parent)
    : QObject(parent), m_client(client), m_profile(profile), m_hostKey(std::move(hostKey)),
      m_identity(profile.usesKey(m_hostKey) ? profile.deviceKey() : std::nullopt),
      m_ignored(profile, m_hostKey)
{
    m_client.setPersists([this](const Stomp::Headers &error) { return takeRefusal(error); });
    m_renewal.setInterval(tokenRenewed);
    connect(&m_renewal, &QTimer::timeout, this, &Account::refresh);
    Stomp::StompSubscription *events = m_client.subscribe(Chat::accountQueue());
    connect(events, &Stomp::StompSubscription::received, this,
            [this](const Told &message) { follow(message.body); });
    connect(&m_client, &Stomp::StompClient::refused, this, &Account::codeRefused);
    connect(&m_client, &Stomp::StompClient::errorReceived, this, [this](const QString &message) {
        if (std::find(endings.begin(), endings.end(), message) != endings.end())
            Q_EMIT putOut(message);
    });
}

Account::~Account()
{
    m_client.setPersists(nullptr);
    delete m_page;
    delete m_code;
}

QString Account::name() const
{
    return m_name.isEmpty() ? m_profile.name() : m_name;
}

void Account::addTo(Stomp::Headers &headers)
{
    if (!m_login.isEmpty()) {
        headers.set("login", m_login);
        headers.set("passcode", m_password);
    }
    m_identity.addTo(headers, QSysInfo::machineHostName());
}

bool Account::takeRefusal(const Stomp::Headers &error)
{
    const bool tried = !m_login.isEmpty() || m_identity.showsCode();
    if (m_identity.takeRefusal(error))
        return true; // now with a proof
    m_login.clear();
    m_password.clear();
    // Who waits to be let in is known by it, where nothing else tells who they are.
    if (const QByteArray token = error.value("guest-token", {});
        !token.isEmpty() && token.size() <= longestToldToken)
        m_profile.setGuestToken(m_hostKey, token);
    if (!tried)
        return false;
    const QString why = QString::fromUtf8(error.value("message", {}));
    const std::chrono::seconds wait(error.value("retry-after", {}).toLongLong());
    // Not from within the client, which is about to come back as the guest we were.
    QMetaObject::invokeMethod(
        this,
        [this, why, wait] {
            Q_EMIT refusedIn(why, std::clamp(wait, std::chrono::seconds(0), longestWait));
        },
        Qt::QueuedConnection);
    return true;
}

void Account::greeted()
{
    const Stomp::Headers &headers = m_client.connectedHeaders();
    m_identity.take(headers);
    m_login.clear();
    m_password.clear();
    const Chat::UserId self(QString::fromUtf8(headers.value("user-id", {})));
    if (self != m_profile.lastSelf(m_hostKey)) {
        // Somebody new there, who belongs to no room yet.
        m_profile.setLastSelf(m_hostKey, self);
        m_profile.forgetEntered(m_hostKey);
    }
    const QByteArray &news = m_identity.news();
    const bool isGuest = !headers.contains("user-name");
    m_name = QString::fromUtf8(headers.value("user-name", {})).left(longestOwnName);
    m_standing = !isGuest               ? Standing::Member
                 : news == "name-taken" ? Standing::NameTaken
                 : news == "later"      ? Standing::Later
                                        : Standing::Guest;
    refresh();
    m_renewal.start();
    Q_EMIT changed();
}

void Account::refresh()
{
    delete m_page;
    if (m_client.state() != ClientState::Connected)
        return;
    m_page = m_client.subscribe(Chat::accountDestination(AccountRequest::Me));
    connect(m_page, &Stomp::StompSubscription::received, this, [this](const Told &message) {
        if (!m_page)
            return;
        m_page->deleteLater();
        m_page.clear();
        const auto info = Chat::AccountInfo::fromJson(message.body);
        if (!info) {
            qCWarning(modelLog) << "an account that cannot be read";
            return;
        }
        m_info = *info;
        m_name = info->name.left(longestOwnName);
        Q_EMIT changed();
    });
}

void Account::follow(const QByteArray &json)
{
    const auto event = Chat::AccountEvent::fromJson(json);
    if (!event)
        return;
    refresh();
    if (event->kind == Chat::AccountEvent::Kind::DeviceAdded)
        Q_EMIT deviceAdded(event->text);
    else if (event->kind == Chat::AccountEvent::Kind::Erased)
        Q_EMIT erased();
}

void Account::request(Action action, AccountRequest what, const QByteArray &body,
                      const std::function<void()> &then)
{
    Stomp::StompReceipt *receipt =
        m_client.send(Chat::accountDestination(what), body,
                      {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
    connect(receipt, &Stomp::StompReceipt::arrived, this, [this, action, then] {
        if (then)
            then();
        Q_EMIT done(action);
    });
    connect(receipt, &Stomp::StompReceipt::failed, this,
            [this, action](const QString &why, bool) { Q_EMIT failed(action, why); });
}

void Account::setName(const QString &name)
{
    request(Action::Name, AccountRequest::Name, Chat::NameRequest{name}.toJson(),
            [this, name] { m_profile.setName(name); });
}

void Account::setPassword(const QString &old, const QString &wanted)
{
    request(Action::Password, AccountRequest::Password,
            Chat::PasswordRequest{old, wanted}.toJson());
}

void Account::setAvatar(const Chat::Avatar &avatar)
{
    request(Action::Avatar, AccountRequest::Avatar, Chat::avatarJson(avatar));
}

void Account::revoke(const QString &key)
{
    request(Action::Revoke, AccountRequest::Revoke, Chat::RevokeRequest{key}.toJson());
}

void Account::erase(const QString &confirm)
{
    request(Action::Erase, AccountRequest::Erase, Chat::EraseRequest{confirm}.toJson());
}

void Account::askPairingCode()
{
    ask(Action::Pair, AccountRequest::Pair, {});
}

void Account::askRecoveryCode(const QString &name, bool reset)
{
    Stomp::Headers headers{{QByteArrayLiteral("name"), oneLine(name)}};
    if (reset)
        headers.append(QByteArrayLiteral("reset"), QByteArrayLiteral("true"));
    ask(Action::Recover, AccountRequest::Recover, headers);
}

void Account::ask(Action action, AccountRequest what, Stomp::Headers headers)
{
    if (m_client.state() != ClientState::Connected || m_code) {
        QMetaObject::invokeMethod(
            this, [this, action] { Q_EMIT failed(action, QStringLiteral("not connected")); },
            Qt::QueuedConnection);
        return;
    }
    m_codeAction = action;
    m_codeReceipt = "code-" + QByteArray::number(++m_questions);
    headers.append(QByteArrayLiteral("receipt"), m_codeReceipt);
    m_code = m_client.subscribe(Chat::accountDestination(what), headers);
    connect(m_code, &Stomp::StompSubscription::received, this, [this](const Told &message) {
        if (!m_code)
            return;
        m_code->deleteLater();
        m_code.clear();
        const auto code = Chat::PairingCode::fromJson(message.body);
        if (!code) {
            Q_EMIT failed(m_codeAction, QStringLiteral("the host's answer cannot be read"));
            return;
        }
        const Action action = m_codeAction;
        if (action == Action::Pair)
            Q_EMIT pairingCode(code->code, dateOf(code->expires));
        else
            Q_EMIT recoveryCode(code->code, dateOf(code->expires));
        Q_EMIT done(action);
    });
}

void Account::codeRefused(const QByteArray &receipt, const QString &why)
{
    if (!m_code || receipt != m_codeReceipt)
        return;
    m_code->deleteLater();
    m_code.clear();
    Q_EMIT failed(m_codeAction, why);
}

void Account::useKey()
{
    m_profile.setUsesKey(m_hostKey, true);
    m_identity.setKey(m_profile.deviceKey());
}

void Account::comeAs(const QString &name)
{
    m_profile.setName(name);
    useKey();
    connectAgain();
}

void Account::pairWith(const QString &code)
{
    useKey();
    m_identity.setPairingCode(code);
    connectAgain();
}

void Account::logIn(const QString &name, const QString &password)
{
    useKey();
    m_login = oneLine(name);
    m_password = oneLine(password);
    connectAgain();
}

void Account::connectAgain()
{
    m_client.disconnectFromHost();
    if (m_client.state() == ClientState::Disconnected) {
        m_client.connectToHost();
        return;
    }
    connect(
        &m_client, &Stomp::StompClient::stateChanged, this,
        [this](ClientState state) {
            if (state == ClientState::Disconnected)
                m_client.connectToHost();
        },
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

void Account::logOut()
{
    const auto leave = [this] {
        m_profile.setUsesKey(m_hostKey, false);
        m_profile.forgetGuestToken(m_hostKey);
        m_profile.forgetEntered(m_hostKey);
        m_identity.setKey(std::nullopt);
        m_info = {};
        m_name.clear();
        m_standing = Standing::Unknown;
        Q_EMIT loggedOut();
        Q_EMIT changed();
    };
    const auto key = m_profile.deviceKey();
    if (m_client.state() != ClientState::Connected || m_standing != Standing::Member || !key)
        return leave();
    Stomp::StompReceipt *receipt =
        m_client.send(Chat::accountDestination(AccountRequest::Revoke),
                      Chat::RevokeRequest{QString::fromLatin1(key->publicKey())}.toJson());
    // Whatever the host says: this computer forgets.
    connect(receipt, &Stomp::StompReceipt::arrived, this, leave);
    connect(receipt, &Stomp::StompReceipt::failed, this, leave);
}

} // namespace Ui
