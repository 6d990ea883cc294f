// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/logmigration.h"

#include "server/store/searchtokens.h"
#include "server/store/sqlmessagerow.h"
#include "server/store/sqlstatement.h"
#include "server/upkeep/identitycopy.h"
#include "server/upkeep/logend.h"
#include "server/upkeep/logtable.h"
#include "takeout/filecopy.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>

namespace Server {
namespace {

constexpr qint64 rowsPerLook = 200; ///< At how far it is.
constexpr qsizetype mostWarnings = 100;

/// A log of a folder has `last` of a room only where the messages do not tell it; a shared one
/// always does.
LogTable asRead(LogTable table, const LogEnd &from, const LogEnd &to)
{
    if (from.isShared() || !to.isShared() || table.name != QStringLiteral("rooms"))
        return table;
    for (LogTable::Column &column : table.columns) {
        if (column.name == QStringLiteral("last"))
            column.read = QStringLiteral("max(last, floor, coalesce((SELECT max(seq) FROM messages"
                                         " WHERE messages.room = rooms.number), 0))");
    }
    return table;
}

/// One migration: two logs, and how far it is.
class Migration {
public:
    Migration(LogEnd &from, LogEnd &to, const Progress &progress)
        : m_from(from), m_to(to), m_progress(progress)
    {
    }

    Upkept<void> run();
    const MigrationReport &report() const { return m_report; }

private:
    Upkept<void> prepare();
    Upkept<void> copy(const LogTable &table);
    Upkept<void> compare(const LogTable &table);
    Upkept<void> indexForSearches();
    Upkept<RowDigest> digestOf(LogEnd &end, const LogTable &table);
    QVariantList asStored(QVariantList row);
    Upkept<void> look();

