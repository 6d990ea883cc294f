// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pictureshrinking.h"
#include "ui/picturework.h"

#include <QDialog>
#include <QImage>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;

/// A file before it is sent: how it looks, how it is called and, of a picture, how large it is to
/// be. Deletes itself when it is closed.
class AttachmentDialog : public QDialog {
    Q_OBJECT
public:
    /// `name` is what it is called now, which need not be that of its path. The appearance must
    /// outlive it.
    AttachmentDialog(const QString &path, const QString &name, const Appearance &appearance,
                     QWidget *parent);

Q_SIGNALS:
    /// `picture` has no bytes when it is to stay as it is.
    void changed(const QString &name, const Ui::ShrunkPicture &picture);
    void removeRequested();

private:
    /// What is known of a picture before anything is chosen.
    struct Look {
        QImage small; ///< Null: none can be shown.
        QSize size;   ///< Empty: it cannot be shrunk.
    };
    void build();
    void showLook(const Look &look);
    void shrink();
    void showState();
    void save();
    QString nameNow() const;

    const QString m_path;
    const QString m_name;
    const Appearance &m_appearance;
    PictureWork m_work;
    QSize m_size;
    ShrunkPicture m_shrunk;
    bool m_isBusy = false;
    QLabel *m_preview = nullptr;
    QLineEdit *m_nameEdit = nullptr;
    QLabel *m_sizeLabel = nullptr;
    QComboBox *m_sizes = nullptr;
    QLabel *m_result = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace Ui
