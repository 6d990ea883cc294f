// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/timelinemodel.h"

#include "ui/model/lineparts.h"
#include "ui/model/reactions.h"
#include "ui/model/refusalwords.h"
#include "ui/model/spokendetails.h"
#include "ui/model/timelinenotices.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>

namespace Ui {
namespace {

constexpr size_t mostGapsNamed = 1000;
constexpr size_t mostNotices = 10'000;
constexpr std::chrono::hours pauseThatParts{1};
/// What JSON carries exactly; a host that counts further is not believed.
constexpr qint64 largestSequence = 1LL << 53;

/// Hosts may send any number; only times a calendar knows can be shown and subtracted.
Chat::Timestamp showableTime(Chat::Timestamp time)
{
    constexpr Chat::Timestamp first{};
    constexpr Chat::Timestamp last{std::chrono::milliseconds(253402300799999)}; // end of year 9999
    return std::clamp(time, first, last);
}

QDateTime localTime(Chat::Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

QList<int> flagRoles()
{
    return {TimelineModel::GroupStartRole, TimelineModel::DayStartRole,
            TimelineModel::UnreadStartRole};
}

} // namespace

TimelineModel::TimelineModel(Chat::RoomId room, QObject *parent)
    : QAbstractListModel(parent), m_room(std::move(room))
{
    // Before anybody else hears of it.
    const auto forget = [this] { m_notices.clear(); };
    connect(this, &QAbstractItemModel::dataChanged, this, forget);
    connect(this, &QAbstractItemModel::rowsInserted, this, forget);
    connect(this, &QAbstractItemModel::rowsRemoved, this, forget);
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_stored.size() + m_waiting.size());
}

QString TimelineModel::shownText(const Chat::RoomMessage &message)
{
    return message.changes.deleted ? tr("This message was deleted.") : message.text;
}

QString TimelineModel::spokenText(const Line &shown) const
{
    const Chat::RoomMessage &message = shown.message;
    switch (message.type) {
    case Chat::MessageType::Enter:
        return tr("%1 came in").arg(message.sender);
    case Chat::MessageType::Leave:
        return tr("%1 left").arg(message.sender);
    case Chat::MessageType::Talk:
        break;
    }
    const QString said = tr("%1: %2", "who, what was said")
                             .arg(message.sender, withFileNames(shownText(message), message));
    switch (shown.delivery) {
    case Delivery::Waiting:
        return shown.failure.isEmpty()
                   ? tr("%1 (waiting to be sent)").arg(said)
                   : tr("%1 (waiting: %2)").arg(said, shownRefusal(shown.failure));
    case Delivery::Failed:
        return shown.failure.isEmpty()
                   ? tr("%1 (not sent)").arg(said)
                   : tr("%1 (not sent: %2)").arg(said, shownRefusal(shown.failure));
    case Delivery::Sent:
        break;
    }
    const bool edited = message.changes.edited && !message.changes.deleted;
    QString whole = edited ? tr("%1 (edited)").arg(said) : said;
    if (message.written)
        whole = tr("%1 (%2)", "what was said, more of it")
                    .arg(whole, writtenText(localTime(showableTime(*message.written)),
                                            localTime(message.time)));
    return m_receipts.spoken(whole, message.sequence);
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Line &shown = line(index.row());
    const Chat::RoomMessage &message = shown.message;
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return shownText(message);
    case Qt::AccessibleTextRole: {
        const QVariantMap several = notices(index.row());
        return several.isEmpty() ? spokenText(shown) : several.value(QStringLiteral("text"));
    }
    case Qt::AccessibleDescriptionRole: {
        const QVariantMap several = notices(index.row());
        return several.isEmpty() ? spokenDetails(message) : listedNotices(several);
    }
    case TypeRole:
        return int(message.type);
    case SenderRole:
        return message.sender;
    case SenderIdRole:
        return message.senderId.toString();
    case GuestRole:
        return message.guest;
    case OwnRole:
        return isOwn(shown);
    case TimeRole:
        return localTime(message.time);
    case DeliveryRole:
        return int(shown.delivery);
    case FailureRole:
        return shown.failure;
    case ClientIdRole:
        return message.clientId.toString();
    case SequenceRole:
        return message.sequence.number;
    case GroupStartRole:
        return lineFlags(index.row()).groupStart;
    case DayStartRole:
        return lineFlags(index.row()).dayStart;
    case UnreadStartRole:
        return lineFlags(index.row()).unreadStart;
    case EditedRole:
        return message.changes.edited.has_value() && !message.changes.deleted;
    case DeletedRole:
        return message.changes.deleted.has_value();
    case PinnedRole:
        return message.changes.pinned.has_value();
    case ReactionsRole:
        return reactionList(message.changes.reactions);
    case ReceiptRole:
        return m_receipts.map(message.sequence);
    case WrittenRole:
        return message.written ? localTime(showableTime(*message.written)) : QDateTime();
    case HiddenRole:
        return joinsNext(index.row());
    case NoticesRole:
        return notices(index.row());
    case IgnoredRole:
        return isIgnored(message.senderId);
    case ReplyRole:
        return message.replyTo ? quotedMap(*message.replyTo) : QVariantMap();
    case FilesRole:
        return fileList(message);
    default:
        return {};
    }
}

