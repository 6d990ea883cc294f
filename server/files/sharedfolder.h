// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/bloberror.h"

#include <QByteArray>
#include <QDateTime>
#include <QSet>
#include <QString>

#include <chrono>
#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// A folder of files that all hosts of one log have in common, on a file system that they share.
///
/// The file `log` in it has the log's id: where it is missing, the folder is not mounted, or nobody
/// has taken it yet. The hosts know nothing of each other. So a name gets its content by one
/// rename, and nothing young is deleted, by the folder's own clock: another host may be about to
/// tell the log of it.
class SharedFolder {
public:
    /// Younger than that is nobody's to delete.
    static constexpr std::chrono::hours youth{1};
    enum class Owner {
        Ours,
        Others, ///< Of another log, which must not be swept by what ours knows.
        Nobody, ///< Not mounted, or new.
    };
    /// Whose content is in a file of a name that nobody else knows.
    struct Copy {
        QString path;
        QByteArray hash;
        QByteArray beginning;
    };

    SharedFolder(QString folder, QString logId);

    static Owner ownerOf(const QString &folder, const QString &logId);
    Owner owner() const { return ownerOf(m_folder, m_logId); }
    /// Makes it the log's if it is nobody's, and has a content that the log knows, or no content
    /// while the log knows none. Else it is told once why not: whoever is not mounted looks new.
    bool take(const QSet<QByteArray> &hashes);

    /// What its clock says; nullopt: nothing can be written there.
    std::optional<QDateTime> time() const;
    /// Copies that many bytes, and waits until the disk has them.
    tl::expected<Copy, BlobError> copy(const QString &from, qint64 size) const;
    /// Deletes what was old at that time, and still is when nobody else can see it any more.
    static bool removeOld(const QString &path, const QDateTime &time);
    /// Whether that is a content that the log knows, under the name that it had while it was being
    /// deleted by a host that died then; it has its own again.
    static bool putBack(const QString &path, const QSet<QByteArray> &hashes);

private:
    bool write() const;
    QString newName() const;

    QString m_folder;
    QString m_logId;
    bool m_told = false;
};

} // namespace Server
