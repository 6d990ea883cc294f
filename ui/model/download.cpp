// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/download.h"

#include "stomp/wire/filename.h"
#include "ui/model/hostfiles.h"

#include <QDir>
#include <QFileInfo>
#include <QNetworkReply>

#include <algorithm>
#include <utility>

namespace Ui {
namespace {

constexpr qint64 unreadBytes = 256 * 1024; ///< Of an answer; the rest waits in the network.
constexpr int mostNumbered = 10'000;

QString partOf(const QString &path)
{
    return path + QStringLiteral(".part");
}

bool isTaken(const QString &path)
{
    // A link that leads nowhere is there, too.
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

/// "name (2).ext"; 1 is the name itself.
QString numbered(const QString &path, int number)
{
    if (number < 2)
        return path;
    const QFileInfo info(path);
    const QString ending = info.suffix().isEmpty() || info.completeBaseName().isEmpty()
                               ? QString()
                               : u'.' + info.suffix();
    const QString stem = info.fileName().chopped(ending.size());
    return info.dir().filePath(QStringLiteral("%1 (%2)").arg(stem).arg(number) + ending);
}

} // namespace

QString Download::freePath(const QString &folder, const QString &name)
{
    const QString wanted = QDir(folder).filePath(Chat::safeFileName(name));
    for (int number = 1; number < mostNumbered; ++number) {
        const QString path = numbered(wanted, number);
        if (!isTaken(path) && !isTaken(partOf(path)))
            return path;
    }
    return wanted; // and renaming will fail
}

Download::Download(HostFiles &files, Chat::FileInfo file, const QString &path, Options options,
                   QObject *parent)
    : QObject(parent), m_files(files), m_file(std::move(file)), m_options(options), m_path(path),
      m_nextPause(options.firstPause)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Download::goOn);
    connect(&files, &HostFiles::woken, this, [this] {
        if (m_pause.isActive())
            goOn();
    });
}

Download::~Download()
{
    drop();
    if (m_hasPart)
        m_part.remove();
}

void Download::start()
{
    if (m_state == State::Waiting && !m_pause.isActive() && !m_reply)
        goOn();
}

void Download::retry()
{
    if (m_state != State::Failed)
        return;
    m_nextPause = m_options.firstPause;
    goOn();
}

void Download::setState(State state, const QString &problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT changed();
}

void Download::fail(const QString &problem)
{
    drop();
    setState(State::Failed, problem);
}

void Download::drop()
{
    m_pause.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

bool Download::openPart()
{
    if (m_hasPart)
        return true;
    const QFileInfo wanted(m_path);
    m_path = freePath(wanted.path(), wanted.fileName());
    m_part.setFileName(partOf(m_path));
    // Whoever made one of that name meanwhile keeps it.
    m_hasPart = m_part.open(QIODevice::ReadWrite | QIODevice::NewOnly);
    return m_hasPart;
}

void Download::goOn()
{
    m_pause.stop();
    if (!openPart())
        return fail(tr("Nothing can be saved in %1. Choose another folder.")
                        .arg(QDir::toNativeSeparators(QFileInfo(m_path).path())));
    QNetworkRequest request = m_files.request(m_file);
    if (m_received > 0) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_received) + '-');
        request.setRawHeader("If-Range", m_tag);
    }
    setState(State::Receiving);
    m_headTaken = false;
    m_reply = m_files.network().get(request);
    m_reply->setReadBufferSize(unreadBytes);
    connect(m_reply, &QNetworkReply::readyRead, this, &Download::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &Download::finished);
}

void Download::beginAnew()
{
    m_received = 0;
    m_tag.clear();
    m_part.resize(0);
}

/// What comes is a part that fits to what is there, or all of it.
void Download::takeHead()
{
    m_headTaken = true;
    const QByteArray tag = m_reply->rawHeader("ETag");
    const QByteArray from = "bytes " + QByteArray::number(m_received) + '-';
    const bool fits = statusOf(*m_reply) == 206 && tag == m_tag &&
                      m_reply->rawHeader("Content-Range").startsWith(from);
    if (!fits)
        beginAnew();
    // A weak one promises too little to go on by.
    m_tag = tag.startsWith('"') ? tag : QByteArray();
    m_part.seek(m_received);
}

void Download::takeBytes()
{
    const int status = statusOf(*m_reply);
    if (status != 200 && status != 206)
        return; // finished() tells what it says
    if (!m_headTaken) {
        const bool isPart = status == 206;
        takeHead();
        if (isPart && m_received == 0) {
            // A part of something else: asked for once more, as a whole.
            drop();
            return waitAndGoOn(tr("The file is another one by now, and comes from the beginning."));
        }
    }
    while (m_reply && m_reply->bytesAvailable() > 0) {
        const QByteArray bytes = m_reply->read(unreadBytes);
        if (m_received + bytes.size() > m_file.size) {
            beginAnew();
            return fail(tr("The host sends more than the file has. Ask whoever sent it to send "
                           "it again."));
        }
        if (m_part.write(bytes) != bytes.size() || !m_part.flush())
            return fail(tr("The file could not be written. The disk may be full: make some room, "
                           "then try again."));
        m_received += bytes.size();
        m_nextPause = m_options.firstPause;
    }
    Q_EMIT changed();
}

void Download::finished()
{
    const int status = statusOf(*m_reply);
    if (status == 200 || status == 206)
        takeBytes();
    if (!m_reply)
        return; // it failed
    const auto error = m_reply->error();
    const auto wait = retryAfterOf(*m_reply);
    const bool isWhole = m_received == m_file.size;
    const bool isAll = m_headTaken || (status == 200 && m_file.size == 0);
    drop();
    if (isAll && isWhole)
        return complete();
    if (status == 416) {
        beginAnew();
        return waitAndGoOn(tr("The file is another one by now, and comes from the beginning."));
    }
    if (status == 200 || status == 206) {
        if (m_tag.isEmpty())
            beginAnew(); // nothing to go on by
        if (error == QNetworkReply::NoError) {
            beginAnew();
            return fail(tr("The host sent less than the file has. Try again."));
        }
        return waitAndGoOn(tr("The connection was cut. It goes on by itself as soon as the host "
                              "can be reached."));
    }
    if (status == 0)
        return waitAndGoOn(tr("The connection was cut. It goes on by itself as soon as the host "
                              "can be reached."));
    if (m_files.isForNow(status)) {
        if (wait)
            m_nextPause = std::max(m_nextPause, std::chrono::milliseconds(*wait));
        return waitAndGoOn(tr("The host is busy. It goes on by itself in a moment."));
    }
    if (status == 404 || status == 410)
        return fail(tr("The host does not have this file any more."));
    fail(tr("The host did not give the file (%1). Try again.").arg(status));
}

void Download::complete()
{
    // Renaming to what is there fails, and then there is a free name beside it.
    for (int number = 0; number < 3; ++number) {
        if (!isTaken(m_path) && m_part.rename(m_path)) {
            m_hasPart = false;
            return setState(State::Complete);
        }
        const QFileInfo wanted(m_path);
        m_path = freePath(wanted.path(), wanted.fileName());
    }
    m_part.remove();
    m_hasPart = false;
    m_received = 0;
    fail(tr("The file could not be put into %1. Check that you may write there.")
             .arg(QDir::toNativeSeparators(QFileInfo(m_path).path())));
}

void Download::waitAndGoOn(const QString &why)
{
    m_pause.start(m_nextPause);
    m_nextPause = std::min(m_nextPause * 2, m_options.longestPause);
    setState(State::Waiting, why);
}

} // namespace Ui
