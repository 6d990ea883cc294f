// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/heldhistory.h"

#include "ui/model/chatclient.h"

#include <algorithm>

namespace Ui {

std::vector<HeldRoom> heldRooms(ChatClient &client)
{
    const bool isThere = client.status().phase == ConnectionStatus::Phase::Online;
    std::vector<HeldRoom> rooms;
    for (Chat::RoomInfo &info : roomsToExport(client)) {
        if (info.settings.visibility == Chat::Visibility::Direct)
            continue;
        const TimelineModel *timeline = client.timeline(info.id);
        HeldRoom room;
        if (isThere) {
            room.messages = std::max<qint64>(info.last.number - info.floor.number, 0);
        } else if (const QModelIndex oldest = timeline->indexOf(timeline->oldest());
                   oldest.isValid()) {
            room.messages = std::ssize(
                timeline->messagesBefore({timeline->newest().number + 1}, timeline->rowCount()));
            room.from = oldest.data(TimelineModel::TimeRole).toDateTime();
        }
        room.info = std::move(info);
        if (isThere || room.messages > 0)
            rooms.push_back(std::move(room));
    }
    return rooms;
}

HeldExportSource::HeldExportSource(ChatClient &client, QObject *parent)
    : ExportSource(parent), m_client(client)
{
}

void HeldExportSource::page(const Chat::RoomId &room, Chat::Sequence before, int limit,
                            PageAnswer answer)
{
    const TimelineModel *timeline = m_client.timeline(room);
    Chat::HistoryPage page;
    page.room = room;
    page.messages = timeline->messagesBefore(before, limit);
    // What stands before these is held no more: whoever asks need not ask for it.
    page.more = false;
    QMetaObject::invokeMethod(
        this, [answer = std::move(answer), page = std::move(page)] { answer(page); },
        Qt::QueuedConnection);
}

void HeldExportSource::file(const Chat::FileInfo &, const QString &, FileAnswer answer)
{
    QMetaObject::invokeMethod(
        this, [answer = std::move(answer)] { answer(false); }, Qt::QueuedConnection);
}

} // namespace Ui
