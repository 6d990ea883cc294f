// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/chatclient.h"

#include "stomp/wire/changes.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/refusals.h"
#include "ui/model/account.h"
#include "ui/model/attention.h"
#include "ui/model/company.h"
#include "ui/model/entryrefusal.h"
#include "ui/model/outboxsender.h"
#include "ui/model/peopleorder.h"
#include "ui/model/refusalwords.h"
#include "ui/model/roomhistory.h"
#include "ui/model/roomname.h"
#include "ui/model/roomorders.h"
#include "ui/model/roomsession.h"
#include "ui/model/searchmodel.h"
#include "ui/model/webhooks.h"

#include <QUrl>

#include <algorithm>
#include <chrono>
#include <utility>

namespace Ui {
namespace {

using Phase = ConnectionStatus::Phase;
using Kind = Chat::Request::Kind;
using State = Stomp::StompClient::State;
using Received = Stomp::ClientEvent::MessageReceived;

constexpr qsizetype longestName = 64;         // of a person and of a room
constexpr qsizetype longestGuestToken = 1024; // bytes
/// Pages of history and replays may be larger than what one may say.
constexpr qsizetype largestReceivedBody = 4 * 1024 * 1024;

/// CONNECT knows no escapes, so an end of line would begin another header.
QByteArray headerValue(const QString &text)
{
    return QString(text).remove(u'\r').remove(u'\n').remove(QChar(0)).toUtf8();
}

/// STOMP's virtual host: the name or address that was typed.
QByteArray virtualHost(const QString &hostKey)
{
    const QString host = QUrl(hostKey).host();
    return host.isEmpty() ? QByteArrayLiteral("madang") : host.toUtf8();
}

Stomp::StompClient::Options clientOptions(Stomp::StompClient::Options options)
{
    options.session.limits.bodyBytes = largestReceivedBody;
    return options;
}

Stomp::Headers jsonHeaders()
{
    return {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}};
}

} // namespace

struct ChatClient::Place {
    Place(Stomp::StompClient &client, const Chat::RoomId &room)
        : timeline(room), history(client, timeline)
    {
    }
    TimelineModel timeline;
    MemberListModel members;
    RoomHistory history;
    std::unique_ptr<RoomSession> session; ///< While joined.
};

ChatClient::ChatClient(Profile &profile, QString hostKey, Stomp::StompClient::LinkMaker makeLink,
                       QString password, QObject *parent,
                       const Stomp::StompClient::Options &connection)
    : QObject(parent), m_profile(profile), m_hostKey(std::move(hostKey)),
      m_password(std::move(password)),
      m_client(std::make_unique<Stomp::StompClient>(
          std::move(makeLink), [this] { return connectHeaders(); }, clientOptions(connection))),
      m_sender(std::make_unique<OutboxSender>(Outbox(profile.database(), m_hostKey), *m_client)),
      m_search(std::make_unique<SearchModel>(*m_client)),
      m_company(std::make_unique<Company>(*m_client, m_profile, m_hostKey, m_rooms)),
      m_account(std::make_unique<Account>(*m_client, m_profile, m_hostKey))
{
    m_status.since = QDateTime::currentDateTimeUtc();
    connect(m_client.get(), &Stomp::StompClient::stateChanged, this, &ChatClient::followState);
    connect(m_sender.get(), &OutboxSender::countChanged, this, &ChatClient::unsentCountChanged);
    connect(m_sender.get(), &OutboxSender::deliveryChanged, this,
            [this](const auto &room, const auto &message, Delivery delivery, const auto &why) {
                place(room).timeline.setDelivery(message, delivery, why);
            });
    connect(m_sender.get(), &OutboxSender::discarded, this,
            [this](auto &room, auto &message) { place(room).timeline.removeWaiting(message); });
    connect(m_sender.get(), &OutboxSender::notKept, this, [this] {
        complain(tr("The message could not be kept on this computer's disk. "
                    "It is lost if the program ends before it is sent."));
    });
    connect(m_company->presence(), &OwnPresence::refused, this,
            [this](const QString &why) { complain(tr("The status was not taken: %1").arg(why)); });
    connect(m_account.get(), &Account::loggedOut, this, &ChatClient::disconnectFromHost);
    subscribeToRefusals();
    followOrders();
    m_company->listen(*m_account->ignored());
    subscribeToRooms();
    for (const Chat::RoomId &room : m_profile.joinedRooms(m_hostKey))
        startRoom(room);
    takeRooms({});
    m_attention = std::make_unique<Attention>(*this, m_profile.settings(), m_hostKey);
}

