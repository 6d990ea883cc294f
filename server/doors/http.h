// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace Server {

/// A whole HTTP request as a value. Header names are as they came; compare without case.
struct HttpRequest {
    QByteArray method; ///< "GET", "POST"…
    QByteArray target; ///< As it came, with the query.
    QByteArray path;   ///< The target without its query, still percent-encoded.
    QByteArray query;  ///< Behind the first `?`; empty without one.
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QHostAddress peer;
    bool isEncrypted = false; ///< It came in TLS.

    /// The first value of that name; empty when absent.
    QByteArray header(QByteArrayView name) const;
    /// Of a header that is a list and may come in pieces: all its values, with commas.
    QByteArray list(QByteArrayView name) const;
    /// Whether it came twice.
    bool isRepeated(QByteArrayView name) const;
};

/// A whole answer. Content-Length, Connection and the security headers are added on the way out.
struct HttpResponse {
    int status = 200;
    QByteArray contentType = QByteArrayLiteral("text/plain; charset=UTF-8"); ///< Empty for none.
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    /// Of the head of an HttpSource that knows how much it will write, and writes just that.
    std::optional<qint64> length = {};
    /// Whether the security headers are added. Not for pages that a protocol wants framed by other
    /// sites and with a script within (SockJS: iframe, htmlfile).
    bool guarded = true;

    /// One line of text with that status.
    static HttpResponse text(int status, const QByteArray &line);
    /// No body, and the methods that are answered, with commas: 204 to OPTIONS, or 405.
    static HttpResponse allowing(int status, const QByteArray &methods);
};

/// Where an answer is written bit by bit.
class HttpBody {
public:
    virtual ~HttpBody() = default;
    /// Leaves at once, as a chunk of its own where the client knows chunks.
    virtual void write(const QByteArray &bytes) = 0;
    /// Nothing follows. The source lives on until all of it has left, or the client asks for more.
    virtual void finish() = 0;
    /// Drops what has not left, and the connection.
    virtual void abort() = 0;
    /// What the client has not read yet, and the operating system has not taken.
    virtual qint64 bytesToWrite() const = 0;
};

/// An answer that takes its time, and maybe grows for long. Owned by its connection.
class HttpSource {
public:
    virtual ~HttpSource() = default;
    /// Status and headers; a body within is left out.
    virtual HttpResponse head() const = 0;
    /// The head is on its way. The body lives as long as the source, or until gone().
    virtual void begin(HttpBody &body) = 0;
    /// bytesToWrite() went down, behind finish() too.
    virtual void drained() {}
    /// The client hung up before finish(), or the host closes; the source is destroyed behind this.
    virtual void gone() = 0;
};

/// Where the body of a request comes from, piece by piece.
class HttpInflow {
public:
    virtual ~HttpInflow() = default;
    /// Asks for the next piece: take() or ended() follows, once. Nothing is read before.
    virtual void more() = 0;
    /// The answer, once. Before ended() what is left of the body is not read, nor anything else.
    virtual void reply(const HttpResponse &response) = 0;
};

/// Takes a body that is too large to be kept, while it comes. Owned by its connection: destroyed
/// when the client hangs up, or some time after the answer.
class HttpSink {
public:
    virtual ~HttpSink() = default;
    /// The inflow lives as long as the sink.
    virtual void begin(HttpInflow &inflow) = 0;
    virtual void take(const QByteArray &piece) = 0;
    /// The body is complete; what is left to do is the answer.
    virtual void ended() = 0;
};

/// An answer that is known: whole, or to be written bit by bit.
using HttpFinal = std::variant<HttpResponse, std::unique_ptr<HttpSource>>;
/// Takes an answer, once, now or later. Does nothing when the client has gone meanwhile.
using HttpReply = std::function<void(HttpFinal)>;
/// An answer that is not known yet. Called at once with what takes it, which may be kept, and has
/// to be called before long: nothing else bounds the time that the client waits.
using HttpLater = std::function<void(HttpReply)>;

using HttpAnswer = std::variant<HttpResponse, std::unique_ptr<HttpSource>, HttpLater>;

/// What answers requests; knows no socket.
using HttpHandler = std::function<HttpAnswer(const HttpRequest &)>;

/// Who takes the body of a request as it comes, by its head; null: it is read whole, for the
/// handler.
using HttpReceiver = std::function<std::unique_ptr<HttpSink>(const HttpRequest &)>;

/// The largest body that a request may have, by its head; without one it is HttpLimits::bodyBytes.
using HttpBodyLimit = std::function<qsizetype(const HttpRequest &)>;

/// What one HTTP peer may cost. Sizes in bytes.
struct HttpLimits {
    qsizetype headBytes = 16 * 1024;  ///< Request line and headers: 431 above.
    qsizetype bodyBytes = 256 * 1024; ///< 413 above.
    std::chrono::milliseconds headTime =
        std::chrono::seconds(10); ///< From the first byte or accept.
    /// For the rest of the request; where it is taken piece by piece, for each 64 KiB of it.
    std::chrono::milliseconds bodyTime = std::chrono::seconds(30);
    std::chrono::milliseconds idleTime = std::chrono::seconds(30); ///< Between two requests.
};

/// The reason phrase of a status, "Not Found" for 404; "Status" for unknown ones.
QByteArray reasonPhrase(int status);

/// The answer on the wire. `keepAlive`: whether the connection stays open behind it; `withBody`
/// false leaves the body out but not its length (HEAD).
QByteArray writeResponse(const HttpResponse &response, bool keepAlive, bool withBody);

/// The head of an answer that grows: of a length that it knows, in chunks, or, for HTTP/1.0, until
/// the connection closes.
QByteArray writeGrowingHead(const HttpResponse &response, bool keepAlive, bool chunked);
QByteArray writeChunk(QByteArrayView bytes);
/// What ends an answer in chunks.
constexpr QByteArrayView lastChunk = "0\r\n\r\n";

} // namespace Server
