// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/statustablemodel.h"

#include "ui/model/tooltip.h"

#include <algorithm>

namespace Ui {
namespace {

Qt::Alignment alignment(const StatusTableModel::Cell &cell)
{
    const bool text = cell.value.typeId() == QMetaType::QString;
    return Qt::AlignVCenter | (text ? Qt::AlignLeft : Qt::AlignRight);
}

} // namespace

int StatusTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int StatusTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_titles.size());
}

QVariant StatusTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Cell &cell = m_rows[size_t(index.row())].cells[size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return plainToolTip(cell.text);
    case SortRole:
        return cell.value;
    case Qt::TextAlignmentRole:
        return QVariant(alignment(cell));
    default:
        return {};
    }
}

QVariant StatusTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return m_titles.value(section);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && !m_rows.empty() &&
        section >= 0 && section < columnCount())
        return QVariant(alignment(m_rows.front().cells[size_t(section)]));
    return {};
}

void StatusTableModel::setTitles(const QStringList &titles)
{
    if (titles.size() != m_titles.size()) {
        beginResetModel();
        m_rows.clear();
        m_titles = titles;
        endResetModel();
        return;
    }
    m_titles = titles;
    if (!titles.isEmpty())
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void StatusTableModel::setRows(std::vector<Row> rows)
{
    QHash<QString, std::size_t> wanted;
    for (std::size_t i = 0; i < rows.size(); ++i)
        wanted.insert(rows[i].key, i);
    removeMissing(wanted);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row &held = m_rows[i];
        Row &now = rows[wanted.take(held.key)];
        if (held.cells == now.cells)
            continue;
        held.cells = std::move(now.cells);
        Q_EMIT dataChanged(index(int(i), 0), index(int(i), columnCount() - 1));
    }
    std::vector<std::size_t> added(wanted.cbegin(), wanted.cend());
    if (added.empty())
        return;
    std::sort(added.begin(), added.end());
    const int first = rowCount();
    beginInsertRows({}, first, first + int(added.size()) - 1);
    for (const std::size_t i : added)
        m_rows.push_back(std::move(rows[i]));
    endInsertRows();
}

QString StatusTableModel::keyAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[size_t(row)].key : QString();
}

/// Neighbours that are gone leave together.
void StatusTableModel::removeMissing(const QHash<QString, std::size_t> &wanted)
{
    for (int last = rowCount() - 1; last >= 0; --last) {
        const auto gone = [&](int row) { return !wanted.contains(m_rows[size_t(row)].key); };
        if (!gone(last))
            continue;
        int first = last;
        while (first > 0 && gone(first - 1))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

} // namespace Ui
