// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/places.h"

#include <QAbstractListModel>
#include <QHash>
#include <QVariant>

#include <vector>

/// Hosts near as a test wants them: rows with the roles of them.
class NearbyRows : public QAbstractListModel {
public:
    using Row = QHash<int, QVariant>;

    static Row row(const QString &address, const QString &name, int people = 0, int access = 0,
                   const QByteArray &fingerprint = {})
    {
        return {{Ui::HeardAddress, address},
                {Ui::HeardName, name},
                {Ui::HeardPeople, people},
                {Ui::HeardAccess, access},
                {Ui::HeardFingerprint, fingerprint}};
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return m_rows[size_t(index.row())].value(role);
    }
    void add(const Row &row)
    {
        beginInsertRows({}, rowCount(), rowCount());
        m_rows.push_back(row);
        endInsertRows();
    }
    void remove(int at)
    {
        beginRemoveRows({}, at, at);
        m_rows.erase(m_rows.begin() + at);
        endRemoveRows();
    }
    void set(int at, int role, const QVariant &value)
    {
        m_rows[size_t(at)].insert(role, value);
        Q_EMIT dataChanged(index(at), index(at), {role});
    }

private:
    std::vector<Row> m_rows;
};
