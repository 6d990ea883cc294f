// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/bloberror.h"
#include "server/files/sharedfolder.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QHash>
#include <QSet>
#include <QString>

#include <memory>
#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// Files as bytes: `uploads/` holds what is still coming, by id, and `blobs/aa/` what came whole,
/// by its SHA-256, so that the same content is there once. Blocks; all in one thread.
///
/// The hosts of one log may share it (SharedFolder): then an upload may go on, and become a blob,
/// at any of them, and at several at once.
class BlobFolder {
public:
    template <typename T>
    using Result = tl::expected<T, BlobError>;
    struct Options {
        /// Is left free on the disk, so that what is said finds room when files do not.
        qint64 reserveBytes = 64 * 1024 * 1024;
        /// Of the log whose hosts share the folder; empty: nobody else has it open.
        QString sharedBy;
    };
    /// A content that came whole.
    struct Blob {
        QByteArray hash;      ///< SHA-256, hex.
        QByteArray beginning; ///< Of it, for typeOf().
    };

    BlobFolder(QString folder, Options options);

    /// Makes the folders; those of a shared one when sweep() finds that it is the log's.
    Result<void> open();

    Result<void> begin(const QString &id);
    /// How much of it is there.
    Result<qint64> offset(const QString &id) const;
    /// Adds to an upload that has `offset` bytes, and gives how many it has then.
    Result<qint64> append(const QString &id, qint64 offset, const QByteArray &bytes);
    /// Waits until the disk has it.
    Result<void> sync(const QString &id);
    /// Makes an upload of that size a blob, too. Till release() no sweep() takes it. The upload
    /// stays where it is, so that nothing is lost if the log does not get to know the blob.
    Result<Blob> finish(const QString &id, qint64 size);
    void release(const QByteArray &hash);
    void discard(const QString &id);
    /// Now that the log knows that blob of it: has it there even if a host that did not know
    /// swept it away, and discards the upload.
    Result<void> settle(const QString &id, qint64 size, const QByteArray &hash);

    /// Away: it is there for the log, and the folder for nobody.
    Result<void> has(const QByteArray &hash) const;
    /// At most so many bytes; fewer at its end only.
    Result<QByteArray> read(const QByteArray &hash, qint64 offset, qint64 size) const;

    /// What a shared folder's clock says, for sweep().
    Result<QDateTime> time() const;
    /// Deletes all but these and gives how many files that were. Of a shared folder, which is taken
    /// for the log if it is nobody's, only what was old at `time`: that is to be asked before what
    /// the log knows.
    Result<int> sweep(const QSet<QByteArray> &hashes, const QSet<QString> &uploads,
                      const QDateTime &time = {});

private:
    struct Hashing {
        QCryptographicHash hash{QCryptographicHash::Sha256};
        qint64 size = 0;
    };
    QString uploadPath(const QString &id) const;
    QString blobPath(const QByteArray &hash) const;
    Result<QByteArray> hashOf(const QString &id, qint64 size);
    Result<Blob> finishShared(const QString &id, qint64 size);
    bool isOurs() const;
    BlobError whyMissing() const;
    bool remove(const QString &path, const QDateTime &time) const;
    bool hasRoomFor(qint64 bytes) const;

    QString m_folder;
    Options m_options;
    std::optional<SharedFolder> m_shared;
    QHash<QString, std::shared_ptr<Hashing>> m_hashing; ///< What was written while we ran.
    QHash<QByteArray, int> m_claimed;
};

} // namespace Server
