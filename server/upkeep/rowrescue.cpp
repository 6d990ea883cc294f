// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/rowrescue.h"

#include "server/store/schema.h"

#include <QSqlError>

#include <algorithm>

namespace Server {
namespace {

constexpr qint64 rowsPerTransaction = 50'000;

bool isOfType(const QVariant &value, const QString &type)
{
    switch (value.typeId()) {
    case QMetaType::LongLong:
        return type != QLatin1String("TEXT");
    case QMetaType::QString:
        return type != QLatin1String("INTEGER");
    case QMetaType::QByteArray:
        return type == QLatin1String("BLOB");
    case QMetaType::Double:
        return type == QLatin1String("REAL");
    default:
        return false;
    }
}

QString quotedName(const QString &name)
{
    return QLatin1Char('"') + QString(name).replace(QLatin1Char('"'), QStringLiteral("\"\"")) +
           QLatin1Char('"');
}

} // namespace

Upkept<RowRescue::Loss> RowRescue::run(const Progress &progress)
{
    if (auto read = readTables(); !read)
        return tl::unexpected(read.error());
    TreeWalk walk(m_from);
    findRoots(walk);
    if (auto begun = m_to.run(QStringLiteral("BEGIN")); !begun)
        return tl::unexpected(begun.error());
    const auto all = qint64(m_tables.size()) + 1;
    qint64 done = 0;
    for (Table &table : m_tables) {
        if (!Takeout::goesOn(progress, done++, all))
            return Takeout::cancelled();
        walk.walk(table.root, [&](const PageRow &row) {
            if (fits(table, row))
                take(table, row);
            else
                ++m_broken;
        });
    }
    for (const quint32 root : m_otherRoots)
        walk.walk(root, nullptr);
    // What hangs on pages that are gone is told by its shape.
    const qint64 unreadable = walk.unreadablePages();
    walk.orphans([&](const PageRow &row) {
        const auto table =
            std::find_if(m_tables.begin(), m_tables.end(), [&](const Table &candidate) {
                return candidate.hasRowIds && fits(candidate, row);
            });
        if (table != m_tables.end())
            take(*table, row);
        else
            ++m_broken;
    });
    if (m_failure)
        return tl::unexpected(*m_failure);
    for (Table &table : m_tables)
        table.inserts.clear();
    if (auto committed = m_to.run(QStringLiteral("COMMIT")); !committed)
        return tl::unexpected(committed.error());
    return Loss{unreadable, walk.brokenRows() + m_broken};
}

/// Of the new file. The full-text index is no table of ours: it is made again from the messages.
Upkept<void> RowRescue::readTables()
{
    auto tables = m_to.query(QStringLiteral(
        "SELECT name, rootpage, sql FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE 'search!_%' ESCAPE '!'"));
    if (!tables)
        return tl::unexpected(tables.error());
    while (tables->next()) {
        Table table;
        table.name = tables->value(0).toString();
        table.root = tables->value(1).toUInt();
        table.hasRowIds = !tables->value(2).toString().contains(QLatin1String("WITHOUT ROWID"));
        m_tables.push_back(std::move(table));
    }
    for (Table &table : m_tables) {
        if (auto read = readColumns(table); !read)
            return read;
    }
    // Orphans are tried in this order: the longest rows are the least to be mistaken.
    std::stable_sort(m_tables.begin(), m_tables.end(), [](const Table &a, const Table &b) {
        return a.columns.size() > b.columns.size();
    });
    return {};
}

Upkept<void> RowRescue::readColumns(Table &table)
{
    auto info = m_to.query(QStringLiteral("PRAGMA table_info(%1)").arg(quotedName(table.name)));
    if (!info)
        return tl::unexpected(info.error());
    struct Listed {
        Column column;
        int key = 0;
    };
    std::vector<Listed> listed;
    while (info->next()) {
        Listed one;
        one.column.name = info->value(1).toString();
        one.column.type = info->value(2).toString();
        one.column.notNull = info->value(3).toBool();
        one.column.needed = one.column.notNull && info->value(4).isNull();
        one.key = info->value(5).toInt();
        listed.push_back(std::move(one));
    }
    const auto keys =
        std::count_if(listed.begin(), listed.end(), [](const Listed &one) { return one.key > 0; });
    for (Listed &one : listed) {
        one.column.isRowId = table.hasRowIds && keys == 1 && one.key == 1 &&
                             one.column.type == QLatin1String("INTEGER");
        // Without row ids a record begins with the key, which is never NULL.
        one.column.notNull |= !table.hasRowIds && one.key > 0;
    }
    if (!table.hasRowIds) {
        const auto rank = [](const Listed &one) { return one.key > 0 ? one.key : 1000; };
        std::stable_sort(listed.begin(), listed.end(),
                         [&](const Listed &a, const Listed &b) { return rank(a) < rank(b); });
    }
    for (Listed &one : listed)
        table.columns.push_back(std::move(one.column));
    return {};
}

/// As the damaged file says; where it says nothing, as in a new one, which has the same tables.
void RowRescue::findRoots(TreeWalk &walk)
{
    QHash<QString, quint32> roots;
    walk.walk(1, [&](const PageRow &row) {
        if (row.values.size() < 5 || row.values[3].toLongLong() <= 1)
            return;
        const auto root = quint32(row.values[3].toLongLong());
        const bool isTable = row.values[0].toString() == QLatin1String("table");
        const QString name = row.values[1].toString();
        const bool isOurs = isTable && std::any_of(m_tables.begin(), m_tables.end(),
                                                   [&](const Table &t) { return t.name == name; });
        if (isOurs)
            roots.insert(name, root);
        else
            m_otherRoots.push_back(root);
    });
    if (roots.isEmpty() && m_otherRoots.empty())
        return;
    for (Table &table : m_tables)
        table.root = roots.value(table.name);
    std::erase_if(m_tables, [](const Table &table) { return table.root == 0; });
}

bool RowRescue::fits(const Table &table, const PageRow &row)
{
    const qsizetype count = row.values.size();
    if (count > std::ssize(table.columns) || count == 0)
        return false;
    for (qsizetype i = 0; i < std::ssize(table.columns); ++i) {
        const Column &column = table.columns[size_t(i)];
        if (i >= count) {
            if (column.needed)
                return false;
        } else if (column.isRowId || row.values[i].isNull()) {
            if (column.isRowId ? !row.values[i].isNull() || row.id <= 0 : column.notNull)
                return false;
        } else if (!isOfType(row.values[i], column.type)) {
            return false;
        }
    }
    return true;
}

void RowRescue::take(Table &table, const PageRow &row)
{
    if (m_failure)
        return;
    const auto failed = [this](const QSqlQuery &query) { m_failure = m_to.failureOf(query); };
    if (!table.isCleared) { // what a new file begins with is the old one's
        table.isCleared = true;
        if (auto cleared = m_to.run(QStringLiteral("DELETE FROM ") + quotedName(table.name));
            !cleared) {
            m_failure = cleared.error();
            return;
        }
    }
    auto &insert = table.inserts[row.values.size()];
    if (!insert) {
        QStringList names;
        for (qsizetype i = 0; i < row.values.size(); ++i)
            names += quotedName(table.columns[size_t(i)].name);
        const QStringList places(names.size(), QStringLiteral("?"));
        insert = std::make_shared<QSqlQuery>(m_to.database());
        // What was found first counts: a leaf without a tree may be an older one.
        if (!insert->prepare(QStringLiteral("INSERT OR IGNORE INTO %1 (%2) VALUES (%3)")
                                 .arg(quotedName(table.name), names.join(QStringLiteral(", ")),
                                      places.join(QStringLiteral(", ")))))
            return failed(*insert);
    }
    for (qsizetype i = 0; i < row.values.size(); ++i)
        insert->bindValue(int(i),
                          table.columns[size_t(i)].isRowId ? QVariant(row.id) : row.values[i]);
    if (!insert->exec())
        return failed(*insert);
    insert->finish();
    if (++m_taken % rowsPerTransaction == 0) {
        for (const QString &sql : {QStringLiteral("COMMIT"), QStringLiteral("BEGIN")}) {
            if (auto done = m_to.run(sql); !done)
                m_failure = done.error();
        }
    }
}

} // namespace Server
