// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/logfile.h"
#include "takeout/records.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace Server {

/// Reads a log as the records of an export, all of one moment.
class LogReader {
public:
    /// Refused where the log has another version than this program's.
    static Upkept<std::unique_ptr<LogReader>> open(const QString &folder);

    const QString &hostId() const { return m_hostId; }
    struct Room {
        qint64 number = 0;
        Takeout::RoomRecord record;
        std::optional<qint64> earlierFloor; ///< It keeps earlier texts above this number.
    };
    /// In the order in which they were made.
    Upkept<std::vector<Room>> rooms();
    Upkept<qint64> messageCount();

    using TakeMessage = std::function<Upkept<void>(const Takeout::MessageRecord &)>;
    using TakeEarlier = std::function<Upkept<void>(const Takeout::EarlierRecord &)>;
    /// All of a room, oldest first, each followed by what its text was before where that is kept.
    Upkept<void> read(const Room &room, const TakeMessage &take, const TakeEarlier &takeEarlier);

private:
    LogReader(QString folder, std::unique_ptr<LogFile> log);
    Upkept<void> readMembers(Room &room);
    Upkept<void> readReactions(qint64 number, Takeout::MessageRecord &record);
    Upkept<void> readFiles(qint64 number, Takeout::MessageRecord &record);
    Upkept<void> readEarlier(const Room &room, qint64 number, const Takeout::MessageRecord &record,
                             const TakeEarlier &take);

    QString m_folder;
    std::unique_ptr<LogFile> m_log;
    QString m_hostId;
    QStringList m_roomSettings;   ///< Columns that this class knows nothing of.
    QStringList m_memberSettings; ///< Likewise.
    std::shared_ptr<QSqlQuery> m_reactions, m_files, m_earlier;
};

/// The columns of a table but those.
Upkept<QStringList> otherColumns(LogFile &log, const QString &table, const QStringList &known);
/// What a room's row has beside its settings.
QStringList knownRoomColumns();
QStringList knownMemberColumns();
/// The id of the host whose log it is.
Upkept<QString> hostIdOf(LogFile &log);

} // namespace Server
