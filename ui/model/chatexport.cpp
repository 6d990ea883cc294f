// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/chatexport.h"

#include "takeout/filecopy.h"
#include "takeout/wholefolder.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <utility>

namespace Ui {
namespace {

using Takeout::Failure;

/// What the history gives at once.
constexpr int exportPage = 200;

Takeout::MessageRecord recordOf(const Chat::RoomMessage &message,
                                const QHash<QString, QString> &paths)
{
    Takeout::MessageRecord record;
    record.message = message;
    record.uid = message.uid; // else made of what the host says of it
    if (message.replyTo && message.replyTo->sequence < message.sequence)
        record.replyTo = message.replyTo->sequence;
    // The host tells how many, and the first names.
    for (const Chat::Reaction &reaction : message.changes.reactions) {
        for (const QString &name : reaction.names)
            record.reactions.push_back({reaction.emoji, {}, name});
    }
    for (const Chat::FileInfo &info : message.files) {
        Takeout::FileRecord file;
        file.info = info;
        file.owner = message.senderId;
        file.created = message.time;
        file.path = paths.value(info.token);
        if (!file.path.isEmpty())
            file.hash = Takeout::hashOf(file.path).value_or(QByteArray());
        record.files.push_back(std::move(file));
    }
    return record;
}

/// As a host's export has them, so that another host keeps the room as it was kept. Its password is
/// not known here: nobody gets in by it there.
QJsonObject keptSettings(Chat::RoomSettings settings)
{
    if (std::exchange(settings.password, false) && settings.visibility == Chat::Visibility::Public)
        settings.visibility = Chat::Visibility::Private;
    settings.deleteAt.reset();
    const QJsonObject object = settings.toObject();
    if (object.isEmpty())
        return {};
    return {{QStringLiteral("settings"),
             QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))}};
}

} // namespace

struct ChatExport::Writing : QObject {
    std::unique_ptr<Takeout::WholeFolder> folder;
    std::unique_ptr<Takeout::Writer> writer;

    QString incoming() const { return folder->path() + QStringLiteral("/incoming"); }
};

ChatExport::ChatExport(ExportSource &source, Wish wish, QObject *parent)
    : QObject(parent), m_source(source), m_wish(std::move(wish)),
      m_writing(std::make_shared<Writing>())
{
    for (const Chat::RoomInfo &room : m_wish.rooms)
        m_all += room.last.number;
    m_writing->moveToThread(&m_thread);
    m_thread.start();
}

ChatExport::~ChatExport()
{
    m_isOver = true;
    m_thread.quit();
    m_thread.wait();
}

