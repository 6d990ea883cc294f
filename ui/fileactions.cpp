// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fileactions.h"

#include "stomp/wire/address.h"
#include "ui/composer.h"
#include "ui/filespane.h"
#include "ui/messageedit.h"
#include "ui/model/chatclient.h"
#include "ui/model/lineparts.h"
#include "ui/model/outboxsender.h"
#include "ui/model/roomtitle.h"
#include "ui/pictureviewer.h"
#include "ui/timelineview.h"

#include <QDateTime>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QMenu>
#include <QMimeData>
#include <QSaveFile>
#include <QStandardPaths>

#include <utility>

namespace Ui {

namespace {

constexpr qint64 mostPastedPixels = 64'000'000;

/// Whole or not at all.
bool writePicture(const QImage &picture, const QString &path)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && picture.save(&file, "png") && file.commit();
}

} // namespace

FileActions::FileActions(ChatClient &client, TimelineView &timeline, Composer &composer,
                         QWidget &area)
    : m_client(client), m_timeline(timeline), m_composer(composer), m_area(area), m_stock(m_files)
{
    m_files.follow(client);
    timeline.setFiles(m_stock);
    connect(&timeline, &TimelineView::fileWanted, this, &FileActions::act);
    connect(&timeline, &TimelineView::menuOpening, this,
            [this](QMenu *menu, const QModelIndex &index) {
                fillMenu(menu, index.data(TimelineModel::FilesRole).toList());
            });
    connect(&composer, &Composer::attachWanted, this, &FileActions::chooseFiles);
    connect(&composer, &Composer::filesGiven, this, [this](const QMimeData *data) { take(*data); });
    connect(&m_stock, &FileStock::failed, this, &FileActions::told);
    Drafts &drafts = client.outbox().drafts();
    connect(&drafts, &Drafts::forgotten, this, &FileActions::drop);
    connect(&drafts, &Drafts::notKept, this, [this] {
        Q_EMIT told(tr("What you are writing could not be kept on this computer's disk. It is lost "
                       "if the program ends before it is sent."));
    });
    // Later, when somebody listens.
    QMetaObject::invokeMethod(this, &FileActions::goOn, Qt::QueuedConnection);
    area.setAcceptDrops(true);
    area.installEventFilter(this);
}

FileActions::~FileActions()
{
    delete m_viewer; // what it fetches goes through us
}

void FileActions::setOptions(const Options &options)
{
    m_options = options;
    m_stock.setOptions(options.download);
    m_composer.setAttachments(nullptr);
    m_attachments.clear();
    setRoom(std::exchange(m_room, {}));
    goOn();
}

/// With what an earlier run of the program left, in whatever room it is.
void FileActions::goOn()
{
    const Drafts &drafts = m_client.outbox().drafts();
    for (const Chat::RoomId &room : drafts.rooms()) {
        if (drafts.draft(room).files.empty())
            continue;
        QStringList missing;
        for (const auto &upload : attachmentsOf(room).uploads()) {
            if (upload->state() == Upload::State::Failed)
                missing << upload->file().name;
        }
        const QModelIndex index = m_client.rooms()->indexOf(room);
        if (!missing.isEmpty() && room != m_room)
            Q_EMIT told(tr("What you wrote in %1 is not sent, for a file is gone or was changed: "
                           "%2. Go there to attach it again or to remove it.")
                            .arg(index.isValid() ? roomTitle(index) : room.toString(),
                                 missing.join(QStringLiteral(", "))));
    }
}

/// What was written there, or in all of them, is not to be sent.
void FileActions::drop(const Chat::RoomId &room)
{
    if (!room.isEmpty() && room != m_room) {
        m_attachments.erase(room);
        return;
    }
    m_composer.setAttachments(nullptr);
    if (room.isEmpty())
        m_attachments.clear();
    else
        m_attachments.erase(room);
    setRoom(std::exchange(m_room, {}));
}

void FileActions::setHost(const HostSummary &summary)
{
    m_files.setAddress(summary.web.isValid()
                           ? summary.web
                           : HostFiles::addressOf(Chat::hostUrl(summary.joinedBy)));
}

void FileActions::setRoom(const Chat::RoomId &room)
{
    if (room == m_room)
        return;
    m_room = room;
    m_composer.setAttachments(room.isEmpty() ? nullptr : &attachmentsOf(room));
}

Attachments &FileActions::attachmentsOf(const Chat::RoomId &room)
{
    std::unique_ptr<Attachments> &held = m_attachments[room];
    if (held)
        return *held;
    held = std::make_unique<Attachments>(m_files, m_options.upload);
    connect(held.get(), &Attachments::ready, this,
            [this, room](const QString &text, Chat::Sequence answered,
                         const std::vector<Chat::FileInfo> &files) {
                m_client.say(room, text, answered, files, m_client.outbox().drafts().take(room));
                m_composer.forget(room);
                if (room == m_room)
                    m_timeline.scrollToEnd();
            });
    held->keepIn(m_client.outbox().drafts(), room);
    return *held;
}

Attachments *FileActions::openAttachments()
{
    if (m_room.isEmpty()) {
        Q_EMIT told(tr("Nothing can be sent to this room, so the files were not attached."));
        return nullptr;
    }
    Attachments &attachments = attachmentsOf(m_room);
    if (!attachments.isSending())
        return &attachments;
    Q_EMIT told(tr("The message before is still on its way. Attach the files once it "
                   "has gone out."));
    return nullptr;
}

void FileActions::tellFull()
{
    Q_EMIT told(tr("A message has %1 files at most. The others were left out: send them with "
                   "the next one.")
                    .arg(Attachments::most));
}

