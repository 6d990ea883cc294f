// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/picturework.h"

#include <QFrame>
#include <QImage>
#include <QPointer>
#include <QTimer>

#include <map>

class QLabel;
class QProgressBar;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace Ui {

class Appearance;
class Attachments;
class Upload;

/// Above the composer: the files of the message that is being written, how far each of them got,
/// and what is wrong with it.
class AttachmentStrip : public QFrame {
    Q_OBJECT
public:
    explicit AttachmentStrip(const Appearance &appearance, QWidget *parent = nullptr);

    /// Behind which its buttons come when one walks by Tab.
    void setTabBehind(QWidget *widget) { m_tabBehind = widget; }

    /// nullptr: none. They need not outlive it.
    void setAttachments(Attachments *attachments);
    Attachments *attachments() const;

Q_SIGNALS:
    /// It is to be renamed, or made smaller.
    void editWanted(const Ui::Upload *upload);
    /// The row that had the keys is gone, and no other has them.
    void emptied();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row {
        QWidget *box = nullptr;
        QLabel *icon = nullptr;
        QLabel *name = nullptr;
        QLabel *state = nullptr;
        QProgressBar *progress = nullptr;
        QToolButton *edit = nullptr;
        QToolButton *again = nullptr;
        QImage preview = {};
        bool isPreviewAsked = false;
        QToolButton *remove = nullptr;
    };
    Row makeRow(Upload &upload, int place);
    void askPreview(const Upload &upload);
    void update();
    void updateRow(const Row &row, const Upload &upload);
    void fitHeight();
    void dropRow(const Row &row);

    const Appearance &m_appearance;
    QPointer<Attachments> m_attachments;
    std::map<const Upload *, Row> m_rows;
    QPointer<QWidget> m_tabBehind;
    QPointer<QWidget> m_lastButton;
    QLabel *m_sentence = nullptr;
    QScrollArea *m_area = nullptr;
    QVBoxLayout *m_column = nullptr;
    PictureWork m_previews;
    QTimer m_tick; ///< Runs while a host said when it goes on.
};

} // namespace Ui
