// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/pagefiles.h"

#include <QByteArrayList>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace Server {
namespace {

struct FileType {
    QByteArrayView ending;
    const char *contentType;
};

constexpr FileType fileTypes[] = {
    {".html", "text/html; charset=UTF-8"},
    {".css", "text/css; charset=UTF-8"},
    {".js", "text/javascript; charset=UTF-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".txt", "text/plain; charset=UTF-8"},
};
constexpr QByteArrayView packedEnding = ".gz";
constexpr QByteArrayView indexName = "index.html";

QByteArray typeOf(QByteArrayView path)
{
    for (const FileType &type : fileTypes) {
        if (path.endsWith(type.ending))
            return type.contentType;
    }
    return QByteArrayLiteral("application/octet-stream");
}

QByteArray contentsOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Whether Accept-Encoding takes gzip ("Content negotiation" of RFC 9110): named, or by `*`, and
/// not with a weight of 0.
bool acceptsPacked(const HttpRequest &request)
{
    bool any = false;
    for (const QByteArray &range : request.list("Accept-Encoding").split(',')) {
        const QByteArrayList parts = range.split(';');
        const QByteArray coding = parts.first().trimmed().toLower();
        const QByteArray weight = parts.value(1).trimmed().toLower();
        const bool accepted = !weight.startsWith("q=") || weight.sliced(2).toDouble() > 0;
        if (coding == "gzip" || coding == "x-gzip")
            return accepted;
        if (coding == "*")
            any = accepted;
    }
    return any;
}

bool hasAlready(const HttpRequest &request, const QByteArray &tag)
{
    const QByteArrayList known = request.list("If-None-Match").split(',');
    return std::any_of(known.begin(), known.end(), [&](const QByteArray &one) {
        const QByteArray candidate = one.trimmed();
        return candidate == "*" || candidate == tag || "W/" + candidate == tag;
    });
}

} // namespace

PageFiles::PageFiles(const QString &folder)
{
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QByteArray path = file.sliced(folder.size()).toUtf8();
        if (!path.endsWith(packedEnding))
            add(file, path);
    }
}

void PageFiles::add(const QString &file, const QByteArray &path)
{
    File found;
    found.contentType = typeOf(path);
    found.plain = contentsOf(file);
    found.packed = contentsOf(file + QString::fromLatin1(packedEnding));
    // Weak: plain and packed are the same to whoever reads them, but not the same bytes.
    found.tag = "W/\"" +
                QCryptographicHash::hash(found.plain, QCryptographicHash::Sha256)
                    .first(12)
                    .toBase64(QByteArray::Base64UrlEncoding) +
                '"';
    m_files.insert(path, found);
    if (!path.endsWith('/' + indexName.toByteArray()))
        return;
    const QByteArray place = path.chopped(indexName.size());
    m_files.insert(place, found);
    if (place != "/") {
        File sign;
        sign.elsewhere = place;
        m_files.insert(place.chopped(1), sign);
    }
}

bool PageFiles::knows(QByteArrayView path) const
{
    return m_files.contains(path.toByteArray());
}

HttpResponse PageFiles::answer(const HttpRequest &request) const
{
    const auto found = m_files.constFind(request.path);
    if (found == m_files.constEnd())
        return HttpResponse::text(404, "There is nothing here.");
    if (!found->elsewhere.isEmpty()) {
        HttpResponse sign = HttpResponse::text(308, "See " + found->elsewhere);
        sign.headers.emplace_back("Location", found->elsewhere);
        return sign;
    }
    HttpResponse response;
    response.contentType = found->contentType;
    // Asked for again each time, and mostly answered with 304: after an update of the host nobody
    // sees an old script on a new page.
    response.headers.emplace_back("Cache-Control", "no-cache");
    response.headers.emplace_back("ETag", found->tag);
    if (!found->packed.isEmpty())
        response.headers.emplace_back("Vary", "Accept-Encoding");
    if (hasAlready(request, found->tag)) {
        response.status = 304;
        return response;
    }
    if (!found->packed.isEmpty() && acceptsPacked(request)) {
        response.headers.emplace_back("Content-Encoding", "gzip");
        response.body = found->packed;
    } else {
        response.body = found->plain;
    }
    return response;
}

} // namespace Server
