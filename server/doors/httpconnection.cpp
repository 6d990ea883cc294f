// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/httpconnection.h"

#include "server/doors/logging.h"
#include "server/doors/tlsredirect.h"

#include <algorithm>

namespace Server {
namespace {

constexpr qint64 mostUnread = 64 * 1024;    ///< Answers a peer may leave unread and still ask.
constexpr qsizetype pieceBytes = 64 * 1024; ///< Of a body that is taken piece by piece.
constexpr QByteArrayView endOfHead = "\r\n\r\n";

HttpResponse wrongHost(const QByteArray &host)
{
    const QByteArray name = plainHostName(host.split(':').constFirst());
    return HttpResponse::text(421, "This host does not go by that name here. Use its address, or "
                                   "let its operator add the name: allow-host" +
                                       (name.isEmpty() ? QByteArray(".") : '=' + name + '.'));
}

} // namespace

HttpConnection::HttpConnection(std::unique_ptr<Stream> stream, const HttpRules &rules,
                               bool tlsWanted, Doorkeeper &doorkeeper)
    : Guest(std::move(stream), doorkeeper), m_rules(rules), m_tlsWanted(tlsWanted)
{
    ringAfter(rules.limits.headTime);
}

HttpConnection::~HttpConnection()
{
    leave();
}

/// The peer will not see the answer that is to come, or the rest of the one that grows.
void HttpConnection::leave()
{
    m_awaited.reset();
    m_receiving = false;
    if (std::exchange(m_growing, false))
        m_source->gone();
}

void HttpConnection::broken()
{
    leave();
    Guest::broken();
}

bool HttpConnection::isAhead() const
{
    return m_stream->bytesToWrite() > mostUnread;
}

void HttpConnection::readable()
{
    // One byte more than a head may have, to see that it is too long.
    const qsizetype room = std::max<qsizetype>(0, mostInput() + 1 - m_input.size());
    auto &buffer = m_stream->reception().readBuffer;
    const qsizetype size =
        m_stream->read(buffer.data(), std::min<qsizetype>(room, qsizetype(buffer.size())));
    if (size == 0)
        return;
    if (size != Stream::ended) {
        m_input.append(buffer.data(), size);
        handleInput();
    } else if (m_awaited || m_receiving) {
        m_ended = true; // it may have shut down one direction only
        m_stream->setReading(false);
        if (m_receiving)
            handleInput();
    } else if (m_growing) {
        // Whoever asks no more is taken to listen no more: else a session would wait for ever.
        broken();
    } else if (m_stream->bytesToWrite() > 0) {
        m_doorkeeper.finished(*this); // it may have shut down one direction only
    } else {
        m_doorkeeper.gone(*this);
    }
}

void HttpConnection::written()
{
    if (m_source)
        m_source->drained();
    if (m_idle && bytesToWrite() > 0)
        ringAfter(m_rules.limits.idleTime); // somebody who reads, if slowly, is not idle
    handleInput();                          // requests that waited for their answers to be read
}

bool HttpConnection::hasWork() const
{
    return !m_input.isEmpty() || (m_receiving && m_parser->done());
}

qsizetype HttpConnection::mostInput() const
{
    return m_receiving ? pieceBytes : m_rules.limits.headBytes;
}

void HttpConnection::handleInput()
{
    if (std::exchange(m_handling, true))
        return; // whoever is at it sees what has changed
    handleAll();
    m_handling = false;
}

void HttpConnection::handleAll()
{
    if (!m_stream) // the last answer ended as we told of what was written
        return;
    if (m_idle && !m_input.isEmpty()) {
        m_idle = false;
        ringAfter(m_rules.limits.headTime);
    }
    // A connection may carry several requests at once. A peer that asks on and on but reads no
    // answer is left waiting, until its time is up.
    while (m_stream && !isBusy() && hasWork() && !isAhead()) {
        const qsizetype before = m_input.size();
        if (m_receiving)
            readPiece();
        else if (m_parser)
            readBody();
        else
            readHead();
        if (m_stream && m_input.size() == before && !m_receiving) {
            if (before > m_rules.limits.headBytes)
                refuse(400, "This is not a well-formed HTTP request.");
            break;
        }
        if (m_input.size() == before && m_wanted)
            break; // a piece needs more than has come of it
    }
    if (!m_stream)
        return;
    if (m_ended && m_receiving && m_wanted) {
        broken(); // the rest of the body will not come
        return;
    }
    if (m_ended && !isBusy() && !isAhead()) {
        m_doorkeeper.finished(*this); // all that it had asked for is answered
        return;
    }
    if (m_input.isEmpty())
        m_input = {}; // and its memory
    // While an answer grows or is to come we read on, to notice an end.
    m_stream->setReading(!m_ended && (isBusy() || !isAhead()) && m_input.size() <= mostInput());
}

void HttpConnection::readHead()
{
    // EOLs before a request are legal noise (RFC 9112, 2.2).
    const auto firstByte = std::find_if(m_input.cbegin(), m_input.cend(),
                                        [](char c) { return c != '\r' && c != '\n'; });
    if (const qsizetype noise = firstByte - m_input.cbegin(); noise > 0) {
        m_input.remove(0, noise);
        return;
    }
    const qsizetype from = std::max<qsizetype>(0, m_searched - endOfHead.size());
    const qsizetype end = m_input.indexOf(endOfHead, from);
    m_searched = m_input.size();
    if (end < 0) {
        if (m_input.size() > m_rules.limits.headBytes)
            refuse(431, "The request's headers are too large.");
        return;
    }
    m_searched = 0;
    // This is the next request, which has times of its own.
    m_idle = false;
    m_resumes = false;
    const QByteArray head = m_input.first(end + endOfHead.size());
    m_input.remove(0, head.size());
    HttpParser parser(m_rules.limits, m_rules.bodyLimit);
    if (const auto taken = parser.put(head); !taken) {
        refuse(taken.error().status, taken.error().text);
        return;
    }
    if (!parser.headDone()) {
        refuse(400, "This is not a well-formed HTTP request.");
        return;
    }
    const HttpRequest request = requestOf(parser);
    const QByteArray host = request.header("Host");
    // HTTP/1.0 may name none; it is no browser, which could be led astray.
    const bool isOurs = hostAllowed(host, m_rules.hostNames);
    if ((parser.version() > 10 || !host.isEmpty()) && !isOurs &&
        !m_rules.anyNamePaths.contains(request.path)) {
        answerUnread(request, wrongHost(host));
        return;
    }
    if (m_tlsWanted) {
        answerUnread(request, wayToTls(request, asksForUpgrade(request), isOurs));
        return;
    }
    // Whoever passed it on in HTTP/1.0 knows nothing of upgrades (RFC 9110, 7.8).
    if (parser.version() > 10 && asksForUpgrade(request)) {
        if (const auto upgrade = checkUpgrade(request, m_rules.upgrade); !upgrade)
            answerUnread(request, upgrade.error());
        else if (!parser.done())
            refuse(400, "A handshake has no body.");
        else
            m_doorkeeper.upgradeRequested(*this, *upgrade);
        return;
    }
    m_parser.emplace(std::move(parser));
    if (auto sink = m_rules.receiver ? m_rules.receiver(requestOf(*m_parser)) : nullptr) {
        receive(std::move(sink));
        return;
    }
    if (m_parser->done()) {
        readBody();
        return;
    }
    ringAfter(m_rules.limits.bodyTime);
    if (m_parser->expectsContinue()) {
        m_stream->queue("HTTP/1.1 100 Continue\r\n\r\n");
        m_stream->flush();
    }
}

void HttpConnection::readBody()
{
    if (!m_parser->done()) {
        const auto taken = m_parser->put(m_input);
        if (!taken) {
            refuse(taken.error().status, taken.error().text);
            return;
        }
        m_input.remove(0, *taken);
        if (!m_parser->done())
            return;
    }
    countRequest();
    HttpAnswer response = m_rules.handler(requestOf(*m_parser));
    if (!m_stream) // which the handler may have had closed
        return;
    if (auto *source = std::get_if<std::unique_ptr<HttpSource>>(&response))
        grow(std::move(*source), takeAsked());
    else if (const auto *later = std::get_if<HttpLater>(&response))
        await(*later);
    else
        answer(std::get<HttpResponse>(response));
}

void HttpConnection::countRequest()
{
    Reception &reception = m_stream->reception();
    ++reception.counters.httpRequests;
    reception.visits.note(m_stream->peer(), Stomp::Clock::now());
}

HttpRequest HttpConnection::requestOf(const HttpParser &parser) const
{
    HttpRequest request = parser.request();
    request.peer = m_rules.isProxy ? forwardedPeer(m_stream->peer(),
                                                   request.list("X-Forwarded-For"), m_rules.isProxy)
                                   : m_stream->peer();
    request.isEncrypted = m_stream->isEncrypted();
    return request;
}

void HttpConnection::receive(std::unique_ptr<HttpSink> sink)
{
    m_stream->reception().alarms.cancel(*this);
    m_stream->place().becomeLink();
    countRequest();
    m_sink = std::move(sink);
    m_receiving = true;
    m_wanted = false;
    m_progress = pieceBytes; // its time begins with the first piece
    if (m_parser->expectsContinue()) {
        m_stream->queue("HTTP/1.1 100 Continue\r\n\r\n");
        m_stream->flush();
    }
    m_sink->begin(*this);
}

void HttpConnection::more()
{
    if (!m_receiving || std::exchange(m_wanted, true))
        return;
    // Who sends a little now and then would keep its place for days.
    if (m_progress >= pieceBytes) {
        m_progress = 0;
        ringAfter(m_rules.limits.bodyTime);
    }
    handleInput();
}

/// Hands on what has come of the body, or its end.
void HttpConnection::readPiece()
{
    const auto taken = m_parser->put(m_input);
    if (!taken) {
        refuse(taken.error().status, taken.error().text);
        return;
    }
    m_input.remove(0, *taken);
    const QByteArray piece = m_parser->takeBody();
    m_progress += piece.size();
    if (!piece.isEmpty()) {
        m_wanted = false;
        m_sink->take(piece);
    } else if (m_parser->done()) {
        m_wanted = false;
        m_sink->ended();
    }
}

void HttpConnection::reply(const HttpResponse &response)
{
    if (!std::exchange(m_receiving, false))
        return;
    const bool isLast = m_ended && m_input.isEmpty();
    const bool keepAlive = m_parser->done() && m_parser->keepAlive() && !isLast;
    m_parser.reset();
    answerWith(response, keepAlive, false);
}

HttpConnection::Asked HttpConnection::takeAsked()
{
    const Asked asked{m_parser->keepAlive(), m_parser->request().method == "HEAD",
                      m_parser->version() > 10};
    m_parser.reset();
    return asked;
}

void HttpConnection::grow(std::unique_ptr<HttpSource> source, const Asked &asked)
{
    m_source = std::move(source);
    m_growing = !asked.head;
    const HttpResponse head = m_source->head();
    m_chunked = asked.chunks && !head.length;
    m_keepsAlive = asked.keepAlive && (m_chunked || head.length);
    if (!m_growing) { // the head is all there is to it
        m_stream->queue(writeGrowingHead(head, m_keepsAlive, m_chunked));
        m_source.reset();
        m_stream->flush();
        endAnswer(m_keepsAlive);
        return;
    }
    m_stream->reception().alarms.cancel(*this);
    m_stream->place().becomeLink();
    // The head leaves with the first bytes of the body: some clients see an answer break off only
    // where they have had nothing of it. Until then nothing waits to be read.
    m_head = writeGrowingHead(head, m_keepsAlive, m_chunked);
    m_source->begin(*this);
}

void HttpConnection::await(const HttpLater &later)
{
    const Asked asked = takeAsked();
    m_stream->reception().alarms.cancel(*this);
    m_awaited = std::make_shared<HttpConnection *>(this);
    later([waiting = std::weak_ptr(m_awaited), asked](HttpFinal answer) {
        const auto self = waiting.lock();
        if (!self)
            return;
        HttpConnection &connection = **self;
        connection.m_awaited.reset();
        const bool isLast = connection.m_ended && connection.m_input.isEmpty();
        const Asked now{asked.keepAlive && !isLast, asked.head, asked.chunks};
        if (auto *source = std::get_if<std::unique_ptr<HttpSource>>(&answer))
            connection.grow(std::move(*source), now);
        else
            connection.answerWith(std::get<HttpResponse>(answer), now.keepAlive, now.head);
    });
}

void HttpConnection::write(const QByteArray &bytes)
{
    if (!m_growing || bytes.isEmpty())
        return;
    m_stream->queue(std::exchange(m_head, {}) + (m_chunked ? writeChunk(bytes) : bytes));
    m_stream->flush();
}

void HttpConnection::finish()
{
    if (!std::exchange(m_growing, false))
        return;
    m_stream->queue(std::exchange(m_head, {}) +
                    (m_chunked ? lastChunk.toByteArray() : QByteArray()));
    m_stream->flush();
    endAnswer(m_keepsAlive);
}

qint64 HttpConnection::bytesToWrite() const
{
    return m_stream ? m_stream->bytesToWrite() : 0;
}

void HttpConnection::answer(const HttpResponse &response)
{
    const bool head = m_parser && m_parser->request().method == "HEAD";
    const bool keepAlive = m_parser && m_parser->keepAlive();
    m_parser.reset();
    answerWith(response, keepAlive, head);
}

/// The last answer: where a body may follow, it is not looked for.
void HttpConnection::answerUnread(const HttpRequest &request, const HttpResponse &response)
{
    answerWith(response, false, request.method == "HEAD");
}

void HttpConnection::answerWith(const HttpResponse &response, bool keepAlive, bool head)
{
    m_stream->queue(writeResponse(response, keepAlive, !head));
    m_stream->flush();
    endAnswer(keepAlive);
}

void HttpConnection::endAnswer(bool keepAlive)
{
    if (!keepAlive) {
        m_doorkeeper.finished(*this);
        return;
    }
    // It is not being made any more: browsers keep it for what a page asks next.
    m_stream->place().becomeLink();
    m_idle = true;
    // An answer may end in the middle of anything; what waits behind it is looked at later.
    m_resumes = !m_input.isEmpty();
    ringAfter(m_resumes ? std::chrono::milliseconds(0) : m_rules.limits.idleTime);
}

void HttpConnection::refuse(int status, const QByteArray &line)
{
    qCDebug(doorsLog) << "HTTP" << status << "to" << m_stream->peer().toString();
    m_parser.reset();
    m_receiving = false;
    answer(HttpResponse::text(status, line));
}

void HttpConnection::ring()
{
    if (std::exchange(m_resumes, false)) {
        handleInput();
        return;
    }
    if (m_idle) {
        m_doorkeeper.gone(*this);
        return;
    }
    if (m_receiving && !m_wanted) { // it is not the client who takes so long
        ringAfter(m_rules.limits.bodyTime);
        return;
    }
    ++m_stream->reception().counters.handshakeTimeouts;
    if (!m_parser && m_input.isEmpty())
        m_doorkeeper.gone(*this);
    else
        refuse(408, "The request did not arrive in time.");
}

} // namespace Server
