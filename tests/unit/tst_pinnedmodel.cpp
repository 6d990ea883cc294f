// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/changes.h"
#include "tests/support/scriptedhost.h"
#include "ui/model/pinnedmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using Ui::PinnedModel;
using State = PinnedModel::State;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::RoomId team(QStringLiteral("team"));

/// Pinned at that second; 0: not.
Chat::RoomMessage message(qint64 sequence, int pinned, const QString &text = QStringLiteral("x"),
                          const Chat::RoomId &room = lobby)
{
    Chat::RoomMessage message;
    message.room = room;
    message.sender = QStringLiteral("ann");
    message.senderId = Chat::UserId(QStringLiteral("u-ann"));
    message.text = text;
    message.sequence = {sequence};
    message.changes.revision = {1};
    if (pinned > 0)
        message.changes.pinned = Chat::Timestamp(std::chrono::seconds(pinned));
    return message;
}

} // namespace

// What is pinned in a room, and what becomes of it while one looks.
class PinnedModelTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<PinnedModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    qint64 m_revision = 1;

    static QByteArray question(const Chat::RoomId &room = lobby)
    {
        return Chat::requestDestination(Chat::Request::Kind::Pins, room);
    }
    void answer(const std::vector<Chat::RoomMessage> &pinned, const Chat::RoomId &room = lobby)
    {
        QTRY_VERIFY(m_host->count(question(room)) > 0);
        m_host->publish(question(room), Chat::HistoryPage{room, pinned, false}.toJson());
        QTRY_COMPARE(m_model->state(), State::Known);
    }
    /// An event that a message is this now; it has arrived when this is over.
    void tell(Chat::RoomMessage now)
    {
        if (now.changes.revision.number == 1)
            now.changes.revision = {++m_revision};
        m_host->publish(Chat::roomEventsTopic(now.room), Chat::ChangedEvent{now}.toJson());
        Chat::Member other{Chat::UserId(QString::number(++m_revision)), QStringLiteral("o")};
        other.here = true;
        const int people = m_client->members(now.room)->rowCount();
        m_host->publish(Chat::roomEventsTopic(now.room),
                        Chat::PresenceEvent{now.room, other}.toJson());
        QTRY_COMPARE(m_client->members(now.room)->rowCount(), people + 1);
    }
    QList<qint64> shown() const
    {
        QList<qint64> sequences;
        for (int row = 0; row < m_model->rowCount(); ++row)
            sequences << m_model->index(row).data(PinnedModel::SequenceRole).toLongLong();
        return sequences;
    }

