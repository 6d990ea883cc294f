// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomdelivery.h"

#include <chrono>
#include <vector>

namespace Server {
namespace {

/// Messages that are asked for together.
constexpr qint64 mostAtOnce = 500;
constexpr std::chrono::milliseconds retry{500};

} // namespace

RoomDelivery::RoomDelivery(ChatParts &parts, RoomReceipts &receipts)
    : m_parts(parts), m_receipts(receipts)
{
    m_again.setSingleShot(true);
    m_again.setInterval(retry);
    QObject::connect(&m_again, &QTimer::timeout, &m_again, [this] { goOn(); });
}

void RoomDelivery::goOn()
{
    std::vector<Chat::RoomId> rooms;
    rooms.reserve(m_waiting.size());
    for (const auto &[room, waiting] : m_waiting)
        rooms.push_back(room);
    ask(rooms);
}

Chat::Sequence RoomDelivery::last(const Chat::RoomId &room) const
{
    const StoredRoom *known = m_parts.rooms.find(room);
    return known ? known->last : Chat::Sequence{};
}

bool RoomDelivery::keepsNothing(const Chat::RoomId &room) const
{
    const StoredRoom *known = m_parts.rooms.find(room);
    return known && known->settings.retention.keep == Chat::Retention::Keep::Nothing;
}

void RoomDelivery::said(const Appended &appended)
{
    const Chat::RoomMessage &message = appended.message;
    if (!appended.repeated && keepsNothing(message.room)) {
        // No log has it, so nothing can be waited for.
        if (m_unkeptListener)
            m_unkeptListener(message);
        return tell(message, Announcer::Taken::Here);
    }
    // Nobody heard of a commit whose answer was lost, until it is asked for again.
    if (appended.repeated)
        return catchUp({{message.room, message.sequence}});
    const Chat::Sequence next{last(message.room).number + 1};
    if (message.sequence <= next || !m_parts.rooms.isStored(message.room))
        return tell(message, Announcer::Taken::Here);
    Waiting &waiting = m_waiting[message.room];
    waiting.lines.emplace(message.sequence, Line{message, Announcer::Taken::Here});
    waiting.upTo = std::max(waiting.upTo, message.sequence);
    if (m_gapListener)
        m_gapListener();
    else
        ask({message.room});
}

void RoomDelivery::unkept(const Chat::RoomMessage &message)
{
    if (keepsNothing(message.room))
        tellLate({message, Announcer::Taken::Elsewhere});
}

void RoomDelivery::catchUp(const std::map<Chat::RoomId, Chat::Sequence> &rooms)
{
    std::vector<Chat::RoomId> missed;
    for (const auto &[room, upTo] : rooms) {
        if (upTo <= last(room) || !m_parts.rooms.isStored(room))
            continue;
        Waiting &waiting = m_waiting[room];
        waiting.upTo = std::max(waiting.upTo, upTo);
        missed.push_back(room);
    }
    ask(missed);
}

void RoomDelivery::ask(const std::vector<Chat::RoomId> &rooms)
{
    std::vector<KnownPart> wanted;
    qint64 messages = 0;
    for (const Chat::RoomId &room : rooms) {
        const auto waiting = m_waiting.find(room);
        if (waiting == m_waiting.end() || std::exchange(waiting->second.asked, true))
            continue;
        const Chat::Sequence known = last(room);
        const qint64 missed =
            std::clamp<qint64>(waiting->second.upTo.number - known.number, 1, mostAtOnce);
        if (messages + missed > mostAtOnce) {
            read(std::exchange(wanted, {}));
            messages = 0;
        }
        wanted.push_back({room, known, int(missed)});
        messages += missed;
    }
    read(wanted);
}

void RoomDelivery::read(const std::vector<KnownPart> &rooms)
{
    if (rooms.empty())
        return;
    const auto answer = [this, rooms](const tl::expected<Histories, StoreError> &found) {
        std::vector<Chat::RoomId> unfinished;
        for (const KnownPart &one : rooms) {
            const auto asked = m_waiting.find(one.room);
            if (asked == m_waiting.end())
                continue;
            asked->second.asked = false;
            if (!found)
                continue;
            if (const auto history = found->find(one.room); history == found->end())
                m_waiting.erase(asked); // it is gone
            else if (take(one.room, history->second))
                unfinished.push_back(one.room);
        }
        if (found)
            ask(unfinished);
        else
            m_again.start();
    };
    m_parts.store.following(rooms, m_guard(answer));
}

/// What the log answered before this is in it, and whoever was told of more will ask again.
bool RoomDelivery::take(const Chat::RoomId &room, const History &found)
{
    Waiting waiting = std::move(m_waiting[room]);
    m_waiting.erase(room);
    for (const Chat::RoomMessage &message : found.messages) // our own stay as they are
        waiting.lines.emplace(message.sequence, Line{message, Announcer::Taken::Elsewhere});
    const Chat::Sequence end = !found.more              ? waiting.upTo
                               : found.messages.empty() ? last(room)
                                                        : found.messages.back().sequence;
    while (!waiting.lines.empty() && !(found.more && waiting.lines.begin()->first > end)) {
        Line line = std::move(waiting.lines.extract(waiting.lines.begin()).mapped());
        if (line.message.sequence > last(room))
            tellLate(std::move(line));
    }
    // Numbers that nobody can read any more, or never could.
    m_parts.rooms.advance(room, end);
    // What was said since is told of later.
    if (end >= waiting.upTo)
        return false;
    m_waiting[room] = std::move(waiting);
    return true;
}

void RoomDelivery::tellLate(Line line)
{
    // The ledger knows what was said here in the order in which it is told.
    if (line.message.type == Chat::MessageType::Talk)
        line.message.hostNotes.order = m_parts.audiences.ledger(line.message.room).nextOrder();
    tell(line.message, line.taken);
}

void RoomDelivery::tell(const Chat::RoomMessage &message, Announcer::Taken taken)
{
    m_parts.rooms.advance(message.room, message.sequence);
    m_parts.announcer.message(message, taken);
    m_receipts.said(message);
}

} // namespace Server
