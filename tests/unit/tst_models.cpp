// SPDX-License-Identifier: GPL-3.0-or-later
// Every model, first empty and then through long walks of all changes that there are: Qt's tester
// watches that it is a model, and a mirror that believes its signals alone must show what it holds.
#include "tests/support/modelmirror.h"
#include "ui/model/memberlistmodel.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/searchmodel.h"
#include "ui/model/statustablemodel.h"
#include "ui/model/timelinemodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

#include <map>
#include <memory>

using namespace Ui;

namespace {

constexpr int walks = 5;
constexpr int steps = 120;

/// A model, who watches it, and what its mirror says.
template <typename Model>
struct Watched {
    template <typename... Arguments>
    explicit Watched(Arguments &&...arguments)
        : model(std::forward<Arguments>(arguments)...),
          tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest), mirror(model)
    {
    }
    Model model;
    QAbstractItemModelTester tester;
    ModelMirror mirror;
};

const Chat::RoomId room = Chat::lobbyRoom();

Chat::UserId user(int number)
{
    return Chat::UserId(QStringLiteral("u-%1").arg(number));
}

/// What a timeline is to show, kept in the simplest way there is.
struct PlainTimeline {
    std::map<qint64, Chat::RoomMessage> stored;
    std::vector<Chat::RoomMessage> waiting;

    QStringList lines() const
    {
        QStringList all;
        for (const auto &[sequence, message] : stored)
            all += QStringLiteral("%1 %2").arg(sequence).arg(message.text);
        for (const Chat::RoomMessage &message : waiting)
            all += QStringLiteral("0 %1").arg(message.text);
        return all;
    }
};

QStringList linesOf(const TimelineModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row);
        const bool deleted = index.data(TimelineModel::DeletedRole).toBool();
        all += QStringLiteral("%1 %2")
                   .arg(index.data(TimelineModel::SequenceRole).toLongLong())
                   .arg(deleted ? QString() : index.data(TimelineModel::TextRole).toString());
    }
    return all;
}

/// One timeline, walked.
class TimelineWalk {
public:
    TimelineWalk(TimelineModel &model, quint32 seed) : m_model(model), m_random(seed)
    {
        m_model.setSelf(user(0));
    }

    void step()
    {
        switch (m_random.bounded(12)) {
        case 0:
        case 1:
        case 2:
            return append();
        case 3:
            return addWaiting();
        case 4:
            return storeWaiting();
        case 5:
            return loseWaiting();
        case 6:
            return prepend();
        case 7:
            return change();
        case 8:
            return react();
        case 9:
            return m_model.setUnreadMark({somewhere()});
        case 10:
            return addAnywhere();
        case 11:
            return m_random.bounded(8) == 0 ? forget() : failWaiting();
        }
    }
    const PlainTimeline &plain() const { return m_plain; }

private:
    qint64 newest() const { return m_plain.stored.empty() ? 5000 : m_plain.stored.rbegin()->first; }
    qint64 oldest() const { return m_plain.stored.empty() ? 5001 : m_plain.stored.begin()->first; }
    qint64 somewhere() { return m_random.bounded(oldest() - 3, newest() + 4); }

