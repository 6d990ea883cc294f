// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/logrepair.h"

#include "server/store/schema.h"
#include "server/upkeep/rowrescue.h"
#include "takeout/filecopy.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>

#include <filesystem>
#include <system_error>

namespace Server {
namespace {

QString numbered(qint64 count, const char *one, const char *many)
{
    return QStringLiteral("%1 %2").arg(count).arg(QLatin1String(count == 1 ? one : many));
}

/// Where the damaged file is; kept under a name of its own first, unless an earlier repair did.
Upkept<QString> keepDamaged(const QString &folder)
{
    QFile mark(unfinishedMarkIn(folder));
    if (mark.open(QIODevice::ReadOnly)) {
        const QString kept = QString::fromUtf8(mark.readLine(4096)).trimmed();
        if (!kept.contains(QLatin1Char('/')) && kept.startsWith(QLatin1String("damaged-")) &&
            QFileInfo::exists(logPathIn(folder + QLatin1Char('/') + kept)))
            return folder + QLatin1Char('/') + kept;
        return Takeout::failure(
            Failure::Kind::Refused,
            QStringLiteral("A restore of %1 was not finished. Do that first.").arg(folder));
    }
    if (!QFileInfo::exists(logPathIn(folder)))
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("There is no log in %1.").arg(folder));
    const QString kept = QStringLiteral("%1/damaged-%2").arg(folder, timeForNames());
    if (QFileInfo::exists(kept))
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("%1 is there already.").arg(kept));
    if (auto made = Takeout::makeFolder(kept); !made)
        return tl::unexpected(made.error());
    for (const QString &suffix : {QString(), QStringLiteral("-wal")}) {
        const QString from = logPathIn(folder) + suffix;
        if (!QFileInfo::exists(from))
            continue;
        if (auto copied = Takeout::linkOrCopy(from, logPathIn(kept) + suffix); !copied)
            return tl::unexpected(copied.error());
    }
    return kept;
}

/// Rooms of which only messages are left get a name; nobody enters them who is no member yet.
Upkept<void> nameLostRooms(LogFile &log, RepairReport &report)
{
    auto rooms =
        log.query(QStringLiteral("SELECT room, min(time) FROM messages"
                                 " WHERE room NOT IN (SELECT number FROM rooms) GROUP BY room"));
    if (!rooms)
        return tl::unexpected(rooms.error());
    std::vector<std::pair<qint64, qint64>> found;
    while (rooms->next())
        found.emplace_back(rooms->value(0).toLongLong(), rooms->value(1).toLongLong());
    rooms->finish();
    for (const auto &[number, created] : found) {
        const QString id = QStringLiteral("recovered-%1").arg(number);
        if (auto done = log.run(
                QStringLiteral("INSERT INTO rooms (number, id, name, topic, creator, created,"
                               " settings) VALUES (?, ?, ?, '', '', ?,"
                               " '{\"visibility\":\"private\"}')"),
                {number, id, id, created});
            !done)
            return done;
        report.roomsMadeAnew += id;
    }
    return {};
}

/// Rows that refer to what is not there.
Upkept<void> removeDangling(LogFile &log, RepairReport &report)
{
    auto tables = log.query(QStringLiteral("SELECT m.name, f.\"from\", f.\"table\", f.\"to\""
                                           " FROM sqlite_master m, pragma_foreign_key_list(m.name)"
                                           " f WHERE m.type = 'table'"));
    if (!tables)
        return tl::unexpected(tables.error());
    QStringList deletions;
    while (tables->next()) {
        deletions += QStringLiteral("DELETE FROM \"%1\" WHERE \"%2\" IS NOT NULL AND \"%2\" NOT IN"
                                    " (SELECT \"%4\" FROM \"%3\")")
                         .arg(tables->value(0).toString(), tables->value(1).toString(),
                              tables->value(2).toString(), tables->value(3).toString());
    }
    tables->finish();
    bool changed = true;
    while (changed) {
        changed = false;
        for (const QString &deletion : std::as_const(deletions)) {
            auto done = log.query(deletion);
            if (!done)
                return tl::unexpected(done.error());
            changed |= done->numRowsAffected() > 0;
            report.rowsWithoutOwner += done->numRowsAffected();
        }
    }
    return {};
}

Upkept<void> mend(LogFile &log, RepairReport &report)
{
    if (auto named = nameLostRooms(log, report); !named)
        return named;
    if (auto removed = removeDangling(log, report); !removed)
        return removed;
    for (const char *sql :
         {"UPDATE messages SET files = (SELECT count(*) FROM message_files WHERE message = number)"
          " WHERE files > 0",
          "UPDATE rooms SET revision = max(revision, (SELECT coalesce(max(revision), 0)"
          " FROM messages WHERE room = rooms.number))"}) {
        if (auto done = log.run(QString::fromLatin1(sql)); !done)
            return done;
    }
    return {};
}

Upkept<void> report(LogFile &log, RepairReport &report)
{
    const auto rooms = log.value(QStringLiteral("SELECT count(*) FROM rooms"));
    const auto messages = log.value(QStringLiteral("SELECT count(*) FROM messages"));
    if (!rooms || !messages)
        return tl::unexpected(rooms ? messages.error() : rooms.error());
    report.rooms = rooms->toLongLong();
    report.messages = messages->toLongLong();
    auto gaps = log.query(QStringLiteral(
        "SELECT rooms.id, earlier + 1, seq - 1 FROM (SELECT room, seq,"
        " lag(seq) OVER (PARTITION BY room ORDER BY seq) AS earlier FROM messages)"
        " JOIN rooms ON rooms.number = room WHERE seq > earlier + 1 ORDER BY rooms.id, seq"));
    if (!gaps)
        return tl::unexpected(gaps.error());
    while (gaps->next())
        report.lost.push_back(
            {gaps->value(0).toString(), gaps->value(1).toLongLong(), gaps->value(2).toLongLong()});
    return {};
}

