// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlentrance.h"

#include "server/store/sqlmessagerow.h"

#include <iterator>
#include <limits>

namespace Server {
namespace {

QVariant endOrNull(const std::optional<Chat::Timestamp> &time)
{
    return time ? QVariant(toNumber(*time)) : QVariant(QMetaType(QMetaType::LongLong));
}

std::optional<Chat::Timestamp> endIn(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(toTime(value.toLongLong()));
}

StoredInvitation invitationRow(const QSqlQuery &row)
{
    StoredInvitation one;
    one.info.id = row.value(0).toString();
    one.hash = row.value(1).toByteArray();
    one.info.label = row.value(2).toString();
    one.info.room = Chat::RoomId(row.value(3).toString());
    one.info.uses = row.value(4).toInt();
    one.info.used = row.value(5).toInt();
    one.info.made = toTime(row.value(6).toLongLong());
    one.info.until = endIn(row.value(7));
    one.info.revoked = row.value(8).toBool();
    one.ended = endIn(row.value(9));
    return one;
}

} // namespace

SqlEntrance::Result<void> SqlEntrance::prepare(QSqlDatabase &database)
{
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_all, "SELECT id, hash, label, room, uses, used, made, until, revoked, ended"
                 " FROM invitations ORDER BY number"},
        {&m_find, "SELECT id, hash, label, room, uses, used, made, until, revoked, ended"
                  " FROM invitations WHERE id = ?"},
        {&m_live, "SELECT count(*) FROM invitations WHERE ended IS NULL"
                  " AND coalesce(until, ?) > ?"},
        {&m_add, "INSERT INTO invitations (id, hash, label, room, uses, used, made, until,"
                 " revoked, ended) VALUES (?, ?, ?, ?, ?, 0, ?, ?, 0, NULL)"},
        {&m_removeOld, "DELETE FROM invitations WHERE coalesce(ended, until) <= ?"},
        {&m_trim, "DELETE FROM invitations WHERE number IN (SELECT number FROM invitations"
                  " WHERE ended IS NOT NULL OR until <= ?"
                  " ORDER BY coalesce(ended, until) DESC LIMIT 9223372036854775807 OFFSET ?)"},
        {&m_revoke, "UPDATE invitations SET revoked = 1, ended = coalesce(ended, ?)"
                    " WHERE id = ?"},
        {&m_giveBack, "UPDATE invitations SET revoked = 0, ended = CASE WHEN uses > 0 AND"
                      " used >= uses THEN ended END WHERE id = ?"},
        {&m_use, "UPDATE invitations SET used = used + 1 WHERE id = ? AND ended IS NULL"
                 " AND (until IS NULL OR until > ?) AND (uses = 0 OR used < uses)"},
        {&m_endUsed, "UPDATE invitations SET ended = ? WHERE id = ? AND uses > 0"
                     " AND used >= uses"},
        {&m_admissions, "SELECT mark, user, since FROM admissions"},
        {&m_admit, "INSERT INTO admissions (mark, user, since) VALUES (?, ?, ?)"
                   " ON CONFLICT (mark) DO UPDATE SET user = excluded.user"},
        {&m_countAdmissions, "SELECT count(*) FROM admissions"},
        {&m_carryOver, "INSERT INTO admissions (mark, user, since) SELECT ?, ?, CAST(? AS BIGINT)"
                       " WHERE EXISTS (SELECT 1 FROM admissions WHERE mark = ?)"
                       " AND NOT EXISTS (SELECT 1 FROM admissions WHERE user = ? AND mark <> ?)"
                       " ON CONFLICT (mark) DO NOTHING"},
        {&m_dismiss, "DELETE FROM admissions WHERE mark = ?"},
        {&m_forget, "DELETE FROM admissions WHERE user = ? OR mark = ?"},
    };
    return prepareStatements(database, all);
}

SqlEntrance::Result<std::vector<StoredInvitation>> SqlEntrance::invitations()
{
    if (auto done = runStatement(*m_all, {}); !done)
        return tl::unexpected(done.error());
    std::vector<StoredInvitation> all;
    while (m_all->next())
        all.push_back(invitationRow(*m_all));
    m_all->finish();
    return all;
}

SqlEntrance::Result<std::vector<StoredAdmission>> SqlEntrance::admissions()
{
    if (auto done = runStatement(*m_admissions, {}); !done)
        return tl::unexpected(done.error());
    std::vector<StoredAdmission> all;
    while (m_admissions->next()) {
        all.push_back({m_admissions->value(0).toString(),
                       Chat::UserId(m_admissions->value(1).toString()),
                       toTime(m_admissions->value(2).toLongLong())});
    }
    m_admissions->finish();
    return all;
}

SqlEntrance::Result<std::optional<StoredInvitation>> SqlEntrance::find(const QString &id)
{
    if (auto done = runStatement(*m_find, {id}); !done)
        return tl::unexpected(done.error());
    std::optional<StoredInvitation> found;
    if (m_find->next())
        found = invitationRow(*m_find);
    m_find->finish();
    return found;
}

