// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/problems.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Server {
namespace {

constexpr char realm[] = "Basic realm=\"Madang\", charset=\"UTF-8\"";

} // namespace

HttpResponse jsonAnswer(int status, const QByteArray &body)
{
    HttpResponse response;
    response.status = status;
    response.contentType = "application/json; charset=UTF-8";
    response.body = body + '\n';
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

HttpResponse problem(int status, const QByteArray &error, const QByteArray &message)
{
    const QJsonObject object{{QStringLiteral("status"), status},
                             {QStringLiteral("error"), QString::fromUtf8(error)},
                             {QStringLiteral("message"), QString::fromUtf8(message)}};
    return jsonAnswer(status, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

HttpResponse laterProblem(int status, const QByteArray &error, const QByteArray &message,
                          std::chrono::seconds wait)
{
    HttpResponse response = problem(status, error, message);
    response.headers.emplace_back("Retry-After", QByteArray::number(qint64(wait.count())));
    response.headers.emplace_back("Access-Control-Expose-Headers", "Retry-After");
    return response;
}

HttpResponse deniedAnswer(const AccessDenied &why)
{
    if (why.isUndecided) {
        return laterProblem(429, why.message, "Wait a little, then ask again.",
                            why.retryAfter.value_or(std::chrono::seconds(2)));
    }
    if (why.isBan || why.isClosed)
        return problem(403, why.message, why.body);
    HttpResponse response =
        problem(401, why.message,
                "Say who you are by \"Authorization: Basic\", with the login and passcode of "
                "CONNECT, or \"Authorization: Bearer\" with a token; the host's password goes "
                "with an empty login.");
    response.headers.emplace_back("WWW-Authenticate", realm);
    return response;
}

HttpResponse readableBy(const QByteArray &origin, HttpResponse response)
{
    response.headers.emplace_back("Vary", "Origin");
    if (!origin.isEmpty())
        response.headers.emplace_back("Access-Control-Allow-Origin", origin);
    return response;
}

} // namespace Server
