// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/client/fileoutbox.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

FileOutbox::FileOutbox(const QString &path) : m_file(path)
{
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        qFatal("%s: %s", qPrintable(path), qPrintable(m_file.errorString()));
    const QByteArray all = m_file.readAll();
    for (const QByteArray &line : all.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const QString id = object.value(QStringLiteral("id")).toString();
        if (object.contains(QStringLiteral("text"))) {
            m_entries.push_back({id, object.value(QStringLiteral("room")).toString(),
                                 object.value(QStringLiteral("text")).toString()});
        } else {
            std::erase_if(m_entries, [&id](const Entry &entry) { return entry.id == id; });
        }
    }
    if (!all.isEmpty() && !all.endsWith('\n'))
        m_file.write("\n"); // its writer was killed in the middle of a line
}

void FileOutbox::add(const Entry &entry)
{
    write({{QStringLiteral("id"), entry.id},
           {QStringLiteral("room"), entry.room},
           {QStringLiteral("text"), entry.text}});
    m_entries.push_back(entry);
}

bool FileOutbox::remove(const QString &id)
{
    const auto isIt = [&id](const Entry &entry) { return entry.id == id; };
    if (std::none_of(m_entries.begin(), m_entries.end(), isIt))
        return false;
    write({{QStringLiteral("id"), id}});
    std::erase_if(m_entries, isIt);
    return true;
}

void FileOutbox::write(const QJsonObject &line)
{
    m_file.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}
