// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/sendundo.h"

#include "ui/model/outboxsender.h"

#include <algorithm>
#include <utility>

namespace Ui {
namespace {

constexpr int linesOfLast = 200; ///< It is among so many of the newest.

QModelIndex lineOf(const TimelineModel &timeline, const Chat::ClientMessageId &message)
{
    const int rows = timeline.rowCount();
    for (int row = rows - 1; row >= std::max(0, rows - linesOfLast); --row) {
        const QModelIndex line = timeline.index(row);
        if (line.data(TimelineModel::ClientIdRole).toString() == message.toString())
            return line;
    }
    return {};
}

} // namespace

SendUndo::SendUndo(ChatClient &client, std::chrono::milliseconds window) : m_client(client)
{
    m_window.setSingleShot(true);
    m_window.setInterval(window);
    connect(&m_window, &QTimer::timeout, this, &SendUndo::forget);
}

void SendUndo::noteSent(const Chat::RoomId &room, const Chat::ClientMessageId &message,
                        const QString &text)
{
    m_last = Sent{room, message, text};
    m_window.start();
    Q_EMIT changed();
}

Chat::RoomId SendUndo::room() const
{
    return m_last ? m_last->room : Chat::RoomId();
}

std::optional<QString> SendUndo::undo()
{
    if (!m_last)
        return std::nullopt;
    const Sent sent = *m_last;
    forget();
    // Of one on its way it is not known yet whether it arrived; it is shown till it is stored.
    if (!removeStored(sent) && !m_client.outbox().withdraw(sent.message) && isShown(sent))
        removeWhenStored(sent);
    return sent.text;
}

void SendUndo::removeWhenStored(const Sent &sent)
{
    m_removals.push_back(sent);
    // Behind the change, as the model is not to be asked for more while it tells of one.
    const QAbstractItemModel *timeline = m_client.timeline(sent.room);
    const auto type = Qt::ConnectionType(Qt::QueuedConnection | Qt::UniqueConnection);
    connect(timeline, &QAbstractItemModel::dataChanged, this, &SendUndo::removeNow, type);
    connect(timeline, &QAbstractItemModel::rowsInserted, this, &SendUndo::removeNow, type);
    connect(timeline, &QAbstractItemModel::rowsRemoved, this, &SendUndo::removeNow, type);
}

void SendUndo::removeNow()
{
    const auto isDone = [this](const Sent &sent) {
        if (hasFailed(sent))
            m_client.discard(sent.message);
        return removeStored(sent) || !isShown(sent);
    };
    m_removals.erase(std::remove_if(m_removals.begin(), m_removals.end(), isDone),
                     m_removals.end());
}

void SendUndo::forget()
{
    m_window.stop();
    m_last.reset();
    Q_EMIT changed();
}

bool SendUndo::isShown(const Sent &sent)
{
    return lineOf(*m_client.timeline(sent.room), sent.message).isValid();
}

bool SendUndo::hasFailed(const Sent &sent)
{
    const QModelIndex line = lineOf(*m_client.timeline(sent.room), sent.message);
    return Delivery(line.data(TimelineModel::DeliveryRole).toInt()) == Delivery::Failed;
}

bool SendUndo::removeStored(const Sent &sent)
{
    const QModelIndex line = lineOf(*m_client.timeline(sent.room), sent.message);
    const Chat::Sequence sequence{line.data(TimelineModel::SequenceRole).toLongLong()};
    if (sequence.number == 0)
        return false;
    m_client.remove(sent.room, sequence);
    return true;
}

} // namespace Ui
