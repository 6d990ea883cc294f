// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/ignored.h"

#include "ui/model/logging.h"
#include "ui/model/sqltext.h"

#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace Ui {
namespace {

constexpr qsizetype mostNamed = 500;
constexpr qsizetype longestNamed = 8000; // octets

} // namespace

Ignored::Ignored(const Profile &profile, QString hostKey, QObject *parent)
    : QObject(parent), m_profile(profile), m_hostKey(std::move(hostKey))
{
    QSqlQuery query(m_profile.database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT user, name FROM ignored WHERE host = ?"));
    query.addBindValue(m_hostKey);
    if (!query.exec())
        qCWarning(modelLog) << "profile:" << query.lastError().text();
    while (query.next())
        m_people.insert(Chat::UserId(query.value(0).toString()), query.value(1).toString());
}

QByteArray Ignored::ids() const
{
    QList<Chat::UserId> people = m_people.keys();
    std::sort(people.begin(), people.end());
    QByteArray ids;
    qsizetype count = 0;
    qsizetype length = 0;
    for (const Chat::UserId &user : people) {
        if (!Chat::parseUserId(user.toString())) // with it the host would count nothing
            continue;
        const QByteArray id = user.toString().toUtf8();
        length += id.size() + id.count(':') + id.count('\\') + 1; // as it is escaped
        if (++count > mostNamed || length > longestNamed)
            break;
        ids += ids.isEmpty() ? id : ',' + id;
    }
    return ids;
}

void Ignored::set(const Chat::UserId &user, const QString &name, bool ignored)
{
    if (user.isEmpty() || ignored == contains(user))
        return;
    QSqlQuery query(m_profile.database());
    if (ignored) {
        query.prepare(QStringLiteral("INSERT OR REPLACE INTO ignored (host, user, name)"
                                     " VALUES (?, ?, ?)"));
    } else {
        query.prepare(QStringLiteral("DELETE FROM ignored WHERE host = ? AND user = ?"));
    }
    query.addBindValue(m_hostKey);
    query.addBindValue(user.toString());
    if (ignored)
        query.addBindValue(notNull(name));
    if (!query.exec())
        qCWarning(modelLog) << "profile:" << query.lastError().text();
    if (ignored)
        m_people.insert(user, name);
    else
        m_people.remove(user);
    Q_EMIT changed(user);
}

} // namespace Ui
