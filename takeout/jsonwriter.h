// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/filefolder.h"
#include "takeout/outputfile.h"
#include "takeout/writer.h"

namespace Takeout {

/// `export.jsonl`, and `files/` by their hash: what an import reads.
class JsonWriter final : public Writer {
public:
    explicit JsonWriter(const QString &folder);

    Result<void> begin(const Head &head) override;
    Result<void> beginRoom(const RoomRecord &room) override;
    Result<void> add(const MessageRecord &message) override;
    Result<void> add(const EarlierRecord &earlier) override;
    Result<void> endRoom() override;
    Result<void> end() override;

private:
    QString m_folder;
    OutputFile m_file;
    FileFolder m_files;
    qint64 m_rooms = 0;
    qint64 m_messages = 0;
};

} // namespace Takeout
