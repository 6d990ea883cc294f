// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/fileroutes.h"

#include "server/web/filedownload.h"
#include "server/web/fileupload.h"
#include "server/web/httprange.h"
#include "server/web/problems.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace Server {
namespace {

constexpr QByteArrayView uploadsPath = "/files";
constexpr QByteArrayView filesPath = "/files/";
constexpr qsizetype secretLength = 32; ///< Of what FileService makes.
const QByteArray methods = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";

/// What a path below /files/ names: an upload, or a file with any name behind it.
struct Place {
    QString secret;
    bool isFile = false;
};

std::optional<Place> placeOf(QByteArrayView path)
{
    if (!path.startsWith(filesPath))
        return std::nullopt;
    const QByteArrayView rest = path.sliced(filesPath.size());
    const qsizetype slash = rest.indexOf('/');
    const QByteArrayView secret = slash < 0 ? rest : rest.first(slash);
    const bool isSecret =
        secret.size() == secretLength && std::all_of(secret.begin(), secret.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '-' || c == '_';
        });
    if (!isSecret || (slash >= 0 && rest.sliced(slash + 1).contains('/')))
        return std::nullopt;
    return Place{QString::fromLatin1(secret), slash >= 0};
}

HttpResponse noSuchFile()
{
    return fileProblem(FileProblem::NotThere, {});
}

HttpResponse tusResponse(HttpResponse response)
{
    response.headers.emplace_back("Tus-Resumable", tusVersion.toByteArray());
    return response;
}

bool speaksTus(const HttpRequest &request)
{
    return request.header("Tus-Resumable") == tusVersion;
}

HttpResponse unknownVersion()
{
    HttpResponse response = problem(412, "unknown tus version", "Say \"Tus-Resumable: 1.0.0\".");
    response.headers.emplace_back("Tus-Version", tusVersion.toByteArray());
    return response;
}

/// An answer to a tus client, in whatever page it runs.
HttpResponse forPage(const QByteArray &origin, HttpResponse response)
{
    response = readableBy(origin, tusResponse(std::move(response)));
    if (!origin.isEmpty()) {
        response.headers.emplace_back("Access-Control-Expose-Headers",
                                      "Location, Tus-Resumable, Tus-Version, Tus-Extension, "
                                      "Tus-Max-Size, Upload-Offset, Upload-Length, Upload-Expires, "
                                      "Madang-File-Token");
    }
    return response;
}

/// Upload-Metadata: keys, each with a value in base64 or none, with commas.
std::optional<QHash<QByteArray, QByteArray>> readMetadata(const QByteArray &header)
{
    QHash<QByteArray, QByteArray> values;
    if (header.trimmed().isEmpty())
        return values;
    for (const QByteArray &pair : header.split(',')) {
        const QByteArrayList parts = pair.trimmed().split(' ');
        if (parts.size() > 2 || parts[0].isEmpty() || values.contains(parts[0]))
            return std::nullopt;
        const auto value =
            QByteArray::fromBase64Encoding(parts.value(1), QByteArray::AbortOnBase64DecodingErrors);
        if (!value)
            return std::nullopt;
        values.insert(parts[0], value.decoded);
    }
    return values;
}

