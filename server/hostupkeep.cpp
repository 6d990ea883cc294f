// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostupkeep.h"

#include "server/datafolder.h"
#include "server/hostusage.h"
#include "server/upkeep/databackup.h"
#include "server/upkeep/datacheck.h"
#include "server/upkeep/dataexport.h"
#include "server/upkeep/dataimport.h"
#include "server/upkeep/logmigration.h"
#include "server/upkeep/logrepair.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QHash>
#include <QLocale>
#include <QSysInfo>

#include <memory>

namespace Server {
namespace {

using Lines = Upkept<QStringList>;

struct Given {
    QHash<QString, QString> options;
    Progress progress;

    QString option(const char *name) const { return options.value(QLatin1String(name)); }
    QString data() const
    {
        const QString named = option("data");
        if (!named.isEmpty())
            return named;
        const QString fromEnvironment = qEnvironmentVariable("MADANG_DATA");
        return fromEnvironment.isEmpty() ? defaultDataFolder() : fromEnvironment;
    }
};

Lines backUp(const Given &given)
{
    return backUpData(given.data(), given.option("to"), given.progress)
        .map([](const BackupReport &report) {
            QStringList lines = report.warnings;
            lines += QStringLiteral("%1: %2 messages, %3 files.")
                         .arg(report.path)
                         .arg(report.messages)
                         .arg(report.files);
            return lines;
        });
}

Lines restore(const Given &given)
{
    if (const auto problem = prepareDataFolder(given.data()))
        return Takeout::failure(Failure::Kind::Refused, *problem);
    return restoreData(given.option("from"), given.data(), given.progress)
        .map([](const RestoreReport &report) {
            QStringList lines{QStringLiteral("Restored: %1 messages, %2 files.")
                                  .arg(report.messages)
                                  .arg(report.files)};
            if (!report.kept.isEmpty())
                lines += QStringLiteral("What was there before is in %1.").arg(report.kept);
            return lines;
        });
}

Lines check(const Given &given)
{
    const auto report = checkData(given.data(), given.progress);
    if (!report)
        return tl::unexpected(report.error());
    if (report->isSound())
        return QStringList{QStringLiteral("Sound: %1 messages, %2 files.")
                               .arg(report->messages)
                               .arg(report->files)};
    return Takeout::failure(Failure::Kind::Damaged,
                            (report->problems + report->fileProblems).join(QLatin1Char('\n')));
}

Lines repair(const Given &given)
{
    return repairLog(given.data(), given.progress).map([](const RepairReport &report) {
        return report.sentences();
    });
}

Lines exportAll(const Given &given)
{
    ExportWish wish;
    wish.folder = given.data();
    wish.to = given.option("to");
    const auto format = Takeout::formatOf(given.option("format"));
    if (!format)
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("The format is json, html or text."));
    wish.format = *format;
    const QString language = given.option("language");
    if (!language.isEmpty() && language != QLatin1String("ko") && language != QLatin1String("en"))
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("The language is ko or en."));
    wish.writing.korean = language.isEmpty() ? QLocale().language() == QLocale::Korean
                                             : language == QLatin1String("ko");
    if (const QString room = given.option("room"); !room.isEmpty()) {
        wish.room = Chat::parseRoomId(room);
        if (!wish.room)
            return Takeout::failure(Failure::Kind::Refused,
                                    QStringLiteral("%1 is no room's id.").arg(room));
    }
    wish.hostName = given.option("name");
    if (wish.hostName.isEmpty())
        wish.hostName = QSysInfo::machineHostName();
    return exportData(wish, given.progress).map([&](const ExportReport &report) {
        return QStringList{QStringLiteral("%1: %2 messages in %3 rooms.")
                               .arg(wish.to)
                               .arg(report.messages)
                               .arg(report.rooms)};
    });
}

Lines importAll(const Given &given)
{
    if (const auto problem = prepareDataFolder(given.data()))
        return Takeout::failure(Failure::Kind::Refused, *problem);
    const QString people = given.option("people");
    if (!people.isEmpty() && people != QLatin1String("same"))
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("Of people there is only same."));
    ImportOptions options;
    options.samePeople = !people.isEmpty();
    return importData(given.option("from"), given.data(), given.progress, options)
        .map([](const ImportReport &report) {
            QStringList lines;
            for (const ImportReport::Room &room : report.rooms)
                lines += QStringLiteral("room %1: %2 messages added, %3 were there.")
                             .arg(room.id)
                             .arg(room.added)
                             .arg(room.known);
            if (report.isUnproven)
                lines += QStringLiteral("The export says that it is of this host, which anybody "
                                        "can write: its people came in as those of a host that is "
                                        "not known; --people same says that they are yours.");
            return lines;
        });
}

