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

Attachments::~Attachments() = default;

bool Attachments::add(const QStringList &paths, const QString &name)
{
    bool all = true;
    for (const QString &path : paths) {
        if (m_uploads.size() >= most) {
            all = false;
            break;
        }
        insert(path, name);
    }
    follow();
    return all;
}

Upload *Attachments::addPreparing(const QString &path, const QString &name)
{
    if (m_uploads.size() >= most)
        return nullptr;
    Upload &upload = insert(path, name);
    upload.prepare();
    follow();
    return &upload;
}

Upload &Attachments::insert(const QString &path, const QString &name)
{
    auto upload = std::make_unique<Upload>(m_files, path, name, m_options);
    // Later, for it may be in the middle of something.
    connect(upload.get(), &Upload::changed, this, &Attachments::follow, Qt::QueuedConnection);
    m_uploads.push_back(std::move(upload));
    return *m_uploads.back();
}

void Attachments::remove(const Upload *upload)
{
    std::erase_if(m_uploads, [upload](const auto &one) { return one.get() == upload; });
    if (m_uploads.empty())
        m_waiting.reset(); // what is left of it is for the person to send
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
    follow();
}

void Attachments::giveUpSending()
{
    m_waiting.reset();
    Q_EMIT changed();
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
