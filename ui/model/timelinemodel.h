// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/changes.h"
#include "ui/model/ignored.h"
#include "ui/model/receiptbook.h"
#include "ui/model/sharedtexts.h"
#include "ui/model/timelinenotices.h"

#include <QAbstractListModel>
#include <QMultiHash>

#include <deque>
#include <optional>
#include <vector>

namespace Ui {

/// Where an own message is; others' messages are always Sent.
enum class Delivery {
    Waiting, ///< In the outbox: not sent, or sent without a receipt yet.
    Sent,    ///< The host has it in its log.
    Failed,  ///< The host refused it; FailureRole says why.
};

/// What was said in one room, oldest first: stored messages in the order of their sequence, then
/// the own ones that are not stored yet, in the order they were written.
///
/// Adding at either end costs the same however long the timeline is. Rows are inserted, removed
/// and changed; they are never moved, and the model is never reset.
class TimelineModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        TypeRole = Qt::UserRole + 1, ///< int of Chat::MessageType
        TextRole, ///< QString, as Qt::DisplayRole; Qt::AccessibleTextRole: who, and how far it got
        SenderRole,      ///< QString
        SenderIdRole,    ///< QString
        GuestRole,       ///< bool
        OwnRole,         ///< bool
        TimeRole,        ///< QDateTime, local time
        DeliveryRole,    ///< int of Delivery
        FailureRole,     ///< QString, why it failed, or why it still waits
        ClientIdRole,    ///< QString
        SequenceRole,    ///< qint64; 0 while not stored
        GroupStartRole,  ///< bool: another author, day, kind, or an hour's gap before it
        DayStartRole,    ///< bool: the first line of its day (local time)
        UnreadStartRole, ///< bool: the first line behind the unread mark
        EditedRole,      ///< bool
        DeletedRole,     ///< bool; the text says so then
        PinnedRole,      ///< bool
        ReactionsRole,   ///< QVariantList of QVariantMap: emoji, count, names, mine
        IgnoredRole,     ///< bool: of somebody ignored; to be folded away
        ReceiptRole,     ///< QVariantMap, see ReceiptBook::map(); of own ones, when known
        WrittenRole,     ///< QDateTime, local time, when it was written long before it came
        HiddenRole,      ///< bool: a notice that a later line's NoticesRole tells of
        NoticesRole,     ///< QVariantMap, see condensedNotices(); of the last of several notices
        ReplyRole,       ///< QVariantMap: sequence, sender, excerpt; empty unless it answers one
        FilesRole,       ///< QVariantList of QVariantMap: token, name, type, size
    };
    explicit TimelineModel(Chat::RoomId room, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    const Chat::RoomId &room() const { return m_room; }
    void setSelf(const Chat::UserId &self);  ///< Whose messages are own ones.
    void setIgnored(const Ignored *ignored); ///< Must outlive the model.
    bool isIgnored(const Chat::UserId &who) const { return m_ignored && m_ignored->contains(who); }

    /// Takes stored messages in any order, once each: a sequence held already changes nothing, and
    /// one with the client id of a waiting line takes that line's place.
    void addStored(const std::vector<Chat::RoomMessage> &messages);
    /// What a stored message is now; nothing when it is not held, or held as something newer.
    void change(const Chat::RoomMessage &now);
    /// The same for what is told without its reactions, which stay.
    void changeText(const Chat::RoomMessage &now);
    void react(const Chat::ReactionEvent &event);
    Chat::Quoted quoted(Chat::Sequence sequence) const; ///< Its sequence alone when not held.
    /// The sequences missing between the oldest and the newest one held, ascending; 1000 at most.
    std::vector<Chat::Sequence> gaps() const;
    void dropBefore(Chat::Sequence sequence); ///< Forgets them; hasOlder() is true then.
    int talkOfOthersBehind(Chat::Sequence sequence) const; ///< Of none ignored, as far as held.
    QModelIndex indexOf(Chat::Sequence sequence) const;    ///< Invalid when it is not held.
    /// The newest `limit` stored ones before that one, oldest first.
    std::vector<Chat::RoomMessage> messagesBefore(Chat::Sequence before, int limit) const;
    Chat::Sequence oldest() const, newest() const; ///< 0 when nothing stored is held.
    Chat::Revision newestRevision() const;         ///< 0 when nothing stored here was changed.
    bool hasOlder() const;                         ///< The host has; true until it said otherwise.
    void setHasOlder(bool older);
    void addWaiting(const Chat::RoomMessage &message);
    void setDelivery(const Chat::ClientMessageId &message, Delivery delivery,
                     const QString &why = {});
    void removeWaiting(const Chat::ClientMessageId &message);
    void setReceipts(const std::vector<Chat::Receipt> &receipts); ///< No count goes back.
    void setUnreadMark(Chat::Sequence lastRead); ///< "New from here" is behind it; 0: nowhere.
    Chat::Sequence unreadStart() const; ///< What stands behind it, held or not; 0: nothing.

Q_SIGNALS:
    void hasOlderChanged();

private:
    struct Line {
        Chat::RoomMessage message;
        qint64 day = 0; ///< Julian day, local time.
        Delivery delivery = Delivery::Sent;
        QString failure;
    };
    struct Flags { ///< What a line looks like because of the line before it.
        bool groupStart = false, dayStart = false, unreadStart = false;
        friend bool operator==(const Flags &, const Flags &) = default;
    };
    static Line makeLine(const Chat::RoomMessage &message, Delivery delivery);
    const Line &line(int row) const;
    bool isOwn(const Line &line) const;
    static QString shownText(const Chat::RoomMessage &message);
    QString spokenText(const Line &line) const;
    Flags lineFlags(int row) const;
    std::optional<Flags> flagsAt(int row) const;
    void tellFlags(int row, const std::optional<Flags> &before);
    int positionOf(Chat::Sequence sequence) const; ///< How many stored ones are smaller.
    bool holds(Chat::Sequence sequence) const;
    std::optional<int> waitingIndexOf(const Chat::ClientMessageId &message) const;
    std::optional<int> waitingIndexFor(const Chat::RoomMessage &stored) const;
    Line *stored(Chat::Sequence sequence);
    void showAnswered(const Chat::Quoted &now); ///< In the lines that quote it.
    void noteAnswer(const Chat::RoomMessage &message);
    void quoteFiles(const Chat::RoomMessage &message);
    bool joinsNext(int row) const;
    QVariantMap notices(int row) const;
    void tellNotices(int row);
    void insertRun(int position, std::vector<Line> &run);
    void turnFirstWaitingIntoStored(const Chat::RoomMessage &stored);
    void removeWaitingAt(int index);

    Chat::RoomId m_room;
    Chat::UserId m_self;
    SharedTexts m_texts;
    std::deque<Line> m_stored;            ///< By sequence.
    QMultiHash<qint64, qint64> m_answers; ///< By the answered message, those that answer it.
    std::deque<Line> m_waiting;           ///< In the order they were written.
    QSet<Chat::ClientMessageId> m_waitingIds;
    Chat::Sequence m_unreadMark;
    ReceiptBook m_receipts;
    mutable NoticeCache m_notices;
    bool m_hasOlder = true;
    const Ignored *m_ignored = nullptr;
};

} // namespace Ui