Upkept<RepairReport> rebuild(const QString &damaged, const QString &path, const Progress &progress)
{
    auto image = PageImage::open(damaged);
    if (!image)
        return tl::unexpected(image.error());
    if ((*image)->userVersion() > newestSchema())
        return Takeout::failure(Failure::Kind::TooNew,
                                QStringLiteral("A newer version of Madang wrote %1.").arg(damaged));
    auto log = LogFile::open(path, LogFile::Mode::Make);
    if (!log)
        return tl::unexpected(log.error());
    for (const char *pragma :
         {"page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"}) {
        if (auto done = (*log)->run(QStringLiteral("PRAGMA ") + QLatin1String(pragma)); !done)
            return tl::unexpected(done.error());
    }
    const int version = (*image)->userVersion() > 0 ? (*image)->userVersion() : newestSchema();
    if (!migrate((*log)->database(), version))
        return Takeout::failure(Failure::Kind::Failed,
                                QStringLiteral("A new log cannot be made at %1.").arg(path));
    RepairReport result;
    const auto loss = RowRescue(**image, **log).run(progress);
    if (!loss)
        return tl::unexpected(loss.error());
    result.unreadablePages = loss->unreadablePages;
    result.brokenRows = loss->brokenRows;
    if (!migrate((*log)->database()))
        return Takeout::failure(Failure::Kind::Failed,
                                QStringLiteral("What was saved cannot be brought up to date."));
    if (auto mended = mend(**log, result); !mended)
        return tl::unexpected(mended.error());
    const auto sound = (*log)->value(QStringLiteral("PRAGMA integrity_check(1)"));
    if (!sound)
        return tl::unexpected(sound.error());
    if (sound->toString() != QLatin1String("ok"))
        return Takeout::failure(Failure::Kind::Failed, sound->toString());
    if (auto done = report(**log, result); !done)
        return tl::unexpected(done.error());
    return result;
}

/// From here on a host that starts finds the old log, a mark, or the new one.
Upkept<void> replace(const QString &folder, const QString &kept, const QString &fresh)
{
    using Takeout::syncPath;
    const QString log = logPathIn(folder);
    auto done = syncPath(fresh);
    if (done)
        done = Takeout::writeFile(unfinishedMarkIn(folder), QFileInfo(kept).fileName().toUtf8());
    if (done)
        done = syncPath(folder);
    if (!done)
        return done;
    QFile::remove(log + QStringLiteral("-wal"));
    QFile::remove(log + QStringLiteral("-shm"));
    std::error_code error;
    std::filesystem::rename(QFileInfo(fresh).filesystemFilePath(),
                            QFileInfo(log).filesystemFilePath(), error);
    if (error)
        return Takeout::failure(Failure::Kind::Failed,
                                QStringLiteral("%1 cannot be put in its place: %2.")
                                    .arg(fresh, QString::fromStdString(error.message())));
    if (auto synced = syncPath(folder); !synced)
        return synced;
    QFile::remove(unfinishedMarkIn(folder));
    return syncPath(folder);
}

} // namespace

bool RepairReport::isComplete() const
{
    return unreadablePages == 0 && brokenRows == 0 && lost.empty() && roomsMadeAnew.isEmpty();
}

QStringList RepairReport::sentences() const
{
    QStringList lines;
    lines += QStringLiteral("%1 in %2 are there.")
                 .arg(numbered(messages, "message", "messages"), numbered(rooms, "room", "rooms"));
    for (const Lost &gap : lost) {
        lines += gap.first == gap.last
                     ? QStringLiteral("room %1: message %2 is lost.").arg(gap.room).arg(gap.first)
                     : QStringLiteral("room %1: messages %2 to %3 are lost.")
                           .arg(gap.room)
                           .arg(gap.first)
                           .arg(gap.last);
    }
    for (const QString &room : roomsMadeAnew)
        lines += QStringLiteral("room %1: its name and settings are lost.").arg(room);
    if (unreadablePages > 0)
        lines += QStringLiteral("%1 of the file said nothing any more; what was said last in a "
                                "room may be missing, too.")
                     .arg(numbered(unreadablePages, "page", "pages"));
    if (brokenRows > 0)
        lines += QStringLiteral("%1 could not be read.").arg(numbered(brokenRows, "row", "rows"));
    if (rowsWithoutOwner > 0)
        lines += QStringLiteral("%1 belonged to what is lost.")
                     .arg(numbered(rowsWithoutOwner, "row", "rows"));
    if (isComplete())
        lines += QStringLiteral("Nothing is missing.");
    lines += QStringLiteral("The file as it was is in %1.").arg(kept);
    return lines;
}

Upkept<RepairReport> repairLog(const QString &folder, const Progress &progress)
{
    const auto lock = lockFolder(folder);
    if (!lock)
        return tl::unexpected(lock.error());
    const auto kept = keepDamaged(folder);
    if (!kept)
        return tl::unexpected(kept.error());
    const QString fresh = logPathIn(folder) + QStringLiteral(".repaired");
    QFile::remove(fresh);
    auto result = rebuild(logPathIn(*kept), fresh, progress);
    if (!result) {
        QFile::remove(fresh);
        return result;
    }
    result->kept = *kept;
    if (auto replaced = replace(folder, *kept, fresh); !replaced)
        return tl::unexpected(replaced.error());
    return result;
}

} // namespace Server
