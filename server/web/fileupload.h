// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/principal.h"
#include "server/doors/http.h"
#include "server/files/fileservice.h"
#include "server/store/guard.h"

#include <functional>
#include <memory>

namespace Server {

/// tus 1.0.0, the version that is spoken here (https://tus.io/protocols/resumable-upload).
constexpr QByteArrayView tusVersion = "1.0.0";

/// What became of an upload: where it stands, and the token once it is complete.
HttpResponse uploadAnswer(int status, const FileService::Upload &upload,
                          std::chrono::milliseconds keepTime);
/// As a sentence.
HttpResponse fileProblem(FileProblem problem, const FileService::Options &limits);

/// The body of a PATCH: goes to the disk piece by piece, no more than one of them in memory.
class FileUpload final : public HttpSink {
public:
    /// Finds out who asks; gives the answer where they may not.
    using Identify =
        std::function<void(std::function<void(tl::expected<Principal, HttpResponse>)>)>;
    /// Makes an answer one for the page that asked.
    using Finish = std::function<HttpResponse(HttpResponse)>;

    FileUpload(FileService &files, HttpRequest request, QString id, Identify identify,
               Finish finish);

    void begin(HttpInflow &inflow) override;
    void take(const QByteArray &piece) override;
    void ended() override;

private:
    void open(const Principal &who);
    void refuse(FileProblem problem);
    void reply(const HttpResponse &response) { m_inflow->reply(m_finish(response)); }

    FileService &m_files;
    HttpRequest m_request;
    QString m_id;
    Identify m_identify;
    Finish m_finish;
    HttpInflow *m_inflow = nullptr;
    StoredFile m_file;
    qint64 m_offset = 0;
    Guard m_guard;
};

} // namespace Server
