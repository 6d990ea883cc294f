// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attachmentediting.h"

#include "ui/attachmentdialog.h"
#include "ui/attachmentstrip.h"
#include "ui/model/attachments.h"

#include <QPointer>
#include <QSaveFile>

namespace Ui {
namespace {

/// Whole or not at all.
bool writeBytes(const QByteArray &bytes, const QString &path)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

} // namespace

AttachmentEditing::AttachmentEditing(const Drafts &drafts, AttachmentStrip &strip,
                                     const Appearance &appearance)
    : QObject(&strip), m_drafts(drafts), m_strip(strip), m_appearance(appearance)
{
    connect(&strip, &AttachmentStrip::editWanted, this, &AttachmentEditing::open);
}

void AttachmentEditing::open(const Upload *wanted)
{
    const QPointer<const Upload> upload(wanted);
    const QPointer<Attachments> attachments = m_strip.attachments();
    if (!upload || !attachments)
        return;
    auto *dialog =
        new AttachmentDialog(upload->path(), upload->file().name, m_appearance, m_strip.window());
    // It may have gone meanwhile, or its message is on its way.
    connect(dialog, &AttachmentDialog::removeRequested, this, [upload, attachments] {
        if (upload && attachments && !attachments->isSending())
            attachments->remove(upload);
    });
    connect(dialog, &AttachmentDialog::changed, this,
            [this, upload, attachments](const QString &name, const ShrunkPicture &picture) {
                if (!upload || !attachments)
                    return;
                const QString path =
                    picture.bytes.isEmpty() ? QString() : m_drafts.pathForPicture(picture.ending);
                const bool isWritten = !path.isEmpty();
                const QPointer<Upload> made = attachments->replace(upload, path, name, isWritten);
                if (!made || !isWritten)
                    return;
                const QString problem =
                    tr("The smaller picture could not be kept on this computer's disk. Make room "
                       "there, then attach it again.");
                m_writing.start([bytes = picture.bytes, path] { return writeBytes(bytes, path); },
                                [made, path, problem](bool isThere) {
                                    if (made)
                                        made->prepared(isThere ? QString() : problem);
                                    else
                                        QFile::remove(path); // taken away meanwhile
                                });
            });
    dialog->open();
}

} // namespace Ui
