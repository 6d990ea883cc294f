// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/filedownload.h"

#include "server/files/contentdisposition.h"
#include "server/files/filetype.h"
#include "server/web/httprange.h"
#include "server/web/problems.h"

#include <algorithm>

namespace Server {
namespace {

using namespace std::chrono_literals;

constexpr qint64 pieceBytes = 64 * 1024;
constexpr qint64 aheadBytes = 128 * 1024; ///< Unread, before the disk is asked for more.
constexpr auto stallTime = 60s;           ///< Without anything read.

/// Whether a list of entity tags, or `*`, names this one; the weak ones count, too.
bool namesTag(const QByteArray &list, const QByteArray &tag)
{
    const QByteArrayList tags = list.split(',');
    return std::any_of(tags.begin(), tags.end(), [&](const QByteArray &one) {
        const QByteArray found = one.trimmed();
        return found == "*" || found == tag || found == "W/" + tag;
    });
}

bool isKnown(const HttpRequest &request, const QByteArray &tag)
{
    const QByteArray known = request.list("If-None-Match");
    return !known.isEmpty() && namesTag(known, tag);
}

HttpResponse fileHead(const StoredFile &file, const QByteArray &type, const QByteArray &tag)
{
    const bool picture = isPictureType(type);
    HttpResponse head;
    head.contentType = picture ? type : QByteArray("application/octet-stream");
    head.guarded = false; // by stricter ones
    head.headers = {{"ETag", tag},
                    {"Cache-Control", "private, no-cache"},
                    {"Content-Disposition", contentDisposition(file.name, picture)},
                    {"Content-Security-Policy", "sandbox; default-src 'none'"},
                    {"Cross-Origin-Resource-Policy", "same-origin"},
                    {"X-Content-Type-Options", "nosniff"},
                    {"X-Frame-Options", "DENY"},
                    {"Referrer-Policy", "no-referrer"}};
    return head;
}

QByteArray thumbnailTag(const StoredFile &file)
{
    return '"' + file.hash + "-thumbnail\"";
}

} // namespace

HttpFinal fileAnswer(FileService &files, const StoredFile &file, const HttpRequest &request)
{
    const QByteArray tag = '"' + file.hash + '"';
    HttpResponse head = fileHead(file, file.type.toLatin1(), tag);
    head.headers.emplace_back("Accept-Ranges", "bytes");
    if (isKnown(request, tag)) {
        head.status = 304;
        return head;
    }
    // A part of something else would not fit to what the client has. A weak tag promises too
    // little.
    const QByteArray condition = request.header("If-Range");
    const bool mayBePart = request.method == "GET" && !request.isRepeated("Range") &&
                           (condition.isEmpty() || condition.trimmed() == tag);
    const RangeAsked asked =
        mayBePart ? readRange(request.header("Range"), file.size) : RangeAsked();
    const QByteArray size = QByteArray::number(file.size);
    if (asked.kind == RangeAsked::Kind::None) {
        HttpResponse response = problem(416, "no such range", "The file has " + size + " bytes.");
        response.headers.emplace_back("Content-Range", "bytes */" + size);
        return response;
    }
    head.length = file.size;
    if (asked.kind == RangeAsked::Kind::Part) {
        const auto &[first, count] = asked.range;
        head.status = 206;
        head.length = count;
        head.headers.emplace_back("Content-Range", "bytes " + QByteArray::number(first) + '-' +
                                                       QByteArray::number(first + count - 1) + '/' +
                                                       size);
    }
    return std::make_unique<FileDownload>(files, file, std::move(head), asked.range.first);
}

std::optional<HttpResponse> knownThumbnail(const StoredFile &file, const HttpRequest &request)
{
    const QByteArray tag = thumbnailTag(file);
    if (!isKnown(request, tag))
        return std::nullopt;
    HttpResponse response = fileHead(file, file.type.toLatin1(), tag);
    response.status = 304;
    return response;
}

HttpResponse thumbnailAnswer(const StoredFile &file, const QByteArray &thumbnail)
{
    HttpResponse response = fileHead(file, imageType(thumbnail), thumbnailTag(file));
    response.body = thumbnail;
    return response;
}

FileDownload::FileDownload(FileService &files, StoredFile file, HttpResponse head, qint64 first)
    : m_files(files), m_file(std::move(file)), m_head(std::move(head)), m_next(first),
      m_end(first + *m_head.length)
{
    m_stalled.setSingleShot(true);
    m_stalled.setInterval(stallTime);
    QObject::connect(&m_stalled, &QTimer::timeout, &m_stalled, [this] {
        if (m_body)
            m_body->abort();
    });
}

void FileDownload::begin(HttpBody &body)
{
    m_body = &body;
    m_stalled.start();
    goOn();
}

void FileDownload::drained()
{
    if (!m_body)
        return;
    m_stalled.start();
    goOn();
}

void FileDownload::gone()
{
    m_body = nullptr;
    m_stalled.stop();
}

void FileDownload::goOn()
{
    if (m_next == m_end) {
        m_stalled.stop();
        std::exchange(m_body, nullptr)->finish();
        return;
    }
    if (m_reading || m_body->bytesToWrite() >= aheadBytes)
        return;
    m_reading = true;
    m_files.read(m_file, m_next, std::min(pieceBytes, m_end - m_next),
                 m_guard([this](const auto &piece) { took(piece); }));
}

void FileDownload::took(const tl::expected<QByteArray, FileProblem> &piece)
{
    m_reading = false;
    if (!m_body)
        return;
    if (!piece || piece->isEmpty() || piece->size() > m_end - m_next)
        return m_body->abort(); // deleted meanwhile; a cut is what tells the client
    m_next += piece->size();
    m_body->write(*piece);
    if (m_body)
        goOn();
}

} // namespace Server
