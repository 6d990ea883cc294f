// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"

#include <QString>

namespace Server {

/// What the host answers over HTTP: a table of exact paths. HEAD is answered like GET; another
/// method on a known path gets 405 with `Allow`, an unknown path 404, each with a line of text.
class Routes {
public:
    explicit Routes(QString hostName) : m_hostName(std::move(hostName)) {}

    void setHostName(QString name) { m_hostName = std::move(name); }
    HttpResponse answer(const HttpRequest &request) const;

private:
    HttpResponse page() const;
    HttpResponse style() const;
    HttpResponse stompPath() const;

    struct Route {
        QByteArrayView path;
        HttpResponse (Routes::*answer)() const;
    };
    static const Route table[];

    QString m_hostName;
};

} // namespace Server
