// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/upload.h"

#include "stomp/wire/filename.h"
#include "ui/model/hostfiles.h"

#include <QFileInfo>
#include <QLocale>
#include <QMimeDatabase>
#include <QNetworkReply>

#include <algorithm>
#include <utility>

namespace Ui {
namespace {

constexpr qsizetype idLength = 32; ///< Of what hosts make.

/// The upload that an answer's Location names; empty when it is no upload of a host.
QString idIn(const QByteArray &location)
{
    const QByteArray id = location.sliced(location.lastIndexOf('/') + 1);
    const bool isId = id.size() == idLength && std::all_of(id.begin(), id.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                 (c >= '0' && c <= '9') || c == '-' || c == '_';
                      });
    return isId ? QString::fromLatin1(id) : QString();
}

QNetworkRequest tus(const HostFiles &files, const QString &id = {})
{
    QNetworkRequest request =
        files.request(id.isEmpty() ? QByteArray("/files") : "/files/" + id.toLatin1());
    request.setRawHeader("Tus-Resumable", "1.0.0");
    return request;
}

} // namespace

Upload::Upload(HostFiles &files, const QString &path, const QString &name, Options options,
               QObject *parent)
    : QObject(parent), m_files(files), m_path(path), m_options(options), m_source(path),
      m_nextPause(options.firstPause)
{
    const QFileInfo info(path);
    m_file.name = Chat::safeFileName(name.isEmpty() ? info.fileName() : name);
    m_file.type = QMimeDatabase().mimeTypeForFile(info, QMimeDatabase::MatchExtension).name();
    look();
    listen();
}

Upload::Upload(HostFiles &files, const DraftFile &kept, Options options, QObject *parent)
    : QObject(parent), m_files(files), m_path(kept.path), m_options(options), m_source(kept.path),
      m_modified(kept.modified), m_file(kept.info), m_nextPause(options.firstPause)
{
    if (!m_modified.isValid())
        look(); // it was being written
    if (m_file.token.isEmpty())
        m_problem = sourceProblem();
    if (!m_problem.isEmpty())
        m_state = State::Failed;
    listen();
}

void Upload::listen()
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Upload::goOn);
    connect(&m_files, &HostFiles::woken, this, [this] {
        if (m_pause.isActive() && !m_nextTry.isValid()) // what the host named is kept
            goOn();
    });
}

Upload::~Upload()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
    if (m_released || m_file.id.isEmpty())
        return;
    // Where this is lost, too, the host forgets it after a day.
    QNetworkReply *reply = m_files.network().deleteResource(tus(m_files, m_file.id));
    QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

DraftFile Upload::kept() const
{
    return {m_path, m_state == State::Preparing ? QDateTime() : m_modified, m_file};
}

/// What the file is now.
void Upload::look()
{
    const QFileInfo info(m_path);
    m_file.size = info.size();
    m_modified = info.lastModified();
}

void Upload::prepare()
{
    if (m_state == State::Waiting && m_file.id.isEmpty())
        m_state = State::Preparing;
}

void Upload::prepared(const QString &problem)
{
    if (m_state != State::Preparing)
        return;
    look();
    setState(problem.isEmpty() ? State::Waiting : State::Failed, problem);
}

void Upload::start()
{
    if (m_state == State::Waiting && !m_pause.isActive() && !m_reply)
        goOn();
}

void Upload::retry()
{
    if (m_state != State::Failed)
        return;
    m_nextPause = m_options.firstPause;
    if (!m_source.isOpen()) {
        // It may be another one by now, and so is a new one for the host.
        look();
        m_file.id.clear();
        m_file.token.clear();
        m_offset = m_sent = 0;
    }
    goOn();
}

void Upload::setState(State state, const QString &problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT changed();
}

QString Upload::sourceProblem() const
{
    const QFileInfo info(m_path);
    if (!info.isFile())
        return info.isDir() ? tr("This is a folder. Attach the files in it.")
                            : tr("The file is not there any more. Attach it again.");
    if (info.size() != m_file.size || info.lastModified() != m_modified)
        return tr("The file was changed meanwhile. Try again to send it as it is now.");
    return {};
}

bool Upload::openSource()
{
    QString problem = sourceProblem();
    if (problem.isEmpty() && !m_source.isOpen() && !m_source.open(QIODevice::ReadOnly))
        problem = tr("The file cannot be read. Check that you may open it.");
    if (problem.isEmpty())
        return true;
    m_source.close();
    setState(State::Failed, problem);
    return false;
}

void Upload::goOn()
{
    m_pause.stop();
    m_nextTry = {};
    if (m_file.token.isEmpty() && !openSource())
        return;
    if (!m_files.isReady())
        return m_pause.start(m_options.longestPause); // or as soon as it is
    setState(State::Sending);
    if (m_file.id.isEmpty())
        create();
    else
        askOffset();
}

void Upload::await(QNetworkReply *reply, Answer answer)
{
    m_reply = reply;
    connect(reply, &QNetworkReply::finished, this, [this, reply, answer] {
        reply->deleteLater();
        m_reply = nullptr;
        (this->*answer)(*reply, statusOf(*reply));
    });
}