ChatClient::~ChatClient()
{
    m_company->keep();
    // Whoever listens to us must not be told of the end of our parts.
    m_client->disconnect(this);
    m_sender->disconnect(this);
}

void ChatClient::connectToHost()
{
    m_wanted = true;
    m_client->connectToHost();
}

void ChatClient::disconnectFromHost()
{
    m_wanted = false;
    m_company->keep();
    m_client->disconnectFromHost();
    followState();
}

void ChatClient::retryNow()
{
    m_client->retryNow();
    m_sender->retryNow();
}

TimelineModel *ChatClient::timeline(const Chat::RoomId &room)
{
    return &place(room).timeline;
}

MemberListModel *ChatClient::members(const Chat::RoomId &room)
{
    return &place(room).members;
}

ChatClient::Place &ChatClient::place(const Chat::RoomId &room)
{
    std::unique_ptr<Place> &held = m_places[room];
    if (!held) {
        held = std::make_unique<Place>(*m_client, room);
        held->timeline.setSelf(m_self);
        held->members.setSelf(m_self);
        held->timeline.setIgnored(m_account->ignored());
        for (const OutboxEntry &entry : m_sender->entries()) {
            if (entry.message.room != room)
                continue;
            held->timeline.addWaiting(entry.message);
            if (entry.failed)
                held->timeline.setDelivery(entry.message.clientId, Delivery::Failed, entry.failure);
        }
    }
    return *held;
}

Stomp::Headers ChatClient::connectHeaders()
{
    Stomp::Headers headers{
        {QByteArrayLiteral("host"), virtualHost(m_hostKey)},
        {QByteArrayLiteral("name"), headerValue(m_profile.name().left(longestName))},
    };
    const QByteArray token = m_profile.guestToken(m_hostKey);
    if (!token.isEmpty())
        headers.append(QByteArrayLiteral("guest-token"), token);
    if (!m_password.isEmpty())
        headers.append(QByteArrayLiteral("passcode"), headerValue(m_password));
    m_account->addTo(headers);
    return headers;
}

void ChatClient::followState()
{
    const State state = m_client->state();
    if (state != State::Connected) {
        m_sender->stop();
        m_company->stop();
        for (const auto &[room, place] : m_places) {
            if (place->session)
                place->session->stop();
            place->history.stop();
        }
    }
    switch (state) {
    case State::Connected:
        greeted();
        setPhase(Phase::Online);
        return;
    case State::Connecting:
        // A try after a broken connection is part of waiting: the person waits on.
        setPhase(m_status.phase == Phase::Waiting ? Phase::Waiting : Phase::Connecting);
        return;
    case State::Waiting:
        setPhase(Phase::Waiting);
        return;
    case State::Disconnected:
        if (m_wanted && m_status.phase == Phase::Offline) {
            m_client->connectToHost(); // Asked for while we were leaving.
            return;
        }
        // The only way here without being asked is that the host said no to CONNECT.
        setPhase(m_wanted ? Phase::Refused : Phase::Offline);
        return;
    case State::Closing:
        setPhase(Phase::Offline);
        return;
    }
}

void ChatClient::setPhase(Phase phase)
{
    if (m_status.phase != phase) {
        m_status.phase = phase;
        m_status.since = QDateTime::currentDateTimeUtc();
    }
    describeTrouble(m_status, *m_client);
    Q_EMIT statusChanged();
}

void ChatClient::greeted()
{
    const Stomp::Headers &headers = m_client->connectedHeaders();
    m_self = Chat::UserId(QString::fromUtf8(headers.value("user-id", {})));
    m_company->setSelf(m_self);
    for (const auto &[room, place] : m_places) {
        place->timeline.setSelf(m_self);
        place->members.setSelf(m_self);
    }
    m_account->greeted();
    const QByteArray token = headers.value("guest-token", {});
    if (!token.isEmpty() && token.size() <= longestGuestToken &&
        token != m_profile.guestToken(m_hostKey)) {
        m_profile.setGuestToken(m_hostKey, token);
        m_profile.forgetEntered(m_hostKey);
    }
    const QString hostName = QString::fromUtf8(headers.value("host-name", {})).left(longestName);
    if (std::exchange(m_hostName, hostName) != hostName)
        Q_EMIT hostNameChanged();

    if (!m_profile.knowsHost(m_hostKey)) {
        joinRoom(Chat::lobbyRoom());
    } else {
        for (const Chat::RoomId &room : m_profile.roomsToEnter(m_hostKey))
            enterRoom(room);
    }
    for (const Chat::RoomId &room : m_profile.roomsToLeave(m_hostKey))
        tellHostWeLeft(room);
    m_sender->start();
}

