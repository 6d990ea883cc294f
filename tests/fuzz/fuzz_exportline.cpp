// SPDX-License-Identifier: GPL-3.0-or-later
// A line of an export, from anybody. Whatever it is: what is taken for a record is one that writes
// itself as a line which is the same record, and names nothing that leads out of its folder.
#include "takeout/jsonlines.h"

#include <cstdint>
#include <cstdlib>

using namespace Takeout;

namespace {

void must(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray line(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto record = recordOf(line);
    if (!record) {
        must(!record.error().isEmpty());
        return 0;
    }
    const QByteArray written = lineOf(*record);
    must(written.endsWith('\n') && written.count('\n') == 1);
    const auto again = recordOf(written);
    must(again && lineOf(*again) == written);
    if (const auto *message = std::get_if<MessageRecord>(&*record)) {
        must(message->message.sequence.number > 0);
        must(message->replyTo < message->message.sequence);
        for (const FileRecord &file : message->files) {
            must(!file.info.name.contains(u'/') && !file.info.name.contains(u'\\'));
            must(file.hash.isEmpty() || QByteArray::fromHex(file.hash).size() == 32);
        }
    }
    if (const auto *room = std::get_if<RoomRecord>(&*record))
        must(Chat::parseRoomId(room->id.toString()).has_value());
    return 0;
}
