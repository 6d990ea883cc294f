// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"
#include "server/web/aboutanswer.h"
#include "server/web/hoststatus.h"
#include "server/web/operatoraccess.h"
#include "server/web/pagefiles.h"

#include <QString>

#include <functional>

namespace Server {

/// What the host answers over HTTP: a table of exact paths, and the files of its pages. HEAD is
/// answered like GET; another method on a known path gets 405 with `Allow`, an unknown path 404,
/// each with a line of text.
///
/// /status and /metrics are for operators (see OperatorAccess); everything else is for anybody.
class Routes {
public:
    using StatusSource = std::function<HostStatus()>;

    /// Without a source /status tells of an idle host. Without a page for browsers among the files
    /// a few words of welcome are at `/`.
    explicit Routes(QString hostName, StatusSource status = {}, PageFiles files = PageFiles());

    void setHostName(QString name) { m_hostName = std::move(name); }
    /// What is said at /about, to anybody; without it nothing is there.
    void setAbout(AboutAnswer::Source source) { m_about = AboutAnswer(std::move(source)); }
    /// What opens /status and /metrics from elsewhere; empty: nothing does.
    void setOperatorToken(const QByteArray &token) { m_operators.setToken(token); }

    HttpResponse answer(const HttpRequest &request);
    /// Whether there is a page at that path.
    bool knows(QByteArrayView path) const;

private:
    HttpResponse file(const HttpRequest &request);
    HttpResponse page(const HttpRequest &request);
    HttpResponse style(const HttpRequest &request);
    HttpResponse hostName(const HttpRequest &request);
    HttpResponse about(const HttpRequest &request);
    HttpResponse health(const HttpRequest &request);
    HttpResponse live(const HttpRequest &request);
    HttpResponse metrics(const HttpRequest &request);
    HttpResponse statusFrame(const HttpRequest &request);
    HttpResponse statusFigures(const HttpRequest &request);
    HttpResponse statusLooks(const HttpRequest &request);
    HttpResponse statusCode(const HttpRequest &request);
    HttpResponse signIn(const HttpRequest &request);
    HttpResponse signOut(const HttpRequest &request);
    HttpResponse refusal(const HttpRequest &request, OperatorAccess::Verdict verdict) const;
    HostStatus status() const;

    enum class Method { Get, Post };
    enum class For { Anybody, Operators };
    struct Route {
        QByteArrayView path;
        HttpResponse (Routes::*answer)(const HttpRequest &request);
        For whom = For::Anybody;
        Method method = Method::Get;
    };
    static const Route table[];
    static const Route welcomeTable[];
    static const Route anyFile;

    /// Null: there is nothing at that path.
    const Route *find(QByteArrayView path) const;

    QString m_hostName;
    StatusSource m_status;
    PageFiles m_files;
    AboutAnswer m_about;
    OperatorAccess m_operators;
};

} // namespace Server
