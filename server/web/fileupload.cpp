// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/fileupload.h"

#include "server/web/httprange.h"
#include "server/web/problems.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace Server {
namespace {

QByteArray httpDate(Chat::Timestamp time)
{
    const auto moment =
        QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), QTimeZone::utc());
    return QLocale::c().toString(moment, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss")).toLatin1() +
           " GMT";
}

QByteArray mebibytes(qint64 bytes)
{
    return QByteArray::number(double(bytes) / (1024 * 1024), 'g', 6) + " MiB";
}

HttpResponse wrongOffset()
{
    return problem(409, "wrong offset",
                   "The upload has more or less than that: ask with HEAD how much it has.");
}

} // namespace

HttpResponse uploadAnswer(int status, const FileService::Upload &upload,
                          std::chrono::milliseconds keepTime)
{
    HttpResponse response;
    response.status = status;
    response.contentType.clear();
    response.headers = {{"Upload-Offset", QByteArray::number(upload.offset)},
                        {"Upload-Length", QByteArray::number(upload.file.size)},
                        {"Upload-Expires", httpDate(upload.file.created + keepTime)},
                        {"Cache-Control", "no-store"}};
    if (upload.isComplete())
        response.headers.emplace_back("Madang-File-Token", upload.file.token.toLatin1());
    return response;
}

HttpResponse fileProblem(FileProblem why, const FileService::Options &limits)
{
    switch (why) {
    case FileProblem::NotThere:
        return problem(404, "no such file", "It was never there, has expired, or was deleted.");
    case FileProblem::WrongOffset:
        return wrongOffset();
    case FileProblem::TooLarge:
        return problem(413, "file too large",
                       "A file may have " + mebibytes(limits.fileBytes) +
                           " on this host, and an upload no more than its Upload-Length.");
    case FileProblem::BadType:
        return problem(415, "type not allowed",
                       "This host takes files of these types: " + limits.types.join(", ") + '.');
    case FileProblem::PersonFull:
        return problem(413, "your quota is full",
                       "One person may have " + mebibytes(limits.personBytes) +
                           " on this host. Delete messages with files, or wait until uploads that "
                           "are in no message expire.");
    case FileProblem::AllFull:
        return problem(507, "the host's quota is full",
                       "Nothing was stored. The host's operator has to allow more for files.");
    case FileProblem::DiskFull:
        return problem(507, "the host's disk is full",
                       "What had come before is kept. Go on once there is space on the host's "
                       "disk.");
    case FileProblem::InUse:
        return problem(409, "in use", "A message refers to it: delete that one.");
    case FileProblem::NoThumbnail:
        return problem(404, "no thumbnail", "It is no picture, or none that can be read.");
    case FileProblem::Busy:
        return laterProblem(503, "too many thumbnails at once", "Ask again in a moment.",
                            std::chrono::seconds(1));
    case FileProblem::Away:
        return laterProblem(503, "the files are away",
                            "The disk that this host has them on does not answer. Nothing is lost; "
                            "try again in a moment.",
                            std::chrono::seconds(10));
    case FileProblem::Failed:
        break;
    }
    return problem(503, "not stored: the host could not write",
                   "Try again; the host's own log tells its operator why.");
}

FileUpload::FileUpload(FileService &files, HttpRequest request, QString id, Identify identify,
                       Finish finish)
    : m_files(files), m_request(std::move(request)), m_id(std::move(id)),
      m_identify(std::move(identify)), m_finish(std::move(finish))
{
}

void FileUpload::begin(HttpInflow &inflow)
{
    m_inflow = &inflow;
    const QByteArray type = m_request.header("Content-Type").split(';').constFirst().trimmed();
    if (type.compare("application/offset+octet-stream", Qt::CaseInsensitive) != 0) {
        return reply(problem(415, "unknown content type",
                             "An upload goes on in application/offset+octet-stream."));
    }
    const auto offset = readCount(m_request.header("Upload-Offset"));
    if (!offset || m_request.isRepeated("Upload-Offset")) {
        return reply(problem(400, "bad Upload-Offset",
                             "It has to be the number of bytes that the host has already."));
    }
    m_offset = *offset;
    m_identify(m_guard([this](const tl::expected<Principal, HttpResponse> &who) {
        if (!who)
            return reply(who.error());
        open(*who);
    }));
}

void FileUpload::open(const Principal &who)
{
    m_files.find(m_id, who.user,
                 m_guard([this](const tl::expected<FileService::Upload, FileProblem> &found) {
                     if (!found)
                         return refuse(found.error());
                     if (found->offset != m_offset)
                         return refuse(FileProblem::WrongOffset);
                     m_file = found->file;
                     m_inflow->more();
                 }));
}

void FileUpload::take(const QByteArray &piece)
{
    m_files.append(m_file, m_offset, piece,
                   m_guard([this](const tl::expected<qint64, FileProblem> &behind) {
                       if (!behind)
                           return refuse(behind.error());
                       m_offset = *behind;
                       m_inflow->more();
                   }));
}

void FileUpload::ended()
{
    const auto keepTime = m_files.options().keepTime;
    const FileService::Upload upload{m_file, m_offset};
    if (upload.isComplete())
        return reply(uploadAnswer(204, upload, keepTime));
    m_files.settle(
        m_file, m_offset,
        m_guard([this, keepTime](const tl::expected<FileService::Upload, FileProblem> &settled) {
            if (!settled)
                return refuse(settled.error());
            reply(uploadAnswer(204, *settled, keepTime));
        }));
}

void FileUpload::refuse(FileProblem problem)
{
    reply(fileProblem(problem, m_files.options()));
}

} // namespace Server
