// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <vector>

namespace Ui {

/// A table of figures that is set anew every second: rows are known by their key, so that only
/// what changed is told to the view, and selection and place stay.
class StatusTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    /// The value of a cell, for sorting; Qt::DisplayRole is its text.
    static constexpr int SortRole = Qt::UserRole + 1;

    struct Cell {
        QString text;
        QVariant value; ///< A number is shown at the right, with its title.
        bool operator==(const Cell &other) const = default;
    };
    struct Row {
        QString key; ///< Unique in the table.
        std::vector<Cell> cells;
    };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// As many as there are columns; rows must have as many cells.
    void setTitles(const QStringList &titles);
    void setRows(std::vector<Row> rows);
    /// Empty: there is no such row.
    QString keyAt(int row) const;

private:
    void removeMissing(const QHash<QString, std::size_t> &wanted);

    QStringList m_titles;
    std::vector<Row> m_rows; ///< In the order they came.
};

} // namespace Ui
