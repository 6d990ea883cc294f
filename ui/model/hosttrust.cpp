// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/hosttrust.h"

#include "stomp/net/certifiedkey.h"
#include "ui/model/logging.h"
#include "ui/model/profile.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QTimeZone>
#include <QVariantList>

namespace Ui {
namespace {

QSqlQuery trustQuery(const QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    QSqlQuery query(database);
    query.prepare(sql);
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        qCWarning(modelLog) << "known hosts:" << query.lastError().text();
    return query;
}

const QString columns =
    QStringLiteral("SELECT host, fingerprint, host_id, address, trusted_name, since"
                   " FROM known_host ");

KnownHost hostOf(const QSqlQuery &query)
{
    return {query.value(0).toString(),
            query.value(1).toByteArray(),
            query.value(2).toString(),
            query.value(3).toString(),
            query.value(4).toString(),
            QDateTime::fromMSecsSinceEpoch(query.value(5).toLongLong(), QTimeZone::utc())};
}

/// SQL's text is never null.
QString given(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

bool isOf(const KnownHost &host, const Stomp::ShownPeer &shown)
{
    if (shown.chain.isEmpty())
        return false;
    return host.fingerprint == shown.fingerprint() ||
           Stomp::followsFrom(shown.chain, host.fingerprint);
}

} // namespace

QByteArray HostTrust::pin(const QString &hostKey) const
{
    const auto host = known(hostKey);
    return host ? host->fingerprint : QByteArray();
}

QString HostTrust::keyOfPin(const QByteArray &fingerprint) const
{
    QSqlQuery query = trustQuery(m_profile.database(),
                                 QStringLiteral("SELECT host FROM known_host WHERE fingerprint = ?"
                                                " ORDER BY since DESC LIMIT 1"),
                                 {fingerprint});
    return query.next() ? query.value(0).toString() : QString();
}

std::optional<KnownHost> HostTrust::known(const QString &hostKey) const
{
    QSqlQuery query =
        trustQuery(m_profile.database(), columns + QStringLiteral("WHERE host = ?"), {hostKey});
    return query.next() ? std::optional(hostOf(query)) : std::nullopt;
}

std::vector<KnownHost> HostTrust::all() const
{
    std::vector<KnownHost> hosts;
    QSqlQuery query =
        trustQuery(m_profile.database(), columns + QStringLiteral("ORDER BY since DESC"), {});
    while (query.next())
        hosts.push_back(hostOf(query));
    return hosts;
}

QString HostTrust::keyFor(const QString &address, const QByteArray &fingerprint) const
{
    if (!fingerprint.isEmpty()) {
        if (const QString key = keyOfPin(fingerprint); !key.isEmpty())
            return key;
    }
    QSqlQuery there = trustQuery(m_profile.database(),
                                 QStringLiteral("SELECT host FROM known_host WHERE address = ?"
                                                " ORDER BY since DESC LIMIT 1"),
                                 {address});
    if (fingerprint.isEmpty() && there.next())
        return there.value(0).toString();
    // Whoever had the address first has its name, wherever they are now.
    QString key = address;
    for (int number = 2; known(key); ++number)
        key = QStringLiteral("%1#%2").arg(address).arg(number);
    return key;
}

QString HostTrust::keyOf(const Stomp::ShownPeer &shown) const
{
    for (const KnownHost &host : all()) {
        if (isOf(host, shown))
            return host.key;
    }
    return {};
}

Verdict HostTrust::judge(const QString &hostKey, const Stomp::ShownPeer &shown) const
{
    const auto host = known(hostKey);
    if (!host)
        return Verdict::New;
    if (!shown.chain.isEmpty() && shown.fingerprint() == host->fingerprint)
        return Verdict::Known;
    // An authority speaks for a name only, so it has to be the name it spoke for before.
    const bool isVouchedFor = shown.trusted && !shown.chain.isEmpty() &&
                              !host->trustedName.isEmpty() && shown.name == host->trustedName;
    return isVouchedFor || isOf(*host, shown) ? Verdict::Followed : Verdict::Changed;
}

void HostTrust::keep(const KnownHost &host)
{
    const auto before = known(host.key);
    const bool isSame = before && before->fingerprint == host.fingerprint;
    const QDateTime since = isSame ? before->since : QDateTime::currentDateTimeUtc();
    // An address is one host's at a time.
    trustQuery(m_profile.database(),
               QStringLiteral("UPDATE known_host SET address = '' WHERE address = ? AND host <> ?"),
               {host.address, host.key});
    trustQuery(m_profile.database(),
               QStringLiteral("INSERT OR REPLACE INTO known_host"
                              " (host, fingerprint, host_id, address, trusted_name, since)"
                              " VALUES (?, ?, ?, ?, ?, ?)"),
               {host.key, host.fingerprint, given(host.hostId), given(host.address),
                given(host.trustedName), since.toMSecsSinceEpoch()});
}

} // namespace Ui
