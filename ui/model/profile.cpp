// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/profile.h"

#include "ui/model/drafts.h"
#include "ui/model/logging.h"
#include "ui/model/profileschema.h"
#include "ui/model/sqltext.h"
#include "ui/model/unhurriedwrites.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QTimeZone>
#include <QUuid>

namespace Ui {
namespace {

constexpr int mostRecentHosts = 10;
constexpr QFileDevice::Permissions ownerReadsAndWrites =
    QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// One statement, bound and run; its failure is logged without its values.
QSqlQuery run(const QSqlDatabase &database, const QString &statement, const QVariantList &values)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    query.prepare(statement);
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        qCWarning(modelLog) << "profile:" << query.lastError().text();
    return query;
}

/// The database and the settings hold secrets and drafts; nobody else on this computer reads them.
bool makePrivateFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.setPermissions(ownerReadsAndWrites);
}

const QString deviceKeyName = QStringLiteral("device key");

QString guestTokenName(const QString &hostKey)
{
    return QStringLiteral("guest token of ") + hostKey;
}

QString passwordName(const QString &hostKey)
{
    return QStringLiteral("password of ") + hostKey;
}

/// The file in which the key was before there were secrets. One that is none is put aside, one that
/// cannot be read stays.
void adoptDeviceKey(const QString &path, Secrets &secrets)
{
    constexpr qint64 longestKeyFile = 1024;
    const QByteArray head = QByteArrayLiteral("madang device key 1\n");
    QFile file(path);
    if (!file.exists())
        return;
    const QByteArray text =
        file.open(QIODevice::ReadOnly) ? file.read(longestKeyFile) : QByteArray();
    if (file.error() != QFileDevice::NoError) {
        qCWarning(modelLog) << "the device's key cannot be read:" << file.errorString();
        return;
    }
    file.close();
    const QByteArray secret = text.startsWith(head)
                                  ? QByteArray::fromBase64(text.sliced(head.size()).trimmed())
                                  : QByteArray();
    if (!Stomp::DeviceKey::fromSecret(secret)) {
        qCWarning(modelLog) << "the file of the device's key is none";
        const QString aside = path + QStringLiteral(".unreadable");
        QFile::remove(aside);
        QFile::rename(path, aside);
    } else if (!secrets.value(deviceKeyName).isEmpty() || secrets.setValue(deviceKeyName, secret)) {
        QFile::remove(path);
    }
}

ProfileError errorOf(ProfileLock::Error error)
{
    return error == ProfileLock::Error::Taken ? ProfileError::InUse : ProfileError::Unwritable;
}

/// Of a database that something was wrong with: whether it is what stands in it.
ProfileError errorOf(const QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (query.exec(QStringLiteral("PRAGMA quick_check(1)")) && query.next()) {
        return query.value(0).toString() == QLatin1String("ok") ? ProfileError::Failed
                                                                : ProfileError::Damaged;
    }
    // https://www.sqlite.org/rescode.html: SQLITE_CORRUPT and SQLITE_NOTADB, in the low byte.
    const int code = query.lastError().nativeErrorCode().toInt() & 0xff;
    return code == 11 || code == 26 ? ProfileError::Damaged : ProfileError::Failed;
}

} // namespace

tl::expected<std::unique_ptr<Profile>, ProfileError> Profile::open(const QString &folder)
{
    const QString path = QDir(folder).absolutePath();
    const bool existed = QFileInfo(path).isDir();
    if (!existed) {
        if (!QDir().mkpath(path) ||
            !QFile::setPermissions(path, ownerReadsAndWrites | QFileDevice::ExeOwner))
            return tl::make_unexpected(ProfileError::Unwritable);
    }
    auto lock = ProfileLock::take(path);
    if (!lock)
        return tl::make_unexpected(errorOf(lock.error()));
    if (!makePrivateFile(path + QStringLiteral("/profile.sqlite")) ||
        !makePrivateFile(path + QStringLiteral("/settings.ini")))
        return tl::make_unexpected(ProfileError::Unwritable);
    std::unique_ptr<Profile> profile(new Profile(path, std::move(*lock)));
    if (const auto opened = profile->openDatabase(); !opened)
        return tl::make_unexpected(opened.error());
    sweepPictures(profile->database());
    profile->adoptSecrets();
    return profile;
}