/// Before anything else, so that nothing we may not do costs us the connection.
void ChatClient::subscribeToRefusals()
{
    Stomp::StompSubscription *refusals = m_client->subscribe(Chat::errorsQueue());
    connect(refusals, &Stomp::StompSubscription::received, this, [this](const Received &message) {
        const auto refused = Chat::RefusedEvent::fromJson(message.body);
        if (!refused)
            return;
        const QString why = timedRefusal(*refused);
        m_sender->setRetryAfter(refused->retryAfter);
        m_client->takeRefusal(refused->receipt.toUtf8(), why);
        m_sender->setRetryAfter({});
        if (refused->receipt.isEmpty()) // of a subscription: nobody else hears of it
            complain(tr("The host refused something: %1").arg(shownRefusal(why)));
    });
}

void ChatClient::followOrders()
{
    m_orders = std::make_unique<RoomOrders>(*m_client, m_rooms);
    connect(m_orders.get(), &RoomOrders::failed, this, &ChatClient::complain);
    connect(m_orders.get(), &RoomOrders::roomCame, this, &ChatClient::takeRoom);
    connect(m_orders.get(), &RoomOrders::made, this, [this](const Chat::RoomId &room) {
        joinRoom(room);
        Q_EMIT roomCreated(room);
    });
    connect(m_orders.get(), &RoomOrders::roomWent, this, [this](const Chat::RoomId &room) {
        if (place(room).session)
            complain(tr("A room you were in is not there for you any more."));
        leaveRoom(room);
    });
    connect(m_orders.get(), &RoomOrders::invitationCame, this,
            [this](const Chat::InvitationEvent &event) {
                if (event.kind == Chat::InvitationEvent::Kind::Admitted)
                    joinRoom(event.room.id);
            });
    m_sender->follow(m_rooms);
}

void ChatClient::takeRoom(const Chat::RoomInfo &room)
{
    if (const auto held = m_places.find(room.id); held != m_places.end())
        held->second->history.forgetUpTo(room.floor);
    // What somebody says to us alone must not be missed.
    if (room.settings.visibility == Chat::Visibility::Direct)
        joinRoom(room.id);
}

void ChatClient::subscribeToRooms()
{
    Stomp::StompSubscription *list = m_client->subscribe(Chat::requestDestination(Kind::Rooms));
    connect(list, &Stomp::StompSubscription::received, this, [this](const Received &message) {
        auto rooms = Chat::roomListFromJson(message.body);
        if (!rooms)
            return;
        for (const auto &[id, place] : m_places) {
            if (!place->session)
                continue;
            const auto isIt = [&id = id](const Chat::RoomInfo &room) { return room.id == id; };
            const auto listed = std::find_if(rooms->begin(), rooms->end(), isIt);
            place->session->setHostNewest(listed == rooms->end() ? Chat::Sequence{} : listed->last);
        }
        takeRooms(*rooms);
        for (const Chat::RoomInfo &room : *rooms)
            takeRoom(room);
        m_company->start();
    });
}

void ChatClient::takeRooms(std::vector<Chat::RoomInfo> rooms)
{
    // A joined room stays in sight, with what waits in it, whether the host knows it or not.
    for (const auto &[id, place] : m_places) {
        const auto isIt = [&id = id](const Chat::RoomInfo &room) { return room.id == id; };
        if (place->session && std::none_of(rooms.begin(), rooms.end(), isIt)) {
            Chat::RoomInfo unlisted;
            unlisted.id = id;
            unlisted.name = id.toString();
            rooms.insert(rooms.begin(), unlisted);
        }
    }
    m_rooms.setRooms(rooms);
}

