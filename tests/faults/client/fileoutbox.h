// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

#include <deque>

/// What somebody said and has no receipt for, in a file that a killed process leaves behind: a line
/// for each message that came, and one for each that went.
class FileOutbox {
public:
    struct Entry {
        QString id, room, text;
    };
    explicit FileOutbox(const QString &path);

    const std::deque<Entry> &entries() const { return m_entries; }
    /// In the file when this returns.
    void add(const Entry &entry);
    bool remove(const QString &id);

private:
    void write(const QJsonObject &line);

    QFile m_file;
    std::deque<Entry> m_entries; ///< In the order they were said.
};