    Chat::RoomMessage said(qint64 sequence)
    {
        Chat::RoomMessage message;
        message.type =
            m_random.bounded(9) == 0 ? Chat::MessageType::Enter : Chat::MessageType::Talk;
        message.room = room;
        message.senderId = user(m_random.bounded(3));
        message.sender = message.senderId.toString();
        message.text = QStringLiteral("text %1").arg(++m_texts);
        message.sequence = {sequence};
        // Days, hours' pauses, and clocks that go back.
        message.time = Chat::Timestamp(std::chrono::minutes(28'000'000 + sequence * 17 % 9000));
        if (m_random.bounded(4) == 0)
            message.replyTo = Chat::Quoted{{somewhere()}, QStringLiteral("?"), user(1), false, {}};
        return message;
    }
    void take(std::vector<Chat::RoomMessage> messages)
    {
        for (const Chat::RoomMessage &message : messages)
            m_plain.stored.emplace(message.sequence.number, message);
        std::shuffle(messages.begin(), messages.end(), m_random);
        m_model.addStored(messages);
    }
    void append()
    {
        std::vector<Chat::RoomMessage> messages;
        qint64 at = newest() + m_random.bounded(2) * m_random.bounded(3); // with a gap, at times
        for (int i = m_random.bounded(1, 6); i > 0; --i)
            messages.push_back(said(++at));
        take(std::move(messages));
    }
    void prepend()
    {
        std::vector<Chat::RoomMessage> messages;
        qint64 at = oldest();
        for (int i = m_random.bounded(1, 20); i > 0; --i)
            messages.push_back(said(--at));
        take(std::move(messages));
    }
    void addAnywhere()
    {
        std::vector<Chat::RoomMessage> messages;
        for (int i = m_random.bounded(1, 5); i > 0; --i) {
            const qint64 at = somewhere();
            if (!m_plain.stored.contains(at))
                messages.push_back(said(at));
        }
        // A sequence held already changes nothing, nor does one twice in one hand.
        std::stable_sort(messages.begin(), messages.end(),
                         [](const auto &a, const auto &b) { return a.sequence < b.sequence; });
        messages.erase(
            std::unique(messages.begin(), messages.end(),
                        [](const auto &a, const auto &b) { return a.sequence == b.sequence; }),
            messages.end());
        take(std::move(messages));
    }
    void addWaiting()
    {
        Chat::RoomMessage message = said(0);
        message.senderId = user(0);
        message.replyTo.reset();
        message.type = Chat::MessageType::Talk;
        message.clientId = Chat::ClientMessageId(QStringLiteral("c-%1").arg(m_texts));
        m_plain.waiting.push_back(message);
        m_model.addWaiting(message);
    }
    size_t pick() { return size_t(m_random.bounded(int(m_plain.waiting.size()))); }
    void storeWaiting()
    {
        if (m_plain.waiting.empty())
            return;
        // Mostly the first one, as the host does; another one's when it was said elsewhere.
        const size_t which = m_random.bounded(4) == 0 ? pick() : 0;
        Chat::RoomMessage message = m_plain.waiting[which];
        message.sequence = {newest() + 1};
        message.time = Chat::Timestamp(std::chrono::minutes(28'000'000 + newest() * 17 % 9000));
        m_plain.waiting.erase(m_plain.waiting.begin() + qsizetype(which));
        take({message, said(newest() + 2)});
    }
    void loseWaiting()
    {
        if (m_plain.waiting.empty())
            return;
        const size_t which = pick();
        m_model.removeWaiting(m_plain.waiting[which].clientId);
        m_plain.waiting.erase(m_plain.waiting.begin() + qsizetype(which));
    }
    void failWaiting()
    {
        if (!m_plain.waiting.empty())
            m_model.setDelivery(m_plain.waiting[pick()].clientId, Delivery::Failed,
                                QStringLiteral("why"));
    }
    void change()
    {
        const auto at = m_plain.stored.lower_bound(somewhere());
        if (at == m_plain.stored.end())
            return;
        Chat::RoomMessage &message = at->second;
        message.changes.revision = Chat::Revision{++m_revision};
        const Chat::Timestamp when(std::chrono::minutes(29'000'000));
        if (m_random.bounded(3) == 0) {
            message.changes.deleted = when;
            message.changes.reactions.clear();
            message.text.clear();
        } else if (!message.changes.deleted) {
            message.changes.edited = when;
            message.text = QStringLiteral("edited %1").arg(++m_texts);
        } else {
            message.changes.pinned = when;
        }
        if (m_random.bounded(2) == 0)
            m_model.change(message);
        else
            m_model.changeText(message);
    }
    void react()
    {
        m_model.react({room,
                       {somewhere()},
                       {++m_revision},
                       QStringLiteral("+"),
                       m_random.bounded(3) > 0,
                       user(m_random.bounded(3)),
                       QStringLiteral("who"),
                       m_random.bounded(4)});
    }
    void forget()
    {
        const qint64 below = m_random.bounded(4) == 0 ? newest() + 1 : somewhere();
        m_plain.stored.erase(m_plain.stored.begin(), m_plain.stored.lower_bound(below));
        m_model.dropBefore({below});
    }

