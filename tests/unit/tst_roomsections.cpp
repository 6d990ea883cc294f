// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modelmirror.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/roomsections.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <memory>

using Ui::RoomListModel;
using Ui::RoomSections;

namespace {

Chat::RoomId id(const QString &text)
{
    return Chat::RoomId(text);
}

Chat::RoomInfo info(const QString &room)
{
    Chat::RoomInfo info;
    info.id = id(room);
    info.name = room;
    return info;
}

Chat::Timestamp at(int second)
{
    return Chat::Timestamp(std::chrono::seconds(second));
}

} // namespace

class RoomSectionsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RoomListModel> m_rooms;
    std::unique_ptr<RoomSections> m_sections;

    /// "unread: a b | rooms: c": what is shown.
    QString shown() const
    {
        QStringList parts;
        for (int row = 0; row < m_sections->rowCount(); ++row) {
            const QModelIndex index = m_sections->index(row, 0);
            if (index.data(RoomSections::SectionStartRole).toBool())
                parts << RoomSections::title(
                             RoomSections::Section(index.data(RoomSections::SectionRole).toInt())) +
                             u':';
            parts << index.data().toString();
        }
        return parts.join(u' ');
    }
    void join(std::initializer_list<const char *> rooms) const
    {
        for (const char *room : rooms)
            m_rooms->setJoined(id(QString::fromLatin1(room)), true);
    }

