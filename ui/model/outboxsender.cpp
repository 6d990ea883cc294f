// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/outboxsender.h"

#include "stomp/wire/destinations.h"
#include "stomp/wire/refusals.h"
#include "ui/model/logging.h"
#include "ui/model/refusalwords.h"

#include <algorithm>

namespace Ui {
namespace {

constexpr qsizetype mostUnderWay = 32;
/// A host takes bodies of 1 MiB; what it stamps upon a message must fit in as well.
constexpr qsizetype largestBody = 1'000'000;
constexpr std::chrono::milliseconds firstHold{1000};
/// What takes less is no delay worth telling.
constexpr std::chrono::milliseconds shortestWait{5000};
constexpr std::chrono::milliseconds longestHold{30000};
constexpr std::chrono::hours longestPause{24};

/// By our own clock, so that it does not matter what it shows.
std::chrono::milliseconds waitedSince(Chat::Timestamp written)
{
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto waited = now - written;
    return waited >= shortestWait ? waited : std::chrono::milliseconds(0);
}

QByteArray requestBody(const Chat::RoomMessage &message)
{
    Chat::MessageRequest request;
    request.type = Chat::MessageType::Talk;
    request.roomText = message.room.toString();
    request.sender = message.sender;
    request.text = message.text;
    request.clientIdText = message.clientId.toString();
    if (message.replyTo)
        request.replyTo = message.replyTo->sequence;
    for (const Chat::FileInfo &file : message.files)
        request.files << file.token;
    request.waited = waitedSince(message.time);
    return request.toJson();
}

} // namespace

OutboxSender::OutboxSender(Outbox outbox, Stomp::StompClient &client, QObject *parent)
    : QObject(parent), m_outbox(std::move(outbox)),
      m_drafts(m_outbox.database(), m_outbox.hostKey()), m_client(client),
      m_entries(m_outbox.entries()), m_nextHold(firstHold)
{
    m_hostIsFull.setSingleShot(true);
    connect(&m_hostIsFull, &QTimer::timeout, this, &OutboxSender::sendWaiting);
}

void OutboxSender::add(const Chat::RoomMessage &message)
{
    if (!m_outbox.add(message))
        Q_EMIT notKept();
    m_entries.push_back({message, false, {}});
    Q_EMIT countChanged();
    if (requestBody(message).size() > largestBody)
        fail(m_entries.back(), tr("The message is too long."));
    else
        sendWaitingIn(message.room);
}

void OutboxSender::resend(const Chat::ClientMessageId &message)
{
    const auto entry = find(message);
    if (entry == m_entries.end() || !entry->failed)
        return;
    if (requestBody(entry->message).size() > largestBody)
        return;
    m_outbox.setWaiting(message);
    entry->failed = false;
    entry->failure.clear();
    const Chat::RoomId room = entry->message.room;
    Q_EMIT deliveryChanged(room, message, Delivery::Waiting, {});
    sendWaitingIn(room);
}

bool OutboxSender::discard(const Chat::ClientMessageId &message)
{
    const auto entry = find(message);
    if (entry == m_entries.end())
        return true;
    if (m_underWay.contains(message))
        return false;
    const Chat::RoomId room = entry->message.room;
    m_outbox.remove(message);
    m_entries.erase(entry);
    Q_EMIT discarded(room, message);
    Q_EMIT countChanged();
    return true;
}

bool OutboxSender::withdraw(const Chat::ClientMessageId &message)
{
    return find(message) != m_entries.end() && discard(message);
}

void OutboxSender::resendAll()
{
    const Entries entries = m_entries; // what is sent may be answered at once
    for (const OutboxEntry &entry : entries)
        resend(entry.message.clientId);
}

int OutboxSender::discardAll(const std::vector<Chat::ClientMessageId> &messages)
{
    return int(std::count_if(messages.begin(), messages.end(),
                             [this](const auto &message) { return !discard(message); }));
}

void OutboxSender::confirm(const Chat::ClientMessageId &message)
{
    if (find(message) != m_entries.end())
        stored(message);
}

void OutboxSender::start()
{
    m_started = true;
    m_underWay.clear();
    sendWaiting();
}

void OutboxSender::stop()
{
    m_started = false;
    m_underWay.clear();
}

void OutboxSender::retryNow()
{
    m_hostIsFull.stop();
    sendWaiting();
}

void OutboxSender::sendWaitingIn(const Chat::RoomId &room)
{
    if (const auto held = m_held.constFind(room); held != m_held.constEnd())
        setReason(room, held->why);
    sendWaiting();
}

void OutboxSender::sendWaiting()
{
    if (!m_started || m_hostIsFull.isActive() ||
        m_client.state() != Stomp::StompClient::State::Connected)
        return;
    for (const OutboxEntry &entry : m_entries) {
        if (m_underWay.size() >= mostUnderWay)
            return;
        if (m_held.contains(entry.message.room))
            continue;
        if (!entry.failed && !m_underWay.contains(entry.message.clientId))
            send(entry);
    }
}

void OutboxSender::send(const OutboxEntry &entry)
{
    const Chat::ClientMessageId id = entry.message.clientId;
    m_underWay.insert(id);
    Stomp::StompReceipt *receipt = m_client.send(
        Chat::requestDestination(Chat::Request::Kind::Message), requestBody(entry.message),
        {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
    connect(receipt, &Stomp::StompReceipt::arrived, this, [this, id] {
        m_underWay.remove(id);
        m_nextHold = firstHold;
        stored(id);
        sendWaiting();
    });
    connect(receipt, &Stomp::StompReceipt::failed, this, [this, id](const QString &why, bool said) {
        if (said && !Chat::isNotStored(why)) {
            // For good, and what was written after it goes on.
            m_underWay.remove(id);
            refused(id, why);
            sendWaiting();
            return;
        }
        // Nobody knows what became of it, or the host cannot store now: it waits for the next
        // connection, and so does everything written after it.
        m_started = false;
        if (said)
            hold(id, why);
    });
}

void OutboxSender::stored(const Chat::ClientMessageId &message)
{
    const auto entry = find(message);
    if (entry == m_entries.end())
        return;
    const Chat::RoomId room = entry->message.room;
    m_outbox.remove(message);
    m_entries.erase(entry);
    Q_EMIT deliveryChanged(room, message, Delivery::Sent, {});
    Q_EMIT countChanged();
}

void OutboxSender::refused(const Chat::ClientMessageId &message, const QString &why)
{
    const auto entry = find(message);
    if (entry == m_entries.end())
        return;
    if (m_retryAfter)
        holdBack(*entry, *m_retryAfter, bareRefusal(why)); // which says itself how long
    else
        fail(*entry, bareRefusal(why));
}

/// The host's disk is full, say. It will not get better by asking at once.
void OutboxSender::hold(const Chat::ClientMessageId &message, const QString &why)
{
    const auto entry = find(message);
    if (entry == m_entries.end())
        return;
    qCInfo(modelLog) << "the host stores nothing at the moment:" << why;
    entry->failure = bareRefusal(why);
    m_hostIsFull.start(m_nextHold);
    m_nextHold = std::min(m_nextHold * 2, longestHold);
    Q_EMIT deliveryChanged(entry->message.room, message, Delivery::Waiting, entry->failure);
}

void OutboxSender::holdBack(const OutboxEntry &entry, std::chrono::milliseconds wait,
                            const QString &why)
{
    const Chat::RoomId room = entry.message.room;
    wait = std::clamp(wait, firstHold, std::chrono::milliseconds(longestPause));
    const QDeadlineTimer until(wait, Qt::PreciseTimer);
    m_held.insert(room, {until, why, {}});
    // By the timer and not by the clock: that may come a little early, and nobody would come again.
    QTimer::singleShot(wait, Qt::PreciseTimer, this, [this, room, until] {
        if (const auto held = m_held.constFind(room);
            held != m_held.constEnd() && held->until == until) {
            m_held.erase(held);
            setReason(room, {});
        }
        sendWaiting();
    });
    Q_EMIT heldBack(room, QDateTime::currentDateTime().addMSecs(wait.count()));
    setReason(room, why);
}

void OutboxSender::follow(RoomListModel &rooms)
{
    connect(this, &OutboxSender::heldBack, &rooms, &RoomListModel::setNextSpeech);
    // The first change of a room that is held back is the time noted there.
    connect(&rooms, &QAbstractItemModel::dataChanged, this,
            [this, &rooms](const QModelIndex &first, const QModelIndex &last) {
                for (int row = first.row(); row <= last.row() && !m_held.isEmpty(); ++row)
                    notePause(rooms.room(rooms.roomAt(rooms.index(row))));
            });
}

void OutboxSender::notePause(const Chat::RoomInfo &room)
{
    const auto held = m_held.find(room.id);
    if (held == m_held.end())
        return;
    const bool isFree = room.own.role >= Chat::MemberRole::Moderator;
    const std::chrono::seconds pause = isFree ? std::chrono::seconds(0) : room.settings.slowMode;
    const bool isShorter = held->pause && pause < *held->pause;
    held->pause = pause;
    if (!isShorter)
        return;
    m_held.erase(held);
    Q_EMIT heldBack(room.id, {});
    setReason(room.id, {});
    sendWaiting(); // of what is still too early the host says so
}

/// Why what waits there waits, that is.
void OutboxSender::setReason(const Chat::RoomId &room, const QString &why)
{
    for (OutboxEntry &entry : m_entries) {
        if (entry.message.room != room || entry.failed || entry.failure == why)
            continue;
        entry.failure = why;
        Q_EMIT deliveryChanged(room, entry.message.clientId, Delivery::Waiting, why);
    }
}

void OutboxSender::fail(OutboxEntry &entry, const QString &why)
{
    m_outbox.setFailed(entry.message.clientId, why);
    entry.failed = true;
    entry.failure = why;
    Q_EMIT deliveryChanged(entry.message.room, entry.message.clientId, Delivery::Failed, why);
}

OutboxSender::Entries::iterator OutboxSender::find(const Chat::ClientMessageId &message)
{
    return std::find_if(m_entries.begin(), m_entries.end(), [&](const OutboxEntry &entry) {
        return entry.message.clientId == message;
    });
}

} // namespace Ui
