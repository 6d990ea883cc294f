// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostnearby.h"

#include "server/hostannouncing.h"
#include "server/hostusage.h"
#include "stomp/wire/cleanline.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Server {
namespace {

constexpr int longestTime = 366 * 24 * 3600; ///< s

QStringList namesIn(const QString &list)
{
    QStringList names = list.split(u',', Qt::SkipEmptyParts);
    for (QString &name : names)
        name = name.trimmed();
    return names;
}

QString keyOf(const Discovery::FoundHost &host)
{
    return host.interfaceName + u'/' + host.instance;
}

} // namespace

tl::expected<NearbyCommand, QString> readNearbyCommand(const QStringList &arguments)
{
    const auto wrong = tl::unexpected(commandUsage(QStringLiteral("nearby")).value_or(QString()));
    NearbyCommand command;
    for (qsizetype at = 0; at < arguments.size(); ++at) {
        const QString &option = arguments[at];
        if (option == QStringLiteral("--json")) {
            command.json = true;
            continue;
        }
        if (at + 1 == arguments.size())
            return wrong;
        const QString &value = arguments[++at];
        if (option == QStringLiteral("--for")) {
            bool isNumber = false;
            const int seconds = value.toInt(&isNumber);
            if (!isNumber || seconds < 1 || seconds > longestTime)
                return wrong;
            command.time = std::chrono::seconds(seconds);
        } else if (option == QStringLiteral("--interfaces")) {
            command.interfaces.allowed = namesIn(value);
        } else if (option == QStringLiteral("--not-interfaces")) {
            command.interfaces.denied = namesIn(value);
        } else {
            return wrong;
        }
    }
    return command;
}

QStringList NearbyLines::changes(const QList<Discovery::FoundHost> &hosts)
{
    QStringList lines;
    QHash<QString, Discovery::FoundHost> now;
    for (const Discovery::FoundHost &host : hosts)
        now.insert(keyOf(host), host);
    for (auto known = m_hosts.cbegin(); known != m_hosts.cend(); ++known) {
        if (!now.contains(known.key()))
            lines << line("gone", *known);
    }
    for (const Discovery::FoundHost &host : hosts) {
        const auto known = m_hosts.constFind(keyOf(host));
        if (known == m_hosts.cend())
            lines << line("found", host);
        else if (!(*known == host))
            lines << line("changed", host);
    }
    m_hosts = std::move(now);
    return lines;
}

QString NearbyLines::line(const char *event, const Discovery::FoundHost &host) const
{
    const Discovery::Announcement &told = host.told;
    const QString name = Chat::cleanLine(told.name, Chat::longestName);
    const QString access = Chat::accessName(accessOf(told.access));
    const QStringList addresses = addressesOf(host);
    if (!m_json) {
        return QStringList{QString::fromLatin1(event), name, addresses.value(0),
                           QString::number(told.people), access}
            .join(u'\t');
    }
    const QJsonObject object{
        {QStringLiteral("event"), QString::fromLatin1(event)},
        {QStringLiteral("time"), QDateTime::currentMSecsSinceEpoch()},
        {QStringLiteral("interface"), host.interfaceName},
        {QStringLiteral("instance"), Chat::cleanLine(host.instance, Chat::longestName)},
        {QStringLiteral("name"), name},
        {QStringLiteral("addresses"), QJsonArray::fromStringList(addresses)},
        {QStringLiteral("id"), Chat::cleanLine(told.hostId, Chat::longestName)},
        {QStringLiteral("fingerprint"),
         QString::fromLatin1(told.fingerprint.toBase64(QByteArray::Base64UrlEncoding |
                                                       QByteArray::OmitTrailingEquals))},
        {QStringLiteral("version"), Chat::cleanLine(told.version, Chat::longestName)},
        {QStringLiteral("access"), access},
        {QStringLiteral("people"), told.people},
    };
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace Server
