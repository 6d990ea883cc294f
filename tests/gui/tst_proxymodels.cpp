// SPDX-License-Identifier: GPL-3.0-or-later
// The models that windows put before others, first empty and then through long walks of changes
// behind them and of what is asked of them: Qt's tester watches that each is a model, a mirror that
// believes its signals alone must show what it holds, and so must the plainest way to say it.
#include "tests/support/modelmirror.h"
#include "ui/appearance.h"
#include "ui/forwarddialog.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/statustablemodel.h"
#include "ui/roomlist.h"
#include "ui/statusdialog.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSettings>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <vector>

using namespace Ui;

namespace {

constexpr quint32 walks = 5;
constexpr int steps = 150;
constexpr int differentRooms = 9;
constexpr auto testerMode = QAbstractItemModelTester::FailureReportingMode::QtTest;

/// A model of a window, and who watches it.
struct Watched {
    explicit Watched(QAbstractItemModel &watched)
        : model(watched), tester(&watched, testerMode), mirror(watched)
    {
    }
    QAbstractItemModel &model;
    QAbstractItemModelTester tester;
    ModelMirror mirror;
};

QStringList idsIn(const QAbstractItemModel &rooms)
{
    QStringList ids;
    for (int row = 0; row < rooms.rowCount(); ++row)
        ids << rooms.index(row, 0).data(RoomListModel::RoomIdRole).toString();
    return ids;
}

/// A host's rooms come, go, are renamed, joined, archived and silenced.
class RoomWalk {
public:
    RoomWalk(RoomListModel &rooms, quint32 seed) : m_rooms(rooms), m_random(seed) {}

    void step()
    {
        switch (bounded(7)) {
        case 0:
            m_rooms.setRooms(some());
            break;
        case 1:
            m_rooms.removeRoom(anyId());
            break;
        case 2:
            m_rooms.setJoined(anyId(), bounded(3) > 0);
            break;
        case 3:
            m_rooms.setUnread(anyId(), bounded(4), bounded(2));
            break;
        default:
            m_rooms.updateRoom(any());
        }
    }
    int bounded(int end) { return m_random.bounded(end); }
    Chat::RoomId anyId() { return idOf(bounded(differentRooms)); }
    /// Of these texts each is in some names or topics, at times in none.
    QString anyText()
    {
        static const QStringList texts{{}, {}, "garden", " Kitchen", "roof", "TEA", "nowhere"};
        return texts[bounded(int(texts.size()))];
    }

private:
    static Chat::RoomId idOf(int number)
    {
        return Chat::RoomId(QStringLiteral("room-%1").arg(number));
    }
    Chat::RoomInfo any() { return roomOf(bounded(differentRooms)); }
    Chat::RoomInfo roomOf(int number)
    {
        static const QStringList names{"Garden", "kitchen", "Roof", "roof garden", "Attic"};
        static const QStringList topics{{}, "tea and cake", "the garden"};
        Chat::RoomInfo room;
        room.id = idOf(number);
        room.name = names[bounded(int(names.size()))];
        room.topic = topics[bounded(int(topics.size()))];
        room.settings.archived = bounded(4) == 0;
        room.settings.readOnly = bounded(4) == 0;
        return room;
    }
    std::vector<Chat::RoomInfo> some()
    {
        std::vector<Chat::RoomInfo> rooms;
        for (int number = 0; number < differentRooms; ++number) {
            if (bounded(3) > 0)
                rooms.push_back(roomOf(number));
        }
        return rooms;
    }

    RoomListModel &m_rooms;
    QRandomGenerator m_random;
};

bool isFound(const Chat::RoomInfo &room, const QString &text)
{
    return room.name.contains(text.trimmed(), Qt::CaseInsensitive) ||
           room.topic.contains(text.trimmed(), Qt::CaseInsensitive);
}

HostStatus statusOf(QRandomGenerator &random)
{
    HostStatus status;
    for (quint64 number = 1; number < 30; ++number) {
        if (random.bounded(3) == 0)
            continue;
        HostStatus::Session session;
        session.number = number;
        session.name = QStringLiteral("name %1").arg(random.bounded(9));
        session.unreadBytes = random.bounded(5'000);
        session.age = std::chrono::seconds(random.bounded(1'000'000));
        status.sessions.push_back(session);
        status.topics.push_back({session.name + QString::number(number), random.bounded(20)});
        HostStatus::Queue queue;
        queue.name = QString::number(number);
        queue.waiting = random.bounded(20);
        status.queues.push_back(queue);
    }
    status.sessionCount = int(status.sessions.size());
    return status;
}

/// The first row that is before the one above it though it should not be; -1: none.
int unsortedRow(const QAbstractItemModel &table, int column, Qt::SortOrder order)
{
    for (int row = 1; row < table.rowCount(); ++row) {
        const auto above = table.index(row - 1, column).data(StatusTableModel::SortRole);
        const auto here = table.index(row, column).data(StatusTableModel::SortRole);
        const bool isNumber = here.typeId() != QMetaType::QString;
        const int comparison = isNumber ? int(above.toLongLong() > here.toLongLong()) -
                                              int(above.toLongLong() < here.toLongLong())
                                        : above.toString().localeAwareCompare(here.toString());
        if (order == Qt::AscendingOrder ? comparison > 0 : comparison < 0)
            return row;
    }
    return -1;
}

} // namespace

class ProxyModelsTest : public QObject {
    Q_OBJECT

private:
    static void seeds()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= walks; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

private Q_SLOTS:
    void roomsOfTheListFollow_data() { seeds(); }
    void roomsOfTheListFollow()
    {
        QFETCH(quint32, seed);
        RoomListModel rooms;
        RoomFilter filter;
        filter.setSourceModel(&rooms);
        const Watched shown(filter);
        QCOMPARE(filter.rowCount(), 0);
        RoomWalk walk(rooms, seed);
        QString text;
        bool archivedShown = false;
        Chat::RoomId current;
        int mostShown = 0;
        for (int step = 0; step < steps; ++step) {
            switch (walk.bounded(8)) {
            case 0:
                filter.setText(text = walk.anyText());
                break;
            case 1:
                filter.setArchivedShown(archivedShown = !archivedShown);
                break;
            case 2:
                filter.setCurrent(current = walk.anyId());
                break;
            default:
                walk.step();
            }
            QStringList expected;
            for (const QString &id : idsIn(rooms)) {
                const Chat::RoomInfo room = rooms.room(Chat::RoomId(id));
                const bool isFolded = room.settings.archived && !archivedShown &&
                                      room.id != current && text.isEmpty();
                if (!isFolded && isFound(room, text))
                    expected << id;
            }
            QCOMPARE(idsIn(filter), expected);
            QCOMPARE(shown.mirror.difference(), QString());
            mostShown = std::max(mostShown, filter.rowCount());
        }
        QVERIFY(mostShown > 3); // it was no walk through an empty list
        rooms.setRooms({});
        QCOMPARE(filter.rowCount(), 0);
    }

