// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/dataimport.h"
#include "takeout/records.h"

#include <QHash>

#include <memory>

namespace Server {

/// Puts the records of one room after the other into a log, each room in a transaction of its own.
class RoomImport {
public:
    /// `exported` is the folder with the files.
    static Upkept<std::unique_ptr<RoomImport>> open(const QString &exported, const QString &folder,
                                                    const Takeout::Head &head,
                                                    const ImportOptions &options);

    Upkept<void> begin(const Takeout::RoomRecord &room);
    Upkept<void> add(Takeout::MessageRecord message);
    Upkept<void> add(const Takeout::EarlierRecord &earlier);
    Upkept<ImportReport::Room> end();
    /// See ImportReport.
    bool isUnproven() const { return m_ids.claimsOwn() && !m_ids.isSame(); }

private:
    RoomImport(QString exported, QString folder, std::unique_ptr<LogFile> log);
    Upkept<void> prepare(const ImportOptions &options);
    Upkept<QSqlQuery *> run(const char *sql, const QVariantList &values);
    Upkept<QVariant> first(const char *sql, const QVariantList &values);
    Upkept<void> makeRoom(const Takeout::RoomRecord &room);
    Upkept<void> setColumns(const Takeout::RoomRecord &room);
    Upkept<void> setBounds();
    Upkept<void> addMembers(const Takeout::RoomRecord &room);
    Upkept<void> addMember(const Takeout::PersonRecord &member);
    /// Whether anybody may hear what is said in a room that is here.
    Upkept<bool> isOpenHere() const;
    Upkept<void> learnMessages();
    Upkept<bool> isKnown(const QByteArray &uid);
    /// The sequence under which it is there already; 0 when it is not.
    Upkept<qint64> knownAs(const Takeout::MessageRecord &message);
    Upkept<void> remember(qint64 exported, qint64 here);
    Upkept<void> addReactions(const Takeout::MessageRecord &message);
    Upkept<void> addFiles(const Takeout::MessageRecord &message);
    Upkept<qint64> fileNumber(const Takeout::FileRecord &file);
    Upkept<void> takeContent(const Takeout::FileRecord &file);

    QString m_exported;
    QString m_folder;
    std::unique_ptr<LogFile> m_log;
    QHash<const char *, std::shared_ptr<QSqlQuery>> m_queries;
    QString m_hostId;
    QString m_theirHostId;
    ForeignIds m_ids;
    QStringList m_roomSettings, m_memberSettings;
    // Of the room under way.
    Takeout::RoomRecord m_record; ///< As it is called there.
    Chat::RoomId m_here;          ///< As it is called here.
    qint64 m_room = 0;
    bool m_isFresh = false; ///< Taken as it is.
    qint64 m_first = 0;     ///< Of a fresh one; 0 before any.
    qint64 m_last = 0;
    qint64 m_revision = 0;
    qint64 m_message = 0; ///< Row of the one added last; 0 when it was known.
    ImportReport::Room m_report;
};

} // namespace Server