    LogEnd &m_from;
    LogEnd &m_to;
    const Progress &m_progress;
    std::vector<LogTable> m_tables;
    MigrationReport m_report;
    qint64 m_done = 0;
    qint64 m_all = 0;
};

Upkept<void> Migration::look()
{
    if (m_done++ % rowsPerLook == 0 && !Takeout::goesOn(m_progress, m_done - 1, m_all))
        return Takeout::failure(
            Failure::Kind::Cancelled,
            QStringLiteral("Stopped; no host opens %1 until it is done again.").arg(m_to.name()));
    return {};
}

/// As the target can have it.
QVariantList Migration::asStored(QVariantList row)
{
    if (m_to.isShared()) {
        for (QVariant &value : row) {
            if (value.typeId() != QMetaType::QString || value.isNull())
                continue;
            if (const QString text = value.toString(); text.contains(QChar::Null))
                value = storableText(text);
        }
    }
    return row;
}

Upkept<void> Migration::prepare()
{
    auto tables = tablesOf(m_from.connection());
    const auto there = tablesOf(m_to.connection());
    if (!tables || !there)
        return tl::unexpected(tables ? there.error() : tables.error());
    for (size_t i = 0; i < tables->size(); ++i) {
        const auto names = [](const LogTable &table) {
            QStringList all;
            for (const LogTable::Column &column : table.columns)
                all += column.name;
            all.sort();
            return all;
        };
        if (names((*tables)[i]) != names((*there)[i]))
            return Takeout::failure(Failure::Kind::Failed,
                                    QStringLiteral("%1 has other columns in one log than in the "
                                                   "other.")
                                        .arg((*tables)[i].name));
    }
    m_tables = std::move(*tables);
    for (const LogTable &table : m_tables) {
        const auto count = askDatabase(m_from.connection(),
                                       QStringLiteral("SELECT count(*) FROM %1").arg(table.name));
        if (!count)
            return Takeout::failure(
                Failure::Kind::Damaged,
                QStringLiteral("%1 of %2 cannot be read.").arg(table.name, m_from.name()));
        const qint64 rows = (*count)->next() ? (*count)->value(0).toLongLong() : 0;
        m_report.rows += rows;
        if (table.name == QStringLiteral("messages"))
            m_report.messages = rows;
    }
    m_all = 3 * m_report.rows; // read and written, then read from both
    return {};
}

Upkept<void> Migration::copy(const LogTable &table)
{
    RowWriter writer(m_to.connection(), table);
    const LogTable source = asRead(table, m_from, m_to);
    auto done = readRows(m_from.connection(), source, [&](const QVariantList &row) -> Upkept<void> {
        const QVariantList stored = asStored(row);
        for (qsizetype i = 0; i < row.size(); ++i)
            m_report.replacedTexts += stored[i] != row[i] ? 1 : 0;
        if (auto written = writer.write(stored); !written)
            return written;
        return look();
    });
    if (done)
        done = writer.finish();
    if (!done)
        return done;
    const auto highest = highestNumber(m_from.connection(), table);
    if (!highest)
        return tl::unexpected(highest.error());
    return setHighestNumber(m_to.connection(), table, *highest);
}

/// A log of a folder indexes by itself what is new; a shared one has no host that would.
Upkept<void> Migration::indexForSearches()
{
    LogTable index{QStringLiteral("search_index")};
    const auto add = prepareStatement(
        m_to.connection(),
        QStringLiteral("INSERT INTO search_index (number, tokens) VALUES"
                       " (?, array_to_tsvector(array_remove(string_to_array(?, ' '), '')))"));
    if (!add)
        return Takeout::failure(Failure::Kind::Failed,
                                QStringLiteral("The index for searches cannot be made."));
    const LogTable *messages = nullptr;
    for (const LogTable &table : m_tables) {
        if (table.name == QStringLiteral("messages"))
            messages = &table;
    }
    const auto place = [messages](const char *name) {
        for (size_t i = 0; i < messages->columns.size(); ++i) {
            if (messages->columns[i].name == QLatin1String(name))
                return qsizetype(i);
        }
        Q_UNREACHABLE();
    };
    const qsizetype number = place("number"), room = place("room"), type = place("type"),
                    sender = place("sender_id"), time = place("time"), text = place("text"),
                    files = place("files"), deleted = place("deleted");
    return readRows(m_from.connection(), *messages, [&](const QVariantList &row) -> Upkept<void> {
        if (row[type].toInt() != int(Chat::MessageType::Talk) || !row[deleted].isNull())
            return {};
        const QVariantList stored = asStored(row);
        const SearchedMessage message{
            stored[room].toLongLong(), Chat::UserId(stored[sender].toString()),
            toTime(stored[time].toLongLong()), stored[text].toString().left(searchedLength),
            stored[files].toInt() > 0};
        if (auto done = finishStatement(**add, {stored[number], indexTokens(message)}); !done)
            return Takeout::failure(Failure::Kind::Failed,
                                    QStringLiteral("The index for searches cannot be written."));
        return {};
    });
}

Upkept<RowDigest> Migration::digestOf(LogEnd &end, const LogTable &table)
{
    RowDigest digest;
    const auto read =
        readRows(end.connection(), table, [&](const QVariantList &row) -> Upkept<void> {
            digest.add(asStored(row));
            return look();
        });
    if (!read)
        return tl::unexpected(read.error());
    return digest;
}

Upkept<void> Migration::compare(const LogTable &table)
{
    const auto was = digestOf(m_from, asRead(table, m_from, m_to));
    const auto is = was ? digestOf(m_to, table) : was;
    if (!is)
        return tl::unexpected(is.error());
    if (*was == *is)
        return {};
    return Takeout::failure(Failure::Kind::Damaged,
                            QStringLiteral("%1 is not what it was: %2 rows (%3) and now %4 (%5).")
                                .arg(table.name)
                                .arg(was->rows())
                                .arg(QString::fromLatin1(was->hash().left(16)))
                                .arg(is->rows())
                                .arg(QString::fromLatin1(is->hash().left(16))));
}

Upkept<void> Migration::run()
{
    auto done = m_from.begin(false);
    if (done)
        done = m_to.begin(true);
    if (done)
        done = prepare();
    if (!done)
        return done;
    // Made with the tables; the id goes with the log.
    if (!askDatabase(m_to.connection(), QStringLiteral("DELETE FROM host_identity")))
        return Takeout::failure(Failure::Kind::Failed,
                                QStringLiteral("The id of the host cannot be written."));
    for (const LogTable &table : m_tables) {
        if (auto copied = copy(table); !copied)
            return copied;
    }
    if (m_to.isShared()) {
        if (auto indexed = indexForSearches(); !indexed)
            return indexed;
    }
    for (const LogTable &table : m_tables) {
        if (auto same = compare(table); !same)
            return same;
    }
    return {};
}

/// Of content that is there and what its name says.
bool isSound(const QString &path, const QByteArray &hash)
{
    return QFileInfo::exists(path) && Takeout::hashOf(path).value_or(QByteArray()) == hash;
}

Upkept<void> copyFile(const QString &from, const QString &to, const QByteArray &hash)
{
    const QString path = blobPathIn(to, hash);
    if (isSound(path, hash))
        return {};
    if (!isSound(blobPathIn(from, hash), hash))
        return Takeout::failure(
            Failure::Kind::Damaged,
            QStringLiteral("The file %1 is missing or damaged.").arg(QString::fromLatin1(hash)));
    QFile::remove(path); // half of it, of a migration that was cut short
    if (auto made = Takeout::makeFolder(QFileInfo(path).path()); !made)
        return made;
    return Takeout::linkOrCopy(blobPathIn(from, hash), path);
}

Upkept<QList<QByteArray>> hashesOf(LogEnd &log)
{
    auto found = askDatabase(
        log.connection(),
        QStringLiteral("SELECT DISTINCT hash FROM files WHERE hash IS NOT NULL ORDER BY hash"));
    if (!found)
        return Takeout::failure(Failure::Kind::Damaged,
                                QStringLiteral("The files of %1 cannot be read.").arg(log.name()));
    QList<QByteArray> hashes;
    while ((*found)->next())
        hashes += (*found)->value(0).toString().toLatin1();
    return hashes;
}

/// What is beside the log of a host: contents of files, and who it is.
Upkept<void> copyFolders(LogEnd &log, const QString &from, const QString &to,
                         MigrationReport &report)
{
    const auto hashes = hashesOf(log);
    if (!hashes)
        return tl::unexpected(hashes.error());
    if (from.isEmpty() || to.isEmpty() ||
        QFileInfo(from).canonicalFilePath() == QFileInfo(to).canonicalFilePath()) {
        if (!hashes->isEmpty())
            report.warnings +=
                QStringLiteral("%1 files were not copied: they are where they were%2.")
                    .arg(hashes->size())
                    .arg(from.isEmpty() ? QString() : QStringLiteral(", in %1").arg(from));
        return {};
    }
    for (const QByteArray &hash : *hashes) {
        const auto copied = copyFile(from, to, hash);
        if (!copied && copied.error().kind != Failure::Kind::Damaged)
            return copied;
        if (copied)
            ++report.files;
        else if (report.warnings.size() < mostWarnings)
            report.warnings += copied.error().sentence;
    }
    return QFileInfo::exists(identityFolderIn(to)) ? Upkept<void>() : copyIdentity(from, to);
}

} // namespace

Upkept<MigrationReport> migrateLog(const MigrationWish &wish, const Progress &progress)
{
    if (wish.from.name() == wish.to.name())
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("The log is there already."));
    auto from = LogEnd::openSource(wish.from);
    if (!from)
        return tl::unexpected(from.error());
    auto to = LogEnd::openTarget(wish.to);
    if (!to)
        return tl::unexpected(to.error());
    Migration migration(**from, **to, progress);
    if (auto done = migration.run(); !done)
        return tl::unexpected(done.error());
    MigrationReport report = migration.report();
    const auto copied = copyFolders(**from, wish.from.isFolder() ? wish.from.folder : wish.data,
                                    wish.to.isFolder() ? wish.to.folder : wish.data, report);
    if (!copied)
        return tl::unexpected(copied.error());
    if (auto finished = (*to)->finish(); !finished)
        return tl::unexpected(finished.error());
    return report;
}

} // namespace Server
