// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/messages.h"
#include "ui/model/connectionstatus.h"
#include "ui/model/memberlistmodel.h"
#include "ui/model/outbox.h"
#include "ui/model/profile.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/timelinemodel.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>

namespace Ui {

class Account;
class Attention;
class Company;
class OutboxSender;
class RoomOrders;
class RoomSession;
class SearchModel;

/// The one API that widgets call: a person's place on one host.
///
/// Owns the connection, the models of its rooms and what was not sent yet. Lives in the UI
/// thread; nothing here blocks. Everything said is written to the outbox first and leaves it only
/// with the host's receipt, so that neither a broken network nor a killed program loses it.
class ChatClient : public QObject {
    Q_OBJECT
public:
    /// `hostKey` names the host in the profile (outbox, joined rooms, read markers, guest token):
    /// "own" for the host of this very program, else the address as it was given.
    /// `password` is the host's; empty for none. The profile must outlive the client.
    ChatClient(Profile &profile, QString hostKey, Stomp::StompClient::LinkMaker makeLink,
               QString password = {}, QObject *parent = nullptr,
               const Stomp::StompClient::Options &connection = {});
    ~ChatClient() override;

    void connectToHost();
    void disconnectFromHost(); ///< Politely; `status()` becomes Offline.
    void retryNow();

    ConnectionStatus status() const { return m_status; }
    /// The name the host gave itself; empty before the first connection, as is self().
    QString hostName() const { return m_hostName; }
    Chat::UserId self() const { return m_self; } ///< Who the host says we are.
    Profile &profile() { return m_profile; }     ///< Whose chat it is.

    RoomListModel *rooms() { return &m_rooms; } ///< All of the host; joined ones count the unread.
    TimelineModel *timeline(const Chat::RoomId &room); ///< Made on first use, and kept.
    MemberListModel *members(const Chat::RoomId &room);
    SearchModel *search() { return m_search.get(); } ///< What was said on the host.
    Company *company() { return m_company.get(); }   ///< Who writes, and who can be reached.
    std::unique_ptr<class Webhooks> webhooks(const Chat::RoomId &room); ///< Does not outlive us.
    RoomOrders *orders() { return m_orders.get(); } ///< What rooms are, and who comes in.
    Account *account() { return m_account.get(); }  ///< Who one is there, and whom one ignores.
    Attention *attention() { return m_attention.get(); } ///< What calls one.

    /// Becomes a member: history, live messages and unread counts follow.
    void joinRoom(const Chat::RoomId &room, const QString &password = {});
    void leaveRoom(const Chat::RoomId &room);
    void createRoom(const QString &name, const QString &topic = {}); ///< roomCreated() or failed().
    void setTopic(const Chat::RoomId &room, const QString &topic);

    /// Puts it into outbox and timeline, and sends it when connected; `id`: of the draft it was.
    Chat::ClientMessageId say(const Chat::RoomId &room, const QString &text,
                              Chat::Sequence answered = {}, std::vector<Chat::FileInfo> files = {},
                              const Chat::ClientMessageId &id = Chat::makeClientMessageId());
    void resend(const Chat::ClientMessageId &message); ///< One that failed.
    void resendAll();
    /// Never; also for one that waits. Of one under way failed() says that it is too late.
    void discard(const Chat::ClientMessageId &message);
    void discardAll(const std::vector<Chat::ClientMessageId> &messages);
    OutboxSender &outbox() { return *m_sender; } ///< What is not with the host yet.

    // What becomes of stored messages; failed() tells when the host does not take it.
    void edit(const Chat::RoomId &room, Chat::Sequence message, const QString &text);
    void remove(const Chat::RoomId &room, Chat::Sequence message);
    void react(const Chat::RoomId &room, Chat::Sequence message, const QString &emoji, bool on);
    void pin(const Chat::RoomId &room, Chat::Sequence message, bool on);

    /// The page of history before the oldest line held; one at a time, while there are more.
    void loadOlder(const Chat::RoomId &room);
    void markRead(const Chat::RoomId &room); ///< Up to its newest message all was seen.
    /// Puts the line "new messages from here" behind what was read; for when a room is opened.
    void placeUnreadMark(const Chat::RoomId &room);
    int unsentCount() const; ///< Messages in the outbox, waiting or failed.
    Stomp::StompClient &connection() { return *m_client; } ///< For other parts of the model.

Q_SIGNALS:
    void statusChanged();
    void hostNameChanged();
    void roomCreated(const Chat::RoomId &room);
    void failed(const QString &sentence); ///< Why something asked for did not work, for people.
    /// That edit; whether the host has it is not known if the connection broke behind it.
    void notEdited(const Chat::RoomId &room, Chat::Sequence message, const QString &text);
    void unsentCountChanged();
    void messageArrived(const Chat::RoomMessage &message); ///< Of others where joined, live.

private:
    struct Place; ///< What a room has in memory, joined or not.
    Place &place(const Chat::RoomId &room);
    Stomp::Headers connectHeaders();
    void followState();
    void greeted();
    void subscribeToRefusals();
    void subscribeToRooms();
    void takeRooms(std::vector<Chat::RoomInfo> rooms);
    void startRoom(const Chat::RoomId &room);
    void enterRoom(const Chat::RoomId &room, const QString &password = {});
    void followOrders();
    void takeRoom(const Chat::RoomInfo &room);
    void tellHostWeLeft(const Chat::RoomId &room);
    void request(const QByteArray &destination, const QByteArray &body,
                 const std::function<void()> &done,
                 const std::function<void(const QString &why, bool refused)> &failed);
    void requestChange(
        Chat::Request::Kind kind, const Chat::RoomId &room, const QByteArray &body,
        const QString &sentence, const std::function<void()> &undone = [] {});
    void complain(const QString &sentence);
    void setPhase(ConnectionStatus::Phase phase);

    Profile &m_profile;
    const QString m_hostKey;
    const QString m_password;
    RoomListModel m_rooms;
    ConnectionStatus m_status;
    bool m_wanted = false; ///< connectToHost() was called and not taken back.
    QString m_hostName;
    Chat::UserId m_self;
    std::unique_ptr<Stomp::StompClient> m_client;
    std::unique_ptr<OutboxSender> m_sender;
    // What follows uses the client and so dies before it.
    std::unique_ptr<SearchModel> m_search;
    std::unique_ptr<Company> m_company;
    std::unique_ptr<RoomOrders> m_orders;
    std::unique_ptr<Account> m_account;
    std::unique_ptr<Attention> m_attention;
    std::map<Chat::RoomId, std::unique_ptr<Place>> m_places;
    std::vector<std::unique_ptr<RoomSession>> m_left; ///< Until the event loop turns.
};

} // namespace Ui
