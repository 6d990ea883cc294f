// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/failure.h"
#include "takeout/records.h"

#include <QSet>

namespace Takeout {

/// The files of an export: each content once, under a name made of its hash, never of what somebody
/// called it.
class FileFolder {
public:
    enum class Naming {
        Hash,         ///< The whole hash: found again by it.
        ShortAndKind, ///< Some of it, and the ending of its name where that is harmless: opened.
    };
    FileFolder(QString folder, Naming naming) : m_folder(std::move(folder)), m_naming(naming) {}

    /// Copies it unless it is there, and gives its path from the folder's parent; empty where its
    /// content is nowhere.
    Result<QString> take(const FileRecord &file);

private:
    QString m_folder;
    Naming m_naming;
    QSet<QByteArray> m_there;
};

/// A picture that a browser shows and that holds nothing else.
bool isPicture(const QString &type);

} // namespace Takeout
