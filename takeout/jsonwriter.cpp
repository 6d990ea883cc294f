// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/jsonwriter.h"

#include "takeout/jsonlines.h"

namespace Takeout {

JsonWriter::JsonWriter(const QString &folder)
    : m_folder(folder), m_files(folder + QStringLiteral("/files"), FileFolder::Naming::Hash)
{
}

Result<void> JsonWriter::begin(const Head &head)
{
    if (auto opened = m_file.open(m_folder + QStringLiteral("/export.jsonl")); !opened)
        return opened;
    return m_file.write(lineOf(head));
}

Result<void> JsonWriter::beginRoom(const RoomRecord &room)
{
    m_messages = 0;
    return m_file.write(lineOf(room));
}

Result<void> JsonWriter::add(const MessageRecord &message)
{
    MessageRecord written = message;
    for (FileRecord &file : written.files) {
        const auto taken = m_files.take(file);
        if (!taken)
            return tl::unexpected(taken.error());
        if (taken->isEmpty())
            file.hash.clear();
    }
    ++m_messages;
    return m_file.write(lineOf(written));
}

Result<void> JsonWriter::add(const EarlierRecord &earlier)
{
    return m_file.write(lineOf(earlier));
}

Result<void> JsonWriter::endRoom()
{
    ++m_rooms;
    return m_file.write(lineOf(RoomEnd{m_messages}));
}

Result<void> JsonWriter::end()
{
    if (auto written = m_file.write(lineOf(End{m_rooms})); !written)
        return written;
    return m_file.close();
}

} // namespace Takeout