QHash<int, QByteArray> TimelineModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{TypeRole, "type"},         {TextRole, "text"},
                  {SenderRole, "sender"},     {SenderIdRole, "senderId"},
                  {GuestRole, "guest"},       {OwnRole, "own"},
                  {TimeRole, "time"},         {DeliveryRole, "delivery"},
                  {FailureRole, "failure"},   {ClientIdRole, "clientId"},
                  {SequenceRole, "sequence"}, {GroupStartRole, "groupStart"},
                  {DayStartRole, "dayStart"}, {UnreadStartRole, "unreadStart"},
                  {EditedRole, "edited"},     {DeletedRole, "deleted"},
                  {PinnedRole, "pinned"},     {ReactionsRole, "reactions"},
                  {ReceiptRole, "receipt"},   {WrittenRole, "written"},
                  {HiddenRole, "hidden"},     {NoticesRole, "notices"},
                  {IgnoredRole, "ignored"},   {ReplyRole, "reply"},
                  {FilesRole, "files"}});
    return names;
}

void TimelineModel::setIgnored(const Ignored *ignored)
{
    m_ignored = ignored;
    connect(ignored, &Ignored::changed, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {IgnoredRole});
    });
}

void TimelineModel::setSelf(const Chat::UserId &self)
{
    if (m_self == self)
        return;
    m_self = self;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {OwnRole, GroupStartRole});
}

void TimelineModel::addStored(const std::vector<Chat::RoomMessage> &messages)
{
    std::vector<const Chat::RoomMessage *> fresh;
    for (const Chat::RoomMessage &message : messages) {
        const qint64 number = message.sequence.number;
        if (message.room == m_room && number > 0 && number <= largestSequence &&
            !holds(message.sequence))
            fresh.push_back(&message);
    }
    const auto isEarlier = [](const auto *a, const auto *b) { return a->sequence < b->sequence; };
    const auto isSame = [](const auto *a, const auto *b) { return a->sequence == b->sequence; };
    std::stable_sort(fresh.begin(), fresh.end(), isEarlier);
    fresh.erase(std::unique(fresh.begin(), fresh.end(), isSame), fresh.end());

    std::vector<Line> run;
    int runPosition = 0;
    for (const Chat::RoomMessage *message : fresh) {
        const int position = positionOf(message->sequence);
        if (const auto waiting = waitingIndexFor(*message)) {
            insertRun(runPosition, run);
            if (*waiting == 0 && positionOf(message->sequence) == int(m_stored.size())) {
                turnFirstWaitingIntoStored(*message);
                continue;
            }
            removeWaitingAt(*waiting);
        } else if (!run.empty() && position != runPosition) {
            insertRun(runPosition, run);
        }
        if (run.empty())
            runPosition = positionOf(message->sequence);
        run.push_back(makeLine(*message, Delivery::Sent));
    }
    insertRun(runPosition, run);
}

