// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostconfig.h"

#include "server/datafolder.h"

#include <QFileInfo>
#include <QHash>
#include <QSettings>
#include <QSysInfo>

#include <functional>
#include <limits>
#include <vector>

namespace Server {
namespace {

using Setter = std::function<bool(HostConfig &, const QString &)>;

/// One thing that can be set: the same key as a flag, in the environment and in the file.
struct Option {
    QString key;
    QString value; ///< What stands for the value in the help.
    QString help;
    Setter set; ///< False when the value is not acceptable.
};

template <typename Number, typename Member>
Setter number(Member HostConfig::*member, Number least, Number most)
{
    return [=](HostConfig &config, const QString &text) {
        bool isNumber = false;
        const qlonglong value = text.toLongLong(&isNumber);
        if (!isNumber || value < qlonglong(least) || value > qlonglong(most))
            return false;
        config.*member = Member(Number(value));
        return true;
    };
}

Setter text(QString HostConfig::*member)
{
    return [=](HostConfig &config, const QString &value) {
        config.*member = value;
        return !value.isEmpty();
    };
}

bool setPort(HostConfig &config, const QString &value)
{
    bool isNumber = false;
    const uint port = value.toUInt(&isNumber);
    if (!isNumber || port > std::numeric_limits<quint16>::max())
        return false;
    config.port = quint16(port);
    return true;
}

bool setBind(HostConfig &config, const QString &value)
{
    return config.bind.setAddress(value);
}

bool setRooms(HostConfig &config, const QString &value)
{
    config.openRooms = value == QStringLiteral("open");
    return config.openRooms || value == QStringLiteral("closed");
}

bool setSync(HostConfig &config, const QString &value)
{
    config.fullSync = value == QStringLiteral("full");
    return config.fullSync || value == QStringLiteral("normal");
}

bool setOrigins(HostConfig &config, const QString &value)
{
    const QStringList origins = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    config.allowedOrigins.clear(); // the stronger place replaces the list of the weaker
    for (const QString &origin : origins)
        config.allowedOrigins.append(origin.trimmed().toUtf8());
    return true;
}

const std::vector<Option> &options()
{
    constexpr int million = 1000000;
    constexpr qint64 gibibyte = 1024LL * 1024 * 1024;
    static const std::vector<Option> table{
        {QStringLiteral("name"), QStringLiteral("TEXT"),
         QStringLiteral("what people see this host as (default: this computer's name)"),
         text(&HostConfig::name)},
        {QStringLiteral("port"), QStringLiteral("N"),
         QStringLiteral(
             "port to listen on; 0 for any free one (default: 7610 or the next free one)"),
         setPort},
        {QStringLiteral("bind"), QStringLiteral("ADDRESS"),
         QStringLiteral("address to listen on (default: all)"), setBind},
        {QStringLiteral("data"), QStringLiteral("FOLDER"),
         QStringLiteral("where rooms and messages are kept"), text(&HostConfig::dataFolder)},
        {QStringLiteral("users"), QStringLiteral("FILE"),
         QStringLiteral("accounts, one name:hash:role a line (see 'madang-host user add')"),
         text(&HostConfig::usersFile)},
        {QStringLiteral("password-file"), QStringLiteral("FILE"),
         QStringLiteral("its first line is the password that guests need"),
         text(&HostConfig::passwordFile)},
        {QStringLiteral("allow-origin"), QStringLiteral("LIST"),
         QStringLiteral("web origins, beside our own, whose pages may connect; * for all"),
         setOrigins},
        {QStringLiteral("rooms"), QStringLiteral("open|closed"),
         QStringLiteral("whether anybody may make rooms (default: open)"), setRooms},
        {QStringLiteral("sync"), QStringLiteral("full|normal"),
         QStringLiteral("whether a receipt survives a power cut (full, default) or a crash only"),
         setSync},
        {QStringLiteral("body-bytes"), QStringLiteral("N"),
         QStringLiteral("largest body of a message (default: 1048576)"),
         number(&HostConfig::bodyBytes, qint64(1024), gibibyte)},
        {QStringLiteral("subscriptions"), QStringLiteral("N"),
         QStringLiteral("subscriptions a session may have (default: 1000)"),
         number(&HostConfig::subscriptions, 1, million)},
        {QStringLiteral("queue-bytes"), QStringLiteral("N"),
         QStringLiteral("bytes a session may leave unread (default: 4194304)"),
         number(&HostConfig::queueBytes, qint64(64 * 1024), gibibyte)},
        {QStringLiteral("queue-seconds"), QStringLiteral("N"),
         QStringLiteral("seconds a session may read nothing of what waits for it (default: 10)"),
         number(&HostConfig::queueTime, 1, 3600)},
        {QStringLiteral("connect-seconds"), QStringLiteral("N"),
         QStringLiteral("seconds a connection has until its CONNECT (default: 10)"),
         number(&HostConfig::connectTime, 1, 3600)},
        {QStringLiteral("connections"), QStringLiteral("N"),
         QStringLiteral("connections at once (default: 20000, less where the system allows less)"),
         number(&HostConfig::connections, 1, million)},
        {QStringLiteral("connections-per-address"), QStringLiteral("N"),
         QStringLiteral("connections from one address, loopback spared (default: 200)"),
         number(&HostConfig::connectionsPerAddress, 1, million)},
        {QStringLiteral("store-bytes"), QStringLiteral("N"),
         QStringLiteral("largest size of the log; 0 for what the disk holds (default: 0)"),
         number(&HostConfig::storeBytes, qint64(0), std::numeric_limits<qint64>::max())},
    };
    return table;
}

const Option *find(const QString &key)
{
    for (const Option &option : options()) {
        if (option.key == key)
            return &option;
    }
    return nullptr;
}

QString environmentName(const QString &key)
{
    return QStringLiteral("MADANG_") +
           QString(key).replace(QLatin1Char('-'), QLatin1Char('_')).toUpper();
}

std::optional<QString> apply(HostConfig &config, const Option &option, const QString &value,
                             const QString &place)
{
    if (option.set(config, value))
        return std::nullopt;
    return QStringLiteral("%1: \"%2\" is no value for %3; it takes %4.")
        .arg(place, value, option.key, option.value);
}

std::optional<QString> applyFile(HostConfig &config, const QString &file)
{
    if (!QFileInfo(file).isReadable())
        return QStringLiteral("The configuration file %1 cannot be read.").arg(file);
    const QSettings settings(file, QSettings::IniFormat);
    if (settings.status() != QSettings::NoError)
        return QStringLiteral("The configuration file %1 is not in INI form.").arg(file);
    const QStringList keys = settings.allKeys();
    for (const QString &key : keys) {
        const Option *option = find(key);
        if (!option)
            return QStringLiteral("%1: there is no option \"%2\".").arg(file, key);
        // QSettings takes a comma for the border of a list.
        const QString value = settings.value(key).toStringList().join(QLatin1Char(','));
        if (auto error = apply(config, *option, value, file))
            return error;
    }
    return std::nullopt;
}

/// Flags as they came: `--key value` and `--key=value`.
tl::expected<QHash<QString, QString>, QString> readFlags(const QStringList &arguments)
{
    QHash<QString, QString> flags;
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
        if (key != QStringLiteral("config") && !find(key))
            return tl::unexpected(QStringLiteral("There is no option --%1; see --help.").arg(key));
        flags.insert(key, value);
    }
    return flags;
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
    if (!file.isEmpty()) {
        if (auto error = applyFile(config, file))
            return tl::unexpected(*error);
    }
    for (const Option &option : options()) {
        const QString name = environmentName(option.key);
        if (!environment.contains(name))
            continue;
        if (auto error = apply(config, option, environment.value(name), name))
            return tl::unexpected(*error);
    }
    for (const Option &option : options()) {
        if (!flags->contains(option.key))
            continue;
        if (auto error =
                apply(config, option, flags->value(option.key), QStringLiteral("--") + option.key))
            return tl::unexpected(*error);
    }
    if (config.name.isEmpty())
        config.name = QSysInfo::machineHostName();
    if (config.dataFolder.isEmpty())
        config.dataFolder = defaultDataFolder();
    return command;
}

QString hostHelp()
{
    QString help = QStringLiteral("Usage: madang-host [options]\n"
                                  "       madang-host user add NAME [member|owner]   (reads the "
                                  "password from standard input)\n"
                                  "\nHosts a chat for the people on this network.\n\n");
    for (const Option &option : options()) {
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
