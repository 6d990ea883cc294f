// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostconfig.h"

#include "server/datafolder.h"
#include "server/hostcluster.h"
#include "server/hostoptions.h"
#include "server/hostusage.h"

#include <QFileInfo>
#include <QHash>
#include <QSettings>
#include <QSysInfo>

namespace Server {
namespace {

QString environmentName(const QString &key)
{
    return QStringLiteral("MADANG_") +
           QString(key).replace(QLatin1Char('-'), QLatin1Char('_')).toUpper();
}

using KeyValues = QHash<QString, QString>;

tl::expected<KeyValues, QString> readFile(const QString &file)
{
    KeyValues values;
    if (file.isEmpty())
        return values;
    if (!QFileInfo(file).isReadable())
        return tl::unexpected(
            QStringLiteral("The configuration file %1 cannot be read.").arg(file));
    const QSettings settings(file, QSettings::IniFormat);
    if (settings.status() != QSettings::NoError)
        return tl::unexpected(
            QStringLiteral("The configuration file %1 is not in INI form.").arg(file));
    const QStringList keys = settings.allKeys();
    for (const QString &key : keys) {
        if (!findHostOption(key))
            return tl::unexpected(QStringLiteral("%1: there is no option \"%2\".").arg(file, key));
        // QSettings takes a comma for the border of a list.
        values.insert(key, settings.value(key).toStringList().join(QLatin1Char(',')));
    }
    return values;
}

/// Flags as they came: `--key value` and `--key=value`.
tl::expected<KeyValues, QString> readFlags(const QStringList &arguments)
{
    KeyValues flags;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QString argument = arguments[i];
        if (argument == QStringLiteral("-h"))
            argument = QStringLiteral("--help");
        if (!argument.startsWith(QStringLiteral("--")))
            return tl::unexpected(
                QStringLiteral("\"%1\" is not an option; see --help.").arg(argument));
        QString key = argument.mid(2);
        if (key == QStringLiteral("help") || key == QStringLiteral("version")) {
            flags.insert(key, {});
            continue;
        }
        QString value;
        if (const qsizetype equals = key.indexOf(QLatin1Char('=')); equals >= 0) {
            value = key.mid(equals + 1);
            key.truncate(equals);
        } else if (i + 1 < arguments.size()) {
            value = arguments[++i];
        } else {
            return tl::unexpected(QStringLiteral("--%1 needs a value; see --help.").arg(key));
        }
        if (key != QStringLiteral("config") && !findHostOption(key))
            return tl::unexpected(QStringLiteral("There is no option --%1; see --help.").arg(key));
        flags.insert(key, value);
    }
    return flags;
}

std::optional<QString> apply(HostConfig &config, const HostOption &option, const QString &value,
                             const QString &place)
{
    if (option.set(config, value))
        return std::nullopt;
    return QStringLiteral("%1: \"%2\" is no value for %3; it takes %4.")
        .arg(place, value, option.key, option.value);
}

/// What no single option can know.
std::optional<QString> contradiction(const HostConfig &config)
{
    if (config.tlsCertificate.isEmpty() != config.tlsKey.isEmpty())
        return QStringLiteral("tls-certificate and tls-key go together; %1 is missing.")
            .arg(config.tlsKey.isEmpty() ? QStringLiteral("tls-key")
                                         : QStringLiteral("tls-certificate"));
    if (!config.tls && !config.tlsCertificate.isEmpty())
        return QStringLiteral("With tls = off a tls-certificate is for nothing; leave one out.");
    if (!config.tls && config.plain == HostConfig::Plain::Off)
        return QStringLiteral("With plain = off and tls = off nobody could connect.");
    if (config.database.isEmpty() && !config.filesFolder.isEmpty())
        return QStringLiteral("A folder of files is shared by hosts with one log; database is "
                              "missing.");
    return redisContradiction(config);
}

} // namespace

tl::expected<HostCommand, QString> readHostCommand(const QStringList &arguments,
                                                   const QProcessEnvironment &environment)
{
    const auto flags = readFlags(arguments);
    if (!flags)
        return tl::unexpected(flags.error());
    HostCommand command;
    if (flags->contains(QStringLiteral("help")))
        command.kind = HostCommand::Kind::Help;
    else if (flags->contains(QStringLiteral("version")))
        command.kind = HostCommand::Kind::Version;
    if (command.kind != HostCommand::Kind::Run)
        return command;

    HostConfig &config = command.config;
    const QString file =
        flags->value(QStringLiteral("config"), environment.value(QStringLiteral("MADANG_CONFIG")));
    const auto values = readFile(file);
    if (!values)
        return tl::unexpected(values.error());
    for (const HostOption &option : hostOptions()) {
        std::optional<QString> error;
        if (values->contains(option.key))
            error = apply(config, option, values->value(option.key), file);
        const QString variable = environmentName(option.key);
        if (!error && environment.contains(variable))
            error = apply(config, option, environment.value(variable), variable);
        if (!error && flags->contains(option.key))
            error =
                apply(config, option, flags->value(option.key), QStringLiteral("--") + option.key);
        if (error)
            return tl::unexpected(*error);
    }
    if (auto error = contradiction(config))
        return tl::unexpected(*error);
    if (config.name.isEmpty())
        config.name = QSysInfo::machineHostName();
    if (config.dataFolder.isEmpty())
        config.dataFolder = defaultDataFolder();
    return command;
}

QString hostHelp()
{
    const QString indent(7, u' ');
    QString help = QStringLiteral("Usage: madang-host [options]\n");
    for (const QString &usage : allCommandUsages())
        help += indent + usage + u'\n';
    help += QStringLiteral("\nHosts a chat for the people on this network. A command with --help "
                           "tells how it is\nused.\n\n");
    for (const HostOption &option : hostOptions()) {
        const QString flag = QStringLiteral("  --%1 %2").arg(option.key, option.value);
        help += flag.leftJustified(34) + QLatin1Char(' ') + option.help + QLatin1Char('\n');
    }
    help += QStringLiteral("  --config FILE").leftJustified(34) +
            QStringLiteral(" the same keys, one key=value a line\n");
    help += QStringLiteral("  --help, --version\n");
    help += QStringLiteral(
        "\nEach option may stand in the environment as MADANG_<OPTION> too; flags win over the\n"
        "environment, the environment over the file.\n"
        "\nExit codes: 0 stopped in order, 2 wrong option or file, 3 port or address not to be\n"
        "had, 4 data folder unusable, 5 data written by a newer version, 6 disk full, 1 others.\n");
    return help;
}

} // namespace Server