void TimelineModel::insertRun(int position, std::vector<Line> &run)
{
    if (run.empty())
        return;
    for (Line &line : run) {
        m_texts.share(line.message);
        if (!m_self.isEmpty() && !isOwn(line))
            line.message.clientId = {}; // nobody asks for it, and it is as long as many a text
    }
    const int count = int(run.size());
    const auto before = flagsAt(position);
    beginInsertRows({}, position, position + count - 1);
    m_stored.insert(m_stored.begin() + position, std::make_move_iterator(run.begin()),
                    std::make_move_iterator(run.end()));
    endInsertRows();
    run.clear();
    for (int row = position; row < position + count; ++row)
        noteAnswer(m_stored[size_t(row)].message);
    for (int row = position; row < position + count; ++row)
        quoteFiles(m_stored[size_t(row)].message);
    tellFlags(position + count, before);
    tellNotices(position - 1);
    tellNotices(position + count);
}

void TimelineModel::noteAnswer(const Chat::RoomMessage &message)
{
    if (message.replyTo)
        m_answers.insert(message.replyTo->sequence.number, message.sequence.number);
}

void TimelineModel::turnFirstWaitingIntoStored(const Chat::RoomMessage &stored)
{
    const int row = int(m_stored.size());
    const auto before = flagsAt(row + 1);
    m_waitingIds.remove(m_waiting.front().message.clientId);
    m_waiting.pop_front();
    m_stored.push_back(makeLine(stored, Delivery::Sent));
    noteAnswer(stored);
    Q_EMIT dataChanged(index(row), index(row));
    quoteFiles(stored);
    tellFlags(row + 1, before);
}

void TimelineModel::removeWaitingAt(int waiting)
{
    const int row = int(m_stored.size()) + waiting;
    const auto before = flagsAt(row + 1);
    beginRemoveRows({}, row, row);
    m_waitingIds.remove(m_waiting[size_t(waiting)].message.clientId);
    m_waiting.erase(m_waiting.begin() + waiting);
    endRemoveRows();
    tellFlags(row, before);
}

TimelineModel::Line *TimelineModel::stored(Chat::Sequence sequence)
{
    return holds(sequence) ? &m_stored[size_t(positionOf(sequence))] : nullptr;
}

QModelIndex TimelineModel::indexOf(Chat::Sequence sequence) const
{
    return holds(sequence) ? index(positionOf(sequence)) : QModelIndex();
}

std::vector<Chat::Sequence> TimelineModel::gaps() const
{
    std::vector<Chat::Sequence> missing;
    if (newest().number - oldest().number + 1 == qint64(m_stored.size()) || m_stored.empty())
        return missing;
    for (size_t i = m_stored.size() - 1; i > 0; --i) {
        const qint64 below = m_stored[i - 1].message.sequence.number;
        for (qint64 n = m_stored[i].message.sequence.number - 1; n > below; --n) {
            missing.push_back(Chat::Sequence{n});
            if (missing.size() == mostGapsNamed) {
                std::reverse(missing.begin(), missing.end());
                return missing;
            }
        }
    }
    std::reverse(missing.begin(), missing.end());
    return missing;
}

void TimelineModel::dropBefore(Chat::Sequence sequence)
{
    const int count = positionOf(sequence);
    if (count == 0)
        return;
    const auto before = flagsAt(count);
    for (int row = 0; row < count; ++row) {
        const Chat::RoomMessage &message = m_stored[size_t(row)].message;
        if (message.replyTo)
            m_answers.remove(message.replyTo->sequence.number, message.sequence.number);
    }
    beginRemoveRows({}, 0, count - 1);
    m_stored.erase(m_stored.begin(), m_stored.begin() + count);
    m_hasOlder = true;
    endRemoveRows();
    m_receipts.dropBefore(sequence);
    tellFlags(0, before);
    tellNotices(0);
}

int TimelineModel::talkOfOthersBehind(Chat::Sequence sequence) const
{
    return int(std::count_if(m_stored.begin() + positionOf({sequence.number + 1}), m_stored.end(),
                             [this](const Line &line) {
                                 return line.message.type == Chat::MessageType::Talk &&
                                        !isOwn(line) && !line.message.changes.deleted &&
                                        !isIgnored(line.message.senderId);
                             }));
}