Profile::Profile(QString folder, std::unique_ptr<ProfileLock> lock)
    : m_folder(std::move(folder)),
      m_connection(QStringLiteral("profile-") + QUuid::createUuid().toString(QUuid::Id128)),
      m_lock(std::move(lock)),
      m_settings(std::make_unique<QSettings>(m_folder + QStringLiteral("/settings.ini"),
                                             QSettings::IniFormat)),
      m_secrets(std::make_unique<Secrets>(m_folder))
{
}

Profile::~Profile()
{
    m_settings->sync();
    QSqlDatabase::removeDatabase(m_connection);
}

tl::expected<void, ProfileError> Profile::openDatabase()
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    database.setDatabaseName(m_folder + QStringLiteral("/profile.sqlite"));
    if (!database.open()) {
        qCWarning(modelLog) << "profile:" << database.lastError().text();
        return tl::make_unexpected(ProfileError::Failed);
    }
    QSqlQuery query(database);
    for (const QString &pragma :
         {QStringLiteral("PRAGMA journal_mode = WAL"), QStringLiteral("PRAGMA synchronous = FULL"),
          QStringLiteral("PRAGMA secure_delete = ON")}) {
        if (!query.exec(pragma)) {
            qCWarning(modelLog) << "profile:" << query.lastError().text();
            return tl::make_unexpected(errorOf(database));
        }
    }
    if (const auto migrated = migrateProfile(database); !migrated) {
        return tl::make_unexpected(migrated.error() == SchemaError::TooNew ? ProfileError::TooNew
                                                                           : errorOf(database));
    }
    QSqlQuery person = run(database, QStringLiteral("SELECT name FROM person"), {});
    if (person.next())
        m_name = person.value(0).toString();
    else if (person.lastError().isValid())
        return tl::make_unexpected(errorOf(database));
    return {};
}

tl::expected<QString, ProfileError> Profile::setDatabaseAside(const QString &folder)
{
    const auto lock = ProfileLock::take(folder);
    if (!lock)
        return tl::make_unexpected(errorOf(lock.error()));
    const QString time =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString aside = QStringLiteral("%1/before-%2").arg(folder, time);
    if (!QDir().mkpath(aside) ||
        !QFile::setPermissions(aside, ownerReadsAndWrites | QFileDevice::ExeOwner))
        return tl::make_unexpected(ProfileError::Unwritable);
    // The database last: as long as it is there, it is asked about again.
    for (const QString &name :
         {QStringLiteral("/profile.sqlite-wal"), QStringLiteral("/profile.sqlite-shm"),
          QStringLiteral("/profile.sqlite")}) {
        if (QFileInfo::exists(folder + name) && !QFile::rename(folder + name, aside + name))
            return tl::make_unexpected(ProfileError::Unwritable);
    }
    return aside;
}

const QString &Profile::folder() const
{
    return m_folder;
}

QSqlDatabase Profile::database() const
{
    return QSqlDatabase::database(m_connection);
}

QString Profile::name() const
{
    return m_name;
}

void Profile::setName(const QString &name)
{
    if (m_name == name)
        return;
    m_name = name;
    run(database(), QStringLiteral("INSERT OR REPLACE INTO person (id, name) VALUES (1, ?)"),
        {notNull(name)});
}

