// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QList>
#include <QString>
#include <QVariant>

#include <algorithm>
#include <iterator>

/// What a view of a flat model shows that believes its signals alone: rows come, go, move and
/// change only when it is told so, and of a change only the roles that it is told of.
class ModelMirror : public QObject {
public:
    explicit ModelMirror(QAbstractItemModel &model) : m_model(model)
    {
        m_roles = model.roleNames().keys();
        std::sort(m_roles.begin(), m_roles.end());
        readAll();
        using Model = QAbstractItemModel;
        connect(&model, &Model::modelReset, this, &ModelMirror::readAll);
        connect(&model, &Model::layoutChanged, this, &ModelMirror::readAll);
        connect(&model, &Model::columnsInserted, this, &ModelMirror::readAll);
        connect(&model, &Model::columnsRemoved, this, &ModelMirror::readAll);
        connect(&model, &Model::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) {
                    for (int row = first; row <= last; ++row)
                        m_rows.insert(row, readRow(row));
                });
        connect(&model, &Model::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) {
                    m_rows.remove(first, last - first + 1);
                });
        connect(&model, &Model::rowsMoved, this,
                [this](const QModelIndex &, int first, int last, const QModelIndex &, int before) {
                    const QList<Row> moved = m_rows.mid(first, last - first + 1);
                    m_rows.remove(first, moved.size());
                    const qsizetype to = before > last ? before - moved.size() : before;
                    for (qsizetype i = 0; i < moved.size(); ++i)
                        m_rows.insert(to + i, moved[i]);
                });
        connect(&model, &Model::dataChanged, this,
                [this](const QModelIndex &from, const QModelIndex &to, const QList<int> &roles) {
                    ++m_changes;
                    for (int row = from.row(); row <= to.row(); ++row) {
                        for (int column = from.column(); column <= to.column(); ++column)
                            change(row, column, roles);
                    }
                });
    }

    /// Where it differs from the model; empty when it does not.
    QString difference() const
    {
        if (m_rows.size() != m_model.rowCount())
            return QStringLiteral("%1 rows, told of %2").arg(m_model.rowCount()).arg(m_rows.size());
        for (int row = 0; row < m_rows.size(); ++row) {
            const Row now = readRow(row);
            for (qsizetype cell = 0; cell < now.size(); ++cell) {
                if (now[cell] == m_rows[row].value(cell))
                    continue;
                const int role = m_roles[cell % m_roles.size()];
                return QStringLiteral("row %1, %2: %3, told of %4")
                    .arg(row)
                    .arg(QString::fromLatin1(m_model.roleNames().value(role)),
                         QString::fromUtf8(QVariant(now[cell]).toString().toUtf8()),
                         m_rows[row].value(cell).toString());
            }
        }
        return {};
    }
    int changes() const { return m_changes; }

private:
    using Row = QList<QVariant>; ///< By column, then role.

    Row readRow(int row) const
    {
        Row cells;
        for (int column = 0; column < m_model.columnCount(); ++column) {
            for (const int role : m_roles)
                cells.append(m_model.index(row, column).data(role));
        }
        return cells;
    }
    void readAll()
    {
        m_rows.clear();
        for (int row = 0; row < m_model.rowCount(); ++row)
            m_rows.append(readRow(row));
    }
    void change(int row, int column, const QList<int> &roles)
    {
        for (qsizetype i = 0; i < m_roles.size(); ++i) {
            if (roles.isEmpty() || roles.contains(m_roles[i]))
                m_rows[row][column * m_roles.size() + i] =
                    m_model.index(row, column).data(m_roles[i]);
        }
    }

    QAbstractItemModel &m_model;
    QList<int> m_roles;
    QList<Row> m_rows;
    int m_changes = 0;
};
