// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/dataimport.h"

#include "server/upkeep/roomimport.h"
#include "takeout/filecopy.h"
#include "takeout/jsonlines.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>

namespace Server {
namespace {

constexpr qint64 linesPerLook = 500; ///< At how far it is.

QString linesIn(const QString &exported)
{
    return exported + QStringLiteral("/export.jsonl");
}

/// Reads the records of an export one after the other, with what is wrong said with its line.
class Records {
public:
    explicit Records(const QString &exported) : m_file(linesIn(exported)), m_reader(m_file) {}

    Upkept<void> open()
    {
        if (m_file.open(QIODevice::ReadOnly))
            return {};
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("%1 cannot be read.").arg(m_file.fileName()));
    }
    Upkept<Takeout::Record> next()
    {
        ++m_line;
        auto record = m_reader.next();
        if (!record)
            return tl::unexpected(fault(record.error().reason));
        return *std::move(record);
    }
    Failure fault(const QString &reason) const
    {
        return {Failure::Kind::Damaged,
                QStringLiteral("%1:%2: %3.").arg(m_file.fileName()).arg(m_line).arg(reason)};
    }
    qint64 position() const { return m_file.pos(); }
    qint64 size() const { return m_file.size(); }
    qint64 line() const { return m_line; }

private:
    QFile m_file;
    Takeout::LineReader m_reader;
    qint64 m_line = 0;
};

/// That a message's files are there and are what it says.
std::optional<QString> missingFile(const QString &exported, const Takeout::MessageRecord &message,
                                   QSet<QByteArray> &seen)
{
    for (const Takeout::FileRecord &file : message.files) {
        if (file.hash.isEmpty() || seen.contains(file.hash))
            continue;
        const QString path = exported + QStringLiteral("/files/") + QString::fromLatin1(file.hash);
        const QFileInfo info(path);
        if (!info.isFile() || info.isSymLink())
            return QStringLiteral("its file %1 is missing").arg(path);
        const auto hash = Takeout::hashOf(path);
        if (!hash || *hash != file.hash || info.size() != file.info.size)
            return QStringLiteral("its file %1 is damaged").arg(path);
        seen.insert(file.hash);
    }
    return std::nullopt;
}

Upkept<Takeout::Head> lookAtAll(const QString &exported, const Progress &progress)
{
    Records records(exported);
    if (auto opened = records.open(); !opened)
        return tl::unexpected(opened.error());
    Takeout::Head head;
    QSet<QByteArray> seen;
    QSet<QString> rooms;
    for (;;) {
        auto record = records.next();
        if (!record)
            return tl::unexpected(record.error());
        if (records.line() % linesPerLook == 0 &&
            !Takeout::goesOn(progress, records.position() / 2, records.size()))
            return Takeout::cancelled();
        if (const auto *first = std::get_if<Takeout::Head>(&*record)) {
            head = *first;
        } else if (const auto *room = std::get_if<Takeout::RoomRecord>(&*record)) {
            if (rooms.contains(room->id.toString()))
                return tl::unexpected(records.fault(QStringLiteral("the room came before")));
            rooms.insert(room->id.toString());
        } else if (const auto *message = std::get_if<Takeout::MessageRecord>(&*record)) {
            if (const auto problem = missingFile(exported, *message, seen))
                return tl::unexpected(records.fault(*problem));
        } else if (std::holds_alternative<Takeout::End>(*record)) {
            return head;
        }
    }
}

Upkept<ImportReport> takeAll(const QString &exported, RoomImport &import, const Progress &progress)
{
    Records records(exported);
    if (auto opened = records.open(); !opened)
        return tl::unexpected(opened.error());
    ImportReport report;
    report.isUnproven = import.isUnproven();
    for (;;) {
        auto record = records.next();
        if (!record)
            return tl::unexpected(record.error());
        if (records.line() % linesPerLook == 0 &&
            !Takeout::goesOn(progress, (records.size() + records.position()) / 2, records.size()))
            return Takeout::failure(
                Failure::Kind::Cancelled,
                QStringLiteral("Stopped; %1 rooms were taken.").arg(report.rooms.size()));
        Upkept<void> done;
        if (const auto *room = std::get_if<Takeout::RoomRecord>(&*record)) {
            done = import.begin(*room);
        } else if (auto *message = std::get_if<Takeout::MessageRecord>(&*record)) {
            done = import.add(std::move(*message));
        } else if (const auto *earlier = std::get_if<Takeout::EarlierRecord>(&*record)) {
            done = import.add(*earlier);
        } else if (std::holds_alternative<Takeout::RoomEnd>(*record)) {
            auto room = import.end();
            if (room)
                report.rooms.push_back(std::move(*room));
            else
                done = tl::unexpected(room.error());
        } else if (std::holds_alternative<Takeout::End>(*record)) {
            return report;
        }
        if (!done) {
            Failure failure = done.error();
            if (failure.kind == Failure::Kind::Failed)
                failure = records.fault(failure.sentence);
            return tl::unexpected(failure);
        }
    }
}

} // namespace

Upkept<ImportReport> importData(const QString &exported, const QString &folder,
                                const Progress &progress, const ImportOptions &options)
{
    const auto head = lookAtAll(exported, progress);
    if (!head)
        return tl::unexpected(head.error());
    const auto lock = lockFolder(folder);
    if (!lock)
        return tl::unexpected(lock.error());
    if (QFileInfo::exists(unfinishedMarkIn(folder)))
        return Takeout::failure(
            Failure::Kind::Refused,
            QStringLiteral("A repair or a restore of %1 was not finished.").arg(folder));
    const auto import = RoomImport::open(exported, folder, *head, options);
    if (!import)
        return tl::unexpected(import.error());
    return takeAll(exported, **import, progress);
}

} // namespace Server
