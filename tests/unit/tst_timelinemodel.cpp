// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/timelinemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using Ui::Delivery;
using Ui::TimelineModel;
using namespace std::chrono_literals;

namespace {

const Chat::RoomId room(QStringLiteral("lobby"));
const Chat::UserId me(QStringLiteral("u-me"));
const Chat::UserId other(QStringLiteral("u-other"));
/// 12:00 local time, so that a few hours around it are the same day everywhere.
const Chat::Timestamp
    noon(std::chrono::milliseconds(QDateTime(QDate(2024, 5, 1), QTime(12, 0)).toMSecsSinceEpoch()));

Chat::RoomMessage stored(qint64 sequence, const QString &text = QStringLiteral("x"),
                         const Chat::UserId &sender = other)
{
    Chat::RoomMessage message;
    message.room = room;
    message.sender = sender.toString();
    message.senderId = sender;
    message.text = text;
    message.sequence = {sequence};
    message.time = noon + std::chrono::seconds(sequence);
    return message;
}

Chat::RoomMessage waiting(const QString &id)
{
    Chat::RoomMessage message = stored(0, id, me);
    message.clientId = Chat::ClientMessageId(id);
    message.time = noon + 10min;
    return message;
}

Chat::RoomMessage echo(qint64 sequence, const QString &id, const Chat::UserId &sender = me)
{
    Chat::RoomMessage message = stored(sequence, id, sender);
    message.clientId = Chat::ClientMessageId(id);
    return message;
}

std::vector<Chat::RoomMessage> run(qint64 first, qint64 last)
{
    std::vector<Chat::RoomMessage> messages;
    for (qint64 n = first; n <= last; ++n)
        messages.push_back(stored(n));
    return messages;
}

QList<qint64> sequences(const TimelineModel &model)
{
    QList<qint64> numbers;
    for (int row = 0; row < model.rowCount(); ++row)
        numbers += model.index(row).data(TimelineModel::SequenceRole).toLongLong();
    return numbers;
}

bool flag(const TimelineModel &model, int row, int role)
{
    return model.index(row).data(role).toBool();
}

} // namespace

class TimelineModelTest : public QObject {
    Q_OBJECT

    TimelineModel *m_model = nullptr;
    QAbstractItemModelTester *m_tester = nullptr;

private Q_SLOTS:
    void init()
    {
        m_model = new TimelineModel(room);
        // Watches every change of every test below, from the empty model on.
        m_tester = new QAbstractItemModelTester(
            m_model, QAbstractItemModelTester::FailureReportingMode::QtTest, m_model);
        m_model->setSelf(me);
    }
    void cleanup() { delete m_model; }

    /// Of 100,000 messages, what all have alike would be most of the memory.
    void whatMessagesHaveAlikeIsHeldOnce()
    {
        const QString name = QStringLiteral("민지");
        for (qint64 n = 1; n <= 3; ++n) {
            Chat::RoomMessage message = stored(n);
            message.sender = QString(name.constData(), name.size()); // as parsed: a copy of its own
            message.senderId = Chat::UserId(QString(other.toString().constData(), -1));
            m_model->addStored({message});
        }
        for (const int role : {TimelineModel::SenderRole, TimelineModel::SenderIdRole}) {
            const QString first = m_model->index(0).data(role).toString();
            for (int row = 1; row < 3; ++row) {
                const QString later = m_model->index(row).data(role).toString();
                QCOMPARE(later, first);
                QCOMPARE(later.constData(), first.constData());
            }
        }
    }

    void onlyOnesOwnKeepTheirClientId()
    {
        m_model->addStored(
            {echo(1, QStringLiteral("mine")), echo(2, QStringLiteral("theirs"), other)});
        const auto id = [this](int row) {
            return m_model->index(row).data(TimelineModel::ClientIdRole).toString();
        };
        QCOMPARE(id(0), QStringLiteral("mine"));
        QCOMPARE(id(1), QString());
        // Who one is may not be known yet.
        TimelineModel early(room);
        early.addStored({echo(1, QStringLiteral("mine"))});
        QCOMPARE(early.index(0).data(TimelineModel::ClientIdRole).toString(),
                 QStringLiteral("mine"));
    }

