// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/httpparser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/parser.hpp>

#include <limits>
#include <utility>

namespace http = boost::beast::http;

namespace Server {
namespace {

QByteArray bytes(boost::beast::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

HttpParser::Error describe(const boost::beast::error_code &error)
{
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return {431, QByteArrayLiteral("The request's headers are too large.")};
    if (error == http::error::body_limit)
        return {413, QByteArrayLiteral("The request's body is too large.")};
    if (error == http::error::bad_version)
        return {505, QByteArrayLiteral("Only HTTP/1.0 and HTTP/1.1 are spoken here.")};
    return {400, QByteArrayLiteral("This is not a well-formed HTTP request.")};
}

} // namespace

/// A body that takes the memory of what has come, not of what a head says will come.
struct ArrivedBody {
    using value_type = QByteArray;
    class reader { // Beast's name for it
    public:
        template <bool isRequest, typename Fields>
        reader(http::header<isRequest, Fields> &, QByteArray &body) : m_body(body)
        {
        }
        void init(const boost::optional<std::uint64_t> &, boost::beast::error_code &error)
        {
            error = {};
        }
        template <typename Buffers>
        std::size_t put(const Buffers &buffers, boost::beast::error_code &error)
        {
            error = {};
            std::size_t size = 0;
            for (const auto buffer : boost::beast::buffers_range_ref(buffers)) {
                m_body.append(static_cast<const char *>(buffer.data()), qsizetype(buffer.size()));
                size += buffer.size();
            }
            return size;
        }
        void finish(boost::beast::error_code &error) { error = {}; }

    private:
        QByteArray &m_body;
    };
};

struct HttpParser::State {
    http::request_parser<ArrivedBody> parser;
    qsizetype headLimit;
    qsizetype bodyLimit;
    HttpBodyLimit bodyLimitOf;
    /// As it stood before the body: a trailer behind the chunks is no header, whatever it is
    /// called.
    std::optional<HttpRequest> head;
};

HttpParser::HttpParser(const HttpLimits &limits, HttpBodyLimit bodyLimit)
    : m_state(std::make_unique<State>())
{
    m_state->headLimit = limits.headBytes;
    m_state->bodyLimit = limits.bodyBytes;
    m_state->bodyLimitOf = std::move(bodyLimit);
    m_state->parser.header_limit(std::uint32_t(limits.headBytes));
    m_state->parser.body_limit(std::numeric_limits<std::uint64_t>::max()); // until the head is read
    m_state->parser.eager(false); // head and body apart, for the head to be kept
}

HttpParser::~HttpParser() = default;
HttpParser::HttpParser(HttpParser &&) noexcept = default;
HttpParser &HttpParser::operator=(HttpParser &&) noexcept = default;

std::optional<HttpParser::Error> HttpParser::checkHead() const
{
    const auto &message = m_state->parser.get();
    // Beast bounds the request line and the headers each, not both together.
    size_t bytes = message.method_string().size() + message.target().size();
    for (const auto &field : message)
        bytes += field.name_string().size() + field.value().size();
    if (qsizetype(bytes) > m_state->headLimit)
        return describe(http::error::header_limit);
    const auto hosts = message.count(http::field::host);
    if (hosts > 1 || (hosts == 0 && message.version() > 10))
        return Error{400, QByteArrayLiteral("The request must name one Host.")};
    // Beast takes any other coding for "no body", and what follows for the next request: the way
    // to slip one past whoever stands before us.
    const auto codings = message.count(http::field::transfer_encoding);
    if (codings == 0)
        return std::nullopt;
    if (message.version() < 11)
        return Error{400, QByteArrayLiteral("HTTP/1.0 has no Transfer-Encoding.")};
    if (codings > 1 || !boost::beast::iequals(message[http::field::transfer_encoding], "chunked"))
        return Error{501, QByteArrayLiteral("The only Transfer-Encoding understood is chunked.")};
    return std::nullopt;
}

std::optional<HttpParser::Error> HttpParser::limitBody()
{
    const auto limit = std::uint64_t(m_state->bodyLimitOf ? m_state->bodyLimitOf(*m_state->head)
                                                          : m_state->bodyLimit);
    if (const auto length = m_state->parser.content_length(); length && *length > limit)
        return describe(http::error::body_limit);
    m_state->parser.body_limit(limit);
    return std::nullopt;
}

/// "0", two line ends.
constexpr qsizetype shortestLastChunk = 5;

tl::expected<qsizetype, HttpParser::Error> HttpParser::put(QByteArrayView data)
{
    qsizetype taken = 0;
    while (taken < data.size() && !m_state->parser.is_done()) {
        boost::beast::error_code error;
        const QByteArrayView rest = data.sliced(taken);
        // Beast (1.74 at least) takes for granted that a last chunk it has begun to read comes back
        // whole: fewer bytes trip an assertion. More always follow, so waiting costs nothing.
        if (headDone() && m_state->parser.chunked() && rest.size() < shortestLastChunk)
            break;
        const auto used =
            m_state->parser.put(boost::asio::buffer(rest.data(), size_t(rest.size())), error);
        taken += qsizetype(used);
        if (error == http::error::need_more)
            break;
        if (error)
            return tl::unexpected(describe(error));
        if (headDone() && !m_state->head) {
            if (auto refused = checkHead())
                return tl::unexpected(std::move(*refused));
            m_state->head = readHead();
            if (auto refused = limitBody())
                return tl::unexpected(std::move(*refused));
        }
        if (used == 0)
            break;
    }
    return taken;
}

bool HttpParser::headDone() const
{
    return m_state->parser.is_header_done();
}

bool HttpParser::done() const
{
    return m_state->parser.is_done();
}

bool HttpParser::expectsContinue() const
{
    return headDone() && !done() && version() > 10 && // RFC 9110, 10.1.1
           boost::beast::iequals(m_state->parser.get()[http::field::expect], "100-continue");
}

bool HttpParser::keepAlive() const
{
    return m_state->parser.keep_alive();
}

int HttpParser::version() const
{
    return int(m_state->parser.get().version());
}

HttpRequest HttpParser::readHead() const
{
    const auto &message = m_state->parser.get();
    HttpRequest request;
    request.method = bytes(message.method_string());
    request.target = bytes(message.target());
    const qsizetype question = request.target.indexOf('?');
    request.path = question < 0 ? request.target : request.target.first(question);
    request.query = question < 0 ? QByteArray() : request.target.sliced(question + 1);
    for (const auto &field : message)
        request.headers.emplace_back(bytes(field.name_string()), bytes(field.value()));
    return request;
}

QByteArray HttpParser::takeBody()
{
    return std::exchange(m_state->parser.get().body(), {});
}

HttpRequest HttpParser::request() const
{
    HttpRequest request = m_state->head.value_or(HttpRequest());
    request.body = m_state->parser.get().body();
    return request;
}

} // namespace Server