void Upload::create()
{
    m_offset = m_sent = 0;
    QNetworkRequest request = tus(m_files);
    request.setRawHeader("Upload-Length", QByteArray::number(m_file.size));
    request.setRawHeader("Upload-Metadata", "filename " + m_file.name.toUtf8().toBase64() +
                                                ",filetype " + m_file.type.toUtf8().toBase64());
    request.setHeader(QNetworkRequest::ContentTypeHeader,
                      QByteArrayLiteral("application/octet-stream"));
    await(m_files.network().post(request, QByteArray()), &Upload::created);
}

void Upload::created(QNetworkReply &reply, int status)
{
    if (status != 201)
        return refused(reply, status);
    m_file.id = idIn(reply.rawHeader("Location"));
    if (m_file.id.isEmpty()) {
        setState(State::Failed, tr("The host did not say where to send it. Is it a Madang?"));
        return;
    }
    goOnFrom(reply);
}

void Upload::askOffset()
{
    await(m_files.network().head(tus(m_files, m_file.id)), &Upload::offsetCame);
}

void Upload::offsetCame(QNetworkReply &reply, int status)
{
    if (status == 404 || status == 410) {
        // It expired, or the host has another data folder now: once more from the beginning.
        m_file.id.clear();
        m_file.token.clear();
        return waitAndGoOn(tr("The host has lost it, and it is sent again."));
    }
    if (status != 200)
        return refused(reply, status);
    goOnFrom(reply);
}

/// What the host has, by its own word; the next piece, or the end.
void Upload::goOnFrom(QNetworkReply &reply)
{
    bool isNumber = false;
    const qint64 offset = reply.rawHeader("Upload-Offset").toLongLong(&isNumber);
    if (!isNumber || offset < 0 || offset > m_file.size)
        return waitAndGoOn(tr("The host's answer makes no sense. It is asked again."));
    if (offset > m_offset)
        m_nextPause = m_options.firstPause;
    m_offset = m_sent = offset;
    const QByteArray token = reply.rawHeader("Madang-File-Token");
    if (!token.isEmpty() && offset == m_file.size) {
        m_file.token = QString::fromLatin1(token);
        m_source.close();
        return setState(State::Complete);
    }
    Q_EMIT changed();
    if (offset < m_file.size)
        sendPiece();
    else if (reply.operation() == QNetworkAccessManager::HeadOperation)
        waitAndGoOn(tr("The host is not done with it yet."));
    else
        askOffset(); // an empty file, or an answer without its token
}

void Upload::sendPiece()
{
    if (!openSource())
        return;
    const qint64 wanted = std::min(m_options.pieceBytes, m_file.size - m_offset);
    const QByteArray piece = m_source.seek(m_offset) ? m_source.read(wanted) : QByteArray();
    if (piece.size() != wanted) {
        m_source.close();
        return setState(State::Failed, tr("The file cannot be read. Check that you may open it."));
    }
    QNetworkRequest request = tus(m_files, m_file.id);
    request.setHeader(QNetworkRequest::ContentTypeHeader,
                      QByteArrayLiteral("application/offset+octet-stream"));
    request.setRawHeader("Upload-Offset", QByteArray::number(m_offset));
    QNetworkReply *reply = m_files.network().sendCustomRequest(request, "PATCH", piece);
    connect(reply, &QNetworkReply::uploadProgress, this, [this, from = m_offset](qint64 sent) {
        m_sent = std::min(from + sent, m_file.size);
        Q_EMIT changed();
    });
    await(reply, &Upload::pieceTaken);
}

void Upload::pieceTaken(QNetworkReply &reply, int status)
{
    if (status == 404)
        return askOffset();
    if (status != 204)
        return refused(reply, status);
    goOnFrom(reply);
}

void Upload::refused(QNetworkReply &reply, int status)
{
    m_sent = m_offset;
    if (status == 0)
        return waitAndGoOn(tr("The connection was cut. It goes on by itself as soon as the host "
                              "can be reached."));
    const QString said = problemOf(reply);
    if (m_files.isForNow(status)) {
        const QString busy = tr("The host is busy. It goes on by itself in a moment.");
        const auto wait = retryAfterOf(reply);
        return wait ? waitAsTold(*wait, busy) : waitAndGoOn(busy);
    }
    const QString size = QLocale().formattedDataSize(m_file.size);
    QString problem;
    if (status == 413 && said.contains(QStringLiteral("quota")))
        problem = tr("Your files on this host take all the room that one person has. Delete "
                     "messages with files, then try again.");
    else if (status == 413)
        problem = tr("The file (%1) is larger than this host takes. Make it smaller, or split it.")
                      .arg(size);
    else if (status == 415)
        problem = tr("This host does not take files of this type (%1). Put it into another kind "
                     "of file.")
                      .arg(m_file.type);
    else if (status == 507)
        problem = tr("The host has no room for files. Whoever runs it has to make some; then "
                     "try again.");
    else if (status == 401 || status == 403)
        problem = tr("This host does not take files from you. Ask whoever runs it.");
    else
        problem = tr("The host did not take the file (%1). Try again.")
                      .arg(said.isEmpty() ? QString::number(status) : said);
    setState(State::Failed, problem);
}

void Upload::waitAsTold(std::chrono::seconds wait, const QString &why)
{
    m_pause.start(wait);
    m_nextTry = QDateTime::currentDateTimeUtc().addSecs(wait.count());
    setState(State::Waiting, why);
}

void Upload::waitAndGoOn(const QString &why)
{
    m_pause.start(m_nextPause);
    m_nextPause = std::min(m_nextPause * 2, m_options.longestPause);
    setState(State::Waiting, why);
}

} // namespace Ui
