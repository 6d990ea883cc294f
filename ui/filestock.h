// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/download.h"
#include "ui/model/smallpictures.h"
#include "ui/picturework.h"

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QTimer>

#include <map>
#include <memory>

namespace Ui {

/// What this computer has of the files that are shown: small pictures, the ones shown lately in
/// memory, and what is being saved or was.
class FileStock : public QObject {
    Q_OBJECT
public:
    /// Pixels of small pictures, 4 bytes each, that are kept.
    static constexpr qsizetype mostKept = 32 * 1024 * 1024;

    /// `files` must outlive it.
    explicit FileStock(HostFiles &files, QObject *parent = nullptr);
    ~FileStock() override;

    void setOptions(const Download::Options &options) { m_options = options; }

    /// Null while it is on its way; changed() follows.
    QPixmap picture(const Chat::FileInfo &file);
    /// Whether a small picture of it can be shown, as far as is known.
    bool isShowable(const Chat::FileInfo &file) const;

    /// What is being saved, or was, by its token; nullptr for nothing.
    const Download *download(const QString &token) const;
    /// Into that folder, under its own name or one with a number.
    void save(const Chat::FileInfo &file, const QString &folder);
    /// There, unless something is there already.
    void saveAs(const Chat::FileInfo &file, const QString &path);
    void retry(const QString &token);
    void cancel(const QString &token);

Q_SIGNALS:
    void changed();
    /// A file could not be saved: a sentence for the person.
    void failed(const QString &sentence);

private:
    void take(const QString &token, const QByteArray &bytes);
    void keep(const QString &token, const QImage &picture);
    void noteMissing(const QString &token, bool passing);

    HostFiles &m_files;
    Download::Options m_options;
    SmallPictures m_fetched;
    QCache<QString, QPixmap> m_pictures{mostKept};
    QSet<QString> m_unshowable;
    QSet<QString> m_later;    ///< Not asked for again before m_again.
    QSet<QString> m_decoding; ///< Here, and about to be shown.
    PictureWork m_work;
    QTimer m_again;
    std::map<QString, std::unique_ptr<Download>> m_downloads;
};

} // namespace Ui
