// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace Server {

/// The files below a folder of the program's resources, each at the exact path it has there; an
/// `index.html` is at its folder's path, too (`/demo/`), and the path without the last slash leads
/// to it. A `.gz` beside a file is the same packed: it goes to whoever accepts that, and has no
/// path of its own.
class PageFiles {
public:
    /// Reads them all; a folder that is not there has none.
    explicit PageFiles(const QString &folder = QStringLiteral(":/web"));

    bool knows(QByteArrayView path) const;
    /// To GET and HEAD of a path it knows: 200, 304 for whoever has it already, or 308.
    HttpResponse answer(const HttpRequest &request) const;

private:
    struct File {
        QByteArray contentType;
        QByteArray plain;
        QByteArray packed;    ///< Empty: there is none.
        QByteArray tag;       ///< Of the content, as ETag has it.
        QByteArray elsewhere; ///< The path that this one leads to, instead of all the others.
    };

    void add(const QString &file, const QByteArray &path);

    QHash<QByteArray, File> m_files;
};

} // namespace Server
