// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QHash>
#include <QSet>
#include <QString>

#include <memory>
#include <tl/expected.hpp>

namespace Server {

/// Why the disk did not do what it was asked.
enum class BlobError {
    NotThere,
    WrongOffset, ///< It has more or less than the caller believes.
    Full,        ///< The disk is full, or nearly; nothing was written.
    Failed,      ///< Anything else; the log has the text.
};

/// Files as bytes: `uploads/` holds what is still coming, by id, and `blobs/aa/` what came whole,
/// by its SHA-256, so that the same content is there once. Blocks; all in one thread.
class BlobFolder {
public:
    template <typename T>
    using Result = tl::expected<T, BlobError>;
    struct Options {
        /// Is left free on the disk, so that what is said finds room when files do not.
        qint64 reserveBytes = 64 * 1024 * 1024;
    };
    /// A content that came whole.
    struct Blob {
        QByteArray hash;      ///< SHA-256, hex.
        QByteArray beginning; ///< Of it, for typeOf().
    };

    BlobFolder(QString folder, Options options);

    /// Makes the folders.
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

    /// At most so many bytes; fewer at its end only.
    Result<QByteArray> read(const QByteArray &hash, qint64 offset, qint64 size) const;

    /// Deletes all but these and gives how many files that were.
    int sweep(const QSet<QByteArray> &hashes, const QSet<QString> &uploads);

private:
    struct Hashing {
        QCryptographicHash hash{QCryptographicHash::Sha256};
        qint64 size = 0;
    };
    QString uploadPath(const QString &id) const;
    QString blobPath(const QByteArray &hash) const;
    Result<QByteArray> hashOf(const QString &id, qint64 size);
    bool hasRoomFor(qint64 bytes) const;

    QString m_folder;
    Options m_options;
    QHash<QString, std::shared_ptr<Hashing>> m_hashing; ///< What was written while we ran.
    QHash<QByteArray, int> m_claimed;
};

} // namespace Server
