// SPDX-License-Identifier: GPL-3.0-or-later
// Whom one knows on a host, and choosing several of them.
#include "tests/support/scriptedhost.h"
#include "ui/model/chatclient.h"
#include "ui/model/peoplechoice.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Ui;

class PeopleChoiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_profile = std::move(*Profile::open(m_folder->path()));
        m_profile->setName(QStringLiteral("me"));
        m_host = std::make_unique<ScriptedHost>();
        m_host->rooms[garden] = {};
        m_client =
            std::make_unique<ChatClient>(*m_profile, QStringLiteral("host"), m_host->linkMaker());
        m_client->connectToHost();
        QTRY_VERIFY(hasCome(Chat::lobbyRoom()));
        m_known = std::make_unique<KnownPeople>(*m_client);
        m_choice = std::make_unique<PeopleChoice>(*m_known);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_choice.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_choice.reset();
        m_known.reset();
        m_client.reset();
        m_host.reset();
        m_profile.reset();
    }

    void oneselfIsNobodyToChoose()
    {
        QVERIFY(m_choice->isAlone());
        QCOMPARE(m_choice->rowCount(), 0);
        come(QStringLiteral("kim"));
        QTRY_COMPARE(names(), QStringList{QStringLiteral("kim")});
        QVERIFY(!m_choice->isAlone());
    }

    void eachOnceOverAllRooms()
    {
        come(QStringLiteral("lee"));
        come(QStringLiteral("kim"), garden); // one is not in there
        QTRY_COMPARE(names(), QStringList{QStringLiteral("lee")});
        m_client->joinRoom(garden);
        QTRY_VERIFY(hasCome(garden));
        come(QStringLiteral("kim"), garden);
        come(QStringLiteral("lee"), garden);
        QTRY_COMPARE(names(), (QStringList{QStringLiteral("kim"), QStringLiteral("lee")}));
    }

    void thoseOfOneRoomCanBeLeftOut()
    {
        m_client->joinRoom(garden);
        QTRY_VERIFY(hasCome(garden));
        KnownPeople others(*m_client, garden);
        come(QStringLiteral("kim"));
        come(QStringLiteral("lee"));
        come(QStringLiteral("lee"), garden);
        const Chat::UserId lee(QStringLiteral("lee"));
        QTRY_VERIFY(others.isExcepted(lee));
        QCOMPARE(others.people().size(), 1);
        QSignalSpy changes(&others, &KnownPeople::changed);
        come(QStringLiteral("lee"), garden, false);
        QTRY_COMPARE(others.people().size(), 2);
        QCOMPARE(changes.size(), 1);
        QVERIFY(!others.isExcepted(lee));
    }

    void whoCanBeReachedSomewhereIsShownSo()
    {
        Chat::Member away;
        away.id = Chat::UserId(QStringLiteral("kim"));
        away.name = QStringLiteral("kim");
        away.member = true;
        m_client->members(Chat::lobbyRoom())->update(away);
        QTRY_COMPARE(m_choice->rowCount(), 1);
        QVERIFY(!m_choice->index(0).data(MemberListModel::HereRole).toBool());
        m_client->joinRoom(garden);
        QTRY_VERIFY(hasCome(garden));
        come(QStringLiteral("kim"), garden);
        QTRY_VERIFY(m_choice->index(0).data(MemberListModel::HereRole).toBool());
        QCOMPARE(m_choice->rowCount(), 1);
    }

    void isFoundByAPartOfTheName()
    {
        for (const char *name : {"Kim Minji", "Park", "김민지", "kimberly"})
            come(QString::fromUtf8(name));
        QTRY_COMPARE(m_choice->rowCount(), 4);
        m_choice->setFilter(QStringLiteral("  KIM "));
        QCOMPARE(names(), (QStringList{QStringLiteral("Kim Minji"), QStringLiteral("kimberly")}));
        m_choice->setFilter(QStringLiteral("민지").normalized(QString::NormalizationForm_D));
        QCOMPARE(names(), QStringList{QStringLiteral("김민지")});
        m_choice->setFilter(QStringLiteral("nobody"));
        QCOMPARE(m_choice->rowCount(), 0);
        QVERIFY(!m_choice->isAlone());
        come(QStringLiteral("nobody at all"));
        QTRY_COMPARE(m_choice->rowCount(), 1);
        m_choice->setFilter({});
        QCOMPARE(m_choice->rowCount(), 5);
    }

    void whoIsChosenIsNoRow()
    {
        come(QStringLiteral("kim"));
        come(QStringLiteral("lee"));
        QTRY_COMPARE(m_choice->rowCount(), 2);
        QSignalSpy chosen(m_choice.get(), &PeopleChoice::chosenChanged);
        m_choice->choose(m_choice->index(0));
        QCOMPARE(names(), QStringList{QStringLiteral("lee")});
        QCOMPARE(m_choice->chosen()[0].name, QStringLiteral("kim"));
        m_choice->choose(m_choice->chosen()[0]);
        m_choice->choose(QModelIndex());
        m_choice->choose(PeopleChoice::Person());
        QCOMPARE(m_choice->chosen().size(), 1);
        QCOMPARE(chosen.size(), 1);
        m_choice->remove(Chat::UserId(QStringLiteral("lee")));
        QCOMPARE(chosen.size(), 1);
        m_choice->remove(Chat::UserId(QStringLiteral("kim")));
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(m_choice->rowCount(), 2);
    }

    void whoGoesStaysChosen()
    {
        come(QStringLiteral("kim"));
        come(QStringLiteral("lee"));
        QTRY_COMPARE(m_choice->rowCount(), 2);
        m_choice->choose(m_choice->index(0));
        come(QStringLiteral("kim"), Chat::lobbyRoom(), false);
        come(QStringLiteral("lee"), Chat::lobbyRoom(), false);
        QTRY_COMPARE(m_choice->rowCount(), 0);
        QCOMPARE(m_choice->chosen().size(), 1);
        QVERIFY(m_choice->isAlone());
    }

    void whoOnlyChangesMovesNothing()
    {
        come(QStringLiteral("kim"));
        come(QStringLiteral("lee"));
        QTRY_COMPARE(m_choice->rowCount(), 2);
        QSignalSpy resets(m_choice.get(), &QAbstractItemModel::modelReset);
        QSignalSpy changes(m_choice.get(), &QAbstractItemModel::dataChanged);
        Chat::Member lee = member(QStringLiteral("lee"));
        lee.attendance.state = Chat::Availability::Away;
        m_client->members(Chat::lobbyRoom())->update(lee);
        QTRY_COMPARE(changes.size(), 1);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(m_choice->index(1).data(MemberListModel::AvailabilityRole).toInt(),
                 int(Chat::Availability::Away));
    }

    void thousandPeople()
    {
        std::vector<Chat::Member> crowd;
        for (int i = 0; i < 1000; ++i)
            crowd.push_back(member(QStringLiteral("Person %1").arg(i, 3, 10, QLatin1Char('0'))));
        QSignalSpy changes(m_known.get(), &KnownPeople::changed);
        for (const Chat::Member &one : crowd)
            m_client->members(Chat::lobbyRoom())->update(one);
        QTRY_COMPARE(m_choice->rowCount(), 1000);
        QCOMPARE(changes.size(), 1);
        m_choice->setFilter(QStringLiteral("son 99"));
        QCOMPARE(m_choice->rowCount(), 10);
        m_choice->setFilter({});
        for (int i = 0; i < 1000; ++i)
            m_choice->choose(m_choice->index(0));
        QCOMPARE(int(m_choice->chosen().size()), PeopleChoice::mostChosen);
        QVERIFY(m_choice->isFull());
        QCOMPARE(m_choice->rowCount(), 1000 - PeopleChoice::mostChosen);
    }

    void hostileNamesAreOneLineToRead()
    {
        come(QStringLiteral("<b>a</b>\n\tb\x01"));
        QTRY_COMPARE(m_choice->rowCount(), 1);
        const QString read = m_choice->index(0).data(Qt::AccessibleTextRole).toString();
        QVERIFY(read.startsWith(QStringLiteral("<b>a</b> b")));
        QVERIFY(!read.contains(u'\n'));
    }

private:
    static Chat::Member member(const QString &name, bool here = true)
    {
        Chat::Member person;
        person.id = Chat::UserId(name);
        person.name = name;
        person.here = here;
        return person;
    }
    void come(const QString &name, const Chat::RoomId &room = Chat::lobbyRoom(), bool here = true)
    {
        m_client->members(room)->update(member(name, here));
    }
    /// The host has told who is in there.
    bool hasCome(const Chat::RoomId &room) const
    {
        const MemberListModel *members = m_client->members(room);
        for (int row = 0; row < members->rowCount(); ++row) {
            if (members->index(row).data(MemberListModel::SelfRole).toBool())
                return true;
        }
        return false;
    }
    QStringList names() const
    {
        QStringList all;
        for (int row = 0; row < m_choice->rowCount(); ++row)
            all << m_choice->index(row).data(MemberListModel::NameRole).toString();
        return all;
    }

    const Chat::RoomId garden{QStringLiteral("garden")};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<KnownPeople> m_known;
    std::unique_ptr<PeopleChoice> m_choice;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(PeopleChoiceTest)
#include "tst_peoplechoice.moc"