SqlEntrance::Result<int> SqlEntrance::live(Chat::Timestamp now)
{
    if (auto done = runStatement(*m_live, {std::numeric_limits<qint64>::max(), toNumber(now)});
        !done)
        return tl::unexpected(done.error());
    const int count = m_live->next() ? m_live->value(0).toInt() : 0;
    m_live->finish();
    return count;
}

SqlEntrance::Result<std::vector<StoredInvitation>>
SqlEntrance::invite(const StoredInvitation &invitation, Chat::Timestamp now,
                    const EntranceQuota &quota)
{
    const auto count = live(now);
    if (!count)
        return tl::unexpected(count.error());
    if (*count >= quota.invitations)
        return tl::unexpected(StoreError::TooMany);
    const Chat::InvitationInfo &info = invitation.info;
    auto done = changeStatement(*m_removeOld, {toNumber(now - quota.endedKept)});
    if (done)
        done = changeStatement(*m_trim, {toNumber(now), quota.ended});
    if (done) {
        done = changeStatement(*m_add, {info.id, QString::fromLatin1(invitation.hash),
                                        present(info.label), present(info.room.toString()),
                                        info.uses, toNumber(info.made), endOrNull(info.until)});
    }
    if (!done)
        return tl::unexpected(done.error());
    return invitations();
}

SqlEntrance::Result<std::optional<StoredInvitation>>
SqlEntrance::setRevoked(const QString &id, bool revoked, Chat::Timestamp now,
                        const EntranceQuota &quota)
{
    if (!revoked) {
        const auto count = live(now);
        if (!count)
            return tl::unexpected(count.error());
        if (*count >= quota.invitations)
            return tl::unexpected(StoreError::TooMany);
    }
    const auto done = revoked ? changeStatement(*m_revoke, {toNumber(now), id})
                              : changeStatement(*m_giveBack, {id});
    if (!done)
        return tl::unexpected(done.error());
    return find(id);
}

SqlEntrance::Result<std::optional<StoredInvitation>>
SqlEntrance::redeem(const QString &id, const std::vector<StoredAdmission> &who, Chat::Timestamp now,
                    const EntranceQuota &quota)
{
    if (const auto room = hasRoom(who, quota); !room)
        return tl::unexpected(room.error());
    const auto used = changeStatement(*m_use, {id, toNumber(now)});
    if (!used)
        return tl::unexpected(used.error());
    if (*used == 0)
        return std::optional<StoredInvitation>();
    if (auto ended = changeStatement(*m_endUsed, {toNumber(now), id}); !ended)
        return tl::unexpected(ended.error());
    if (auto admitted = write(who); !admitted)
        return tl::unexpected(admitted.error());
    return find(id);
}

SqlEntrance::Result<bool> SqlEntrance::admit(const std::vector<StoredAdmission> &who,
                                             const EntranceQuota &quota)
{
    if (const auto room = hasRoom(who, quota); !room)
        return room;
    return write(who);
}

SqlEntrance::Result<bool> SqlEntrance::hasRoom(const std::vector<StoredAdmission> &who,
                                               const EntranceQuota &quota)
{
    if (auto done = runStatement(*m_countAdmissions, {}); !done)
        return tl::unexpected(done.error());
    const qint64 count = m_countAdmissions->next() ? m_countAdmissions->value(0).toLongLong() : 0;
    m_countAdmissions->finish();
    if (count + std::ssize(who) > quota.admissions)
        return tl::unexpected(StoreError::TooMany);
    return true;
}

SqlEntrance::Result<bool> SqlEntrance::write(const std::vector<StoredAdmission> &who)
{
    for (const StoredAdmission &one : who) {
        const auto added = changeStatement(
            *m_admit, {one.mark, present(one.user.toString()), toNumber(one.since)});
        if (!added)
            return tl::unexpected(added.error());
    }
    return true;
}

SqlEntrance::Result<bool> SqlEntrance::carryOver(const StoredAdmission &device)
{
    const QVariant guest = present(device.user.toString());
    return changeStatement(*m_carryOver,
                           {device.mark, guest, toNumber(device.since), guest, guest, guest})
        .map([](int carried) { return carried > 0; });
}

SqlEntrance::Result<bool> SqlEntrance::settle(const StoredAdmission &device,
                                              const Chat::UserId &guest)
{
    if (const auto gone = changeStatement(*m_dismiss, {present(guest.toString())}); !gone)
        return tl::unexpected(gone.error());
    return write({device, {device.user.toString(), device.user, device.since}});
}

SqlEntrance::Result<void> SqlEntrance::forget(const Chat::UserId &user)
{
    const QString id = user.toString();
    return finishStatement(*m_forget, {id, id});
}

} // namespace Server
