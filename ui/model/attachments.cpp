// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/attachments.h"

#include <algorithm>
#include <utility>

namespace Ui {
namespace {

constexpr int mostAtOnce = 2;

} // namespace

Attachments::Attachments(HostFiles &files, Upload::Options options, QObject *parent)
    : QObject(parent), m_files(files), m_options(options)
{
}

Attachments::~Attachments()
{
    if (!m_drafts)
        return;
    const std::vector<DraftFile> kept = m_drafts->draft(m_room).files;
    for (const auto &upload : m_uploads) {
        const QString path = upload->path();
        if (std::any_of(kept.begin(), kept.end(),
                        [&path](const DraftFile &file) { return file.path == path; }))
            upload->release();
    }
}

void Attachments::keepIn(Drafts &drafts, const Chat::RoomId &room)
{
    m_drafts = &drafts;
    m_room = room;
    const Draft draft = drafts.draft(room);
    for (const DraftFile &file : draft.files)
        insert(std::make_unique<Upload>(m_files, file, m_options));
    if (draft.isSending)
        m_waiting = Waiting{draft.written.text, draft.written.answered};
    follow();
}

bool Attachments::add(const QStringList &paths, const QString &name)
{
    bool all = true;
    for (const QString &path : paths) {
        if (m_uploads.size() >= most) {
            all = false;
            break;
        }
        insert(std::make_unique<Upload>(m_files, path, name, m_options));
    }
    follow();
    return all;
}

Upload *Attachments::addPreparing(const QString &path, const QString &name)
{
    if (m_uploads.size() >= most)
        return nullptr;
    Upload &upload = insert(std::make_unique<Upload>(m_files, path, name, m_options));
    upload.prepare();
    follow();
    return &upload;
}

Upload *Attachments::replace(const Upload *upload, const QString &path, const QString &name,
                             bool isBeingWritten)
{
    const auto at = std::find_if(m_uploads.begin(), m_uploads.end(),
                                 [upload](const auto &one) { return one.get() == upload; });
    if (at == m_uploads.end() || isSending())
        return nullptr;
    const QString source = path.isEmpty() ? upload->path() : path;
    *at = std::make_unique<Upload>(m_files, source, name, m_options);
    Upload &made = **at;
    listen(made);
    if (isBeingWritten)
        made.prepare();
    follow();
    return &made;
}

void Attachments::listen(Upload &upload)
{
    // Later, for it may be in the middle of something.
    connect(&upload, &Upload::changed, this, &Attachments::follow, Qt::QueuedConnection);
}

Upload &Attachments::insert(std::unique_ptr<Upload> upload)
{
    listen(*upload);
    m_uploads.push_back(std::move(upload));
    return *m_uploads.back();
}

void Attachments::remove(const Upload *upload)
{
    std::erase_if(m_uploads, [upload](const auto &one) { return one.get() == upload; });
    keep();
    if (m_uploads.empty())
        giveUpSending(); // what is left of it is for the person to send
    follow();
}

bool Attachments::areComplete() const
{
    return std::all_of(m_uploads.begin(), m_uploads.end(), [](const auto &upload) {
        return upload->state() == Upload::State::Complete;
    });
}

void Attachments::send(const QString &text, Chat::Sequence answered)
{
    m_waiting = Waiting{text, answered};
    keep();
    if (m_drafts && !areComplete())
        m_drafts->setSending(m_room, text, answered);
    follow();
}

void Attachments::giveUpSending()
{
    m_waiting.reset();
    if (m_drafts)
        m_drafts->setNotSending(m_room);
    Q_EMIT changed();
}

void Attachments::keep()
{
    if (!m_drafts)
        return;
    std::vector<DraftFile> files;
    for (const auto &upload : m_uploads)
        files.push_back(upload->kept());
    m_drafts->setFiles(m_room, files);
}

void Attachments::follow()
{
    int busy = 0;
    for (const auto &upload : m_uploads)
        busy += upload->isUnderWay();
    for (const auto &upload : m_uploads) {
        if (busy >= mostAtOnce)
            break;
        if (upload->state() == Upload::State::Waiting && !upload->isUnderWay()) {
            upload->start();
            ++busy;
        }
    }
    keep();
    sendIfComplete();
    Q_EMIT changed();
}

void Attachments::sendIfComplete()
{
    if (!m_waiting || m_uploads.empty() || !areComplete())
        return;
    const Waiting message = *std::exchange(m_waiting, std::nullopt);
    std::vector<Chat::FileInfo> files;
    for (const auto &upload : m_uploads) {
        files.push_back(upload->file());
        upload->release();
    }
    m_uploads.clear();
    Q_EMIT ready(message.text, message.answered, files);
}

} // namespace Ui
