// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demopeople.h"

#include "stomp/net/websocketlink.h"
#include "stomp/wire/attendance.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/messages.h"
#include "stomp/wire/reads.h"

#include <algorithm>
#include <utility>

namespace {

using Kind = Chat::Request::Kind;
using namespace std::chrono_literals;

constexpr auto remarkPause = 15s;
constexpr auto firstRemark = 4s;
constexpr auto typingTime = 2s;

} // namespace

struct DemoPeople::Guest {
    Chat::UserId id;
    std::unique_ptr<Stomp::StompClient> client;

    void send(Kind kind, const Chat::RoomId &room, const QByteArray &json) const
    {
        client->send(Chat::requestDestination(kind, room), json,
                     {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
    }
    void say(const Chat::RoomId &room, const QString &text, const QString &clientId) const
    {
        Chat::MessageRequest said;
        said.roomText = room.toString();
        said.text = text;
        said.clientIdText = clientId;
        send(Kind::Message, {}, said.toJson());
    }
};

DemoPeople::DemoPeople(const DemoStory &story, const QHash<QString, QByteArray> &tokens,
                       const QUrl &webSocket, Pace pace)
    : m_story(story), m_pace(pace)
{
    for (const DemoStory::Person &one : story.people) {
        if (one.here)
            come(one, tokens.value(one.id.toString()), webSocket);
    }
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &DemoPeople::goOn);
    if (pace == Pace::Calm)
        m_pause.start(firstRemark);
}

DemoPeople::~DemoPeople() = default;

void DemoPeople::come(const DemoStory::Person &person, const QByteArray &token,
                      const QUrl &webSocket)
{
    Stomp::Headers headers{{QByteArrayLiteral("host"), QByteArrayLiteral("demo")},
                           {QByteArrayLiteral("name"), person.name.toUtf8()}};
    if (person.guest)
        headers.append(QByteArrayLiteral("guest-token"), demoGuestToken());
    else
        headers.append(QByteArrayLiteral("token"), token);
    Stomp::StompClient::Options options;
    options.reconnects = false; // the host was closed; others come to the next one
    auto guest = std::make_unique<Guest>();
    guest->id = person.id;
    guest->client = std::make_unique<Stomp::StompClient>(
        [webSocket] { return std::make_unique<Stomp::WebSocketLink>(webSocket); },
        [headers] { return headers; }, options);
    for (const DemoStory::Room &room : m_story.rooms) {
        const auto &members = room.record.members;
        if (std::none_of(members.begin(), members.end(),
                         [&](const auto &one) { return one.id == person.id; }))
            continue;
        Stomp::StompSubscription *said = guest->client->subscribe(Chat::roomTopic(room.record.id));
        connect(said, &Stomp::StompSubscription::received, this,
                [this, guest = guest.get()](const Stomp::ClientEvent::MessageReceived &message) {
                    hear(*guest, message.body);
                });
    }
    connect(guest->client.get(), &Stomp::StompClient::stateChanged, this,
            [this, guest = guest.get(), person](Stomp::StompClient::State state) {
                if (state != Stomp::StompClient::State::Connected)
                    return;
                Chat::PresenceRequest presence;
                if (person.isAway)
                    presence.state = Chat::Availability::Away;
                if (!person.status.isEmpty())
                    presence.status = person.status;
                guest->send(Kind::Presence, {}, presence.toJson());
                for (const DemoStory::Remark &call : m_story.calls) {
                    // By one id, which the host knows when they come once more.
                    if (call.who == guest->id)
                        guest->say(call.room, call.text,
                                   QStringLiteral("call-") + call.room.toString());
                }
            });
    guest->client->connectToHost();
    m_guests.push_back(std::move(guest));
}

DemoPeople::Guest *DemoPeople::find(const Chat::UserId &who) const
{
    const auto it = std::find_if(m_guests.begin(), m_guests.end(),
                                 [&](const auto &guest) { return guest->id == who; });
    return it == m_guests.end() ? nullptr : it->get();
}

/// All of them read it; one of them answers, if it was said by whoever looks.
void DemoPeople::hear(Guest &guest, const QByteArray &json)
{
    const auto message = Chat::RoomMessage::fromJson(json);
    if (!message || message->type != Chat::MessageType::Talk || message->senderId == guest.id)
        return;
    guest.send(Kind::Seen, message->room,
               Chat::SeenReport{message->sequence, message->sequence}.toJson());
    if (m_pace == Pace::Still || message->senderId != m_story.self.id)
        return;
    std::vector<Chat::UserId> present;
    for (const DemoStory::Room &room : m_story.rooms) {
        if (room.record.id != message->room)
            continue;
        for (const Takeout::PersonRecord &member : room.record.members) {
            if (find(member.id))
                present.push_back(member.id);
        }
    }
    if (present.empty() || present[size_t(message->sequence.number) % present.size()] != guest.id)
        return;
    say(guest.id, message->room, m_story.answers[m_answers++ % m_story.answers.size()]);
}

void DemoPeople::goOn()
{
    const DemoStory::Remark &remark = m_story.remarks[m_next++ % m_story.remarks.size()];
    say(remark.who, remark.room, remark.text);
    m_pause.start(remarkPause);
}

void DemoPeople::say(const Chat::UserId &who, const Chat::RoomId &room, const QString &text)
{
    const Guest *guest = find(who);
    if (!guest || guest->client->state() != Stomp::StompClient::State::Connected)
        return;
    guest->send(Kind::Typing, room, Chat::TypingRequest{true}.toJson());
    QTimer::singleShot(typingTime, this, [guest, room, text] {
        guest->say(room, text, Chat::makeClientMessageId().toString());
    });
}