void ChatClient::startRoom(const Chat::RoomId &room)
{
    Place &here = place(room);
    if (here.session)
        return;
    here.session = std::make_unique<RoomSession>(*m_client, here.timeline, here.members,
                                                 here.history, m_profile.lastRead(m_hostKey, room));
    RoomSession *session = here.session.get();
    connect(session, &RoomSession::messageArrived, this, &ChatClient::messageArrived);
    connect(session, &RoomSession::ownStored, m_sender.get(), &OutboxSender::confirm);
    connect(session, &RoomSession::orderKept, &m_orders->people(), &PeopleOrder::tellOfOthers);
    const auto introduce = [this, session] { session->setSelf(m_self, m_account->name()); };
    connect(m_account.get(), &Account::changed, session, introduce);
    introduce();
    m_company->follow(*session);
    m_rooms.setJoined(room, true);
}

std::unique_ptr<Webhooks> ChatClient::webhooks(const Chat::RoomId &room)
{
    return std::make_unique<Webhooks>(*m_client, room);
}

void ChatClient::joinRoom(const Chat::RoomId &room, const QString &password)
{
    if (place(room).session)
        return;
    const Chat::RoomInfo known = m_rooms.room(room);
    // To whom does not belong to it the host would say nothing of what is said there.
    if (!known.settings.isOpen() && known.own.role == Chat::MemberRole::None)
        return enterRoom(room, password);
    m_profile.setJoined(m_hostKey, room, true);
    startRoom(room);
    m_rooms.list(room);
    if (m_client->state() == State::Connected)
        enterRoom(room);
}

void ChatClient::enterRoom(const Chat::RoomId &room, const QString &password)
{
    Chat::MessageRequest enter;
    enter.type = Chat::MessageType::Enter;
    enter.roomText = room.toString();
    enter.sender = m_profile.name();
    enter.stays = true;
    enter.password = password;
    const auto done = [this, room, isNew = !place(room).session] {
        if (isNew && !place(room).session) {
            m_profile.setJoined(m_hostKey, room, true);
            startRoom(room);
        }
        m_profile.setEntered(m_hostKey, room, true);
        if (place(room).session) // the receipt stands behind the replay, asked for before
            place(room).session->becomeLive();
        else // left before we were in
            tellHostWeLeft(room);
    };
    request(Chat::requestDestination(Kind::Message), enter.toJson(), done,
            [this, room](const QString &why, bool refused) {
                if ((!refused || Chat::isNotStored(why)) && place(room).session)
                    return;
                leaveRoom(room);
                m_rooms.setNextEntry(room, tryAgainAt(why));
                complain(tr("The host does not let you into this room: %1").arg(shownRefusal(why)));
            });
}

void ChatClient::leaveRoom(const Chat::RoomId &room)
{
    Place &here = place(room);
    if (!here.session)
        return;
    m_company->leave(room);
    m_profile.setJoined(m_hostKey, room, false);
    here.session->disconnect(this);
    here.session->unsubscribe();
    // We may be inside one of its signals.
    m_left.push_back(std::move(here.session));
    QMetaObject::invokeMethod(
        this, [this] { m_left.clear(); }, Qt::QueuedConnection);
    here.members.setMembers({});
    m_rooms.setJoined(room, false);
    const auto owed = m_profile.roomsToLeave(m_hostKey);
    if (m_client->state() == State::Connected &&
        std::find(owed.begin(), owed.end(), room) != owed.end())
        tellHostWeLeft(room);
}

void ChatClient::tellHostWeLeft(const Chat::RoomId &room)
{
    Chat::MessageRequest leave;
    leave.type = Chat::MessageType::Leave;
    leave.roomText = room.toString();
    leave.sender = m_profile.name();
    const auto done = [this, room] { m_profile.setEntered(m_hostKey, room, false); };
    request(Chat::requestDestination(Kind::Message), leave.toJson(), done,
            [done](const QString &why, bool refused) {
                if (refused && !Chat::isNotStored(why))
                    done();
            });
}

void ChatClient::createRoom(const QString &name, const QString &topic)
{
    const QString shown = name.simplified();
    if (shown.isEmpty() || shown.size() > longestName) {
        complain(tr("A room's name has 1 to %1 characters.").arg(longestName));
        return;
    }
    Chat::RoomId room = makeRoomId(shown);
    if (m_rooms.indexOf(room).isValid())
        room = makeRoomIdWithEnding(shown);
    Chat::RoomRequest create{room.toString(), shown, topic};
    const auto done = [this, room] {
        joinRoom(room);
        Q_EMIT roomCreated(room);
    };
    request(Chat::requestDestination(Kind::CreateRoom), create.toJson(), done,
            [this, shown](const QString &why, bool) {
                complain(tr("The room \"%1\" was not made: %2").arg(shown, shownRefusal(why)));
            });
}

