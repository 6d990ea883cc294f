// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomsession.h"

#include "stomp/wire/destinations.h"
#include "ui/model/logging.h"
#include "ui/model/spokento.h"

#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace Ui {
namespace {

using Received = Stomp::ClientEvent::MessageReceived;

constexpr int firstLines = 50;
/// A room that runs for weeks keeps this many lines in memory; older ones are paged again.
constexpr int mostLines = 150'000;
constexpr int linesKept = 100'000;

} // namespace

RoomSession::RoomSession(Stomp::StompClient &client, TimelineModel &timeline,
                         MemberListModel &members, RoomHistory &history, Chat::Sequence lastRead,
                         QObject *parent)
    : QObject(parent), m_client(client), m_timeline(timeline), m_members(members),
      m_history(history), m_changes(client, timeline), m_lastRead(lastRead)
{
    m_timeline.setUnreadMark(m_lastRead);
    connect(&m_history, &RoomHistory::added, this,
            [this](const std::vector<Chat::RoomMessage> &messages) {
                recount();
                tellOwn(messages);
            });
    connect(&m_timeline, &TimelineModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (roles.contains(TimelineModel::IgnoredRole))
                    recount();
            });
    recount();

    // Events first, so that nobody who comes between the list and them is missed.
    m_events.reset(m_client.subscribe(Chat::roomEventsTopic(m_timeline.room())));
    connect(m_events.get(), &Stomp::StompSubscription::received, this,
            [this](const Received &message) { takeEvent(message.body); });
    m_memberList.reset(m_client.subscribe(
        Chat::requestDestination(Chat::Request::Kind::Members, m_timeline.room())));
    connect(m_memberList.get(), &Stomp::StompSubscription::received, this,
            [this](const Received &message) {
                const auto list = Chat::MemberList::fromJson(message.body);
                if (!list || list->room != m_timeline.room())
                    return;
                m_members.setMembers(list->members);
                for (const Chat::Member &member : list->members)
                    tellOwnAttendance(member);
            });
    subscribeToRoom();
}

RoomSession::~RoomSession() = default;

void RoomSession::takeEvent(const QByteArray &json)
{
    takeArrivals(); // what changes may be among them
    if (m_changes.take(json)) {
        // A deletion, or a name in a text or no longer in it, makes another count.
        const auto changed = Chat::ChangedEvent::fromJson(json);
        if (!changed || changed->message.room != room())
            return;
        if (changed->message.sequence > m_lastRead) {
            recount();
            Q_EMIT countOutdated();
        }
        Q_EMIT messageChanged(changed->message);
        return;
    }
    if (const auto event = Chat::TypingEvent::fromJson(json)) {
        if (event->room == room())
            Q_EMIT typed(*event);
        return;
    }
    if (const auto entry = Chat::OrderEntry::fromJson(json)) {
        if (entry->room == room() && entry->user != m_self && entry->by != m_self)
            Q_EMIT orderKept(*entry);
        return;
    }
    const auto event = Chat::PresenceEvent::fromJson(json);
    if (!event || event->room != room())
        return;
    m_members.update(event->member);
    tellOwnAttendance(event->member);
    if (!event->member.here)
        Q_EMIT quiet(event->member.id);
}

void RoomSession::tellOwnAttendance(const Chat::Member &member)
{
    if (member.id == m_self && !m_self.isEmpty())
        Q_EMIT ownAttendanceTold(member.attendance);
}

void RoomSession::subscribeToRoom()
{
    const auto whereToGoOn = [this]() -> Stomp::Headers {
        takeArrivals();
        const Chat::Sequence held = m_timeline.newest();
        m_knownAtStart = std::max(held, m_lastRead);
        if (held.number > 0)
            return {{QByteArrayLiteral("since"), QByteArray::number(held.number)}};
        return {{QByteArrayLiteral("last"), QByteArray::number(firstLines)}};
    };
    m_messages.reset(m_client.subscribe(Chat::roomTopic(m_timeline.room()), whereToGoOn()));
    m_messages->setHeaderSource(whereToGoOn);
    connect(m_messages.get(), &Stomp::StompSubscription::received, this,
            [this](const Received &message) { receive(message.body); });
}