void FileActions::attach(const QStringList &paths)
{
    Attachments *attachments = openAttachments();
    if (!attachments)
        return;
    if (!attachments->add(paths))
        tellFull();
    m_composer.focusText();
}

void FileActions::take(const QMimeData &data)
{
    QStringList paths;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    if (!paths.isEmpty())
        attach(paths);
    else if (data.hasImage())
        takePicture(data);
}

void FileActions::takePicture(const QMimeData &data)
{
    const auto picture = qvariant_cast<QImage>(data.imageData());
    const QString problem =
        tr("The picture could not be taken from the clipboard. Save it as a file, then attach "
           "that.");
    if (picture.isNull() || qint64(picture.width()) * picture.height() > mostPastedPixels)
        return Q_EMIT told(problem);
    Attachments *attachments = openAttachments();
    if (!attachments)
        return;
    const QString path = m_client.outbox().drafts().pathForPicture();
    if (path.isEmpty())
        return Q_EMIT told(problem);
    const QString time =
        QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH.mm.ss"));
    const QPointer<Upload> upload = attachments->addPreparing(
        path, tr("Picture %1.png", "the name of a pasted one; %1 is its time").arg(time));
    if (!upload)
        return tellFull();
    m_writing.start([picture, path] { return writePicture(picture, path); },
                    [upload, path, problem](bool isThere) {
                        if (upload)
                            upload->prepared(isThere ? QString() : problem);
                        else
                            QFile::remove(path); // taken away meanwhile
                    });
    m_composer.focusText();
}

void FileActions::chooseFiles()
{
    auto *dialog = new QFileDialog(m_composer.window(), tr("Attach files"));
    dialog->setObjectName(QStringLiteral("attachDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this,
            [this](const QStringList &paths) { attach(paths); });
    dialog->open();
}

bool FileActions::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_area)
        return QObject::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove: {
        auto *drag = static_cast<QDragMoveEvent *>(event);
        if (m_room.isEmpty() || !MessageEdit::holdsFiles(*drag->mimeData()))
            return false;
        // A copy goes out; nobody's file is moved away.
        drag->setDropAction(Qt::CopyAction);
        drag->accept();
        return true;
    }
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        if (!MessageEdit::holdsFiles(*drop->mimeData()))
            return false;
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        take(*drop->mimeData());
        return true;
    }
    default:
        return false;
    }
}

QString FileActions::folder() const
{
    QString folder = m_options.folder;
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    if (folder.isEmpty() || !QDir().mkpath(folder))
        folder = QDir::homePath();
    return folder;
}

void FileActions::act(const Chat::FileInfo &file, FileDeed deed)
{
    const Download *download = m_stock.download(file.token);
    const bool isThere = download && download->state() == Download::State::Complete;
    switch (deed) {
    case FileDeed::Show:
        return show(file);
    case FileDeed::Save:
        return save(file);
    case FileDeed::Cancel:
        return m_stock.cancel(file.token);
    case FileDeed::Retry:
        return m_stock.retry(file.token);
    case FileDeed::Open:
        if (isThere && !QFileInfo::exists(download->path()))
            return save(file); // moved away since
        if (isThere && FileCards::isHarmless(download->path()))
            Q_EMIT fileRequested(download->path());
        return;
    case FileDeed::Folder:
        if (isThere)
            Q_EMIT folderRequested(QFileInfo(download->path()).path());
        return;
    }
}

void FileActions::show(const Chat::FileInfo &file)
{
    delete m_viewer;
    auto *viewer = new PictureViewer(m_files, file, m_options.download, m_timeline.window());
    connect(viewer, &PictureViewer::saveRequested, this, [this, file] { save(file); });
    m_viewer = viewer;
    viewer->open();
}

void FileActions::save(const Chat::FileInfo &file)
{
    const Download *download = m_stock.download(file.token);
    using State = Download::State;
    const bool underWay =
        download && (download->state() == State::Waiting || download->state() == State::Receiving);
    if (!underWay)
        m_stock.save(file, folder());
}

void FileActions::askWhere(const Chat::FileInfo &file)
{
    auto *dialog = new QFileDialog(m_timeline.window(), tr("Save as"));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // Nothing is overwritten, so there is nothing to ask.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setDirectory(folder());
    dialog->selectFile(file.name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, file](const QString &path) {
        m_stock.cancel(file.token);
        m_stock.saveAs(file, path);
    });
    dialog->open();
}

void FileActions::serve(FilesPane &pane)
{
    pane.setFiles(m_stock);
    connect(&pane, &FilesPane::fileWanted, this, &FileActions::act);
    connect(&pane, &FilesPane::menuOpening, this, &FileActions::fillMenu);
}

void FileActions::fillMenu(QMenu *menu, const QVariantList &files)
{
    for (const QVariant &value : files) {
        const Chat::FileInfo file = fileOf(value);
        QString name = menu->fontMetrics().elidedText(file.name, Qt::ElideMiddle, 260);
        name.replace(u'&', QStringLiteral("&&"));
        QMenu *target = files.size() == 1 ? menu : menu->addMenu(name);
        for (const FileDeed deed : FileCards::deeds(file, m_stock)) {
            QString text = FileCards::nameOf(deed);
            if (target == menu)
                text = tr("%1: %2", "what is done, with which file").arg(text, name);
            target->addAction(text, this, [this, file, deed] { act(file, deed); });
        }
        target->addAction(tr("Save as…"), this, [this, file] { askWhere(file); });
    }
    if (!files.isEmpty())
        menu->addSeparator();
}

} // namespace Ui
