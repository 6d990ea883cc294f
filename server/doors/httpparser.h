// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"

#include <QByteArrayView>

#include <memory>
#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// Reads one HTTP/1.x request from bytes: head, then a body by Content-Length or chunks. Where two
/// readers could differ about the end of a request, it is refused.
///
/// The grammar is Boost.Beast's; this class is the only place that knows it, so that another
/// library can stand in its place. After an error it must not be used again.
class HttpParser {
public:
    /// The status to answer a broken request with: 400, 413, 431, 501 or 505.
    struct Error {
        int status;
        QByteArray text;
    };

    explicit HttpParser(const HttpLimits &limits, HttpBodyLimit bodyLimit = {});
    ~HttpParser();
    HttpParser(HttpParser &&) noexcept;
    HttpParser &operator=(HttpParser &&) noexcept;

    /// Takes what it can of `bytes` and says how many were taken; the rest belongs to the next
    /// request or needs more bytes to be understood.
    tl::expected<qsizetype, Error> put(QByteArrayView bytes);

    bool headDone() const;
    bool done() const;
    /// The client waits for "100 Continue" before it sends the body.
    bool expectsContinue() const;
    /// Whether the connection may carry another request behind this one.
    bool keepAlive() const;
    int version() const; ///< 10 or 11, after headDone().
    /// What was read of the body since the last time, which is forgotten then.
    QByteArray takeBody();
    /// What was read so far: the head after headDone(), all after done(). Trailers are left out.
    HttpRequest request() const;

private:
    std::optional<Error> checkHead() const;
    std::optional<Error> limitBody();
    HttpRequest readHead() const;

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace Server
