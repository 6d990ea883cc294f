// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostinvite.h"

#include "server/auth/entrance.h"
#include "server/hostconfig.h"
#include "server/hostidentity.h"
#include "server/hostusage.h"
#include "server/stoppedhost.h"
#include "server/store/sqlentrancestore.h"
#include "stomp/wire/address.h"
#include "stomp/wire/hostlink.h"

#include <QNetworkInterface>
#include <QProcessEnvironment>

#include <optional>

namespace Server {
namespace {

struct InviteCommand {
    Chat::InvitationWish wish;
    QString address;  ///< Empty: this computer's.
    QStringList rest; ///< For the host's own options.
};

std::optional<InviteCommand> inviteCommandOf(const QStringList &arguments)
{
    InviteCommand command;
    bool isFine = true;
    for (qsizetype at = 0; at < arguments.size() && isFine; ++at) {
        const QString &flag = arguments[at];
        if (flag == QStringLiteral("--uses")) {
            command.wish.uses = arguments.value(++at).toInt(&isFine);
        } else if (flag == QStringLiteral("--for")) {
            const auto time = timeOf(arguments.value(++at), Chat::InvitationWish::longest);
            isFine = time.has_value();
            command.wish.time = time.value_or(std::chrono::seconds(0));
        } else if (flag == QStringLiteral("--label")) {
            command.wish.label = arguments.value(++at);
        } else if (flag == QStringLiteral("--room")) {
            const auto room = Chat::parseRoomId(arguments.value(++at));
            isFine = room.has_value();
            command.wish.room = room.value_or(Chat::RoomId());
        } else if (flag == QStringLiteral("--address")) {
            command.address = arguments.value(++at);
            isFine = Chat::checkAddress(command.address) == Chat::AddressProblem::None;
        } else {
            command.rest << flag;
        }
    }
    return isFine && command.wish.isPossible() ? std::optional(command) : std::nullopt;
}

QString ownAddress(const HostConfig &config)
{
    QHostAddress own = config.bind;
    if (own == QHostAddress::Any || own == QHostAddress::AnyIPv4 || own == QHostAddress::AnyIPv6) {
        own = QHostAddress(QHostAddress::LocalHost);
        const auto all = QNetworkInterface::allAddresses();
        for (const QHostAddress &one : all) {
            if (one.protocol() != QAbstractSocket::IPv4Protocol || one.isLoopback())
                continue;
            own = one;
            break;
        }
    }
    const bool isIPv6 = own.protocol() == QAbstractSocket::IPv6Protocol;
    const quint16 port = config.port.value_or(HostConfig::defaultPort);
    return (isIPv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(own.toString())
        .arg(port > 0 ? port : HostConfig::defaultPort);
}

} // namespace

tl::expected<QStringList, QString> runInviteCommand(const QStringList &arguments)
{
    const auto command = inviteCommandOf(arguments);
    if (!command)
        return tl::unexpected(commandUsage(QStringLiteral("invite")).value_or(QString()));
    const auto store = openStoppedHost(command->rest);
    if (!store)
        return tl::unexpected(store.error());
    const auto host = readHostCommand(command->rest, QProcessEnvironment::systemEnvironment());
    const StoreContents contents = (*store)->contents();
    AccountParts accounts((*store)->accounts(), contents.hostId, {});
    SqlEntranceStore entranceStore(**store);
    Entrance entrance(entranceStore, accounts, contents, {});
    using Made = tl::expected<Chat::MadeInvitation, StoreError>;
    const auto made = answerTo<Made>([&](auto answer) { entrance.invite(command->wish, answer); });
    if (!made && made.error() == StoreError::TooMany)
        return tl::unexpected(QStringLiteral("There are as many invitations as there may be."));
    if (!made)
        return tl::unexpected(QStringLiteral("The invitation cannot be written."));
    const auto tls = hostTls(host->config, contents.hostId);
    Chat::HostLink link;
    link.address = command->address.isEmpty() ? ownAddress(host->config) : command->address;
    link.room = made->info.room;
    link.fingerprint = tls ? tls->fingerprint : QByteArray();
    link.secret = made->secret;
    return QStringList{Chat::writeHostLink(link)};
}

} // namespace Server
