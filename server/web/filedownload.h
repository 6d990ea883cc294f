// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"
#include "server/files/fileservice.h"
#include "server/store/guard.h"

#include <QTimer>

#include <optional>

namespace Server {

/// What a GET or HEAD of a complete file gets: all of it, a part, or that it is not modified.
///
/// A browser runs nothing of it: it is a download unless it is a picture by its first bytes, is
/// taken for nothing but what it is said to be, and has an origin of its own where it is opened.
HttpFinal fileAnswer(FileService &files, const StoredFile &file, const HttpRequest &request);

/// For who has the small copy of a picture already, that it is not modified; nullopt: they want it.
std::optional<HttpResponse> knownThumbnail(const StoredFile &file, const HttpRequest &request);
/// A small copy, always all of it.
HttpResponse thumbnailAnswer(const StoredFile &file, const QByteArray &thumbnail);

/// Writes a file as fast as its reader reads, a few pieces ahead.
class FileDownload final : public HttpSource {
public:
    FileDownload(FileService &files, StoredFile file, HttpResponse head, qint64 first);

    HttpResponse head() const override { return m_head; }
    void begin(HttpBody &body) override;
    void drained() override;
    void gone() override;

private:
    void goOn();
    void took(const tl::expected<QByteArray, FileProblem> &piece);

    FileService &m_files;
    StoredFile m_file;
    HttpResponse m_head;
    qint64 m_next;
    qint64 m_end;
    HttpBody *m_body = nullptr; ///< Null before begin() and behind the end.
    bool m_reading = false;
    QTimer m_stalled;
    Guard m_guard;
};

} // namespace Server
