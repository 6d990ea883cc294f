// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/timelinemodel.h"

#include <QTest>

namespace {

const Chat::RoomId room = Chat::lobbyRoom();
constexpr qint64 middle = 1LL << 40; // leaves room on both sides

std::vector<Chat::RoomMessage> run(qint64 first, qint64 count)
{
    std::vector<Chat::RoomMessage> messages;
    for (qint64 n = first; n < first + count; ++n) {
        Chat::RoomMessage message;
        message.room = room;
        message.sender = QStringLiteral("sender");
        message.senderId = Chat::UserId(QStringLiteral("u-%1").arg(n / 5 % 7));
        message.text = QStringLiteral("A line of about the usual length, number %1").arg(n);
        message.sequence = {n};
        message.time =
            Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000 + n % 1'000'000));
        messages.push_back(std::move(message));
    }
    return messages;
}

} // namespace

/// What the two ends of a timeline cost; a row of 100,000 must cost what one of 1,000 does.
class TimelineBenchmark : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void append_data() { lengths(); }
    void append()
    {
        QFETCH(int, rows);
        Ui::TimelineModel model(room);
        model.addStored(run(middle, rows));
        qint64 next = middle + rows;
        QBENCHMARK
        {
            model.addStored(run(next++, 1));
        }
    }

    void prependPageOf100_data() { lengths(); }
    void prependPageOf100()
    {
        QFETCH(int, rows);
        Ui::TimelineModel model(room);
        model.addStored(run(middle, rows));
        qint64 next = middle;
        QBENCHMARK
        {
            next -= 100;
            model.addStored(run(next, 100));
        }
    }

private:
    static void lengths()
    {
        QTest::addColumn<int>("rows");
        QTest::newRow("1,000 rows") << 1'000;
        QTest::newRow("100,000 rows") << 100'000;
    }
};

QTEST_GUILESS_MAIN(TimelineBenchmark)
#include "bench_timeline.moc"