std::vector<RecentHost> Profile::recentHosts() const
{
    std::vector<RecentHost> hosts;
    QSqlQuery query = run(
        database(),
        QStringLiteral("SELECT address, name, last FROM recent_host ORDER BY last DESC LIMIT ?"),
        {mostRecentHosts});
    while (query.next()) {
        hosts.push_back(
            {query.value(0).toString(), query.value(1).toString(),
             QDateTime::fromMSecsSinceEpoch(query.value(2).toLongLong(), QTimeZone::utc())});
    }
    return hosts;
}

void Profile::addRecentHost(const QString &address, const QString &name)
{
    // Two hosts within one millisecond keep their order: the newest is later than all others.
    run(database(),
        QStringLiteral("INSERT OR REPLACE INTO recent_host (address, name, last) VALUES (?, ?,"
                       " max(?, (SELECT coalesce(max(last), 0) + 1 FROM recent_host)))"),
        {address, notNull(name), QDateTime::currentMSecsSinceEpoch()});
    run(database(),
        QStringLiteral("DELETE FROM recent_host WHERE address NOT IN"
                       " (SELECT address FROM recent_host ORDER BY last DESC LIMIT ?)"),
        {mostRecentHosts});
}

void Profile::removeRecentHost(const QString &address)
{
    run(database(), QStringLiteral("DELETE FROM recent_host WHERE address = ?"), {address});
}