    TimelineModel &m_model;
    QRandomGenerator m_random;
    PlainTimeline m_plain;
    int m_texts = 0;
    qint64 m_revision = 0;
};

} // namespace

class ModelsTest : public QObject {
    Q_OBJECT

private:
    static void seeds()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= walks; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

private Q_SLOTS:
    void emptyOnesAnswer()
    {
        const auto isEmpty = [](QAbstractItemModel &model) {
            const QAbstractItemModelTester tester(
                &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
            return model.rowCount() == 0 && !model.index(0, 0).isValid() && !model.canFetchMore({});
        };
        Stomp::StompClient client([] { return nullptr; }, [] { return Stomp::Headers(); }, {});
        SearchModel found(client);
        TimelineModel timeline(room);
        RoomListModel rooms;
        MemberListModel members;
        StatusTableModel table;
        QVERIFY(isEmpty(found));
        QVERIFY(isEmpty(timeline));
        QVERIFY(isEmpty(rooms));
        QVERIFY(isEmpty(members));
        QVERIFY(isEmpty(table));
        found.fetchMore({});
        found.clear();
        timeline.dropBefore({7});
        timeline.removeWaiting({});
        timeline.setUnreadMark({3});
        timeline.setSelf(user(0));
        rooms.setRooms({});
        rooms.setJoined(room, true);
        members.setMembers({});
        members.setSelf(user(0));
        table.setRows({});
        QVERIFY(isEmpty(found) && isEmpty(timeline) && isEmpty(rooms) && isEmpty(members) &&
                isEmpty(table));
    }

    void timeline_data() { seeds(); }
    void timeline()
    {
        QFETCH(quint32, seed);
        Watched<TimelineModel> watched(room);
        TimelineWalk walk(watched.model, seed);
        for (int step = 0; step < steps; ++step) {
            walk.step();
            QCOMPARE(linesOf(watched.model), walk.plain().lines());
            QCOMPARE(watched.mirror.difference(), QString());
        }
        QVERIFY(watched.mirror.changes() > 0);
    }

    void rooms_data() { seeds(); }
    void rooms()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        Watched<RoomListModel> watched;
        const auto info = [&random](int number) {
            Chat::RoomInfo info;
            info.id = Chat::RoomId(QStringLiteral("r%1").arg(number));
            info.name = QStringLiteral("name %1").arg(random.bounded(12));
            info.topic = QStringLiteral("topic %1").arg(random.bounded(3));
            info.here = random.bounded(4);
            info.members = random.bounded(4);
            return info;
        };
        QSet<QString> listed;
        for (int step = 0; step < steps; ++step) {
            const int number = random.bounded(12);
            const Chat::RoomInfo one = info(number);
            switch (random.bounded(5)) {
            case 0: {
                std::vector<Chat::RoomInfo> all;
                listed.clear();
                for (int n = 0; n < 12; ++n) {
                    if (random.bounded(3) == 0)
                        continue;
                    all.push_back(info(n));
                    listed.insert(all.back().id.toString());
                }
                std::shuffle(all.begin(), all.end(), random);
                watched.model.setRooms(all);
                break;
            }
            case 1:
            case 2:
                listed.insert(one.id.toString());
                watched.model.updateRoom(one);
                break;
            case 3:
                watched.model.setJoined(one.id, random.bounded(2) == 0);
                break;
            case 4:
                watched.model.setUnread(one.id, random.bounded(5));
                break;
            }
            QCOMPARE(watched.mirror.difference(), QString());
            QSet<QString> shown;
            for (int row = 0; row < watched.model.rowCount(); ++row)
                shown.insert(watched.model.roomAt(watched.model.index(row)).toString());
            QCOMPARE(shown, listed);
            QCOMPARE(watched.model.rowCount(), int(listed.size()));
            for (int row = 1; row < watched.model.rowCount(); ++row) {
                const QModelIndex above = watched.model.index(row - 1);
                const QModelIndex here = watched.model.index(row);
                const bool aboveJoined = above.data(RoomListModel::JoinedRole).toBool();
                const bool hereJoined = here.data(RoomListModel::JoinedRole).toBool();
                QVERIFY(aboveJoined || !hereJoined);
                if (aboveJoined == hereJoined)
                    QVERIFY(above.data().toString().localeAwareCompare(here.data().toString()) <=
                            0);
            }
        }
    }

