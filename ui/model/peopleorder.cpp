// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/peopleorder.h"

#include "ui/model/refusalwords.h"

#include <QDateTime>
#include <QLocale>

namespace Ui {

using Kind = Chat::Request::Kind;
using Action = Chat::OrderEntry::Action;

PeopleOrder::PeopleOrder(Stomp::StompClient &client, const RoomListModel &rooms, QObject *parent)
    : QObject(parent), m_client(client), m_rooms(rooms)
{
    Stomp::StompSubscription *own = m_client.subscribe(Chat::orderQueue());
    connect(own, &Stomp::StompSubscription::received, this,
            [this](const Stomp::ClientEvent::MessageReceived &message) {
                const auto entry = Chat::OrderEntry::fromJson(message.body);
                const QString sentence = entry ? sentenceOf(*entry) : QString();
                if (!sentence.isEmpty())
                    Q_EMIT told(sentence);
            });
}

QString PeopleOrder::titleOf(const Chat::RoomId &room) const
{
    const QString name = m_rooms.room(room).name;
    return name.isEmpty() ? room.toString() : name;
}

void PeopleOrder::tellOfOthers(const Chat::OrderEntry &entry)
{
    const QString name = entry.name.simplified();
    const QString by = entry.byName.simplified();
    const QString room = titleOf(entry.room);
    if (entry.action == Action::SentOut)
        Q_EMIT told(tr("%3: %2 sent %1 out.").arg(name, by, room));
    else if (entry.action == Action::Banned)
        Q_EMIT told(tr("%3: %2 banned %1.").arg(name, by, room));
}

QString PeopleOrder::sentenceOf(const Chat::OrderEntry &entry) const
{
    const QString room = titleOf(entry.room);
    QString sentence;
    switch (entry.action) {
    case Action::Muted:
        sentence = tr("You cannot speak in this room now: %1 (by %2).").arg(room, entry.byName);
        break;
    case Action::Unmuted:
        return tr("You can speak in this room again: %1.").arg(room);
    case Action::SentOut:
        sentence = tr("You were sent out of this room: %1 (by %2).").arg(room, entry.byName);
        break;
    case Action::Banned:
        sentence = tr("You were banned from this room: %1 (by %2).").arg(room, entry.byName);
        break;
    case Action::Unbanned:
        return tr("You may enter this room again: %1.").arg(room);
    case Action::Role:
    case Action::Settings:
    case Action::Deleted:
    case Action::Recovered:
        return {};
    }
    if (entry.until) {
        const auto until = QDateTime::fromMSecsSinceEpoch(entry.until->time_since_epoch().count());
        sentence += u' ' + tr("Until: %1.").arg(QLocale().toString(until, QLocale::ShortFormat));
    }
    if (!entry.reason.isEmpty())
        sentence += u' ' + tr("Reason: %1").arg(entry.reason);
    return sentence;
}

void PeopleOrder::mute(const Chat::RoomId &room, const Chat::OrderRequest &request,
                       const Answer &answer)
{
    ask(Kind::Mute, room, request, answer);
}

void PeopleOrder::sendOut(const Chat::RoomId &room, const Chat::OrderRequest &request,
                          const Answer &answer)
{
    ask(Kind::SendOut, room, request, answer);
}

void PeopleOrder::ban(const Chat::RoomId &room, const Chat::OrderRequest &request,
                      const Answer &answer)
{
    ask(Kind::Ban, room, request, answer);
}

void PeopleOrder::banFromHost(const Chat::OrderRequest &request, const Answer &answer)
{
    ask(Kind::BanPerson, {}, request, answer);
}

void PeopleOrder::ask(Kind kind, const Chat::RoomId &room, const Chat::OrderRequest &request,
                      const Answer &answer)
{
    Stomp::StompReceipt *receipt =
        m_client.send(Chat::requestDestination(kind, room), request.toJson(),
                      {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
    connect(receipt, &Stomp::StompReceipt::arrived, this, [this, room, answer] {
        answer({});
        Q_EMIT done(room);
    });
    const bool isAsked = m_client.state() == Stomp::StompClient::State::Connected;
    connect(receipt, &Stomp::StompReceipt::failed, this,
            [answer, isAsked](const QString &why, bool refused) {
                answer(shownFailure(tr("This was not done: %1"), why, refused || !isAsked));
            });
}

} // namespace Ui
