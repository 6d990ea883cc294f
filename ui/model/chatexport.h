// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/writer.h"
#include "ui/model/exportsource.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <deque>
#include <memory>
#include <vector>

namespace Ui {

/// Writes rooms into a new folder, from what the host gives: asked for page by page, written in a
/// thread of its own, so neither is much in memory nor waits the caller for a disk.
class ChatExport : public QObject {
    Q_OBJECT
public:
    struct Wish {
        QString to; ///< A new folder.
        Takeout::Format format = Takeout::Format::Html;
        Takeout::WriterOptions writing = {};
        QString hostName = {};
        QString hostId = {};                    ///< As the host told it; empty: not known.
        bool withFiles = true;                  ///< Otherwise their names alone.
        std::vector<Chat::RoomInfo> rooms = {}; ///< With their newest sequence.
    };
    /// `source` has to outlive it.
    ChatExport(ExportSource &source, Wish wish, QObject *parent = nullptr);
    /// What is unfinished is removed.
    ~ChatExport() override;

    /// finished() or failed() follows.
    void start();
    /// failed() with Kind::Cancelled follows, unless it was done already.
    void cancel();
    /// Files that the host did not give; the export names them.
    int missingFiles() const { return m_missing; }

Q_SIGNALS:
    /// In messages, of all rooms.
    void progressed(qint64 done, qint64 all);
    void finished(const QString &folder);
    void failed(const Takeout::Failure &failure);

private:
    struct Writing; ///< What lives in the thread.
    using Step = std::function<Takeout::Result<void>(Writing &)>;
    void write(Step step, std::function<void()> then);
    void beginRoom();
    void askPage(Chat::Sequence before);
    void takePage(Chat::Sequence before, std::optional<Chat::HistoryPage> page);
    void fetchFiles();
    void writeMessages();
    void endRoom();
    void end(const std::optional<Takeout::Failure> &failure);

    ExportSource &m_source;
    Wish m_wish;
    QThread m_thread;
    std::shared_ptr<Writing> m_writing; ///< Dies after the thread.
    size_t m_room = 0;
    Chat::Sequence m_last;                     ///< Written of this room.
    std::vector<Chat::RoomMessage> m_messages; ///< Being written next.
    std::deque<Chat::FileInfo> m_files;        ///< Of these, not fetched yet.
    QHash<QString, QString> m_paths;           ///< Token to where its content is.
    qint64 m_done = 0;
    qint64 m_all = 0;
    int m_missing = 0;
    bool m_isOver = false;
};

} // namespace Ui
