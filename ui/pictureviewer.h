// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/download.h"
#include "ui/picturework.h"

#include <QDialog>
#include <QImage>
#include <QTemporaryDir>

#include <memory>

class QLabel;
class QPushButton;
class QScrollArea;

namespace Ui {

/// One picture of a message, as large as the window or as it is. Fetched into a folder that goes
/// with the dialog, and decoded only as far as its size is bearable, beside the windows' thread.
///
/// Keys: F or Space between fitted and actual size, S saves, Escape closes.
class PictureViewer : public QDialog {
    Q_OBJECT
public:
    static constexpr qint64 largestFile = 100LL * 1024 * 1024; ///< Bytes that are fetched.

    /// `files` must outlive it. Deletes itself when it is closed.
    PictureViewer(HostFiles &files, const Chat::FileInfo &file, Download::Options options,
                  QWidget *parent = nullptr);
    ~PictureViewer() override;

    bool isFitted() const { return m_fitted; }

Q_SIGNALS:
    void saveRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void follow();
    void prepare(const QString &path);
    void take(const QImage &picture);
    void setFitted(bool fitted);
    void updatePicture();

    std::shared_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Download> m_download;
    QImage m_picture;
    PictureWork m_work;
    bool m_fitted = true;
    QLabel *m_label = nullptr;
    QScrollArea *m_area = nullptr;
    QPushButton *m_size = nullptr;
};

} // namespace Ui
