// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

namespace TestSupport {

using Ui::Account;
using Ui::ChatClient;
using Ui::TimelineModel;

/// A desktop with a profile of its own.
class Desk {
public:
    explicit Desk(const QString &name)
    {
        profile = std::move(*Ui::Profile::open(m_folder.path()));
        profile->setName(name);
    }
    void start(Stomp::StompClient::LinkMaker link, const QString &hostKey)
    {
        m_link = std::move(link);
        m_hostKey = hostKey;
        restart();
    }
    void restart()
    {
        m_tester.reset();
        client.reset();
        client = std::make_unique<ChatClient>(*profile, m_hostKey, [this] {
            ++links;
            return m_link();
        });
        client->connectToHost();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            &timeline(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void stop()
    {
        m_tester.reset();
        client.reset();
    }
    bool isOnline() const { return client->status().phase == Ui::ConnectionStatus::Phase::Online; }
    Account &account() { return *client->account(); }
    TimelineModel &timeline() { return *client->timeline(Chat::lobbyRoom()); }
    QModelIndex line(const QString &text)
    {
        for (int row = timeline().rowCount() - 1; row >= 0; --row) {
            if (timeline().index(row).data().toString() == text)
                return timeline().index(row);
        }
        return {};
    }
    bool shows(const QString &text) { return line(text).isValid(); }
    QStringList members()
    {
        QStringList names;
        const Ui::MemberListModel &list = *client->members(Chat::lobbyRoom());
        for (int row = 0; row < list.rowCount(); ++row)
            names << list.index(row).data().toString();
        return names;
    }
    int unread()
    {
        return client->rooms()
            ->indexOf(Chat::lobbyRoom())
            .data(Ui::RoomListModel::UnreadRole)
            .toInt();
    }
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    Stomp::StompClient::LinkMaker m_link;
    QString m_hostKey;

public:
    int links = 0;
    std::unique_ptr<Ui::Profile> profile;
    std::unique_ptr<ChatClient> client;

private:
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

/// A host, and desktops on it.
class PeopleFixture {
protected:
    using Phase = Ui::ConnectionStatus::Phase;

    void openHost()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_port = 0;
        startHost();
    }
    void startHost()
    {
        Server::HostConfig config;
        config.port = m_port;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = m_folder->filePath(QStringLiteral("data"));
        m_host.reset();
        m_host = std::make_unique<Server::Host>(config);
        QSignalSpy started(m_host.get(), &Server::Host::started);
        m_host->start();
        QTRY_COMPARE(started.size(), 1);
        const auto addresses = started[0][0].value<Server::HostAddresses>();
        m_address = addresses.webSocket.at(0);
        m_port = addresses.port;
    }
    std::unique_ptr<Desk> desk(const QString &name)
    {
        auto made = std::make_unique<Desk>(name);
        made->start([this] { return std::make_unique<Stomp::WebSocketLink>(QUrl(m_address)); },
                    QStringLiteral("host:7610"));
        return made;
    }
    std::unique_ptr<Desk> onlineDesk(const QString &name)
    {
        auto made = desk(name);
        waitForAccount(*made);
        return made;
    }
    static void waitForAccount(Desk &one)
    {
        QTRY_VERIFY_WITH_TIMEOUT(one.isOnline() && !one.account().info().user.isEmpty(), 20000);
    }
    static void say(Desk &one, const QString &text)
    {
        one.client->say(Chat::lobbyRoom(), text);
        QTRY_VERIFY(one.line(text).data(TimelineModel::SequenceRole).toLongLong() > 0);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Server::Host> m_host;
    quint16 m_port = 0;
    QString m_address;
};

} // namespace TestSupport