QByteArray uploadJson(const FileService::Upload &upload)
{
    const StoredFile &file = upload.file;
    QJsonObject object{{QStringLiteral("id"), file.id},
                       {QStringLiteral("name"), file.name},
                       {QStringLiteral("type"), file.type},
                       {QStringLiteral("size"), file.size},
                       {QStringLiteral("offset"), upload.offset},
                       {QStringLiteral("complete"), upload.isComplete()}};
    if (upload.isComplete()) {
        object.insert(QStringLiteral("token"), file.token);
        object.insert(QStringLiteral("url"),
                      QStringLiteral("/files/") + file.token + u'/' +
                          QString::fromLatin1(QUrl::toPercentEncoding(file.name)));
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

FileRoutes::FileRoutes(FileService &files, Authenticator &authenticator, Options options)
    : m_files(files), m_authenticator(authenticator), m_options(std::move(options)),
      m_visitors(m_options.visitors)
{
}

void FileRoutes::setOptions(Options options)
{
    m_options = std::move(options);
    m_visitors.setOptions(m_options.visitors);
}

bool FileRoutes::knows(QByteArrayView path)
{
    return path == uploadsPath || path.startsWith(filesPath);
}

qsizetype FileRoutes::bodyLimit(const HttpRequest &request) const
{
    const qint64 limit =
        request.method == "PATCH" ? m_files.options().fileBytes : 0; // see receiver()
    return qsizetype(std::max<qint64>(limit, 4096)); // a refused one may say something, too
}

HttpResponse FileRoutes::preflight() const
{
    HttpResponse response;
    response.status = 204;
    response.contentType.clear();
    response.headers = {
        {"Allow", methods},
        {"Tus-Version", tusVersion.toByteArray()},
        {"Tus-Extension", "creation,expiration,termination"},
        {"Tus-Max-Size", QByteArray::number(m_files.options().fileBytes)},
        {"Access-Control-Allow-Methods", methods},
        {"Access-Control-Allow-Headers",
         "Authorization, Content-Type, Guest-Token, Tus-Resumable, Upload-Length, Upload-Metadata, "
         "Upload-Offset"},
        {"Access-Control-Max-Age", "3600"}};
    return response;
}

HttpAnswer FileRoutes::answer(const HttpRequest &request)
{
    const QByteArray origin = request.header("Origin");
    if (auto refused = m_visitors.refusal(request))
        return std::move(*refused);
    if (request.method == "OPTIONS")
        return forPage(origin, preflight());
    const auto place = placeOf(request.path);
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (place && place->isFile && reads)
        return download(request, place->secret);
    const bool isCollection = request.path == uploadsPath || request.path == filesPath;
    const bool isUpload = place && !place->isFile;
    if (!isCollection && !place)
        return forPage(origin, noSuchFile());
    const bool fits =
        isCollection ? request.method == "POST" : isUpload && (reads || request.method == "DELETE");
    if (!fits) {
        HttpResponse response =
            problem(405, "method not allowed", "Files are uploaded with tus 1.0.0.");
        response.headers.emplace_back("Allow", isCollection ? "POST, OPTIONS"
                                               : isUpload   ? "GET, HEAD, PATCH, DELETE, OPTIONS"
                                                            : "GET, HEAD, OPTIONS");
        return forPage(origin, response);
    }
    if (request.method != "GET" && !speaksTus(request))
        return forPage(origin, unknownVersion());
    if (isCollection)
        return create(request);
    return reads ? tell(request, place->secret) : remove(request, place->secret);
}

std::unique_ptr<HttpSink> FileRoutes::receiver(const HttpRequest &request)
{
    if (request.method != "PATCH" || !knows(request.path))
        return nullptr;
    const Place place = placeOf(request.path).value_or(Place());
    const QByteArray origin = request.header("Origin");
    return std::make_unique<FileUpload>(
        m_files, request, place.secret,
        [this, request, place](Identified then) {
            if (auto refused = m_visitors.refusal(request))
                return then(tl::unexpected(std::move(*refused)));
            if (place.secret.isEmpty() || place.isFile)
                return then(tl::unexpected(noSuchFile()));
            if (!speaksTus(request))
                return then(tl::unexpected(unknownVersion()));
            identify(request, std::move(then));
        },
        [origin](HttpResponse response) { return forPage(origin, std::move(response)); });
}

void FileRoutes::identify(const HttpRequest &request, Identified then)
{
    const auto credentials = m_visitors.credentials(request);
    if (!credentials)
        return then(tl::unexpected(deniedAnswer({"access refused"})));
    m_authenticator.authenticate(*credentials, m_guard([this,
                                                        then = std::move(then)](const auto &who) {
        if (!who)
            return then(tl::unexpected(deniedAnswer(who.error())));
        if (!m_options.policy.allows(DestinationPolicy::Action::Send, "/app/chat/files", *who)) {
            return then(tl::unexpected(
                problem(403, "access refused", "Whoever runs this host decides who may do that.")));
        }
        then(*who);
    }));
}

HttpAnswer FileRoutes::personal(const HttpRequest &request,
                                std::function<void(const Principal &, const HttpReply &)> take)
{
    return HttpLater([this, request, take = std::move(take)](const HttpReply &reply) {
        const HttpReply here = [reply, origin = request.header("Origin")](HttpFinal answer) {
            reply(forPage(origin, std::get<HttpResponse>(std::move(answer))));
        };
        identify(request, [here, take](const tl::expected<Principal, HttpResponse> &who) {
            if (!who)
                return here(who.error());
            take(*who, here);
        });
    });
}

HttpAnswer FileRoutes::create(const HttpRequest &request)
{
    const QByteArray origin = request.header("Origin");
    const auto size = readCount(request.header("Upload-Length"));
    if (!size || request.isRepeated("Upload-Length")) {
        return forPage(origin, problem(400, "bad Upload-Length",
                                       "It has to be the file's size in bytes, known beforehand."));
    }
    const auto metadata = readMetadata(request.list("Upload-Metadata"));
    if (!metadata) {
        return forPage(origin, problem(400, "bad Upload-Metadata",
                                       "It has to be as in \"filename YS50eHQ=,filetype "
                                       "dGV4dC9wbGFpbg==\"."));
    }
    const QString name = QString::fromUtf8(metadata->value("filename", metadata->value("name")));
    const QByteArray type = metadata->value("filetype", metadata->value("type"));
    return personal(request, [this, size = *size, name, type](const Principal &who,
                                                              const HttpReply &reply) {
        m_files.create(who.user, name, type, size, m_guard([this, reply](const auto &made) {
                           if (!made)
                               return reply(fileProblem(made.error(), m_files.options()));
                           HttpResponse response =
                               uploadAnswer(201, *made, m_files.options().keepTime);
                           response.headers.emplace_back("Location", filesPath.toByteArray() +
                                                                         made->file.id.toLatin1());
                           reply(response);
                       }));
    });
}

HttpAnswer FileRoutes::tell(const HttpRequest &request, const QString &id)
{
    const bool isTus = request.method == "HEAD";
    return personal(request, [this, id, isTus](const Principal &who, const HttpReply &reply) {
        m_files.find(id, who.user, m_guard([this, reply, isTus](const auto &found) {
                         if (!found)
                             return reply(fileProblem(found.error(), m_files.options()));
                         if (isTus)
                             return reply(uploadAnswer(200, *found, m_files.options().keepTime));
                         reply(jsonAnswer(200, uploadJson(*found)));
                     }));
    });
}

HttpAnswer FileRoutes::remove(const HttpRequest &request, const QString &id)
{
    return personal(request, [this, id](const Principal &who, const HttpReply &reply) {
        m_files.find(id, who.user, m_guard([this, reply](const auto &found) {
                         if (!found)
                             return reply(fileProblem(found.error(), m_files.options()));
                         m_files.remove(
                             found->file, m_guard([this, reply](const auto &removed) {
                                 if (!removed)
                                     return reply(fileProblem(removed.error(), m_files.options()));
                                 HttpResponse response;
                                 response.status = 204;
                                 response.contentType.clear();
                                 reply(response);
                             }));
                     }));
    });
}

HttpAnswer FileRoutes::download(const HttpRequest &request, const QString &token)
{
    // Whoever knows the token may read it; but who says who they are has to be wanted here.
    const auto credentials =
        request.header("Authorization").isEmpty() ? std::nullopt : m_visitors.credentials(request);
    if (!credentials)
        return openFile(request, token);
    return HttpLater([this, request, token, credentials = *credentials](const HttpReply &reply) {
        m_authenticator.authenticate(
            credentials, m_guard([this, request, token, reply](const auto &who) {
                if (!who && who.error().isBan)
                    return reply(readableBy(request.header("Origin"), deniedAnswer(who.error())));
                openFile(request, token)(reply);
            }));
    });
}

HttpLater FileRoutes::openFile(const HttpRequest &request, const QString &token)
{
    return HttpLater([this, request, token](const HttpReply &reply) {
        m_files.open(token, m_guard([this, request, reply](const auto &file) {
                         if (!file)
                             return reply(fileProblem(file.error(), m_files.options()));
                         if (request.query != "thumbnail")
                             return reply(fileAnswer(m_files, *file, request));
                         if (auto known = knownThumbnail(*file, request))
                             return reply(*std::move(known));
                         m_files.thumbnail(*file, m_guard([this, reply,
                                                           file = *file](const auto &thumbnail) {
                             if (!thumbnail)
                                 return reply(fileProblem(thumbnail.error(), m_files.options()));
                             reply(thumbnailAnswer(file, *thumbnail));
                         }));
                     }));
    });
}

} // namespace Server
