// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/picturework.h"

#include <QObject>

namespace Ui {

class Appearance;
class AttachmentStrip;
class Drafts;
class Upload;

/// Opens what one can do with a file before it is sent, and puts what came of it in its place.
class AttachmentEditing : public QObject {
    Q_OBJECT
public:
    /// A child of the strip; the others must outlive it.
    AttachmentEditing(const Drafts &drafts, AttachmentStrip &strip, const Appearance &appearance);

private:
    void open(const Upload *upload);

    const Drafts &m_drafts;
    AttachmentStrip &m_strip;
    const Appearance &m_appearance;
    PictureWork m_writing;
};

} // namespace Ui