void RoomSession::markRead()
{
    takeArrivals();
    const Chat::Sequence newest = m_timeline.newest();
    if (newest <= m_lastRead)
        return;
    m_lastRead = newest;
    setUnread(0, 0);
    Q_EMIT lastReadChanged();
}

Chat::Sequence RoomSession::unreadMark() const
{
    return m_timeline.talkOfOthersBehind(m_lastRead) > 0
               ? m_lastRead
               : std::max(m_lastRead, m_timeline.newest());
}

Chat::Sequence RoomSession::delivered() const
{
    const auto gaps = m_timeline.gaps();
    return gaps.empty() ? m_timeline.newest() : Chat::Sequence{gaps.front().number - 1};
}

void RoomSession::setHostCount(const Chat::UnreadCount &count)
{
    takeArrivals();
    if (m_hostCount && count.last < m_hostCount->last)
        return; // an answer that was overtaken
    m_hostCount = count;
    if (count.read > m_lastRead) {
        m_lastRead = count.read;
        Q_EMIT lastReadChanged();
    }
    recount();
}

void RoomSession::setSelf(const Chat::UserId &self, const QString &name)
{
    m_ownName = name;
    if (m_self == self)
        return;
    m_self = self;
    recount();
}

void RoomSession::setHostNewest(Chat::Sequence newest)
{
    if (newest < m_knownAtStart) {
        qCInfo(modelLog) << "the host's log is shorter than before; starting afresh";
        startAfresh();
    }
    takeArrivals();
    if (!m_liveBehind)
        m_liveBehind = newest;
    if (newest.number > 0) // else there is no such room yet
        m_changes.start();
}

void RoomSession::startAfresh()
{
    m_arrivals.clear();
    m_timeline.dropBefore({m_timeline.newest().number + 1});
    m_changes.forget();
    m_lastRead = {};
    m_hostCount.reset();
    m_timeline.setUnreadMark({});
    recount();
    Q_EMIT lastReadChanged();
    m_messages.reset();
    subscribeToRoom();
}

void RoomSession::becomeLive()
{
    takeArrivals();
    m_liveBehind = m_timeline.newest();
    m_changes.start();
}

void RoomSession::stop()
{
    takeArrivals();
    m_liveBehind.reset();
    m_changes.stop();
}

void RoomSession::unsubscribe()
{
    m_arrivals.clear();
    m_history.disconnect(this);
    m_changes.stop();
    m_messages.reset();
    m_memberList.reset();
    m_events.reset();
}

void RoomSession::receive(const QByteArray &json)
{
    const auto message = Chat::RoomMessage::fromJson(json);
    if (!message || message->room != m_timeline.room() || message->sequence.number <= 0)
        return;
    // All that one read brought goes into the timeline together: a replay of thousands is one
    // change of the model, not thousands.
    if (m_arrivals.empty())
        QMetaObject::invokeMethod(this, &RoomSession::takeArrivals, Qt::QueuedConnection);
    m_arrivals.push_back(*message);
}

void RoomSession::takeArrivals()
{
    if (m_arrivals.empty())
        return;
    const std::vector<Chat::RoomMessage> arrivals = std::exchange(m_arrivals, {});
    const Chat::Sequence held = m_timeline.newest();
    const Chat::Sequence oldest = m_timeline.oldest();
    m_timeline.addStored(arrivals);
    m_history.fillGap();
    if (m_timeline.rowCount() > mostLines)
        m_timeline.dropBefore({m_timeline.newest().number - linesKept});

    std::vector<Chat::RoomMessage> newer;
    bool inOrder = true;
    for (const Chat::RoomMessage &message : arrivals) {
        inOrder = inOrder && message.sequence > (newer.empty() ? held : newer.back().sequence);
        if (inOrder)
            newer.push_back(message);
    }
    if (inOrder && m_timeline.oldest() == oldest)
        countNewer(newer);
    else
        recount();
    tellOwn(arrivals);
    if (m_timeline.newest() > held)
        Q_EMIT deliveredChanged();
    const auto last = std::find_if(arrivals.crbegin(), arrivals.crend(), [](const auto &message) {
        return message.type == Chat::MessageType::Talk;
    });
    if (last != arrivals.crend())
        Q_EMIT spoken(last->time);
    for (const Chat::RoomMessage &message : newer) {
        if (message.type == Chat::MessageType::Talk)
            Q_EMIT quiet(message.senderId);
        if (m_liveBehind && message.sequence > *m_liveBehind &&
            message.type == Chat::MessageType::Talk && message.senderId != m_self &&
            !m_timeline.isIgnored(message.senderId))
            Q_EMIT messageArrived(message);
    }
}

