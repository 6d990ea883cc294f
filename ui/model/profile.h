// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/devicekey.h"
#include "stomp/wire/ids.h"
#include "ui/model/profilelock.h"
#include "ui/model/secrets.h"

#include <QDateTime>
#include <QObject>
#include <QSettings>
#include <QSqlDatabase>
#include <QString>

#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace Ui {

/// A host that was joined before.
struct RecentHost {
    QString address; ///< As it was typed or linked.
    QString name;    ///< The name the host gave itself; may be empty.
    QDateTime last;  ///< UTC.
};

/// Why a profile cannot be opened.
enum class ProfileError {
    InUse,
    Unwritable,
    TooNew,  ///< Written by a later version of the program.
    Damaged, ///< What is in the database's file is none; see Profile::setDatabaseAside().
    Failed,  ///< The disk says no; see the log.
};

/// One person's data on this computer: name, settings, recent hosts, guest tokens, joined rooms,
/// read markers, the outbox and the drafts, in one folder that one program has open at a time.
class Profile : public QObject {
    Q_OBJECT
public:
    /// Makes the folder (0700) where it is missing and migrates its database.
    static tl::expected<std::unique_ptr<Profile>, ProfileError> open(const QString &folder);
    ~Profile() override;
    /// Puts a database that cannot be read out of the way, so that open() begins with an empty one:
    /// into a folder of the profile's that is named after the time, and given back. Settings and
    /// the device's key, by which accounts are one's own, stay.
    static tl::expected<QString, ProfileError> setDatabaseAside(const QString &folder);

    const QString &folder() const;
    QSqlDatabase database() const;

    /// Empty until the first run asked for it.
    QString name() const;
    void setName(const QString &name);

    std::vector<RecentHost> recentHosts() const; ///< Newest first, at most 10.
    void addRecentHost(const QString &address, const QString &name);
    void removeRecentHost(const QString &address);

    /// The keys, tokens and passwords of below; while they are locked there are none.
    Secrets &secrets() const { return *m_secrets; }
    /// To be called when they were unlocked.
    void adoptSecrets();

    /// What this person's computer proves with who it is; the same for all hosts, a secret. Made
    /// when there is none yet. nullopt when it cannot be kept or read now, for a key that is gone
    /// tomorrow would take a name with it.
    std::optional<Stomp::DeviceKey> deviceKey();
    /// Whether that host is to know us by it; not after logging out there.
    bool usesKey(const QString &hostKey) const;
    void setUsesKey(const QString &hostKey, bool uses);

    /// What lets a host recognise us again; a secret, never logged. Empty when it gave none yet.
    QByteArray guestToken(const QString &hostKey) const;
    void setGuestToken(const QString &hostKey, const QByteArray &token);
    void forgetGuestToken(const QString &hostKey);
    /// The one that let us in last; a secret. Empty when it asked for none.
    QString hostPassword(const QString &hostKey) const;
    void setHostPassword(const QString &hostKey, const QString &password);

    /// Whether any room of that host was ever joined.
    bool knowsHost(const QString &hostKey) const;
    std::vector<Chat::RoomId> joinedRooms(const QString &hostKey) const;
    void setJoined(const QString &hostKey, const Chat::RoomId &room, bool joined);
    /// Joined rooms whose host has not confirmed our ENTER, and left ones that still count us in.
    std::vector<Chat::RoomId> roomsToEnter(const QString &hostKey) const;
    std::vector<Chat::RoomId> roomsToLeave(const QString &hostKey) const;
    /// What the host last confirmed: we are a member, or not.
    void setEntered(const QString &hostKey, const Chat::RoomId &room, bool entered);
    /// Whom the host took us for last; empty before it did.
    Chat::UserId lastSelf(const QString &hostKey) const;
    void setLastSelf(const QString &hostKey, const Chat::UserId &user);
    /// The host takes us for somebody new: no room has us as a member.
    void forgetEntered(const QString &hostKey);
    Chat::Sequence lastRead(const QString &hostKey, const Chat::RoomId &room) const;
    void setLastRead(const QString &hostKey, const Chat::RoomId &room, Chat::Sequence sequence);

    /// Settings of the window: "language" (ko, en or system), what Appearance and Shortcuts read,
    /// geometry.
    QSettings &settings();

private:
    Profile(QString folder, std::unique_ptr<ProfileLock> lock);
    tl::expected<void, ProfileError> openDatabase();
    std::vector<Chat::RoomId> rooms(const QString &hostKey, const QString &condition) const;

    QString m_folder;
    QString m_connection; ///< Of QSqlDatabase; unique in the process.
    std::unique_ptr<ProfileLock> m_lock;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Secrets> m_secrets;
    QString m_name;
};

} // namespace Ui