    void roomsToForwardToFollow_data() { seeds(); }
    void roomsToForwardToFollow()
    {
        QFETCH(quint32, seed);
        RoomListModel rooms;
        QSettings settings(QString(), QSettings::IniFormat);
        const Appearance appearance(settings);
        const Chat::RoomId from(QStringLiteral("room-1"));
        ForwardDialog dialog(rooms, appearance, from, {}, nullptr);
        auto *list = dialog.findChild<QListView *>(QStringLiteral("forwardRooms"));
        auto *find = dialog.findChild<QLineEdit *>(QStringLiteral("forwardFind"));
        const auto *accept = dialog.findChild<QPushButton *>(QStringLiteral("forwardAccept"));
        const Watched shown(*list->model());
        QCOMPARE(shown.model.rowCount(), 0);
        RoomWalk walk(rooms, seed);
        int mostShown = 0;
        for (int step = 0; step < steps; ++step) {
            if (walk.bounded(6) == 0)
                find->setText(walk.anyText());
            else
                walk.step();
            QStringList expected;
            for (const QString &id : idsIn(rooms)) {
                const Chat::RoomInfo room = rooms.room(Chat::RoomId(id));
                if (room.id != from && rooms.isJoined(room.id) && !room.settings.archived &&
                    !room.settings.readOnly && isFound(room, find->text()))
                    expected << id;
            }
            QCOMPARE(idsIn(shown.model), expected);
            QCOMPARE(shown.mirror.difference(), QString());
            // Enter always has a room to pass on to, when there is one; else it is not offered.
            QCOMPARE(list->currentIndex().isValid(), !expected.isEmpty());
            QCOMPARE(accept->isEnabled(), !expected.isEmpty());
            mostShown = std::max(mostShown, shown.model.rowCount());
        }
        QVERIFY(mostShown > 1);
        rooms.setRooms({});
        QCOMPARE(shown.model.rowCount(), 0);
    }

    void tablesOfTheStatusFollow_data() { seeds(); }
    void tablesOfTheStatusFollow()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        StatusDialog dialog(nullptr);
        const auto table = [&dialog](const char *name) {
            return dialog.findChild<QTableView *>(QString::fromLatin1(name));
        };
        const std::array<QTableView *, 3> tables{table("statusSessions"), table("statusTopics"),
                                                 table("statusQueues")};
        std::vector<std::unique_ptr<Watched>> shown;
        for (const QTableView *one : tables) {
            QCOMPARE(one->model()->rowCount(), 0);
            shown.push_back(std::make_unique<Watched>(*one->model()));
        }
        std::array<int, 3> column{};
        std::array<Qt::SortOrder, 3> order{};
        HostStatus status;
        for (int step = 0; step < steps / 3; ++step) {
            if (random.bounded(3) == 0) {
                const size_t which = random.bounded(3u);
                column.at(which) = random.bounded(tables.at(which)->model()->columnCount());
                order.at(which) = random.bounded(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder;
                tables.at(which)->sortByColumn(column.at(which), order.at(which));
            } else {
                status = statusOf(random);
                dialog.setStatus(status);
            }
            for (size_t which = 0; which < tables.size(); ++which) {
                const QAbstractItemModel &model = *tables.at(which)->model();
                QCOMPARE(model.rowCount(), int(status.sessions.size()));
                QCOMPARE(unsortedRow(model, column.at(which), order.at(which)), -1);
                QCOMPARE(shown[which]->mirror.difference(), QString());
            }
        }
        dialog.setStatus({});
        for (const QTableView *one : tables)
            QCOMPARE(one->model()->rowCount(), 0);
    }
};

QTEST_MAIN(ProxyModelsTest)
#include "tst_proxymodels.moc"
