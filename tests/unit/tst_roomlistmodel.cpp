// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomlistmodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <string>

using Ui::RoomListModel;

namespace {

Chat::RoomId id(const char *text)
{
    return Chat::RoomId(QString::fromUtf8(text));
}

Chat::RoomInfo info(const char *room, const char *name, int here = 0)
{
    Chat::RoomInfo info;
    info.id = id(room);
    info.name = QString::fromUtf8(name);
    info.here = here;
    return info;
}

QStringList names(const RoomListModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names += model.index(row).data().toString();
    return names;
}

} // namespace

class RoomListModelTest : public QObject {
    Q_OBJECT

    RoomListModel *m_model = nullptr;

private Q_SLOTS:
    void init()
    {
        m_model = new RoomListModel;
        new QAbstractItemModelTester(
            m_model, QAbstractItemModelTester::FailureReportingMode::QtTest, m_model);
    }
    void cleanup() { delete m_model; }

    void archivedRoomsComeLast()
    {
        Chat::RoomInfo old = info("a", "A");
        m_model->setRooms({old, info("b", "B"), info("c", "C")});
        m_model->setJoined(id("a"), true);
        m_model->setJoined(id("c"), true);
        QCOMPARE(names(*m_model), (QStringList{"A", "C", "B"}));
        old.settings.archived = true;
        m_model->updateRoom(old);
        QCOMPARE(names(*m_model), (QStringList{"C", "B", "A"}));
        old.settings.archived = false;
        m_model->updateRoom(old);
        QCOMPARE(names(*m_model), (QStringList{"A", "C", "B"}));
    }

    void joinedRoomsComeFirst()
    {
        QCOMPARE(m_model->rowCount(), 0);
        m_model->setRooms({info("c", "C"), info("a", "A"), info("b", "B")});
        QCOMPARE(names(*m_model), (QStringList{"A", "B", "C"}));
        m_model->setJoined(id("c"), true);
        QCOMPARE(names(*m_model), (QStringList{"C", "A", "B"}));
        m_model->setJoined(id("b"), true);
        QCOMPARE(names(*m_model), (QStringList{"B", "C", "A"}));
        m_model->setJoined(id("b"), false);
        QCOMPARE(names(*m_model), (QStringList{"C", "A", "B"}));
    }

    void aSelectionSurvivesChangesAndANewList()
    {
        m_model->setRooms({info("a", "A"), info("b", "B"), info("c", "C")});
        const QPersistentModelIndex selected = m_model->indexOf(id("b"));
        m_model->setJoined(id("c"), true);
        m_model->updateRoom(info("b", "Z"));
        m_model->setRooms({info("b", "0"), info("d", "D"), info("c", "C", 4)});
        QVERIFY(selected.isValid());
        QVERIFY(m_model->roomAt(selected) == id("b"));
        QCOMPARE(names(*m_model), (QStringList{"C", "0", "D"}));
        QVERIFY(!m_model->indexOf(id("a")).isValid());
    }

    void keepsUnreadAndJoinedOverANewList()
    {
        m_model->setUnread(id("a"), 3);
        m_model->setJoined(id("a"), true);
        m_model->setRooms({info("a", "A", 2)});
        const QModelIndex a = m_model->indexOf(id("a"));
        QCOMPARE(a.data(RoomListModel::UnreadRole).toInt(), 3);
        QVERIFY(a.data(RoomListModel::JoinedRole).toBool());
        QCOMPARE(a.data(RoomListModel::HereRole).toInt(), 2);
        QSignalSpy changed(m_model, &RoomListModel::dataChanged);
        m_model->setUnread(id("a"), 0);
        m_model->setUnread(id("a"), 0);
        QCOMPARE(changed.count(), 1);
    }

    // Who listens looks through all of them each time.
    void aListComesInOneGo()
    {
        QSignalSpy inserted(m_model, &RoomListModel::rowsInserted);
        std::vector<Chat::RoomInfo> rooms;
        for (char first = 'a'; first <= 'z'; ++first)
            rooms.push_back(info(std::string(1, first).c_str(), std::string(1, first).c_str()));
        m_model->setRooms({rooms.begin() + 5, rooms.begin() + 8}); // f g h
        QCOMPARE(inserted.size(), 1);
        m_model->setJoined(id("g"), true); // g f h
        m_model->setRooms(rooms);
        QCOMPARE(inserted.size(), 3); // before f, and behind h
        QStringList all = names(*m_model);
        QCOMPARE(all.takeFirst(), QStringLiteral("g"));
        QCOMPARE(all.size(), 25);
        QVERIFY(std::is_sorted(all.begin(), all.end()));
    }

    void aChangedRoomGoesToItsPlace()
    {
        const auto shown = [this] { return names(*m_model).join(QString()); };
        m_model->setRooms({info("a", "A"), info("b", "B"), info("c", "C"), info("d", "D")});
        m_model->updateRoom(info("a", "C2"));
        QCOMPARE(shown(), QStringLiteral("BCC2D"));
        m_model->updateRoom(info("d", "A"));
        QCOMPARE(shown(), QStringLiteral("ABCC2"));
        m_model->updateRoom(info("d", "Z"));
        QCOMPARE(shown(), QStringLiteral("BCC2Z"));
        m_model->updateRoom(info("b", "B", 3)); // stays
        QCOMPARE(shown(), QStringLiteral("BCC2Z"));
    }

    void aRoomWithoutNameShowsItsId()
    {
        m_model->updateRoom(info("lunch", ""));
        QCOMPARE(names(*m_model), QStringList{"lunch"});
        QVERIFY(m_model->roomAt({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(RoomListModelTest)
#include "tst_roomlistmodel.moc"
