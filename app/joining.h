// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sessions.h"
#include "stomp/wire/hostlink.h"
#include "ui/mainwindow.h"
#include "ui/model/hosttrust.h"
#include "ui/model/hostway.h"
#include "ui/model/nearbyhosts.h"
#include "ui/model/profile.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <chrono>
#include <memory>

/// How one comes into hosts: by an address, by a link, by what the profile remembers; and what the
/// person is told when that does not lead there.
class Joining : public QObject {
    Q_OBJECT
public:
    /// All must outlive it. `roomPatience`: how long the room of a link may take to come with the
    /// list of rooms.
    Joining(Ui::Profile &profile, Ui::MainWindow &window, Sessions &sessions,
            std::chrono::milliseconds roomPatience);

    /// The host that is open in this program: its addresses as Chat::hostText() has them, and its
    /// fingerprint. Empty: none is.
    void setOwn(const QStringList &addresses, const QByteArray &fingerprint);

    /// Goes there, or to the chat with that host that there is. `address`: or a link. Null when it
    /// leads nowhere, which is told.
    Ui::ChatClient *join(const QString &address, const QString &password = {});
    /// Asks before it goes to a host where one has not been.
    void openLink(const QString &text);
    /// Owns the client, connects it and shows its chat. `key`: of Sessions.
    Ui::ChatClient *use(std::unique_ptr<Ui::ChatClient> client, const QString &key,
                        const Ui::HostSummary &summary);
    /// Leaves for good; null: nothing.
    void drop(Ui::ChatClient *client);

    /// Somebody says that a host is there; see Ui::HostWay::heard().
    void heard(const QString &hostId, const QByteArray &fingerprint, const QString &address);
    /// Has heard() called for each of those hosts as they come and change; whoever is gone to
    /// later is told of those that are there, for it may have moved before. They must outlive it.
    void followNeighbours(const Ui::NearbyHosts &hosts);

private:
    /// What one wants to come in by, and to.
    struct Wish {
        Ui::HostWay::Start start;
        QString password;
        QByteArray secret; ///< Of the link; kept nowhere.
        Chat::RoomId room = {};
        bool isKept = false; ///< The password was, from another time.
    };
    Ui::ChatClient *go(const Wish &wish);
    /// Whether what one has now may open what is closed with a client that is there.
    static bool isOfUse(const Wish &wish, const Ui::ChatClient &there);
    Ui::ChatClient *enter(const QString &key, const Wish &asked);
    void showRoom(Ui::ChatClient *client, const Chat::RoomId &room);
    void hearRows(int first, int last);
    void tellOfNeighbours(Ui::HostWay &way) const;
    Ui::ChatClient *clientOf(const QString &key) const;
    bool isOwn(const QString &place, const QByteArray &fingerprint) const;
    void watchFirstConnection(Ui::ChatClient *client, const Wish &wish);
    void followWay(Ui::ChatClient *client, const Wish &wish);
    void tellRefused(Ui::ChatClient *client, const Wish &wish);
    void askAboutChange(Ui::ChatClient *client);
    void lookForPlain(Ui::ChatClient *client, const Wish &wish, const QString &sentence);
    void giveUp(Ui::ChatClient *client, const QString &sentence, Ui::MainWindow::Problem kind,
                const QString &address);

    Ui::Profile &m_profile;
    Ui::HostTrust m_trust;
    Ui::MainWindow &m_window;
    Sessions &m_sessions;
    const std::chrono::milliseconds m_roomPatience;
    const Ui::NearbyHosts *m_neighbours = nullptr;
    QStringList m_ownAddresses;
    QByteArray m_ownFingerprint;
    QNetworkAccessManager m_network;
    QPointer<QObject> m_awaitedRoom; ///< While the room of a link is not there yet.
};
