// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostusage.h"

namespace Server {
namespace {

struct Usage {
    QLatin1String command;
    QLatin1String text; ///< Behind the command.
};

constexpr Usage usages[] = {
    {QLatin1String("user"), QLatin1String("add NAME [member|owner] < password")},
    {QLatin1String("user"), QLatin1String("list [--data FOLDER]")},
    {QLatin1String("user"), QLatin1String("reset NAME [--data FOLDER]")},
    {QLatin1String("token"), QLatin1String("add NAME [member|owner]")},
    {QLatin1String("ban"), QLatin1String("list [--data FOLDER]")},
    {QLatin1String("ban"), QLatin1String("add WHOM [--for TIME] [--reason TEXT] [--data FOLDER]")},
    {QLatin1String("ban"), QLatin1String("remove WHOM [--data FOLDER]")},
    {QLatin1String("invite"), QLatin1String("[--uses N] [--for TIME] [--label TEXT] [--room ID] "
                                            "[--address HOST[:PORT]] [--data FOLDER]")},
    {QLatin1String("audit"), QLatin1String("[--data FOLDER]")},
    {QLatin1String("identity"), QLatin1String("[--data FOLDER]")},
    {QLatin1String("identity"), QLatin1String("renew [--data FOLDER]")},
    {QLatin1String("backup"), QLatin1String("[--data FOLDER] --to FOLDER")},
    {QLatin1String("restore"), QLatin1String("--from BACKUP [--data FOLDER]")},
    {QLatin1String("check"), QLatin1String("[--data FOLDER]")},
    {QLatin1String("repair"), QLatin1String("[--data FOLDER]")},
    {QLatin1String("export"),
     QLatin1String("--format json|html|text --to FOLDER [--room ID] [--data FOLDER] "
                   "[--language ko|en] [--name NAME]")},
    {QLatin1String("import"), QLatin1String("--from EXPORT [--people same] [--data FOLDER]")},
    {QLatin1String("migrate"), QLatin1String("--from PLACE --to PLACE [--data FOLDER]")},
    {QLatin1String("nearby"),
     QLatin1String("[--json] [--for SECONDS] [--interfaces LIST] [--not-interfaces LIST]")},
};

/// What the ways of some commands leave open.
constexpr Usage notes[] = {
    {QLatin1String("user"), QLatin1String("The first line of standard input is the password.")},
    {QLatin1String("invite"),
     QLatin1String("N is 1 unless told; 0, any number, wants a TIME, which ends in m, h or d.")},
    {QLatin1String("ban"),
     QLatin1String("WHOM is an account's name, a user id or an address; TIME ends in m, h or d.")},
    {QLatin1String("import"),
     QLatin1String("With --people same the export's people are those of this host.")},
    {QLatin1String("migrate"),
     QLatin1String("PLACE is a data folder, or the words of the option database. With --data files "
                   "and identity,\nwhich a database does not have, are there.")},
    {QLatin1String("nearby"),
     QLatin1String("Lists the hosts that are heard on this network: found, changed or gone, name, "
                   "address,\npeople, who may join. Ends with SECONDS, or when it is ended.")},
};

QString lineOf(const Usage &usage)
{
    return QStringLiteral("madang-host ") + usage.command + u' ' + usage.text;
}

} // namespace

std::optional<QString> commandUsage(const QString &command)
{
    QStringList ways;
    for (const Usage &usage : usages) {
        if (usage.command == command)
            ways += lineOf(usage);
    }
    if (ways.isEmpty())
        return std::nullopt;
    QString text = QStringLiteral("Usage: ") + ways.join(QStringLiteral("\n       "));
    for (const Usage &note : notes) {
        if (note.command == command)
            text += u'\n' + note.text;
    }
    return text;
}

std::optional<QString> usageAskedFor(const QStringList &arguments)
{
    const QStringList behind = arguments.mid(1);
    const bool asks =
        behind.contains(QStringLiteral("--help")) || behind.contains(QStringLiteral("-h"));
    return asks ? commandUsage(arguments.first()) : std::nullopt;
}

QStringList allCommandUsages()
{
    QStringList all;
    for (const Usage &usage : usages)
        all += lineOf(usage);
    return all;
}

} // namespace Server