private Q_SLOTS:
    void init()
    {
        m_revision = 1;
        m_folder = std::make_unique<QTemporaryDir>();
        m_profile = std::move(*Ui::Profile::open(m_folder->path()));
        m_profile->setName(QStringLiteral("me"));
        m_host = std::make_unique<ScriptedHost>();
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("own"),
                                                    m_host->linkMaker());
        m_client->connectToHost();
        QTRY_COMPARE(m_client->members(lobby)->rowCount(), 1);
        m_model = std::make_unique<PinnedModel>(*m_client);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_client.reset();
        m_host.reset();
        m_profile.reset();
    }

    void isEmptyWithoutARoom()
    {
        QCOMPARE(m_model->state(), State::Nothing);
        QCOMPARE(m_model->rowCount(), 0);
        m_model->setRoom(lobby);
        QCOMPARE(m_model->state(), State::Asking);
        answer({});
        QCOMPARE(m_model->rowCount(), 0);
    }

    void theLastPinnedComesFirst()
    {
        m_model->setRoom(lobby);
        Chat::RoomMessage deleted = message(9, 9);
        deleted.changes.deleted = Chat::Timestamp();
        answer({message(3, 10, QStringLiteral("three\nlines\nlong")), message(1, 20),
                message(7, 15), message(5, 0), deleted, message(7, 15),
                message(8, 30, QStringLiteral("x"), team)});
        QCOMPARE(shown(), (QList<qint64>{1, 7, 3}));
        const QModelIndex last = m_model->index(2);
        QCOMPARE(last.data().toString(), QStringLiteral("three lines long"));
        QCOMPARE(last.data(PinnedModel::SenderRole).toString(), QStringLiteral("ann"));
        QCOMPARE(last.data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("ann: three lines long"));
        QVERIFY(last.data(PinnedModel::TimeRole).toDateTime().isValid());
    }

    void followsWhatIsDone()
    {
        m_model->setRoom(lobby);
        answer({message(3, 10), message(1, 20)});
        tell(message(5, 15));
        QCOMPARE(shown(), (QList<qint64>{1, 5, 3}));
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        tell(message(5, 15, QStringLiteral("edited")));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_model->index(1).data().toString(), QStringLiteral("edited"));
        tell(message(1, 0)); // let go
        QCOMPARE(shown(), (QList<qint64>{5, 3}));
        tell(message(3, 40)); // anew
        QCOMPARE(shown(), (QList<qint64>{3, 5}));
        Chat::RoomMessage deleted = message(3, 40);
        deleted.changes.deleted = Chat::Timestamp();
        tell(deleted);
        QCOMPARE(shown(), (QList<qint64>{5}));
        tell(message(77, 0, QStringLiteral("edited, and not pinned")));
        QCOMPARE(shown(), (QList<qint64>{5}));
    }

    void anOlderWordChangesNothing()
    {
        m_model->setRoom(lobby);
        Chat::RoomMessage now = message(3, 10, QStringLiteral("now"));
        now.changes.revision = {50};
        answer({now});
        Chat::RoomMessage before = message(3, 0, QStringLiteral("before"));
        before.changes.revision = {40};
        tell(before);
        QCOMPARE(shown(), (QList<qint64>{3}));
        QCOMPARE(m_model->index(0).data().toString(), QStringLiteral("now"));
    }

    void isOfOneRoom()
    {
        m_client->joinRoom(team);
        QTRY_VERIFY(m_client->members(team)->rowCount() > 0);
        m_model->setRoom(lobby);
        answer({message(3, 10)});
        tell(message(4, 20, QStringLiteral("x"), team));
        QCOMPARE(shown(), (QList<qint64>{3}));
        m_model->setRoom(team);
        QCOMPARE(m_model->rowCount(), 0); // at once
        QCOMPARE(m_model->state(), State::Asking);
        m_host->publish(question(lobby),
                        Chat::HistoryPage{lobby, {message(3, 10)}, false}.toJson());
        answer({message(4, 20, QStringLiteral("x"), team)}, team);
        QCOMPARE(shown(), (QList<qint64>{4}));
        m_model->setRoom({});
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->state(), State::Nothing);
    }

    void isBounded()
    {
        m_model->setRoom(lobby);
        std::vector<Chat::RoomMessage> many;
        for (int i = 1; i <= 300; ++i)
            many.push_back(message(i, i));
        answer(many);
        QCOMPARE(m_model->rowCount(), int(PinnedModel::mostPinned));
        QCOMPARE(shown().first(), 300); // those that were pinned last
        tell(message(500, 500));
        QCOMPARE(m_model->rowCount(), int(PinnedModel::mostPinned));
        QCOMPARE(shown().first(), 500);
        tell(message(501, 1));
        QVERIFY(!shown().contains(501));
    }

    void asksAgainOnEachConnection()
    {
        m_model->setRoom(lobby);
        answer({message(3, 10)});
        m_host->breakLink();
        QTRY_COMPARE(m_model->state(), State::Asking);
        QCOMPARE(shown(), (QList<qint64>{3})); // what was known stays in sight
        m_client->retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(m_host->count(question()), 2, 20000);
        answer({message(6, 10)});
        QCOMPARE(shown(), (QList<qint64>{6}));
    }

    void aRefusalIsTold()
    {
        m_model->setRoom(lobby);
        QTRY_COMPARE(m_host->count(question()), 1);
        QByteArray receipt;
        for (const auto &one : m_host->subscribed) {
            if (one.destination == question())
                receipt = one.headers.value("receipt", {});
        }
        QVERIFY(!receipt.isEmpty());
        m_host->publish(Chat::errorsQueue(),
                        "{\"message\":\"not for you\",\"receipt\":\"" + receipt + "\"}");
        QTRY_COMPARE(m_model->state(), State::Failed);
        QCOMPARE(m_model->failure(), QStringLiteral("not for you"));
        m_model->setRoom(team);
        QCOMPARE(m_model->state(), State::Asking);
        QTRY_COMPARE(m_host->count(question(team)), 1);
        m_host->publish(question(team), "nonsense");
        QTRY_COMPARE(m_model->state(), State::Failed);
    }
};

QTEST_GUILESS_MAIN(PinnedModelTest)
#include "tst_pinnedmodel.moc"
