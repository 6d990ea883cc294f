// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/authenticator.h"
#include "server/auth/policy.h"
#include "server/doors/http.h"
#include "server/files/fileservice.h"
#include "server/store/guard.h"
#include "server/web/visitors.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace Server {

/// Files over HTTP. Uploads speak tus 1.0.0 at `/files`, with creation, expiration and termination:
/// POST makes one, HEAD tells how far it is, PATCH goes on, DELETE gives it up; GET tells as JSON
/// what is known of it. Whoever asks is told by Visitors, and an upload is theirs alone.
///
/// Complete files are at `/files/{token}/{name}`, for everybody who knows the token.
class FileRoutes {
public:
    struct Options {
        DestinationPolicy policy; ///< Who may SEND to /app/chat/files uploads.
        Visitors::Options visitors;
    };

    FileRoutes(FileService &files, Authenticator &authenticator, Options options);

    void setOptions(Options options);

    static bool knows(QByteArrayView path);
    HttpAnswer answer(const HttpRequest &request);
    /// As HttpReceiver: the body of a PATCH.
    std::unique_ptr<HttpSink> receiver(const HttpRequest &request);
    /// As HttpBodyLimit.
    qsizetype bodyLimit(const HttpRequest &request) const;

private:
    using Identified = std::function<void(tl::expected<Principal, HttpResponse>)>;
    void identify(const HttpRequest &request, Identified then);
    /// Answers what only who asks may know or do.
    HttpAnswer personal(const HttpRequest &request,
                        std::function<void(const Principal &, const HttpReply &)> take);
    HttpAnswer create(const HttpRequest &request);
    HttpAnswer tell(const HttpRequest &request, const QString &id);
    HttpAnswer remove(const HttpRequest &request, const QString &id);
    HttpAnswer download(const HttpRequest &request, const QString &token);
    HttpLater openFile(const HttpRequest &request, const QString &token);
    HttpResponse preflight() const;

    FileService &m_files;
    Authenticator &m_authenticator;
    Options m_options;
    Visitors m_visitors;
    Guard m_guard;
};

} // namespace Server