Chat::Sequence TimelineModel::oldest() const
{
    return m_stored.empty() ? Chat::Sequence{} : m_stored.front().message.sequence;
}

Chat::Sequence TimelineModel::newest() const
{
    return m_stored.empty() ? Chat::Sequence{} : m_stored.back().message.sequence;
}

Chat::Revision TimelineModel::newestRevision() const
{
    Chat::Revision newest;
    for (const Line &line : m_stored)
        newest = std::max(newest, line.message.changes.revision);
    return newest;
}

bool TimelineModel::hasOlder() const
{
    return m_hasOlder && oldest().number != 1;
}

void TimelineModel::setHasOlder(bool older)
{
    if (m_hasOlder == older)
        return;
    m_hasOlder = older;
    Q_EMIT hasOlderChanged();
}

void TimelineModel::addWaiting(const Chat::RoomMessage &message)
{
    if (message.clientId.isEmpty() || m_waitingIds.contains(message.clientId))
        return;
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_waiting.push_back(makeLine(message, Delivery::Waiting));
    m_waitingIds.insert(message.clientId);
    endInsertRows();
}

void TimelineModel::setDelivery(const Chat::ClientMessageId &message, Delivery delivery,
                                const QString &why)
{
    const auto waiting = waitingIndexOf(message);
    if (!waiting)
        return;
    Line &changed = m_waiting[size_t(*waiting)];
    changed.delivery = delivery;
    changed.failure = why;
    const QModelIndex at = index(int(m_stored.size()) + *waiting);
    Q_EMIT dataChanged(at, at, {DeliveryRole, FailureRole, Qt::AccessibleTextRole});
}

void TimelineModel::removeWaiting(const Chat::ClientMessageId &message)
{
    if (const auto waiting = waitingIndexOf(message))
        removeWaitingAt(*waiting);
}

void TimelineModel::setReceipts(const std::vector<Chat::Receipt> &receipts)
{
    for (const Chat::Receipt &receipt : receipts) {
        if (!m_receipts.take(receipt) || !holds(receipt.sequence))
            continue; // a line that comes later will find it
        const QModelIndex at = index(positionOf(receipt.sequence));
        Q_EMIT dataChanged(at, at, {ReceiptRole, Qt::AccessibleTextRole});
    }
}

/// Whether it is a notice that the next line, one as well, tells of too.
bool TimelineModel::joinsNext(int row) const
{
    const auto isNotice = [this](int at) {
        return at >= 0 && at < int(m_stored.size()) &&
               m_stored[size_t(at)].message.type != Chat::MessageType::Talk;
    };
    const auto next = isNotice(row) && isNotice(row + 1) ? flagsAt(row + 1) : std::nullopt;
    return next && !next->dayStart && !next->unreadStart;
}

QVariantMap TimelineModel::notices(int row) const
{
    if (joinsNext(row) || !joinsNext(row - 1))
        return {};
    return m_notices.find(m_stored[size_t(row)].message.sequence.number, [this, row] {
        std::vector<const Chat::RoomMessage *> run{&m_stored[size_t(row)].message};
        for (int above = row - 1; joinsNext(above) && run.size() < mostNotices; --above)
            run.push_back(&m_stored[size_t(above)].message);
        return condensedNotices(run);
    });
}

/// What a notice at a changed place looks like, and the line that tells of it: one step on when
/// something is added at the end.
void TimelineModel::tellNotices(int row)
{
    if (row < 0 || row >= int(m_stored.size()) ||
        m_stored[size_t(row)].message.type == Chat::MessageType::Talk)
        return;
    const QList<int> roles{HiddenRole, NoticesRole, Qt::AccessibleTextRole};
    Q_EMIT dataChanged(index(row), index(row), roles);
    int last = row;
    while (joinsNext(last))
        ++last;
    if (last != row)
        Q_EMIT dataChanged(index(last), index(last), roles);
}