void Profile::adoptSecrets()
{
    if (m_secrets->state() != Secrets::State::Open)
        return;
    // Before there were secrets, tokens stood in the database and the key in a file of its own.
    QSqlQuery tokens = run(database(), QStringLiteral("SELECT host, token FROM guest_token"), {});
    bool kept = true;
    bool any = false;
    while (tokens.next()) {
        any = true;
        const QString name = guestTokenName(tokens.value(0).toString());
        kept = (!m_secrets->value(name).isEmpty() ||
                m_secrets->setValue(name, tokens.value(1).toByteArray())) &&
               kept;
    }
    tokens.finish();
    if (any && kept) {
        run(database(), QStringLiteral("DELETE FROM guest_token"), {});
        // Until then they stand in the file, and in the one beside it.
        run(database(), QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"), {});
    }
    adoptDeviceKey(m_folder + QStringLiteral("/device.key"), *m_secrets);
}

std::optional<Stomp::DeviceKey> Profile::deviceKey()
{
    if (m_secrets->state() != Secrets::State::Open)
        return std::nullopt;
    if (auto key = Stomp::DeviceKey::fromSecret(m_secrets->value(deviceKeyName)))
        return key;
    if (QFile::exists(m_folder + QStringLiteral("/device.key"))) {
        adoptSecrets();
        if (auto key = Stomp::DeviceKey::fromSecret(m_secrets->value(deviceKeyName)))
            return key;
        // It is there; another time, perhaps.
        if (QFile::exists(m_folder + QStringLiteral("/device.key")))
            return std::nullopt;
    }
    const Stomp::DeviceKey made = Stomp::DeviceKey::make();
    return m_secrets->setValue(deviceKeyName, made.secret()) ? std::optional(made) : std::nullopt;
}

QByteArray Profile::guestToken(const QString &hostKey) const
{
    return m_secrets->value(guestTokenName(hostKey));
}

void Profile::setGuestToken(const QString &hostKey, const QByteArray &token)
{
    if (!m_secrets->setValue(guestTokenName(hostKey), token))
        qCWarning(modelLog) << "a token is kept for this run alone";
}

void Profile::forgetGuestToken(const QString &hostKey)
{
    m_secrets->setValue(guestTokenName(hostKey), {});
}

QString Profile::hostPassword(const QString &hostKey) const
{
    return QString::fromUtf8(m_secrets->value(passwordName(hostKey)));
}

void Profile::setHostPassword(const QString &hostKey, const QString &password)
{
    m_secrets->setValue(passwordName(hostKey), password.toUtf8());
}

bool Profile::usesKey(const QString &hostKey) const
{
    return !run(database(), QStringLiteral("SELECT 1 FROM logged_out WHERE host = ?"), {hostKey})
                .next();
}

void Profile::setUsesKey(const QString &hostKey, bool uses)
{
    run(database(),
        uses ? QStringLiteral("DELETE FROM logged_out WHERE host = ?")
             : QStringLiteral("INSERT OR REPLACE INTO logged_out (host) VALUES (?)"),
        {hostKey});
}

bool Profile::knowsHost(const QString &hostKey) const
{
    return run(database(), QStringLiteral("SELECT 1 FROM room WHERE host = ? LIMIT 1"), {hostKey})
        .next();
}

std::vector<Chat::RoomId> Profile::joinedRooms(const QString &hostKey) const
{
    return rooms(hostKey, QStringLiteral("joined = 1"));
}

std::vector<Chat::RoomId> Profile::roomsToEnter(const QString &hostKey) const
{
    return rooms(hostKey, QStringLiteral("joined = 1 AND entered = 0"));
}

std::vector<Chat::RoomId> Profile::roomsToLeave(const QString &hostKey) const
{
    return rooms(hostKey, QStringLiteral("joined = 0 AND entered = 1"));
}

std::vector<Chat::RoomId> Profile::rooms(const QString &hostKey, const QString &condition) const
{
    std::vector<Chat::RoomId> found;
    QSqlQuery query = run(database(),
                          QStringLiteral("SELECT room FROM room WHERE host = ? AND ") + condition +
                              QStringLiteral(" ORDER BY room"),
                          {hostKey});
    while (query.next()) {
        if (const auto room = Chat::parseRoomId(query.value(0).toString()))
            found.push_back(*room);
    }
    return found;
}

void Profile::setJoined(const QString &hostKey, const Chat::RoomId &room, bool joined)
{
    run(database(),
        QStringLiteral("INSERT INTO room (host, room, joined) VALUES (?, ?, ?)"
                       " ON CONFLICT (host, room) DO UPDATE SET joined = excluded.joined"),
        {hostKey, room.toString(), int(joined)});
}

void Profile::setEntered(const QString &hostKey, const Chat::RoomId &room, bool entered)
{
    run(database(),
        QStringLiteral("INSERT INTO room (host, room, entered) VALUES (?, ?, ?)"
                       " ON CONFLICT (host, room) DO UPDATE SET entered = excluded.entered"),
        {hostKey, room.toString(), int(entered)});
}

Chat::UserId Profile::lastSelf(const QString &hostKey) const
{
    QSqlQuery query =
        run(database(), QStringLiteral("SELECT user FROM last_self WHERE host = ?"), {hostKey});
    return query.next() ? Chat::UserId(query.value(0).toString()) : Chat::UserId();
}

void Profile::setLastSelf(const QString &hostKey, const Chat::UserId &user)
{
    run(database(), QStringLiteral("INSERT OR REPLACE INTO last_self (host, user) VALUES (?, ?)"),
        {hostKey, notNull(user.toString())});
}

void Profile::forgetEntered(const QString &hostKey)
{
    run(database(), QStringLiteral("UPDATE room SET entered = 0 WHERE host = ?"), {hostKey});
}

Chat::Sequence Profile::lastRead(const QString &hostKey, const Chat::RoomId &room) const
{
    QSqlQuery query =
        run(database(), QStringLiteral("SELECT last_read FROM room WHERE host = ? AND room = ?"),
            {hostKey, room.toString()});
    return Chat::Sequence{query.next() ? query.value(0).toLongLong() : 0};
}

void Profile::setLastRead(const QString &hostKey, const Chat::RoomId &room, Chat::Sequence sequence)
{
    const UnhurriedWrites writes(database());
    run(database(),
        QStringLiteral("INSERT INTO room (host, room, last_read) VALUES (?, ?, ?)"
                       " ON CONFLICT (host, room) DO UPDATE SET last_read = excluded.last_read"),
        {hostKey, room.toString(), sequence.number});
}

QSettings &Profile::settings()
{
    return *m_settings;
}

} // namespace Ui
