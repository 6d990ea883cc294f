// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/datacheck.h"

#include "takeout/filecopy.h"

#include <QFileInfo>

namespace Server {
namespace {

constexpr qsizetype mostProblems = 100;

} // namespace

Upkept<QList<QByteArray>> hashesIn(LogFile &log)
{
    auto rows = log.query(QStringLiteral("SELECT DISTINCT hash FROM files WHERE hash IS NOT NULL"));
    if (!rows)
        return tl::unexpected(rows.error());
    QList<QByteArray> hashes;
    while (rows->next())
        hashes += rows->value(0).toString().toLatin1();
    return hashes;
}

Upkept<QStringList> problemsOf(LogFile &log)
{
    QStringList problems;
    auto rows = log.query(QStringLiteral("PRAGMA integrity_check(100)"));
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        if (rows->value(0).toString() != QLatin1String("ok"))
            problems += rows->value(0).toString().trimmed() + QLatin1Char('.');
    }
    rows->finish();
    auto dangling = log.query(QStringLiteral(
        "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check() GROUP BY 1, 2"));
    if (!dangling)
        return tl::unexpected(dangling.error());
    while (dangling->next()) {
        problems += QStringLiteral("%1 rows of %2 refer to missing ones of %3.")
                        .arg(dangling->value(2).toString(), dangling->value(0).toString(),
                             dangling->value(1).toString());
    }
    return problems;
}

Upkept<CheckReport> checkData(const QString &folder, const Progress &progress)
{
    if (QFileInfo::exists(unfinishedMarkIn(folder))) {
        CheckReport report;
        report.problems += QStringLiteral("A repair or a restore of it was not finished.");
        return report;
    }
    auto log = LogFile::open(logPathIn(folder), LogFile::Mode::Read);
    if (!log)
        return tl::unexpected(log.error());
    CheckReport report;
    const auto damaged = [&](const Failure &failure) -> Upkept<CheckReport> {
        if (failure.kind != Failure::Kind::Damaged)
            return tl::unexpected(failure);
        report.problems += failure.sentence;
        return report;
    };
    const auto problems = problemsOf(**log);
    if (!problems)
        return damaged(problems.error());
    report.problems = *problems;
    const auto messages = (*log)->value(QStringLiteral("SELECT count(*) FROM messages"));
    const auto hashes = hashesIn(**log);
    if (!messages || !hashes)
        return damaged(messages ? hashes.error() : messages.error());
    report.messages = messages->toLongLong();
    log->reset(); // what follows takes long, and a reader keeps the write-ahead log growing
    for (const QByteArray &hash : *hashes) {
        if (!Takeout::goesOn(progress, report.files, hashes->size()))
            return Takeout::cancelled();
        ++report.files;
        const auto found = Takeout::hashOf(blobPathIn(folder, hash));
        const QString name = QString::fromLatin1(hash);
        if (!found)
            report.fileProblems += QStringLiteral("The file %1 is missing.").arg(name);
        else if (*found != hash)
            report.fileProblems += QStringLiteral("The file %1 is damaged.").arg(name);
        if (report.fileProblems.size() >= mostProblems)
            break;
    }
    return report;
}

} // namespace Server
