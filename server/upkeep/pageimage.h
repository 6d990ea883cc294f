// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/failure.h"

#include <QByteArray>
#include <QFile>
#include <QHash>

#include <memory>

namespace Server {

/// The pages of an SQLite file after the last whole transaction, those of its write-ahead log
/// included, read without SQLite: whatever is damaged, the rest can be looked at. See
/// https://www.sqlite.org/fileformat2.html.
class PageImage {
public:
    static Takeout::Result<std::unique_ptr<PageImage>> open(const QString &file);

    int pageSize() const { return m_pageSize; }
    /// Of a page what b-trees may use.
    int usableSize() const { return m_usableSize; }
    quint32 pageCount() const { return m_pageCount; }
    /// `PRAGMA user_version`; 0 when the header cannot be read.
    int userVersion() const { return m_userVersion; }
    /// Pages count from 1. Empty where there is none, or the disk does not give it.
    QByteArray page(quint32 number) const;

private:
    void readHeader();
    void readJournal(const QString &file);

    // Both are read in pieces while they are looked at.
    mutable QFile m_file;
    mutable QFile m_journal;
    QHash<quint32, qint64> m_inJournal; ///< Page to its place there.
    int m_pageSize = 4096;
    int m_usableSize = 4096;
    quint32 m_pageCount = 0;
    int m_userVersion = 0;
};

} // namespace Server