    void members_data() { seeds(); }
    void members()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        Watched<MemberListModel> watched;
        const auto person = [&random](int number) {
            return Chat::Member{user(number), QStringLiteral("name %1").arg(random.bounded(10)),
                                random.bounded(2) == 0, random.bounded(2) == 0,
                                random.bounded(3) > 0};
        };
        QSet<QString> there;
        const auto note = [&there](const Chat::Member &member) {
            if (member.here || member.member)
                there.insert(member.id.toString());
            else
                there.remove(member.id.toString());
        };
        for (int step = 0; step < steps; ++step) {
            switch (random.bounded(6)) {
            case 0: {
                std::vector<Chat::Member> all;
                there.clear();
                for (int n = 0; n < 10; ++n) {
                    Chat::Member member = person(n);
                    if (!member.here && !member.member)
                        continue;
                    note(member);
                    all.push_back(member);
                }
                std::shuffle(all.begin(), all.end(), random);
                watched.model.setMembers(all);
                break;
            }
            case 1:
                watched.model.setSelf(user(random.bounded(10)));
                break;
            default: {
                const Chat::Member member = person(random.bounded(10));
                note(member);
                watched.model.update(member);
            }
            }
            QCOMPARE(watched.mirror.difference(), QString());
            QSet<QString> shown;
            int here = 0;
            for (int row = 0; row < watched.model.rowCount(); ++row) {
                const QModelIndex index = watched.model.index(row);
                shown.insert(index.data(MemberListModel::UserIdRole).toString());
                if (index.data(MemberListModel::HereRole).toBool())
                    QCOMPARE(++here, row + 1); // those here come first
            }
            QCOMPARE(shown, there);
            QCOMPARE(watched.model.rowCount(), int(there.size()));
            QCOMPARE(watched.model.hereCount(), here);
        }
    }

    void statusTable_data() { seeds(); }
    void statusTable()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        Watched<StatusTableModel> watched;
        watched.model.setTitles({QStringLiteral("a"), QStringLiteral("b")});
        for (int step = 0; step < steps; ++step) {
            std::vector<StatusTableModel::Row> rows;
            for (int n = 0; n < 8; ++n) {
                if (random.bounded(3) == 0)
                    continue;
                const QString key = QString::number(n);
                const int value = random.bounded(3);
                rows.push_back({key, {{key, key}, {QString::number(value), value}}});
            }
            QSet<QString> wanted;
            for (const auto &row : rows)
                wanted.insert(row.key + QLatin1Char('=') + row.cells[1].text);
            watched.model.setRows(rows);
            QCOMPARE(watched.mirror.difference(), QString());
            QSet<QString> shown;
            for (int row = 0; row < watched.model.rowCount(); ++row)
                shown.insert(watched.model.index(row, 0).data().toString() + QLatin1Char('=') +
                             watched.model.index(row, 1).data().toString());
            QCOMPARE(shown, wanted);
        }
    }
};

QTEST_GUILESS_MAIN(ModelsTest)
#include "tst_models.moc"
