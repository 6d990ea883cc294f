// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "stomp/wire/address.h"
#include "ui/model/chatclient.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// What a client has of a room.
inline QStringList heard(Ui::ChatClient &client, const Chat::RoomId &room = Chat::lobbyRoom())
{
    QStringList texts;
    const Ui::TimelineModel *lines = client.timeline(room);
    for (int row = 0; row < lines->rowCount(); ++row)
        texts << lines->index(row).data(Ui::TimelineModel::TextRole).toString();
    return texts;
}

/// A host of somebody else, and somebody in it.
struct Elsewhere {
    static constexpr int patience = 30000; // ms

    QTemporaryDir folder;
    std::unique_ptr<Server::Host> host;
    std::unique_ptr<Ui::Profile> profile;
    std::unique_ptr<Ui::ChatClient> friends;
    QString address;
    Server::HostConfig config;

    /// `password`: of the host; empty: none.
    bool start(const QString &name, const QString &password = {})
    {
        config.name = name;
        config.port = 0;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = dataFolder();
        if (!password.isEmpty()) {
            QFile file(folder.filePath(QStringLiteral("password")));
            if (!file.open(QIODevice::WriteOnly) || file.write(password.toUtf8()) < 0)
                return false;
            config.passwordFile = file.fileName();
        }
        host = std::make_unique<Server::Host>(config);
        QSignalSpy started(host.get(), &Server::Host::started);
        host->start();
        if (!QTest::qWaitFor([&] { return started.size() == 1; }, patience))
            return false;
        const auto addresses = started[0][0].value<Server::HostAddresses>();
        address = QStringLiteral("127.0.0.1:%1").arg(addresses.port);
        auto opened = Ui::Profile::open(folder.filePath(QStringLiteral("profile")));
        if (!opened)
            return false;
        profile = std::move(*opened);
        profile->setName(QStringLiteral("lee"));
        friends = std::make_unique<Ui::ChatClient>(
            *profile, address,
            [url = Chat::hostUrl(QStringLiteral("ws://") + address)] {
                return std::make_unique<Stomp::WebSocketLink>(url);
            },
            password);
        friends->connectToHost();
        return QTest::qWaitFor([&] { return friends->rooms()->isJoined(Chat::lobbyRoom()); },
                               patience);
    }
    QString dataFolder() const { return folder.filePath(QStringLiteral("data")); }
    void kill() { host.reset(); }
};