void TimelineModel::setUnreadMark(Chat::Sequence lastRead)
{
    if (m_unreadMark == lastRead)
        return;
    const int was = positionOf({m_unreadMark.number + 1});
    const bool wasShown = m_unreadMark.number > 0 && was < int(m_stored.size());
    m_unreadMark = lastRead;
    const int is = positionOf({m_unreadMark.number + 1});
    const bool isShown = m_unreadMark.number > 0 && is < int(m_stored.size());
    tellNotices(was - 1);
    tellNotices(is - 1);
    if (wasShown)
        Q_EMIT dataChanged(index(was), index(was), {UnreadStartRole});
    if (isShown && !(wasShown && was == is))
        Q_EMIT dataChanged(index(is), index(is), {UnreadStartRole});
}

Chat::Sequence TimelineModel::unreadStart() const
{
    const int start = positionOf({m_unreadMark.number + 1});
    if (m_unreadMark.number == 0 || start == int(m_stored.size()))
        return {};
    // What is older than all that is held may begin where nothing is held yet.
    return start == 0 && m_hasOlder ? Chat::Sequence{m_unreadMark.number + 1}
                                    : m_stored[size_t(start)].message.sequence;
}

TimelineModel::Line TimelineModel::makeLine(const Chat::RoomMessage &message, Delivery delivery)
{
    Line line{message, 0, delivery, {}};
    line.message.time = showableTime(message.time);
    line.day = localTime(line.message.time).date().toJulianDay();
    return line;
}

const TimelineModel::Line &TimelineModel::line(int row) const
{
    const auto stored = m_stored.size();
    return size_t(row) < stored ? m_stored[size_t(row)] : m_waiting[size_t(row) - stored];
}

bool TimelineModel::isOwn(const Line &line) const
{
    return line.message.sequence.number == 0 ||
           (!m_self.isEmpty() && line.message.senderId == m_self);
}

TimelineModel::Flags TimelineModel::lineFlags(int row) const
{
    const Line &here = line(row);
    const bool unread = m_unreadMark.number > 0 && here.message.sequence > m_unreadMark;
    if (row == 0)
        return {true, true, unread};
    const Line &above = line(row - 1);
    // A guest may change name from message to message, and the name is what a group shows.
    const bool sameAuthor = isOwn(here) ? isOwn(above)
                                        : !isOwn(above) &&
                                              here.message.senderId == above.message.senderId &&
                                              here.message.sender == above.message.sender;
    Flags flags;
    flags.dayStart = here.day != above.day;
    flags.groupStart = flags.dayStart || !sameAuthor || here.message.type != above.message.type ||
                       here.message.time - above.message.time >= pauseThatParts;
    flags.unreadStart = unread && above.message.sequence <= m_unreadMark;
    return flags;
}

std::optional<TimelineModel::Flags> TimelineModel::flagsAt(int row) const
{
    return row < rowCount() ? std::optional(lineFlags(row)) : std::nullopt;
}

void TimelineModel::tellFlags(int row, const std::optional<Flags> &before)
{
    if (before && flagsAt(row) != before)
        Q_EMIT dataChanged(index(row), index(row), flagRoles());
}

int TimelineModel::positionOf(Chat::Sequence sequence) const
{
    // Most messages are newer than all that is held.
    if (m_stored.empty() || m_stored.back().message.sequence < sequence)
        return int(m_stored.size());
    const auto at = std::lower_bound(
        m_stored.begin(), m_stored.end(), sequence,
        [](const Line &line, Chat::Sequence wanted) { return line.message.sequence < wanted; });
    return int(at - m_stored.begin());
}

bool TimelineModel::holds(Chat::Sequence sequence) const
{
    const int position = positionOf(sequence);
    return position < int(m_stored.size()) &&
           m_stored[size_t(position)].message.sequence == sequence;
}

std::optional<int> TimelineModel::waitingIndexOf(const Chat::ClientMessageId &message) const
{
    if (!m_waitingIds.contains(message))
        return std::nullopt;
    const auto at = std::find_if(m_waiting.begin(), m_waiting.end(), [&](const Line &line) {
        return line.message.clientId == message;
    });
    return int(at - m_waiting.begin());
}

std::optional<int> TimelineModel::waitingIndexFor(const Chat::RoomMessage &stored) const
{
    // Another person's message never hides one of ours, whatever id it carries.
    if (!m_self.isEmpty() && stored.senderId != m_self)
        return std::nullopt;
    return waitingIndexOf(stored.clientId);
}

} // namespace Ui
