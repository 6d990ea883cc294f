// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/filefolder.h"
#include "takeout/outputfile.h"
#include "takeout/writer.h"
#include "takeout/writerwords.h"

#include <vector>

namespace Takeout {

/// `index.html`, each room in pages of its own, and `files/`: for reading without a host or a
/// network. Nothing of what people wrote is markup in it.
class HtmlWriter final : public Writer {
public:
    HtmlWriter(const QString &folder, const WriterOptions &options);

    Result<void> begin(const Head &head) override;
    Result<void> beginRoom(const RoomRecord &room) override;
    Result<void> add(const MessageRecord &message) override;
    Result<void> add(const EarlierRecord &earlier) override;
    Result<void> endRoom() override;
    Result<void> end() override;

private:
    struct Room {
        QString name;
        QString topic;
        qint64 messages = 0;
    };
    QString pageName(qsizetype page) const;
    QString pageLink(Chat::Sequence sequence) const;
    Result<void> openPage();
    Result<void> closePage(bool isLast);
    Result<QString> filesOf(const MessageRecord &message);
    QString timeText(Chat::Timestamp time, const char *format) const;
    QString beginning(const QString &title) const;

    QString m_folder;
    WriterOptions m_options;
    WriterWords m_words;
    FileFolder m_files;
    Head m_head;
    std::vector<Room> m_rooms;
    std::vector<qint64> m_firsts; ///< Sequences that the pages of this room begin with.
    OutputFile m_page;
    int m_onPage = 0;
    QString m_day;
};

} // namespace Takeout
