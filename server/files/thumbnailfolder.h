// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

#include <atomic>
#include <chrono>
#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// Small copies of pictures: `thumbnails/aa/` holds each by the SHA-256 of what it was made of, as
/// JPEG or PNG. What cannot be made is remembered as an empty file. Blocks; all but stop() and
/// kept() in one thread.
///
/// A stranger's picture is read by a program of its own with little memory and time, which writes
/// no file and is told nothing of the host: a damaged picture cannot take the host down.
class ThumbnailFolder {
public:
    struct Options {
        QString program;                            ///< madang-thumbnail; empty: makes none.
        std::chrono::milliseconds mostTime{20'000}; ///< For one picture.
    };
    enum class Problem {
        NotMade, ///< No picture, a damaged one, or too large; it will not get better.
        Failed,  ///< Not now: no such program, or the disk is full.
    };

    /// `folder` is that of BlobFolder.
    ThumbnailFolder(QString folder, Options options);

    /// Made at the first call.
    tl::expected<QByteArray, Problem> find(const QByteArray &hash);
    /// One that was made before, or that it cannot be; nullopt: nobody tried. In any thread.
    static std::optional<tl::expected<QByteArray, Problem>> kept(const QString &folder,
                                                                 const QByteArray &hash);
    /// Deletes all but these and gives how many that were.
    int sweep(const QSet<QByteArray> &hashes);
    /// Lets go of the one that is being made, and makes none any more. In any thread.
    void stop() { m_stopped = true; }

private:
    /// Empty: cannot be made. Nothing: not now.
    std::optional<QByteArray> make(const QString &picture) const;
    bool keep(const QString &path, const QByteArray &bytes) const;

    QString m_folder;
    Options m_options;
    std::atomic<bool> m_stopped = false;
};

} // namespace Server