Lines migrate(const Given &given)
{
    const MigrationWish wish{migrationPlace(given.option("from")),
                             migrationPlace(given.option("to")), given.option("data")};
    for (const MigrationPlace *place : {&wish.from, &wish.to}) {
        if (!place->isFolder())
            continue;
        if (place == &wish.from && !QFileInfo::exists(place->folder))
            return Takeout::failure(Failure::Kind::Refused,
                                    QStringLiteral("There is no folder %1.").arg(place->folder));
        if (const auto problem = prepareDataFolder(place->folder))
            return Takeout::failure(Failure::Kind::Refused, *problem);
    }
    return migrateLog(wish, given.progress).map([&](const MigrationReport &report) {
        QStringList lines = report.warnings;
        if (report.replacedTexts > 0)
            lines += QStringLiteral("U+0000 was replaced in %1 texts.").arg(report.replacedTexts);
        lines += QStringLiteral("%1: %2 messages, %3 rows, %4 files. Read back and the same.")
                     .arg(wish.to.name())
                     .arg(report.messages)
                     .arg(report.rows)
                     .arg(report.files);
        return lines;
    });
}

struct Command {
    QString name;
    QStringList options; ///< That it knows beside `data`; those with `!` have to be there.
    Lines (*run)(const Given &given);
};

const std::vector<Command> &upkeepCommands()
{
    static const std::vector<Command> commands{
        {QStringLiteral("backup"), {QStringLiteral("to!")}, backUp},
        {QStringLiteral("restore"), {QStringLiteral("from!")}, restore},
        {QStringLiteral("check"), {}, check},
        {QStringLiteral("repair"), {}, repair},
        {QStringLiteral("export"),
         {QStringLiteral("format!"), QStringLiteral("to!"), QStringLiteral("room"),
          QStringLiteral("language"), QStringLiteral("name")},
         exportAll},
        {QStringLiteral("migrate"), {QStringLiteral("from!"), QStringLiteral("to!")}, migrate},
        {QStringLiteral("import"), {QStringLiteral("from!"), QStringLiteral("people")}, importAll},
    };
    return commands;
}

const Command *commandOf(const QString &name)
{
    for (const Command &command : upkeepCommands()) {
        if (command.name == name)
            return &command;
    }
    return nullptr;
}

std::optional<QHash<QString, QString>> optionsOf(const Command &command,
                                                 const QStringList &arguments)
{
    QStringList known{QStringLiteral("data")};
    QStringList needed;
    for (QString option : command.options) {
        if (option.endsWith(QLatin1Char('!'))) {
            option.chop(1);
            needed += option;
        }
        known += option;
    }
    QHash<QString, QString> options;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString argument = arguments[i];
        if (!argument.startsWith(QLatin1String("--")))
            return std::nullopt;
        const qsizetype equals = argument.indexOf(QLatin1Char('='));
        const QString name = argument.mid(2, equals < 0 ? -1 : equals - 2);
        if (equals < 0 && i + 1 >= arguments.size())
            return std::nullopt;
        const QString value = equals < 0 ? arguments[++i] : argument.mid(equals + 1);
        if (!known.contains(name) || options.contains(name) || value.isEmpty())
            return std::nullopt;
        options.insert(name, value);
    }
    for (const QString &option : needed) {
        if (!options.contains(option))
            return std::nullopt;
    }
    return options;
}

UpkeepOutcome failed(const Failure &failure)
{
    switch (failure.kind) {
    case Failure::Kind::Refused:
        return {{}, HostFailure{HostFailure::Kind::Config, failure.sentence}};
    case Failure::Kind::Damaged:
        return {{}, HostFailure{HostFailure::Kind::Data, failure.sentence}};
    case Failure::Kind::TooNew:
        return {{}, HostFailure{HostFailure::Kind::DataTooNew, failure.sentence}};
    case Failure::Kind::Full:
        return {{}, HostFailure{HostFailure::Kind::DiskFull, failure.sentence}};
    case Failure::Kind::Cancelled:
    case Failure::Kind::Failed:
        break;
    }
    return {{}, HostFailure{HostFailure::Kind::Data, failure.sentence}, true};
}

} // namespace

bool isUpkeepCommand(const QString &name)
{
    return commandOf(name) != nullptr;
}

UpkeepOutcome runUpkeep(const QStringList &arguments,
                        const std::function<void(const QString &)> &tell)
{
    const Command *command = commandOf(arguments.value(0));
    const auto options = command ? optionsOf(*command, arguments.mid(1)) : std::nullopt;
    if (!options)
        return failed(
            {Failure::Kind::Refused, commandUsage(arguments.value(0)).value_or(QString())});
    auto clock = std::make_shared<QElapsedTimer>();
    clock->start();
    const auto progress = [clock, tell](qint64 done, qint64 all) {
        if (clock->elapsed() >= 2000) {
            clock->restart();
            tell(QStringLiteral("%1 of %2").arg(done).arg(all));
        }
        return true;
    };
    const auto lines = command->run({*options, progress});
    if (!lines)
        return failed(lines.error());
    return {*lines, std::nullopt};
}

} // namespace Server
