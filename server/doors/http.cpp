// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/http.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>

namespace Server {
namespace {

struct Reason {
    int status;
    QByteArrayView phrase;
};
constexpr std::array reasons{
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{410, "Gone"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{421, "Misdirected Request"},
    Reason{426, "Upgrade Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{503, "Service Unavailable"},
    Reason{505, "HTTP Version Not Supported"},
    Reason{507, "Insufficient Storage"},
};

// Our pages bring no script but their own files, talk to nobody but their host (WebSockets of the
// same place are 'self', too), are framed by nobody and leak no address.
constexpr std::array securityHeaders{
    std::pair<QByteArrayView, QByteArrayView>{
        "Content-Security-Policy",
        "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
    std::pair<QByteArrayView, QByteArrayView>{"X-Content-Type-Options", "nosniff"},
    std::pair<QByteArrayView, QByteArrayView>{"X-Frame-Options", "DENY"},
    std::pair<QByteArrayView, QByteArrayView>{"Referrer-Policy", "no-referrer"},
};

void appendHeader(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    out.append(name.data(), name.size());
    out += ": ";
    out.append(value.data(), value.size());
    out += "\r\n";
}

QByteArray statusAndHeaders(const HttpResponse &response, bool keepAlive)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' +
                     reasonPhrase(response.status) + "\r\n";
    if (!response.contentType.isEmpty() && response.status != 304)
        appendHeader(out, "Content-Type", response.contentType);
    for (const auto &[name, value] : response.headers)
        appendHeader(out, name, value);
    if (response.guarded) {
        for (const auto &[name, value] : securityHeaders)
            appendHeader(out, name, value);
    }
    appendHeader(out, "Connection", keepAlive ? "keep-alive" : "close");
    return out;
}

} // namespace

QByteArray HttpRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray HttpRequest::list(QByteArrayView name) const
{
    QByteArrayList values;
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            values.append(value);
    }
    return values.join(',');
}

bool HttpRequest::isRepeated(QByteArrayView name) const
{
    return std::count_if(headers.begin(), headers.end(), [name](const auto &header) {
               return header.first.compare(name, Qt::CaseInsensitive) == 0;
           }) > 1;
}

HttpResponse HttpResponse::text(int status, const QByteArray &line)
{
    HttpResponse response;
    response.status = status;
    response.body = line + '\n';
    return response;
}

HttpResponse HttpResponse::allowing(int status, const QByteArray &methods)
{
    HttpResponse response;
    response.status = status;
    response.contentType.clear();
    response.headers.emplace_back("Allow", methods);
    return response;
}

QByteArray reasonPhrase(int status)
{
    for (const Reason &reason : reasons) {
        if (reason.status == status)
            return reason.phrase.toByteArray();
    }
    return QByteArrayLiteral("Status");
}

QByteArray writeResponse(const HttpResponse &response, bool keepAlive, bool withBody)
{
    const bool mayHaveBody = response.status != 204 && response.status != 304;
    QByteArray out = statusAndHeaders(response, keepAlive);
    if (mayHaveBody)
        appendHeader(out, "Content-Length", QByteArray::number(response.body.size()));
    out += "\r\n";
    if (mayHaveBody && withBody)
        out += response.body;
    return out;
}

QByteArray writeGrowingHead(const HttpResponse &response, bool keepAlive, bool chunked)
{
    QByteArray out = statusAndHeaders(response, keepAlive);
    if (response.length)
        appendHeader(out, "Content-Length", QByteArray::number(*response.length));
    else if (chunked)
        appendHeader(out, "Transfer-Encoding", "chunked");
    return out + "\r\n";
}

QByteArray writeChunk(QByteArrayView bytes)
{
    QByteArray chunk = QByteArray::number(bytes.size(), 16) + "\r\n";
    chunk.reserve(chunk.size() + bytes.size() + 2);
    chunk.append(bytes.data(), bytes.size());
    return chunk.append("\r\n");
}

} // namespace Server
