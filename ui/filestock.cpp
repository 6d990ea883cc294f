// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filestock.h"

#include "ui/model/hostfiles.h"
#include "ui/picturedecoding.h"

#include <QBuffer>
#include <QFileInfo>

#include <chrono>
#include <utility>

namespace Ui {
namespace {

using namespace std::chrono_literals;

constexpr QSize largestSmall(640, 640);
constexpr qint64 mostPixels = 16'000'000; ///< Of what is decoded for it.
constexpr qsizetype mostUnshowable = 2000;
constexpr qsizetype mostDecoding = 40; ///< As many as are fetched ahead.
constexpr auto pause = 5s;

} // namespace

FileStock::FileStock(HostFiles &files, QObject *parent)
    : QObject(parent), m_files(files), m_fetched(files, this)
{
    connect(&m_fetched, &SmallPictures::came, this, &FileStock::take);
    connect(&m_fetched, &SmallPictures::missing, this, &FileStock::noteMissing);
    m_again.setSingleShot(true);
    m_again.setInterval(pause);
    const auto again = [this] {
        m_later.clear();
        Q_EMIT changed(); // whoever shows them asks once more
    };
    connect(&m_again, &QTimer::timeout, this, again);
    connect(&files, &HostFiles::woken, this, again);
}

FileStock::~FileStock() = default;

bool FileStock::isShowable(const Chat::FileInfo &file) const
{
    return SmallPictures::isPicture(file) && !m_unshowable.contains(file.token);
}

QPixmap FileStock::picture(const Chat::FileInfo &file)
{
    if (const QPixmap *held = m_pictures.object(file.token))
        return *held;
    if (isShowable(file) && !m_later.contains(file.token) && !m_decoding.contains(file.token) &&
        m_files.hasAddress())
        m_fetched.fetch(file);
    return {};
}

void FileStock::take(const QString &token, const QByteArray &bytes)
{
    if (m_decoding.size() >= mostDecoding) // what is scrolled past is dropped
        return noteMissing(token, true);
    m_decoding.insert(token);
    m_work.start(
        [bytes] {
            QBuffer buffer;
            buffer.setData(bytes);
            buffer.open(QIODevice::ReadOnly);
            return decodedPicture(buffer, largestSmall, mostPixels);
        },
        [this, token](const QImage &picture) { keep(token, picture); });
}

void FileStock::keep(const QString &token, const QImage &picture)
{
    m_decoding.remove(token);
    if (picture.isNull())
        return noteMissing(token, false);
    m_pictures.insert(token, new QPixmap(QPixmap::fromImage(picture)), picture.sizeInBytes());
    Q_EMIT changed();
}

void FileStock::noteMissing(const QString &token, bool passing)
{
    if (passing) {
        m_later.insert(token);
        m_again.start();
        return;
    }
    if (m_unshowable.size() >= mostUnshowable)
        m_unshowable.clear();
    m_unshowable.insert(token);
    Q_EMIT changed();
}

const Download *FileStock::download(const QString &token) const
{
    const auto found = m_downloads.find(token);
    return found == m_downloads.end() ? nullptr : found->second.get();
}

void FileStock::save(const Chat::FileInfo &file, const QString &folder)
{
    saveAs(file, Download::freePath(folder, file.name));
}

void FileStock::saveAs(const Chat::FileInfo &file, const QString &path)
{
    auto download = std::make_unique<Download>(m_files, file, path, m_options);
    const Download *shown = download.get();
    connect(download.get(), &Download::changed, this, [this, shown] {
        if (shown->state() == Download::State::Failed)
            Q_EMIT failed(tr("\"%1\" was not saved. %2").arg(shown->file().name, shown->problem()));
        Q_EMIT changed();
    });
    m_downloads[file.token] = std::move(download);
    m_downloads[file.token]->start();
}

void FileStock::retry(const QString &token)
{
    if (const auto found = m_downloads.find(token); found != m_downloads.end())
        found->second->retry();
}

void FileStock::cancel(const QString &token)
{
    // It may be in the middle of telling us something.
    if (auto found = m_downloads.extract(token))
        found.mapped().release()->deleteLater();
    Q_EMIT changed();
}

} // namespace Ui
