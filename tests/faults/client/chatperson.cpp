// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/client/chatperson.h"

#include "stomp/net/websocketlink.h"
#include "tests/faults/client/countinglink.h"
#include "tests/faults/client/report.h"
#include "tests/faults/client/timing.h"

#include <QJsonArray>

using Ui::TimelineModel;

namespace {

/// One line of a timeline as shownMessage() has it.
QJsonObject shownLine(const QModelIndex &line)
{
    const bool deleted = line.data(TimelineModel::DeletedRole).toBool();
    QJsonObject reactions;
    for (const QVariant &reaction : line.data(TimelineModel::ReactionsRole).toList())
        reactions.insert(reaction.toMap().value(QStringLiteral("emoji")).toString(),
                         reaction.toMap().value(QStringLiteral("count")).toInt());
    const QVariantMap reply = line.data(TimelineModel::ReplyRole).toMap();
    return {
        {QStringLiteral("seq"), line.data(TimelineModel::SequenceRole).toLongLong()},
        {QStringLiteral("type"),
         Chat::messageTypeName(Chat::MessageType(line.data(TimelineModel::TypeRole).toInt()))},
        {QStringLiteral("sender"), line.data(TimelineModel::SenderRole).toString()},
        {QStringLiteral("senderId"), line.data(TimelineModel::SenderIdRole).toString()},
        {QStringLiteral("id"), line.data(TimelineModel::ClientIdRole).toString()},
        {QStringLiteral("text"),
         deleted ? QString() : line.data(TimelineModel::TextRole).toString()},
        {QStringLiteral("edited"), line.data(TimelineModel::EditedRole).toBool()},
        {QStringLiteral("deleted"), deleted},
        {QStringLiteral("pinned"), line.data(TimelineModel::PinnedRole).toBool()},
        {QStringLiteral("reactions"), reactions},
        {QStringLiteral("replyTo"), reply.value(QStringLiteral("sequence")).toLongLong()},
        {QStringLiteral("excerpt"), reply.value(QStringLiteral("excerpt")).toString()},
    };
}

Chat::Sequence sequenceOf(const QModelIndex &line)
{
    return {line.data(TimelineModel::SequenceRole).toLongLong()};
}

} // namespace

ChatPerson::ChatPerson(const PersonOptions &options) : m_rooms(options.rooms)
{
    auto profile = Ui::Profile::open(options.folder);
    if (!profile)
        qFatal("the profile cannot be opened: %d", int(profile.error()));
    m_profile = std::move(*profile);
    m_profile->setName(options.name);
    m_client = std::make_unique<Ui::ChatClient>(
        *m_profile, QStringLiteral("faults"),
        [this, url = options.url]() -> std::unique_ptr<Stomp::Link> {
            return std::make_unique<CountingLink>(std::make_unique<Stomp::WebSocketLink>(url),
                                                  m_sent);
        },
        QString(), nullptr, faultTiming());
    for (const QString &room : m_rooms)
        m_client->joinRoom(Chat::RoomId(room));
    noteWaiting();
    connect(m_client.get(), &Ui::ChatClient::unsentCountChanged, this, &ChatPerson::tellDeliveries);
    connect(m_client.get(), &Ui::ChatClient::failed, this, [](const QString &sentence) {
        report(QStringLiteral("complaint"), {{QStringLiteral("text"), sentence}});
    });
    m_client->connectToHost();
}

ChatPerson::~ChatPerson() = default;

TimelineModel &ChatPerson::timeline(const QString &room) const
{
    return *m_client->timeline(Chat::RoomId(room));
}

/// What the life before left in the outbox.
void ChatPerson::noteWaiting()
{
    for (const QString &room : m_rooms) {
        const TimelineModel &lines = timeline(room);
        for (int row = 0; row < lines.rowCount(); ++row) {
            const QString id = lines.index(row).data(TimelineModel::ClientIdRole).toString();
            m_waiting.insert(id);
            m_sent.insert(id.toUtf8()); // it may have been
        }
    }
}

void ChatPerson::say(const QString &room, const QString &text, QRandomGenerator &random)
{
    TimelineModel &lines = timeline(room);
    Chat::Sequence answered;
    if (lines.rowCount() > 0 && random.bounded(8) == 0)
        answered = sequenceOf(lines.index(random.bounded(lines.rowCount())));
    m_client->say(Chat::RoomId(room), text, answered);
    const QModelIndex last = lines.index(lines.rowCount() - 1);
    const QString id = last.data(TimelineModel::ClientIdRole).toString();
    m_waiting.insert(id);
    report(QStringLiteral("said"), {{QStringLiteral("id"), id}});
}

void ChatPerson::tellDeliveries()
{
    for (const QString &room : m_rooms) {
        const TimelineModel &lines = timeline(room);
        for (int row = lines.rowCount() - 1; row >= 0 && !m_waiting.isEmpty(); --row) {
            const QModelIndex line = lines.index(row);
            const QString id = line.data(TimelineModel::ClientIdRole).toString();
            if (id.isEmpty() || !m_waiting.contains(id))
                continue;
            const auto delivery = Ui::Delivery(line.data(TimelineModel::DeliveryRole).toInt());
            if (delivery == Ui::Delivery::Waiting)
                continue;
            m_waiting.remove(id);
            if (delivery == Ui::Delivery::Sent)
                report(QStringLiteral("receipt"), {{QStringLiteral("id"), id}});
            else
                report(QStringLiteral("failed"),
                       {{QStringLiteral("id"), id},
                        {QStringLiteral("why"), line.data(TimelineModel::FailureRole).toString()}});
        }
    }
}

void ChatPerson::change(const QString &room, QRandomGenerator &random)
{
    const TimelineModel &lines = timeline(room);
    if (lines.rowCount() == 0)
        return;
    const QModelIndex line = lines.index(std::max(0, lines.rowCount() - 1 - random.bounded(40)));
    const Chat::Sequence sequence = sequenceOf(line);
    const bool isTalk = line.data(TimelineModel::TypeRole).toInt() == int(Chat::MessageType::Talk);
    if (sequence.number == 0 || !isTalk || line.data(TimelineModel::DeletedRole).toBool())
        return;
    const Chat::RoomId id(room);
    const bool own = line.data(TimelineModel::OwnRole).toBool();
    const int what = random.bounded(own ? 8 : 4);
    if (what == 0)
        m_client->pin(id, sequence, random.bounded(2) == 0);
    else if (what < 4)
        m_client->react(id, sequence, QStringLiteral("👍"), random.bounded(3) > 0);
    else if (what < 7)
        m_client->edit(id, sequence,
                       line.data(TimelineModel::TextRole).toString() + QStringLiteral(" *"));
    else
        m_client->remove(id, sequence);
}

bool ChatPerson::isConnected() const
{
    return m_client->status().phase == Ui::ConnectionStatus::Phase::Online;
}

QJsonObject ChatPerson::dump()
{
    tellDeliveries();
    QJsonObject rooms;
    bool complete = true;
    for (const QString &room : m_rooms) {
        const TimelineModel &lines = timeline(room);
        if (lines.hasOlder() && lines.rowCount() > 0) {
            complete = false;
            m_client->loadOlder(Chat::RoomId(room));
        }
        QJsonArray all;
        for (int row = 0; row < lines.rowCount(); ++row)
            all.append(shownLine(lines.index(row)));
        rooms.insert(room, all);
    }
    return {{QStringLiteral("rooms"), rooms}, {QStringLiteral("complete"), complete}};
}