bool RoomSession::isCounted(const Chat::RoomMessage &message) const
{
    return message.type == Chat::MessageType::Talk && message.senderId != m_self &&
           message.sequence > m_lastRead && !message.changes.deleted &&
           !m_timeline.isIgnored(message.senderId);
}

bool RoomSession::speaksToUs(const Chat::RoomMessage &message) const
{
    return speaksTo(message.text, m_ownName, m_members);
}

void RoomSession::countNewer(const std::vector<Chat::RoomMessage> &newer)
{
    int unread = m_unread;
    int mentions = m_mentions;
    for (const Chat::RoomMessage &message : newer) {
        // What the host has counted is in its count.
        if (!isCounted(message) || (m_hostCount && message.sequence <= m_hostCount->last &&
                                    m_hostCount->read == m_lastRead && !holdsAllUnread()))
            continue;
        ++unread;
        if (speaksToUs(message)) {
            ++mentions; // as far as we can tell: the host knows all names
            Q_EMIT countOutdated();
        }
    }
    setUnread(unread, mentions);
}

bool RoomSession::holdsAllUnread() const
{
    const bool toTheMark =
        m_timeline.oldest().number > 0 &&
        (m_timeline.oldest().number <= m_lastRead.number + 1 || !m_timeline.hasOlder());
    return toTheMark && delivered() == m_timeline.newest();
}

/// What is held is counted here, as it is now; where not all is held, the host has counted.
void RoomSession::recount()
{
    const bool hostKnows = m_hostCount && m_hostCount->read == m_lastRead;
    const Chat::Sequence counted = hostKnows ? m_hostCount->last : m_lastRead;
    const int newer = m_timeline.talkOfOthersBehind(std::max(counted, m_lastRead));
    const int unread = hostKnows && !holdsAllUnread() ? m_hostCount->unread + newer
                                                      : m_timeline.talkOfOthersBehind(m_lastRead);
    // Only a change of the read marker makes fewer before the host has said so.
    const int mentions = hostKnows ? m_hostCount->mentions : unread == 0 ? 0 : m_mentions;
    // A host may count what those say who are ignored.
    setUnread(unread, holdsAllUnread() ? callsHeld(mentions) : mentions);
}

int RoomSession::callsHeld(int most) const
{
    int count = 0;
    for (int row = m_timeline.rowCount() - 1; row >= 0 && count < most; --row) {
        const QModelIndex line = m_timeline.index(row);
        const qint64 sequence = line.data(TimelineModel::SequenceRole).toLongLong();
        if (sequence > 0 && sequence <= m_lastRead.number)
            break;
        const auto type = Chat::MessageType(line.data(TimelineModel::TypeRole).toInt());
        const bool isSaid = type == Chat::MessageType::Talk && sequence > 0 &&
                            !line.data(TimelineModel::OwnRole).toBool() &&
                            !line.data(TimelineModel::DeletedRole).toBool() &&
                            !line.data(TimelineModel::IgnoredRole).toBool();
        count += isSaid && line.data(TimelineModel::TextRole).toString().contains(u'@') ? 1 : 0;
    }
    return count;
}

void RoomSession::setUnread(int unread, int mentions)
{
    mentions = std::min(mentions, unread);
    if (m_unread == unread && m_mentions == mentions)
        return;
    m_unread = unread;
    m_mentions = mentions;
    Q_EMIT unreadChanged();
}

void RoomSession::tellOwn(const std::vector<Chat::RoomMessage> &messages)
{
    for (const Chat::RoomMessage &message : messages) {
        if (!message.clientId.isEmpty() && message.senderId == m_self)
            Q_EMIT ownStored(message.clientId);
    }
}

} // namespace Ui