private Q_SLOTS:
    void init()
    {
        m_rooms = std::make_unique<RoomListModel>();
        m_sections = std::make_unique<RoomSections>();
        m_sections->setSourceModel(m_rooms.get());
        new QAbstractItemModelTester(m_sections.get(),
                                     QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     m_sections.get());
        Chat::RoomInfo two = info(QStringLiteral("two"));
        two.settings.visibility = Chat::Visibility::Direct;
        Chat::RoomInfo old = info(QStringLiteral("old"));
        old.settings.archived = true;
        m_rooms->setRooms({info(QStringLiteral("a")), info(QStringLiteral("b")), two, old,
                           info(QStringLiteral("other"))});
        join({"a", "b", "two", "old"});
    }
    void cleanup()
    {
        m_sections.reset();
        m_rooms.reset();
    }

    void everyRoomIsInItsSection()
    {
        QCOMPARE(shown(),
                 QStringLiteral("Rooms: a b People: two Other rooms: other Archived rooms: old"));
        m_rooms->setUnread(id(QStringLiteral("two")), 1);
        m_rooms->setUnread(id(QStringLiteral("b")), 2);
        QCOMPARE(shown(),
                 QStringLiteral("Unread: b two Rooms: a Other rooms: other Archived rooms: old"));
        m_rooms->setUnread(id(QStringLiteral("old")), 1); // it is put away, whatever it says
        m_rooms->setUnread(id(QStringLiteral("b")), 0);
        QCOMPARE(shown(),
                 QStringLiteral("Unread: two Rooms: a b Other rooms: other Archived rooms: old"));
        m_rooms->setJoined(id(QStringLiteral("two")), false);
        QCOMPARE(shown(), QStringLiteral("Rooms: a b Other rooms: other two Archived rooms: old"));
    }

    void theCurrentRoomStaysUntilItIsLeft()
    {
        m_rooms->setUnread(id(QStringLiteral("b")), 2);
        m_sections->setCurrent(id(QStringLiteral("b")));
        m_rooms->setUnread(id(QStringLiteral("b")), 0); // it is read
        QVERIFY(shown().startsWith(QStringLiteral("Unread: b Rooms: a People")));
        m_sections->setCurrent(id(QStringLiteral("a")));
        QVERIFY(shown().startsWith(QStringLiteral("Rooms: a b People")));
        m_rooms->setUnread(id(QStringLiteral("a")), 1); // while one looks elsewhere
        QVERIFY(shown().startsWith(QStringLiteral("Rooms: a b People")));
        m_sections->setCurrent(id(QStringLiteral("b")));
        QVERIFY(shown().startsWith(QStringLiteral("Unread: a Rooms: b People")));
        m_sections->setCurrent({});
        QVERIFY(shown().startsWith(QStringLiteral("Unread: a Rooms: b People")));
        // What a room is counts at once.
        m_sections->setCurrent(id(QStringLiteral("a")));
        m_rooms->setJoined(id(QStringLiteral("a")), false);
        QVERIFY(shown().startsWith(QStringLiteral("Rooms: b People: two Other rooms: a other")));
    }

    void isSortedByTheLastMessageWhereThatIsWanted()
    {
        m_rooms->setActivity(id(QStringLiteral("b")), at(5));
        QVERIFY(shown().startsWith(QStringLiteral("Rooms: a b")));
        m_sections->setOrder(RoomSections::Order::Activity);
        QVERIFY(shown().startsWith(QStringLiteral("Rooms: b a")));
        m_rooms->setActivity(id(QStringLiteral("a")), at(7));
        QVERIFY(shown().startsWith(QStringLiteral("Rooms: a b")));
        m_rooms->setActivity(id(QStringLiteral("a")), at(3)); // a replay
        QVERIFY(shown().startsWith(QStringLiteral("Rooms: a b")));
        m_sections->setCurrent(id(QStringLiteral("b")));
        m_rooms->setActivity(id(QStringLiteral("b")), at(9)); // not under the mouse
        QVERIFY(shown().startsWith(QStringLiteral("Rooms: a b")));
        m_sections->setCurrent(id(QStringLiteral("a")));
        QVERIFY(shown().startsWith(QStringLiteral("Rooms: b a")));
        m_rooms->setUnread(id(QStringLiteral("two")), 1);
        m_rooms->setUnread(id(QStringLiteral("b")), 1);
        QVERIFY(shown().startsWith(QStringLiteral("Unread: b two Rooms: a")));
        m_sections->setOrder(RoomSections::Order::Name);
        m_rooms->setUnread(id(QStringLiteral("b")), 0);
        m_rooms->setUnread(id(QStringLiteral("two")), 0);
        QVERIFY(shown().startsWith(QStringLiteral("Rooms: a b")));
    }

    void aHeadingIsReadWithHowManyAreBelowIt()
    {
        const auto described = [this](int row) {
            return m_sections->index(row, 0).data(Qt::AccessibleDescriptionRole).toString();
        };
        QCOMPARE(described(0), QStringLiteral("Rooms: 2"));
        QCOMPARE(described(1), QString());
        QCOMPARE(described(2), QStringLiteral("People: 1"));
    }

    void followsWhateverHappens_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 5; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void followsWhateverHappens()
    {
        QFETCH(quint32, seed);
        const ModelMirror mirror(*m_sections);
        QRandomGenerator random(seed);
        const auto any = [&random] { return QString(QChar(u'a' + random.bounded(8))); };
        for (int step = 0; step < 300; ++step) {
            const QString room = any();
            switch (random.bounded(8)) {
            case 0: {
                Chat::RoomInfo changed = info(room);
                changed.name = any();
                changed.settings.archived = random.bounded(4) == 0;
                if (random.bounded(3) == 0)
                    changed.settings.visibility = Chat::Visibility::Direct;
                m_rooms->updateRoom(changed);
                break;
            }
            case 1:
                m_rooms->removeRoom(id(room));
                break;
            case 2:
                m_rooms->setJoined(id(room), random.bounded(3) > 0);
                break;
            case 3:
                m_rooms->setActivity(id(room), at(random.bounded(1000)));
                break;
            case 4:
                m_sections->setCurrent(id(room));
                break;
            case 5:
                m_sections->setOrder(RoomSections::Order(random.bounded(2)));
                break;
            default:
                m_rooms->setUnread(id(room), random.bounded(3));
            }
            QCOMPARE(mirror.difference(), QString());
            QCOMPARE(m_sections->rowCount(), m_rooms->rowCount());
            int last = -1;
            for (int row = 0; row < m_sections->rowCount(); ++row) {
                const int section =
                    m_sections->index(row, 0).data(RoomSections::SectionRole).toInt();
                QVERIFY2(section >= last, qPrintable(QString::number(step) + u' ' + shown()));
                last = section;
            }
        }
    }
};

QTEST_GUILESS_MAIN(RoomSectionsTest)
#include "tst_roomsections.moc"
