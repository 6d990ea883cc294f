// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/filefolder.h"
#include "takeout/outputfile.h"
#include "takeout/writer.h"
#include "takeout/writerwords.h"

namespace Takeout {

/// A text file for each room, and `files/`. What somebody wrote is indented, so that no line of it
/// looks like another message.
class TextWriter final : public Writer {
public:
    TextWriter(const QString &folder, const WriterOptions &options);

    Result<void> begin(const Head &head) override;
    Result<void> beginRoom(const RoomRecord &room) override;
    Result<void> add(const MessageRecord &message) override;
    Result<void> add(const EarlierRecord &earlier) override;
    Result<void> endRoom() override;
    Result<void> end() override;

private:
    QString timeText(Chat::Timestamp time) const;

    QString m_folder;
    WriterOptions m_options;
    WriterWords m_words;
    FileFolder m_files;
    Head m_head;
    OutputFile m_file;
    int m_rooms = 0;
};

} // namespace Takeout
