// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

namespace Ui {

/// While it lives, what is written to the profile does not wait for the disk, and so keeps nobody
/// from typing. A killed program loses none of it; a power cut may take what was written last. What
/// must not be lost is written without this, and takes to the disk all that was before it.
///
/// Not within a transaction.
class UnhurriedWrites {
public:
    explicit UnhurriedWrites(const QSqlDatabase &database) : m_query(database)
    {
        m_query.exec(QStringLiteral("PRAGMA synchronous = NORMAL"));
    }
    ~UnhurriedWrites() { m_query.exec(QStringLiteral("PRAGMA synchronous = FULL")); }
    Q_DISABLE_COPY_MOVE(UnhurriedWrites)

private:
    QSqlQuery m_query;
};

} // namespace Ui
