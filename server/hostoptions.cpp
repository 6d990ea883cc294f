// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostoptions.h"

#include "server/doors/httporigin.h"
#include "server/hostoptionvalues.h"

namespace Server {
namespace {

bool setBind(HostConfig &config, const QString &value)
{
    return config.bind.setAddress(value);
}

bool setOrigins(HostConfig &config, const QString &value)
{
    const QStringList origins = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    config.allowedOrigins.clear(); // the stronger place replaces the list of the weaker
    for (const QString &origin : origins)
        config.allowedOrigins.append(origin.trimmed().toUtf8());
    return true;
}

bool setHosts(HostConfig &config, const QString &value)
{
    const QStringList names = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    config.allowedHosts.clear();
    for (const QString &said : names) {
        const QByteArray name = said.trimmed().toUtf8();
        config.allowedHosts.append(name == "*" ? name : plainHostName(name));
    }
    return !config.allowedHosts.contains(QByteArray());
}

bool setProxies(HostConfig &config, const QString &value)
{
    const QStringList networks = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    config.trustedProxies.clear();
    for (const QString &network : networks) {
        const auto parsed = QHostAddress::parseSubnet(network.trimmed());
        if (parsed.first.isNull() || parsed.second < 0)
            return false;
        config.trustedProxies.append(parsed);
    }
    return true;
}

/// Names with commas between them.
template <QStringList HostConfig::*field>
bool setNames(HostConfig &config, const QString &value)
{
    const QStringList names = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    (config.*field).clear();
    for (const QString &name : names)
        (config.*field).append(name.trimmed());
    return true;
}

bool setFileTypes(HostConfig &config, const QString &value)
{
    const QStringList types = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    config.fileTypes.clear();
    for (const QString &type : types)
        config.fileTypes.append(type.trimmed().toLower().toUtf8());
    return !types.isEmpty();
}

} // namespace

std::vector<HostOption> hostPlaceOptions()
{
    using Plain = HostConfig::Plain;
    using Entrance = HostConfig::Entrance;
    return {
        OptionOf::text("name", "TEXT",
                       "what people see this host as (default: this computer's name)",
                       &HostConfig::name),
        OptionOf::port("port",
                       "port to listen on; 0 for any free one (default: 7610 or the next free one)",
                       &HostConfig::port),
        {QStringLiteral("bind"), QStringLiteral("ADDRESS"),
         QStringLiteral("address to listen on (default: all)"), setBind},
        OptionOf::choice("announce",
                         "whether it makes itself known on its network, by mDNS (default: on)",
                         &HostConfig::announce, {std::pair{"on", true}, {"off", false}}),
        {QStringLiteral("interfaces"), QStringLiteral("LIST"),
         QStringLiteral("network interfaces it makes itself known by, as eth0,wlan0; * for all "
                        "(default: all but VPN, Docker and the like)"),
         setNames<&HostConfig::interfaces>},
        {QStringLiteral("not-interfaces"), QStringLiteral("LIST"),
         QStringLiteral("network interfaces it never makes itself known by; stronger than "
                        "interfaces"),
         setNames<&HostConfig::notInterfaces>},
        OptionOf::port("tcp-port",
                       "port for STOMP over TCP, as 61613; 0 for any free one (default: none)",
                       &HostConfig::tcpPort),
        OptionOf::choice("tls",
                         "whether it answers in TLS, too, by a certificate of its own where none "
                         "is named (default: on)",
                         &HostConfig::tls, {std::pair{"on", true}, {"off", false}}),
        OptionOf::text("tls-certificate", "FILE",
                       "PEM file with another certificate for the host, then its issuers'",
                       &HostConfig::tlsCertificate),
        OptionOf::text("tls-key", "FILE", "PEM file with the key of that certificate",
                       &HostConfig::tlsKey),
        OptionOf::choice(
            "plain", "who may connect without TLS (default: on)", &HostConfig::plain,
            {std::pair{"on", Plain::On}, {"loopback", Plain::Loopback}, {"off", Plain::Off}}),
        OptionOf::text("data", "FOLDER", "where rooms and messages are kept",
                       &HostConfig::dataFolder),
        OptionOf::text("database", "WORDS",
                       "PostgreSQL database that rooms and messages are kept in, as 'host=db "
                       "dbname=madang user=madang' (default: none, a file in the data folder)",
                       &HostConfig::database),
        OptionOf::text("files", "FOLDER",
                       "folder of uploaded files that hosts with one database share (default: one "
                       "of its own, in the data folder)",
                       &HostConfig::filesFolder),
        OptionOf::text("redis", "URL",
                       "Redis by which hosts that share a database hear of each other at once, as "
                       "redis://host:6379 (default: none)",
                       &HostConfig::redis),
        OptionOf::text("redis-password-file", "FILE", "its first line is the password of Redis",
                       &HostConfig::redisPasswordFile),
        OptionOf::text("redis-ca-file", "FILE",
                       "PEM file with the certificates that Redis's is checked by (default: the "
                       "system's)",
                       &HostConfig::redisCaFile),
        OptionOf::choice("sync",
                         "whether a receipt survives a power cut (full, default) or a crash only",
                         &HostConfig::fullSync, {std::pair{"full", true}, {"normal", false}}),
        OptionOf::text("users", "FILE",
                       "accounts, one name:hash:role a line (see 'madang-host user add')",
                       &HostConfig::usersFile),
        OptionOf::text("password-file", "FILE", "its first line is the password that guests need",
                       &HostConfig::passwordFile),
        OptionOf::choice("entrance",
                         "who may come in who was not here before: anyone, who has an invitation, "
                         "or whom the owner lets in (default: anyone)",
                         &HostConfig::entrance,
                         {std::pair{"anyone", Entrance::Anyone},
                          {"invitation", Entrance::Invitation},
                          {"approval", Entrance::Approval}}),
        OptionOf::text("policy", "FILE", "who may send and subscribe where, one rule a line",
                       &HostConfig::policyFile),
        OptionOf::text("operator-token-file", "FILE",
                       "its first line opens /status and /metrics from other computers",
                       &HostConfig::operatorTokenFile),
        {QStringLiteral("allow-origin"), QStringLiteral("LIST"),
         QStringLiteral("web origins, beside our own, whose pages may connect; * for all"),
         setOrigins},
        OptionOf::choice("jsonp",
                         "whether SockJS serves very old browsers, by scripts (default: off)",
                         &HostConfig::jsonp, {std::pair{"on", true}, {"off", false}}),
        {QStringLiteral("allow-host"), QStringLiteral("LIST"),
         QStringLiteral(
             "names by which browsers may call this host, beside this computer's own and "
             "its addresses; * for any"),
         setHosts},
        {QStringLiteral("file-types"), QStringLiteral("LIST"),
         QStringLiteral("media types of files that may be uploaded, as image/*,text/plain; * for "
                        "any (default: *)"),
         setFileTypes},
        OptionOf::choice("rooms", "whether anybody may make rooms (default: open)",
                         &HostConfig::openRooms, {std::pair{"open", true}, {"closed", false}}),
        OptionOf::choice("webhook-loopback",
                         "whether outgoing hooks may post to this computer itself (default: off)",
                         &HostConfig::webhookLoopback, {std::pair{"on", true}, {"off", false}}),
        OptionOf::choice("accounts",
                         "whether people may make accounts of their own (default: open)",
                         &HostConfig::openAccounts, {std::pair{"open", true}, {"closed", false}}),
        {QStringLiteral("trusted-proxy"), QStringLiteral("LIST"),
         QStringLiteral("addresses and networks of proxies before this host, as 10.0.0.5 or "
                        "10.0.0.0/24, that say whom they pass on (default: none)"),
         setProxies},
        OptionOf::text("stop-reason", "TEXT",
                       "what people are told when this host is stopped (default: nothing)",
                       &HostConfig::stopReason),
        OptionOf::number("drain",
                         "seconds over which SIGTERM sends people away, to other hosts behind the "
                         "same balancer (default: 0, all at once)",
                         &HostConfig::drain, 0, 3600),
        OptionOf::choice("log-format", "form of the lines on standard error (default: text)",
                         &HostConfig::jsonLog, {std::pair{"text", false}, {"json", true}}),
    };
}

const std::vector<HostOption> &hostOptions()
{
    static const std::vector<HostOption> table = [] {
        std::vector<HostOption> all;
        for (const auto &part : {hostPlaceOptions(), hostDialectOptions(), hostCapacityOptions(),
                                 hostQueueOptions(), hostRelayOptions()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return table;
}

const HostOption *findHostOption(const QString &key)
{
    for (const HostOption &option : hostOptions()) {
        if (option.key == key)
            return &option;
    }
    return nullptr;
}

} // namespace Server
