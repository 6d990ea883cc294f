// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attachmentdialog.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/picturedecoding.h"

#include <QFile>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace Ui {
namespace {

constexpr int longestSides[] = {2560, 1600, 1024, 640}; // px, as offered
constexpr QSize previewBox(380, 240);                   // design pixels
constexpr qint64 mostPreviewPixels = 64'000'000;
constexpr int longestName = 200; // UTF-16 units; what the host takes is a little more

} // namespace

AttachmentDialog::AttachmentDialog(const QString &path, const QString &name,
                                   const Appearance &appearance, QWidget *parent)
    : QDialog(parent), m_path(path), m_name(name), m_appearance(appearance),
      m_preview(new QLabel(this)), m_nameEdit(new QLineEdit(name, this)),
      m_sizeLabel(new QLabel(tr("Size"), this)), m_sizes(new ChoiceBox(appearance, this)),
      m_result(new QLabel(this)), m_save(new QPushButton(tr("Done"), this))
{
    setObjectName(QStringLiteral("attachmentDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("File to be sent"));
    build();
    const QSize box = previewBox * (appearance.scale() * devicePixelRatioF());
    m_work.start(
        [path, box] {
            QFile file(path);
            Look look{{}, shrinkableSize(path)};
            if (file.open(QIODevice::ReadOnly))
                look.small = drawablePicture(decodedPicture(file, box, mostPreviewPixels));
            return look;
        },
        [this](const Look &look) { showLook(look); });
    showState();
}

void AttachmentDialog::build()
{
    m_preview->setObjectName(QStringLiteral("attachmentPreview"));
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setAccessibleName(tr("How it looks"));
    m_preview->hide();
    m_nameEdit->setObjectName(QStringLiteral("attachmentNewName"));
    m_nameEdit->setMaxLength(longestName);
    m_nameEdit->setAccessibleName(tr("Name"));
    m_nameEdit->setSelection(0, int(QFileInfo(m_name).completeBaseName().size()));
    m_sizes->setObjectName(QStringLiteral("attachmentSize"));
    m_sizes->setAccessibleName(tr("Size"));
    m_sizeLabel->setBuddy(m_sizes);
    m_sizeLabel->hide();
    m_sizes->hide();
    m_result->setObjectName(QStringLiteral("attachmentResult"));
    m_result->setProperty("role", QStringLiteral("small"));
    m_result->setWordWrap(true);
    m_save->setObjectName(QStringLiteral("attachmentSave"));
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    auto *remove = new QPushButton(tr("Remove"), this);
    remove->setObjectName(QStringLiteral("attachmentDrop"));
    remove->setAccessibleName(tr("Remove %1").arg(m_name));
    remove->setAutoDefault(false);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(10);
    form->addRow(tr("Name"), m_nameEdit);
    form->addRow(m_sizeLabel, m_sizes);
    form->addRow(QString(), m_result);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(remove);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(14);
    column->addWidget(m_preview);
    column->addLayout(form);
    column->addLayout(buttons);
    setMinimumWidth(m_appearance.px(420));

    connect(m_nameEdit, &QLineEdit::textChanged, this, &AttachmentDialog::showState);
    connect(m_sizes, &QComboBox::currentIndexChanged, this, &AttachmentDialog::shrink);
    connect(m_save, &QPushButton::clicked, this, &AttachmentDialog::save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(remove, &QPushButton::clicked, this, [this] {
        Q_EMIT removeRequested();
        reject();
    });
}

void AttachmentDialog::showLook(const Look &look)
{
    if (!look.small.isNull()) {
        QPixmap pixmap = QPixmap::fromImage(look.small);
        pixmap.setDevicePixelRatio(devicePixelRatioF());
        m_preview->setPixmap(pixmap);
        m_preview->show();
    }
    m_size = look.size;
    const int longest = std::max(m_size.width(), m_size.height());
    if (longest > longestSides[std::size(longestSides) - 1]) {
        const QSignalBlocker quiet(m_sizes);
        m_sizes->addItem(tr("As it is (%1 × %2)").arg(m_size.width()).arg(m_size.height()), 0);
        for (const int side : longestSides) {
            if (side >= longest)
                continue;
            const QSize size = m_size.scaled(side, side, Qt::KeepAspectRatio);
            m_sizes->addItem(tr("%1 × %2").arg(size.width()).arg(size.height()), side);
        }
        m_sizeLabel->show();
        m_sizes->show();
    }
    showState();
}

void AttachmentDialog::shrink()
{
    m_work.drop();
    m_shrunk = {};
    const int side = m_sizes->currentData().toInt();
    m_isBusy = side > 0;
    if (m_isBusy)
        m_work.start([path = m_path, side] { return shrunkPicture(path, side); },
                     [this](const ShrunkPicture &picture) {
                         m_isBusy = false;
                         m_shrunk = picture;
                         showState();
                     });
    showState();
}

void AttachmentDialog::showState()
{
    const bool wantsLess = m_sizes->currentData().toInt() > 0;
    const bool failed = wantsLess && !m_isBusy && m_shrunk.bytes.isEmpty();
    const qint64 bytes = wantsLess ? m_shrunk.bytes.size() : QFileInfo(m_path).size();
    const QString size = QLocale().formattedDataSize(bytes);
    m_result->setText(m_isBusy ? tr("The picture is being made smaller…")
                      : failed ? tr("This picture cannot be made smaller. Send it as it is.")
                      : wantsLess
                          ? tr("%1 instead of %2", "size of a file")
                                .arg(size, QLocale().formattedDataSize(QFileInfo(m_path).size()))
                          : size);
    m_save->setEnabled(!m_isBusy && !failed && !m_nameEdit->text().trimmed().isEmpty());
}

/// A picture of another kind has its ending.
QString AttachmentDialog::nameNow() const
{
    const QString name = m_nameEdit->text().trimmed();
    const QFileInfo info(name);
    const QString ending = u'.' + info.suffix().toLower();
    const bool fits =
        m_shrunk.bytes.isEmpty() || ending == m_shrunk.ending ||
        (m_shrunk.ending == QStringLiteral(".jpg") && ending == QStringLiteral(".jpeg"));
    return fits ? name : info.completeBaseName() + m_shrunk.ending;
}

void AttachmentDialog::save()
{
    if (const QString name = nameNow(); name != m_name || !m_shrunk.bytes.isEmpty())
        Q_EMIT changed(name, m_shrunk);
    accept();
}

} // namespace Ui
