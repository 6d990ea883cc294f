// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/mainwindow.h"
#include "ui/model/chatclient.h"
#include "ui/model/roomorders.h"

#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <memory>

/// A real host, a window of kim, who owns the room "club", and lee, who is in it without a window.
class DesktopPair {
public:
    static constexpr int patience = 30000;
    struct Person {
        QTemporaryDir folder;
        std::unique_ptr<Ui::Profile> profile;
        std::unique_ptr<Ui::ChatClient> client;

        Chat::RoomInfo room(const Chat::RoomId &id) const { return client->rooms()->room(id); }
        bool isIn(const Chat::RoomId &id) const { return client->rooms()->isJoined(id); }
    };

    void start()
    {
        Server::HostConfig config;
        config.port = 0;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = m_folder.filePath(QStringLiteral("data"));
        host = std::make_unique<Server::Host>(config);
        QSignalSpy started(host.get(), &Server::Host::started);
        host->start();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
        address = started[0][0].value<Server::HostAddresses>().webSocket.at(0);
        enter(kim, QStringLiteral("kim"));
        enter(lee, QStringLiteral("lee"));
        for (Person *one : {&kim, &lee})
            QTRY_VERIFY_WITH_TIMEOUT(one->isIn(Chat::lobbyRoom()) && !one->client->self().isEmpty(),
                                     patience);
        kim.client->orders()->make({club.toString(), QStringLiteral("Club"), {}, {}});
        QTRY_COMPARE_WITH_TIMEOUT(kim.room(club).own.role, Chat::MemberRole::Owner, patience);
        QTRY_VERIFY_WITH_TIMEOUT(kim.isIn(club), patience);
        lee.client->joinRoom(club);
        QTRY_VERIFY_WITH_TIMEOUT(sees(club, lee.client->self()).isValid(), patience);

        actions = std::make_unique<Ui::Actions>();
        window = std::make_unique<Ui::MainWindow>(*kim.profile, *actions);
        window->resize(1100, 720);
        Ui::HostSummary summary;
        summary.joinedBy = address;
        window->showChat(kim.client.get(), summary);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        page = window->findChild<Ui::ChatPage *>();
        page->showRoom(club);
    }

    void stop()
    {
        window.reset();
        lee.client.reset();
        kim.client.reset();
        host.reset();
    }

    /// That person in kim's list of who is in the room.
    QModelIndex sees(const Chat::RoomId &room, const Chat::UserId &user) const
    {
        const Ui::MemberListModel *members = kim.client->members(room);
        for (int row = 0; row < members->rowCount(); ++row) {
            const QModelIndex person = members->index(row);
            if (person.data(Ui::MemberListModel::UserIdRole).toString() == user.toString())
                return person;
        }
        return {};
    }

    QStringList menuOfRoom() const
    {
        QStringList texts;
        for (const QAction *action : openMenu()->actions())
            texts << action->text();
        openMenu()->close();
        return texts;
    }

    /// Chooses in the room's menu.
    void choose(const QString &text) const
    {
        QMenu *menu = openMenu();
        menu->close(); // as it is when one chooses; it is deleted later
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                action->trigger();
        }
    }

    /// Opens the settings of the shown room; nullptr when they do not come.
    QDialog *openSettings() const
    {
        choose(QStringLiteral("Room settings…"));
        auto *dialog = window->findChild<QDialog *>(QStringLiteral("roomSettingsDialog"));
        if (!dialog)
            return nullptr;
        QCoreApplication::processEvents(); // the menu's end gives the window behind it the keys
        dialog->activateWindow();
        return QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
    }

    /// What the window says below its header; empty when nothing.
    QString sentence() const
    {
        const auto *label = window->findChild<QLabel *>(QStringLiteral("sentence"));
        return label->isVisible() ? label->text() : QString();
    }

    /// Somebody more, with a profile of their own.
    void enter(Person &person, const QString &name) const
    {
        auto profile = Ui::Profile::open(person.folder.filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        person.profile = std::move(*profile);
        person.profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        person.profile->setName(name);
        person.client = std::make_unique<Ui::ChatClient>(
            *person.profile, QStringLiteral("host:7610"),
            [url = QUrl(address)] { return std::make_unique<Stomp::WebSocketLink>(url); });
        person.client->connectToHost();
    }

    const Chat::RoomId club{QStringLiteral("club")};
    QString address;
    std::unique_ptr<Server::Host> host;
    Person kim, lee;
    std::unique_ptr<Ui::Actions> actions;
    std::unique_ptr<Ui::MainWindow> window;
    Ui::ChatPage *page = nullptr;

private:
    QMenu *openMenu() const
    {
        for (QMenu *menu : window->findChildren<QMenu *>(QStringLiteral("roomActions"))) {
            if (menu->isVisible())
                return menu;
        }
        page->findChild<QToolButton *>(QStringLiteral("roomMenu"))->click();
        return window->findChildren<QMenu *>(QStringLiteral("roomActions")).constLast();
    }

    QTemporaryDir m_folder;
};