/// Does a step in the thread, and `then` what follows in this one, unless it failed.
void ChatExport::write(Step step, std::function<void()> then)
{
    QMetaObject::invokeMethod(
        m_writing.get(),
        [this, writing = m_writing.get(), step = std::move(step), then = std::move(then)] {
            const auto done = step(*writing);
            QMetaObject::invokeMethod(
                this,
                [this, done, then] {
                    if (m_isOver)
                        return;
                    if (done)
                        then();
                    else
                        end(done.error());
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void ChatExport::start()
{
    Takeout::Head head;
    head.host = m_wish.hostId;
    head.hostName = m_wish.hostName;
    head.made = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    head.program = QStringLiteral(MADANG_VERSION);
    write(
        [wish = m_wish, head](Writing &writing) -> Takeout::Result<void> {
            auto folder = Takeout::WholeFolder::begin(wish.to);
            if (!folder)
                return tl::unexpected(folder.error());
            writing.folder = std::move(*folder);
            if (auto made = Takeout::makeFolder(writing.incoming()); !made)
                return made;
            writing.writer = Takeout::makeWriter(wish.format, writing.folder->path(), wish.writing);
            return writing.writer->begin(head);
        },
        [this] { beginRoom(); });
}

void ChatExport::cancel()
{
    if (!m_isOver)
        end(Takeout::cancelled().value());
}

void ChatExport::beginRoom()
{
    if (m_room == m_wish.rooms.size()) {
        write(
            [](Writing &writing) -> Takeout::Result<void> {
                QDir(writing.incoming()).removeRecursively();
                if (auto ended = writing.writer->end(); !ended)
                    return ended;
                return writing.folder->finish();
            },
            [this] { end(std::nullopt); });
        return;
    }
    const Chat::RoomInfo &info = m_wish.rooms[m_room];
    Takeout::RoomRecord room;
    room.id = info.id;
    room.name = info.name;
    room.topic = info.topic;
    room.revision = info.revision;
    room.settings = keptSettings(info.settings);
    m_last = {};
    write([room](Writing &writing) { return writing.writer->beginRoom(room); },
          [this] { askPage({m_last.number + exportPage + 1}); });
}

void ChatExport::askPage(Chat::Sequence before)
{
    m_source.page(m_wish.rooms[m_room].id, before, exportPage,
                  [this, before](std::optional<Chat::HistoryPage> page) {
                      if (!m_isOver)
                          takePage(before, std::move(page));
                  });
}

/// Numbers have no gaps but where the host keeps no more, so the next ones are those before a
/// number that is not far.
void ChatExport::takePage(Chat::Sequence before, std::optional<Chat::HistoryPage> page)
{
    if (!page) {
        end(Failure{Failure::Kind::Failed,
                    QStringLiteral("The host did not give the history of %1.")
                        .arg(m_wish.rooms[m_room].name)});
        return;
    }
    std::vector<Chat::RoomMessage> found;
    for (Chat::RoomMessage &message : page->messages) {
        if (message.sequence > m_last && message.sequence < before)
            found.push_back(std::move(message));
    }
    const Chat::Sequence first = found.empty() ? before : found.front().sequence;
    const bool isCut = page->more && !found.empty() && std::ssize(page->messages) < exportPage &&
                       first.number > m_last.number + 1;
    m_messages.insert(m_messages.begin(), std::make_move_iterator(found.begin()),
                      std::make_move_iterator(found.end()));
    if (isCut) { // by their size: what is older of them comes next
        askPage(first);
        return;
    }
    // Where nothing is left to the host, on to the next numbers.
    if (m_messages.empty())
        m_last.number = before.number - 1;
    else
        m_last = std::max(m_messages.back().sequence, m_last);
    for (const Chat::RoomMessage &message : m_messages) {
        if (m_wish.withFiles)
            m_files.insert(m_files.end(), message.files.begin(), message.files.end());
    }
    fetchFiles();
}

void ChatExport::fetchFiles()
{
    while (!m_files.empty() && m_paths.contains(m_files.front().token))
        m_files.pop_front();
    if (m_files.empty()) {
        writeMessages();
        return;
    }
    const Chat::FileInfo file = m_files.front();
    // The folder's path is there since the first step, and stays.
    const QString path = QStringLiteral("%1/%2").arg(m_writing->incoming()).arg(m_paths.size());
    m_source.file(file, path, [this, file, path](bool isWhole) {
        if (m_isOver)
            return;
        m_paths.insert(file.token, isWhole ? path : QString());
        m_missing += !isWhole;
        fetchFiles();
    });
}

void ChatExport::writeMessages()
{
    m_done += std::ssize(m_messages);
    write(
        [messages = std::exchange(m_messages, {}),
         paths = std::exchange(m_paths, {})](Writing &writing) {
            Takeout::Result<void> done;
            for (const Chat::RoomMessage &message : messages) {
                if (done)
                    done = writing.writer->add(recordOf(message, paths));
            }
            for (const QString &path : paths) {
                if (!path.isEmpty())
                    QFile::remove(path);
            }
            return done;
        },
        [this] {
            Q_EMIT progressed(m_done, std::max(m_all, m_done));
            if (m_last < m_wish.rooms[m_room].last)
                askPage({m_last.number + exportPage + 1});
            else
                endRoom();
        });
}

void ChatExport::endRoom()
{
    ++m_room;
    write([](Writing &writing) { return writing.writer->endRoom(); }, [this] { beginRoom(); });
}

void ChatExport::end(const std::optional<Failure> &failure)
{
    if (std::exchange(m_isOver, true))
        return;
    // What is unfinished goes where it was made, behind what is under way.
    QMetaObject::invokeMethod(
        m_writing.get(),
        [this, writing = m_writing.get(), failure] {
            writing->writer.reset();
            writing->folder.reset();
            QMetaObject::invokeMethod(
                this,
                [this, failure] {
                    if (failure)
                        Q_EMIT failed(*failure);
                    else
                        Q_EMIT finished(m_wish.to);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

} // namespace Ui