    void changesGoToWhatIsHeldAndNeverBack()
    {
        const auto now = [](qint64 sequence, qint64 revision, const QString &text) {
            Chat::RoomMessage message = stored(sequence, text);
            message.changes.revision = Chat::Revision{revision};
            return message;
        };
        m_model->addStored(run(5, 8));
        QSignalSpy changed(m_model, &QAbstractItemModel::dataChanged);
        m_model->change(now(6, 4, QStringLiteral("newer")));
        m_model->change(now(6, 3, QStringLiteral("older")));
        m_model->changeText(now(6, 2, QStringLiteral("oldest")));
        m_model->change(now(4, 9, QStringLiteral("not held")));
        m_model->react({room, {6}, {4}, QStringLiteral("+"), true, other, QStringLiteral("a"), 1});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_model->index(1).data().toString(), QStringLiteral("newer"));
        m_model->react({room, {6}, {5}, QStringLiteral("+"), true, me, QStringLiteral("me"), 2});
        const auto reaction =
            m_model->index(1).data(TimelineModel::ReactionsRole).toList().value(0).toMap();
        QCOMPARE(reaction.value(QStringLiteral("count")).toInt(), 2);
        QVERIFY(reaction.value(QStringLiteral("mine")).toBool());
        m_model->dropBefore({7});
        changed.clear();
        m_model->change(now(6, 9, QStringLiteral("gone")));
        QCOMPARE(changed.size(), 0);
    }

    void quotationsFollowWhatTheyQuote()
    {
        Chat::RoomMessage answer = stored(7, QStringLiteral("yes"));
        answer.replyTo = Chat::Quoted{{5}, QStringLiteral("a"), other, false, QStringLiteral("x")};
        m_model->addStored({stored(5), stored(6), answer});
        Chat::RoomMessage now = stored(5, QStringLiteral("otherwise"));
        now.changes.revision = Chat::Revision{1};
        m_model->change(now);
        const auto excerpt = [this](int row) {
            return m_model->index(row)
                .data(TimelineModel::ReplyRole)
                .toMap()
                .value(QStringLiteral("excerpt"));
        };
        QCOMPARE(excerpt(2).toString(), QStringLiteral("otherwise"));
        QVERIFY(!excerpt(1).isValid());
        m_model->dropBefore({8}); // and the answer is no longer looked for
        m_model->addStored({now});
        now.changes.revision = Chat::Revision{2};
        now.text = QStringLiteral("again");
        m_model->change(now);
        QCOMPARE(m_model->rowCount(), 1);
    }

    // What was answered long ago need not be here; deleted it is no more for all that.
    void quotationsFollowWhatIsNotHeld()
    {
        Chat::RoomMessage answer = stored(7, QStringLiteral("yes"));
        answer.replyTo = Chat::Quoted{{2}, QStringLiteral("a"), other, false, QStringLiteral("x")};
        m_model->addStored({stored(6), answer});
        QSignalSpy changed(m_model, &QAbstractItemModel::dataChanged);
        Chat::RoomMessage now = stored(2, QString());
        now.changes.revision = Chat::Revision{1};
        now.changes.deleted = Chat::Timestamp(std::chrono::milliseconds(9));
        const auto excerpt = [this] {
            return m_model->index(1)
                .data(TimelineModel::ReplyRole)
                .toMap()
                .value(QStringLiteral("excerpt"));
        };
        QCOMPARE(excerpt().toString(), QStringLiteral("x"));
        m_model->changeText(now);
        QCOMPARE(excerpt().toString(), QString());
        QCOMPARE(changed.size(), 1);
        m_model->changeText(now);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_model->rowCount(), 2);
    }

    void isEmptyAtFirst()
    {
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->oldest().number, 0);
        QCOMPARE(m_model->newest().number, 0);
        QVERIFY(m_model->gaps().empty());
        QVERIFY(m_model->hasOlder());
    }

    void keepsTheOrderOfSequences_data()
    {
        QTest::addColumn<QList<QList<qint64>>>("batches");
        QTest::addColumn<int>("insertions");
        QTest::newRow("one by one") << QList<QList<qint64>>{{1}, {2}, {3}, {4}} << 4;
        QTest::newRow("a run is one insertion") << QList<QList<qint64>>{{1, 2, 3, 4}} << 1;
        QTest::newRow("any order") << QList<QList<qint64>>{{4, 2, 1, 3}} << 1;
        QTest::newRow("an older page") << QList<QList<qint64>>{{3, 4}, {1, 2}} << 2;
        QTest::newRow("a hole is filled") << QList<QList<qint64>>{{1, 4}, {2, 3}} << 2;
        QTest::newRow("both ends at once") << QList<QList<qint64>>{{2, 3}, {1, 4}} << 3;
        QTest::newRow("held ones change nothing")
            << QList<QList<qint64>>{{1, 2, 2}, {1, 3, 4}} << 2;
    }
    void keepsTheOrderOfSequences()
    {
        QFETCH(QList<QList<qint64>>, batches);
        QFETCH(int, insertions);
        QSignalSpy inserted(m_model, &TimelineModel::rowsInserted);
        for (const QList<qint64> &batch : batches) {
            std::vector<Chat::RoomMessage> messages;
            for (const qint64 number : batch)
                messages.push_back(stored(number));
            m_model->addStored(messages);
        }
        QCOMPARE(sequences(*m_model), (QList<qint64>{1, 2, 3, 4}));
        QCOMPARE(inserted.count(), insertions);
        QVERIFY(m_model->gaps().empty());
        QVERIFY(!m_model->hasOlder()); // nothing is older than 1
    }

    void takesOnlyWhatBelongsHere()
    {
        Chat::RoomMessage elsewhere = stored(1);
        elsewhere.room = Chat::RoomId(QStringLiteral("elsewhere"));
        Chat::RoomMessage endless = stored(1);
        endless.sequence = {std::numeric_limits<qint64>::max()};
        m_model->addStored({elsewhere, stored(0), stored(-4), endless});
        QCOMPARE(m_model->rowCount(), 0);
    }

    void anOwnEchoTakesThePlaceOfTheWaitingLine()
    {
        m_model->addStored(run(1, 3));
        m_model->addWaiting(waiting(QStringLiteral("a")));
        m_model->addWaiting(waiting(QStringLiteral("b")));
        QSignalSpy inserted(m_model, &TimelineModel::rowsInserted);
        QSignalSpy removed(m_model, &TimelineModel::rowsRemoved);
        m_model->addStored({echo(4, QStringLiteral("a"))});
        QCOMPARE(sequences(*m_model), (QList<qint64>{1, 2, 3, 4, 0}));
        QCOMPARE(inserted.count() + removed.count(), 0);
        QCOMPARE(m_model->index(3).data(TimelineModel::DeliveryRole).toInt(), int(Delivery::Sent));
        QVERIFY(flag(*m_model, 3, TimelineModel::OwnRole));
        QCOMPARE(m_model->index(4).data(TimelineModel::ClientIdRole).toString(),
                 QStringLiteral("b"));
    }

    void anEchoOutOfOrderShowsOnceToo()
    {
        m_model->addStored(run(1, 2));
        m_model->addWaiting(waiting(QStringLiteral("failed")));
        m_model->addWaiting(waiting(QStringLiteral("b")));
        m_model->setDelivery(Chat::ClientMessageId(QStringLiteral("failed")), Delivery::Failed,
                             QStringLiteral("no"));
        m_model->addStored({stored(3), echo(4, QStringLiteral("b")), stored(5)});
        QCOMPARE(sequences(*m_model), (QList<qint64>{1, 2, 3, 4, 5, 0}));
        QCOMPARE(m_model->index(5).data(TimelineModel::FailureRole).toString(),
                 QStringLiteral("no"));
    }

    void nobodyElseTakesThePlaceOfAWaitingLine()
    {
        m_model->addWaiting(waiting(QStringLiteral("a")));
        m_model->addStored({echo(1, QStringLiteral("a"), other)});
        QCOMPARE(sequences(*m_model), (QList<qint64>{1, 0}));
        QVERIFY(!flag(*m_model, 0, TimelineModel::OwnRole));
    }

    void showsWhereAWaitingLineIs()
    {
        const Chat::ClientMessageId id(QStringLiteral("a"));
        m_model->addWaiting(waiting(QStringLiteral("a")));
        m_model->addWaiting(waiting(QStringLiteral("a")));
        QCOMPARE(m_model->rowCount(), 1);
        QSignalSpy changed(m_model, &TimelineModel::dataChanged);
        m_model->setDelivery(id, Delivery::Failed, QStringLiteral("too long"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_model->index(0).data(TimelineModel::DeliveryRole).toInt(),
                 int(Delivery::Failed));
        m_model->removeWaiting(id);
        m_model->removeWaiting(id);
        QCOMPARE(m_model->rowCount(), 0);
    }

    void groupsByAuthorKindDayAndPause_data()
    {
        QTest::addColumn<Chat::RoomMessage>("second");
        QTest::addColumn<bool>("group");
        QTest::addColumn<bool>("day");
        Chat::RoomMessage same = stored(2);
        QTest::newRow("same author") << same << false << false;
        QTest::newRow("another author")
            << stored(2, {}, Chat::UserId(QStringLiteral("u-third"))) << true << false;
        Chat::RoomMessage renamed = same;
        renamed.sender = QStringLiteral("renamed");
        QTest::newRow("a guest under another name") << renamed << true << false;
        QTest::newRow("oneself") << stored(2, {}, me) << true << false;
        Chat::RoomMessage notice = same;
        notice.type = Chat::MessageType::Leave;
        QTest::newRow("another kind") << notice << true << false;
        Chat::RoomMessage almost = same;
        almost.time = stored(1).time + 1h - 1ms;
        QTest::newRow("just under an hour") << almost << false << false;
        Chat::RoomMessage pause = same;
        pause.time = stored(1).time + 1h;
        QTest::newRow("an hour") << pause << true << false;
        Chat::RoomMessage tomorrow = same;
        tomorrow.time += 24h;
        QTest::newRow("another day") << tomorrow << true << true;
        Chat::RoomMessage never = same;
        never.time = Chat::Timestamp(std::chrono::milliseconds(std::numeric_limits<qint64>::max()));
        QTest::newRow("a time no calendar knows") << never << true << true;
    }
    void groupsByAuthorKindDayAndPause()
    {
        QFETCH(Chat::RoomMessage, second);
        QFETCH(bool, group);
        QFETCH(bool, day);
        m_model->addStored({stored(1), second});
        QVERIFY(flag(*m_model, 0, TimelineModel::GroupStartRole));
        QVERIFY(flag(*m_model, 0, TimelineModel::DayStartRole));
        QCOMPARE(flag(*m_model, 1, TimelineModel::GroupStartRole), group);
        QCOMPARE(flag(*m_model, 1, TimelineModel::DayStartRole), day);
    }

    void tellsTheNeighbourWhoseGroupChanges()
    {
        m_model->addStored({stored(2)});
        QSignalSpy changed(m_model, &TimelineModel::dataChanged);
        m_model->addStored({stored(1)});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QVERIFY(!flag(*m_model, 1, TimelineModel::GroupStartRole));
        m_model->addStored({stored(3)}); // nobody's flags change
        QCOMPARE(changed.count(), 1);
    }

    void theUnreadMarkStandsBeforeTheFirstUnreadLine()
    {
        m_model->addStored(run(5, 8));
        m_model->setUnreadMark({6});
        const auto marked = [this] {
            QList<int> rows;
            for (int row = 0; row < m_model->rowCount(); ++row) {
                if (flag(*m_model, row, TimelineModel::UnreadStartRole))
                    rows += row;
            }
            return rows;
        };
        QCOMPARE(marked(), QList<int>{2});
        m_model->setUnreadMark({2});
        QCOMPARE(marked(), QList<int>{0});
        m_model->addStored(run(1, 4));
        QCOMPARE(marked(), QList<int>{2});
        m_model->addWaiting(waiting(QStringLiteral("a")));
        m_model->setUnreadMark({8});
        QCOMPARE(marked(), QList<int>{});
        m_model->setUnreadMark({});
        QCOMPARE(marked(), QList<int>{});
    }

    /// Rows that are shown, each with how many came and left where it tells of several.
    QStringList shownNotices() const
    {
        QStringList shown;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (flag(*m_model, row, TimelineModel::HiddenRole))
                continue;
            const auto map = m_model->index(row).data(TimelineModel::NoticesRole).toMap();
            shown << (map.isEmpty()
                          ? QStringLiteral("-")
                          : map.value(QStringLiteral("joined")).toString() + u'/' +
                                map.value(QStringLiteral("left")).toString() + u'/' +
                                QString::number(
                                    map.value(QStringLiteral("details")).toList().size()));
        }
        return shown;
    }
    static Chat::RoomMessage notice(qint64 sequence, const QString &who, bool came = true)
    {
        Chat::RoomMessage message = stored(sequence, {}, Chat::UserId(QStringLiteral("u-") + who));
        message.type = came ? Chat::MessageType::Enter : Chat::MessageType::Leave;
        return message;
    }
    void noticesInARowAreOne()
    {
        m_model->addStored({stored(1), notice(2, QStringLiteral("a"))});
        QCOMPARE(shownNotices(), (QStringList{"-", "-"}));
        QSignalSpy changed(m_model, &TimelineModel::dataChanged);
        m_model->addStored({notice(3, QStringLiteral("b"))});
        QCOMPARE(shownNotices(), (QStringList{"-", "2/0/2"}));
        QVERIFY(!changed.isEmpty());
        QVERIFY(changed.size() <= 3);
        m_model->addStored(
            {notice(4, QStringLiteral("a"), false), notice(5, QStringLiteral("c"), false)});
        QCOMPARE(shownNotices(), (QStringList{"-", "1/1/4"})); // a came and went
        m_model->addStored({stored(6), notice(7, QStringLiteral("a"))});
        QCOMPARE(shownNotices(), (QStringList{"-", "1/1/4", "-", "-"}));
    }
    void noticesBeforeThoseHeldJoinThem()
    {
        m_model->addStored({notice(5, QStringLiteral("a")), stored(6)});
        QSignalSpy changed(m_model, &TimelineModel::dataChanged);
        m_model->addStored({stored(3), notice(4, QStringLiteral("b"))});
        QCOMPARE(shownNotices(), (QStringList{"-", "2/0/2", "-"}));
        QVERIFY(std::any_of(changed.begin(), changed.end(), [](const QVariantList &one) {
            return one[0].toModelIndex().row() == 2;
        }));
        m_model->setUnreadMark({4}); // what is new is not hidden in what is not
        QCOMPARE(shownNotices(), (QStringList{"-", "-", "-", "-"}));
        m_model->setUnreadMark({6});
        m_model->dropBefore({5});
        QCOMPARE(shownNotices(), (QStringList{"-", "-"}));
    }
    void receiptsNeverGoBack()
    {
        m_model->setSelf(me);
        m_model->addStored({stored(1, {}, me)});
        const auto receipt = [this] {
            const auto map = m_model->index(0).data(TimelineModel::ReceiptRole).toMap();
            return QStringLiteral("%1/%2/%3")
                .arg(map.value(QStringLiteral("delivered")).toInt())
                .arg(map.value(QStringLiteral("read")).toInt())
                .arg(map.value(QStringLiteral("of")).toInt());
        };
        QVERIFY(m_model->index(0).data(TimelineModel::ReceiptRole).toMap().isEmpty());
        QSignalSpy changed(m_model, &TimelineModel::dataChanged);
        m_model->setReceipts({{{1}, 3, 2, 1, 0}, {{2}, 3, 1, 0, 0}});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(receipt(), QStringLiteral("2/1/3"));
        m_model->setReceipts({{{1}, 3, 1, 0, 0}});
        QCOMPARE(receipt(), QStringLiteral("2/1/3"));
        QVERIFY(m_model->index(0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("1 of 3")));
        m_model->addStored({stored(2, {}, me)}); // its receipt came first
        QCOMPARE(m_model->index(1).data(TimelineModel::ReceiptRole).toMap().isEmpty(), false);
    }

    // When it was said, what it answers, and what was done with it.
    void whatStandsBesideALineIsReadAloud()
    {
        const QLocale locale;
        const auto read = [this](int row) {
            return m_model->index(row).data(Qt::AccessibleDescriptionRole).toString();
        };
        Chat::RoomMessage answer = stored(12);
        answer.replyTo =
            Chat::Quoted{{1}, QStringLiteral("kim"), other, false, QStringLiteral("lunch?")};
        answer.changes.pinned = noon;
        answer.changes.reactions = {{QStringLiteral("👍"), 2, {}, false}};
        Chat::RoomMessage toNothing = stored(13);
        toNothing.replyTo = Chat::Quoted{{1}, QStringLiteral("kim"), other, false, {}};
        Chat::RoomMessage today = stored(14);
        const QDateTime now = QDateTime::currentDateTime();
        today.time = Chat::Timestamp(std::chrono::milliseconds(now.toMSecsSinceEpoch()));
        m_model->addStored({stored(11), answer, toNothing, today});
        const auto time = [this, &locale](int row) {
            return locale.toString(m_model->index(row).data(TimelineModel::TimeRole).toDateTime(),
                                   QLocale::ShortFormat);
        };
        QCOMPARE(read(0), time(0));
        QCOMPARE(read(1), time(1) + QStringLiteral(", answers kim: lunch?, pinned, 👍 2"));
        QCOMPARE(read(2), time(2) + QStringLiteral(", is an answer"));
        const QString said = read(3);
        if (QDate::currentDate() == now.date()) // else midnight came in between
            QCOMPARE(said, locale.toString(now.time(), QLocale::ShortFormat));
    }

    void namesItsGaps()
    {
        m_model->addStored({stored(3), stored(4), stored(7), stored(9)});
        const std::vector<Chat::Sequence> missing{{5}, {6}, {8}};
        QVERIFY(m_model->gaps() == missing);
        QCOMPARE(m_model->oldest().number, 3);
        QCOMPARE(m_model->newest().number, 9);
    }

    void boundsTheGapsItNames()
    {
        m_model->addStored({stored(1), stored(1LL << 40)});
        QCOMPARE(m_model->gaps().size(), size_t(1000));
        QCOMPARE(m_model->gaps().back().number, (1LL << 40) - 1);
    }

    void forgetsTheOldest()
    {
        m_model->addStored(run(1, 10));
        m_model->addWaiting(waiting(QStringLiteral("a")));
        m_model->dropBefore({8});
        QCOMPARE(sequences(*m_model), (QList<qint64>{8, 9, 10, 0}));
        QVERIFY(m_model->hasOlder());
        QVERIFY(flag(*m_model, 0, TimelineModel::DayStartRole));
    }

    void countsTalkOfOthers()
    {
        Chat::RoomMessage notice = stored(3);
        notice.type = Chat::MessageType::Enter;
        m_model->addStored({stored(1), stored(2), notice, stored(4, {}, me), stored(5)});
        QCOMPARE(m_model->talkOfOthersBehind({1}), 2);
        QCOMPARE(m_model->talkOfOthersBehind({}), 3);
        QCOMPARE(m_model->talkOfOthersBehind({5}), 0);
    }
};

QTEST_GUILESS_MAIN(TimelineModelTest)
#include "tst_timelinemodel.moc"
