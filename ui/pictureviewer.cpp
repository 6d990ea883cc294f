// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictureviewer.h"

#include "ui/picturedecoding.h"

#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr QSize firstSize(900, 640);
constexpr QSize largestShown(6000, 6000);
constexpr qint64 mostPixels = 64'000'000; ///< As many as hosts make small copies of.

} // namespace

PictureViewer::PictureViewer(HostFiles &files, const Chat::FileInfo &file,
                             Download::Options options, QWidget *parent)
    : QDialog(parent), m_folder(std::make_shared<QTemporaryDir>()), m_label(new QLabel),
      m_area(new QScrollArea(this)), m_size(new QPushButton(this))
{
    setObjectName(QStringLiteral("pictureViewer"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(file.name);
    resize(firstSize);
    m_label->setObjectName(QStringLiteral("viewedPicture"));
    m_label->setAlignment(Qt::AlignCenter);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_area->setWidget(m_label);
    m_area->setWidgetResizable(true);
    m_area->setAlignment(Qt::AlignCenter);
    m_size->setObjectName(QStringLiteral("viewerSize"));
    auto *save = new QPushButton(tr("Save"), this);
    save->setObjectName(QStringLiteral("viewerSave"));
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("viewerClose"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_size);
    row->addStretch(1);
    row->addWidget(save);
    row->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->addWidget(m_area, 1);
    column->addLayout(row);
    connect(m_size, &QPushButton::clicked, this, [this] { setFitted(!m_fitted); });
    connect(save, &QPushButton::clicked, this, &PictureViewer::saveRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    // On a button Space presses that.
    auto *space = new QShortcut(QKeySequence(Qt::Key_Space), m_area);
    space->setContext(Qt::WidgetShortcut);
    for (QShortcut *key : {space, new QShortcut(QKeySequence(Qt::Key_F), this)})
        connect(key, &QShortcut::activated, this, [this] { setFitted(!m_fitted); });
    connect(new QShortcut(QKeySequence(Qt::Key_S), this), &QShortcut::activated, this,
            &PictureViewer::saveRequested);
    m_area->setFocus();
    setFitted(true);
    m_size->setEnabled(false);
    if (file.size > largestFile) {
        m_label->setText(tr("This picture (%1) is too large to be shown here. Save it to open it "
                            "elsewhere.")
                             .arg(QLocale().formattedDataSize(file.size)));
        return;
    }
    m_download = std::make_unique<Download>(
        files, file, Download::freePath(m_folder->path(), file.name), options);
    connect(m_download.get(), &Download::changed, this, &PictureViewer::follow);
    m_download->start();
    follow();
}

PictureViewer::~PictureViewer() = default;

void PictureViewer::follow()
{
    switch (m_download->state()) {
    case Download::State::Waiting:
    case Download::State::Receiving:
        m_label->setText(!m_download->problem().isEmpty()
                             ? m_download->problem()
                             : tr("The picture is coming: %1 of %2")
                                   .arg(QLocale().formattedDataSize(m_download->receivedBytes()),
                                        QLocale().formattedDataSize(m_download->file().size)));
        break;
    case Download::State::Failed:
        m_label->setText(m_download->problem());
        break;
    case Download::State::Complete:
        prepare(m_download->path());
        break;
    }
}

void PictureViewer::prepare(const QString &path)
{
    m_label->setText(tr("Preparing the picture…"));
    // The folder stays for as long as something is read there.
    m_work.start(
        [path, folder = m_folder] {
            QFile file(path);
            return file.open(QIODevice::ReadOnly)
                       ? drawablePicture(decodedPicture(file, largestShown, mostPixels))
                       : QImage();
        },
        [this](const QImage &picture) { take(picture); });
}

void PictureViewer::take(const QImage &picture)
{
    m_picture = picture;
    if (m_picture.isNull()) {
        m_label->setText(tr("This picture cannot be shown here: it is damaged, or too large. Save "
                            "it to open it elsewhere."));
        return;
    }
    m_size->setEnabled(true);
    m_label->setAccessibleName(windowTitle());
    updatePicture();
}

void PictureViewer::setFitted(bool fitted)
{
    m_fitted = fitted;
    m_size->setText(fitted ? tr("Actual size") : tr("Fit into the window"));
    m_size->setToolTip(tr("Between fitted and actual size (F)"));
    updatePicture();
}

void PictureViewer::updatePicture()
{
    if (m_picture.isNull())
        return;
    const QSize room = m_area->viewport()->size();
    const bool isLarger = m_picture.width() > room.width() || m_picture.height() > room.height();
    m_area->setWidgetResizable(m_fitted);
    m_label->setMinimumSize(1, 1);
    m_work.drop(); // of another size
    if (!m_fitted || !isLarger) {
        m_label->setPixmap(QPixmap::fromImage(m_picture));
        if (!m_fitted)
            m_label->resize(m_picture.size());
        return;
    }
    // At once as well as it goes quickly, then as it should be.
    m_label->setPixmap(QPixmap::fromImage(m_picture.scaled(room, Qt::KeepAspectRatio)));
    m_work.start(
        [picture = m_picture, room] {
            return picture.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        },
        [this](const QImage &fitted) { m_label->setPixmap(QPixmap::fromImage(fitted)); });
}

void PictureViewer::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    if (m_fitted)
        updatePicture();
}

} // namespace Ui