void ChatClient::setTopic(const Chat::RoomId &room, const QString &topic)
{
    requestChange(Kind::SetTopic, room, Chat::RoomRequest{room.toString(), {}, topic}.toJson(),
                  tr("The topic was not changed: %1"));
}

void ChatClient::edit(const Chat::RoomId &room, Chat::Sequence message, const QString &text)
{
    requestChange(Kind::Edit, room, Chat::EditRequest{message, text}.toJson(),
                  tr("The message was not changed: %1"),
                  [this, room, message, text] { Q_EMIT notEdited(room, message, text); });
}

void ChatClient::remove(const Chat::RoomId &room, Chat::Sequence message)
{
    requestChange(Kind::Delete, room, Chat::DeleteRequest{message}.toJson(),
                  tr("The message was not deleted: %1"));
}

void ChatClient::react(const Chat::RoomId &room, Chat::Sequence message, const QString &emoji,
                       bool on)
{
    requestChange(Kind::React, room, Chat::ReactRequest{message, emoji, on}.toJson(),
                  tr("The reaction was not taken: %1"));
}

void ChatClient::pin(const Chat::RoomId &room, Chat::Sequence message, bool on)
{
    requestChange(Kind::Pin, room, Chat::PinRequest{message, on}.toJson(),
                  on ? tr("The message was not pinned: %1")
                     : tr("The message is still pinned: %1"));
}

void ChatClient::requestChange(Kind kind, const Chat::RoomId &room, const QByteArray &body,
                               const QString &sentence, const std::function<void()> &undone)
{
    const bool isAsked = m_client->state() == State::Connected;
    request(
        Chat::requestDestination(kind, room), body, [] {},
        [this, sentence, undone, isAsked](const QString &why, bool refused) {
            complain(shownFailure(sentence, why, refused || !isAsked));
            undone();
        });
}

Chat::ClientMessageId ChatClient::say(const Chat::RoomId &room, const QString &text,
                                      Chat::Sequence answered, std::vector<Chat::FileInfo> files,
                                      const Chat::ClientMessageId &id)
{
    if (text.isEmpty() && files.empty())
        return {};
    Chat::RoomMessage message;
    message.room = room;
    message.sender = m_account->name();
    message.senderId = m_self;
    message.text = text;
    message.files = std::move(files);
    message.clientId = id;
    message.time = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    if (answered.number > 0)
        message.replyTo = place(room).timeline.quoted(answered);
    place(room).timeline.addWaiting(message);
    m_sender->add(message);
    return message.clientId;
}

void ChatClient::resend(const Chat::ClientMessageId &message)
{
    m_sender->resend(message);
}

void ChatClient::discard(const Chat::ClientMessageId &message)
{
    if (!m_sender->discard(message))
        complain(tr("The message is on its way already. Delete it once it has been sent."));
}

void ChatClient::resendAll()
{
    m_sender->resendAll();
}

void ChatClient::discardAll(const std::vector<Chat::ClientMessageId> &messages)
{
    if (m_sender->discardAll(messages) > 0)
        complain(tr("Some messages are on their way already. Delete them once they are sent."));
}

void ChatClient::loadOlder(const Chat::RoomId &room)
{
    place(room).history.loadOlder();
}

void ChatClient::markRead(const Chat::RoomId &room)
{
    if (RoomSession *session = place(room).session.get())
        session->markRead();
}

void ChatClient::placeUnreadMark(const Chat::RoomId &room)
{
    if (const RoomSession *session = place(room).session.get())
        place(room).timeline.setUnreadMark(session->unreadMark());
}

int ChatClient::unsentCount() const
{
    return int(m_sender->entries().size());
}

void ChatClient::request(const QByteArray &destination, const QByteArray &body,
                         const std::function<void()> &done,
                         const std::function<void(const QString &why, bool refused)> &failed)
{
    Stomp::StompReceipt *receipt = m_client->send(destination, body, jsonHeaders());
    connect(receipt, &Stomp::StompReceipt::arrived, this, done);
    connect(receipt, &Stomp::StompReceipt::failed, this, failed);
}

void ChatClient::complain(const QString &sentence)
{
    // Later, for whoever shows it may run an event loop, and we may be deep inside the connection.
    QMetaObject::invokeMethod(
        this, [this, sentence] { Q_EMIT failed(sentence); }, Qt::QueuedConnection);
}

} // namespace Ui
