// SPDX-License-Identifier: GPL-3.0-or-later
// What a timeline's changes cost, in one of 10,000 lines and in one of 100,000, measured in turns:
// they must cost the same. Ends with 1 when one costs more than three times as much.
#include "ui/model/timelinemodel.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <limits>

namespace {

const Chat::RoomId room = Chat::lobbyRoom();
const Chat::UserId me(QStringLiteral("u-0"));
constexpr qint64 middle = 1LL << 40; // leaves room on both sides
constexpr int rounds = 9;
constexpr double largestRatio = 3;

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
        if (n % 10 == 0) // an answer, which an edit has to follow
            message.replyTo = Chat::Quoted{{n - 3}, message.sender, me, false, message.text};
        messages.push_back(std::move(message));
    }
    return messages;
}

/// A timeline of that many lines, and one change of each kind at a time.
class Timeline {
public:
    explicit Timeline(int lines) : m_model(room)
    {
        m_model.setSelf(me);
        m_model.addStored(run(middle, lines));
    }

    void append() { m_model.addStored(run(m_model.newest().number + 1, 1)); }
    void prependPage() { m_model.addStored(run(m_model.oldest().number - 100, 100)); }
    void sayAndStore()
    {
        Chat::RoomMessage message = run(m_model.newest().number + 1, 1).front();
        message.senderId = me;
        message.clientId = Chat::ClientMessageId(QString::number(++m_revision));
        m_model.addWaiting(message);
        m_model.addStored({message});
    }
    void edit()
    {
        Chat::RoomMessage message = run(any(), 1).front();
        message.text += QLatin1Char('!');
        message.changes.edited = message.time;
        message.changes.revision = {++m_revision};
        m_model.change(message);
    }
    void remove()
    {
        Chat::RoomMessage message = run(any(), 1).front();
        message.text.clear();
        message.changes.deleted = message.time;
        message.changes.revision = {++m_revision};
        m_model.changeText(message);
    }
    void react()
    {
        m_model.react({room, {any()}, {++m_revision}, QStringLiteral("+"), true, me, {}, 1});
    }

private:
    qint64 any() { return m_random.bounded(m_model.oldest().number, m_model.newest().number + 1); }

    Ui::TimelineModel m_model;
    QRandomGenerator m_random{1};
    qint64 m_revision = 0;
};

struct Row {
    const char *name;
    int times; ///< In a round.
    void (Timeline::*change)();
};

constexpr Row rows[] = {
    {"append a message", 100, &Timeline::append},
    {"prepend a page of 100", 2, &Timeline::prependPage},
    {"say, and see it stored", 100, &Timeline::sayAndStore},
    {"edit", 500, &Timeline::edit},
    {"delete", 500, &Timeline::remove},
    {"react", 500, &Timeline::react},
};

/// Processor time of one change, in microseconds.
double cost(Timeline &timeline, const Row &row)
{
    const std::clock_t begin = std::clock();
    for (int i = 0; i < row.times; ++i)
        (timeline.*row.change)();
    return double(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC / row.times;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    std::printf("%-24s %12s %12s %8s\n", "us of processor time", "10,000", "100,000", "ratio");
    bool isFlat = true;
    for (const Row &row : rows) {
        Timeline shorter(10'000);
        Timeline longer(100'000);
        double least[] = {std::numeric_limits<double>::max(), std::numeric_limits<double>::max()};
        for (int round = 0; round < rounds; ++round) {
            least[0] = std::min(least[0], cost(shorter, row));
            least[1] = std::min(least[1], cost(longer, row));
        }
        const bool isRowFlat = least[1] <= largestRatio * least[0];
        isFlat = isFlat && isRowFlat;
        std::printf("%-24s %12.2f %12.2f %8.2f%s\n", row.name, least[0], least[1],
                    least[1] / least[0], isRowFlat ? "" : "  too much");
        std::fflush(stdout);
    }
    return isFlat ? 0 : 1;
}
