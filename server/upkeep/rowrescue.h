// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/logfile.h"
#include "server/upkeep/treewalk.h"

#include <QHash>

#include <vector>

namespace Server {

/// Brings the rows of a damaged file into a new one that has the same schema and nothing in it.
class RowRescue {
public:
    struct Loss {
        qint64 unreadablePages = 0;
        qint64 brokenRows = 0;
    };
    RowRescue(const PageImage &from, LogFile &to) : m_from(from), m_to(to) {}

    Upkept<Loss> run(const Progress &progress);

private:
    struct Column {
        QString name;
        QString type;
        bool needed = false; ///< It has neither NULL nor a default.
        bool notNull = false;
        bool isRowId = false;
    };
    struct Table {
        QString name;
        quint32 root = 0;
        bool hasRowIds = true;
        std::vector<Column> columns;                          ///< In the order of a record.
        QHash<qsizetype, std::shared_ptr<QSqlQuery>> inserts; ///< By how many values there are.
        bool isCleared = false;
    };
    Upkept<void> readTables();
    Upkept<void> readColumns(Table &table);
    void findRoots(TreeWalk &walk);
    static bool fits(const Table &table, const PageRow &row);
    void take(Table &table, const PageRow &row);

    const PageImage &m_from;
    LogFile &m_to;
    std::vector<Table> m_tables;
    std::vector<quint32> m_otherRoots;
    std::optional<Failure> m_failure; ///< Of the new file; the rest is not tried then.
    qint64 m_broken = 0;
    qint64 m_taken = 0;
};

} // namespace Server
