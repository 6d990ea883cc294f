// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/dataexport.h"

#include "server/upkeep/logreader.h"
#include "takeout/wholefolder.h"

namespace Server {
namespace {

constexpr qint64 messagesPerLook = 500; ///< At how far it is.

Takeout::Head headOf(const ExportWish &wish, const LogReader &log)
{
    return {log.hostId(), wish.hostName,
            std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()),
            QStringLiteral(MADANG_VERSION)};
}

} // namespace

Upkept<ExportReport> exportData(const ExportWish &wish, const Progress &progress)
{
    auto log = LogReader::open(wish.folder);
    if (!log)
        return tl::unexpected(log.error());
    auto rooms = (*log)->rooms();
    const auto all = (*log)->messageCount();
    if (!rooms || !all)
        return tl::unexpected(rooms ? all.error() : rooms.error());
    if (wish.room) {
        std::erase_if(*rooms, [&](const auto &room) { return room.record.id != *wish.room; });
        if (rooms->empty())
            return Takeout::failure(
                Failure::Kind::Refused,
                QStringLiteral("There is no room %1.").arg(wish.room->toString()));
    }
    auto whole = Takeout::WholeFolder::begin(wish.to);
    if (!whole)
        return tl::unexpected(whole.error());
    const auto writer = Takeout::makeWriter(wish.format, (*whole)->path(), wish.writing);
    ExportReport report;
    auto done = writer->begin(headOf(wish, **log));
    for (const LogReader::Room &room : *rooms) {
        if (done)
            done = writer->beginRoom(room.record);
        if (done) {
            done = (*log)->read(
                room,
                [&](const Takeout::MessageRecord &message) -> Upkept<void> {
                    if (report.messages++ % messagesPerLook == 0 &&
                        !Takeout::goesOn(progress, report.messages, *all))
                        return Takeout::cancelled();
                    return writer->add(message);
                },
                [&](const Takeout::EarlierRecord &earlier) { return writer->add(earlier); });
        }
        if (done)
            done = writer->endRoom();
        ++report.rooms;
    }
    if (done)
        done = writer->end();
    if (done)
        done = (*whole)->finish();
    if (!done)
        return tl::unexpected(done.error());
    return report;
}

} // namespace Server
