// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/forwarded.h"
#include "server/doors/guest.h"
#include "server/doors/http.h"
#include "server/doors/httpparser.h"
#include "server/doors/upgrade.h"

#include <memory>
#include <optional>

namespace Server {

/// What a door answers HTTP with.
struct HttpRules {
    HttpLimits limits;
    UpgradePolicy upgrade;
    QByteArrayList hostNames;    ///< See hostAllowed().
    QByteArrayList anyNamePaths; ///< Answered whatever the host is called.
    HttpHandler handler;
    HttpBodyLimit bodyLimit;
    HttpReceiver receiver; ///< May be none.
    ProxyCheck isProxy;    ///< Whose word counts for whom it comes; none: nobody's.
};

/// One connection while it speaks HTTP: reads requests within the limits, hands them to the
/// handler, writes the answers; or finds out that the peer wants a WebSocket. While an answer
/// grows or is yet to come, further requests wait.
///
/// A body that somebody takes piece by piece is read when they ask for more.
class HttpConnection final : public Guest, private HttpBody, private HttpInflow {
public:
    /// `tlsWanted`: it is plain and may not be; all it gets is the way to TLS.
    HttpConnection(std::unique_ptr<Stream> stream, const HttpRules &rules, bool tlsWanted,
                   Doorkeeper &doorkeeper);
    ~HttpConnection() override;

    /// Reads what is there already; call it once.
    void start() { readable(); }
    /// What came behind the handshake.
    QByteArray takeRest() { return std::exchange(m_input, {}); }
    bool isBusy() const override { return m_growing || m_awaited || (m_receiving && !m_wanted); }

private:
    void readable() override;
    void written() override;
    void ring() override;
    void broken() override;
    void write(const QByteArray &bytes) override;
    void finish() override;
    void abort() override { broken(); }
    qint64 bytesToWrite() const override;
    void more() override;
    void reply(const HttpResponse &response) override;
    void handleInput();
    void handleAll();
    bool hasWork() const;
    qsizetype mostInput() const;
    void readHead();
    void readBody();
    void readPiece();
    void countRequest();
    void receive(std::unique_ptr<HttpSink> sink);
    HttpRequest requestOf(const HttpParser &parser) const;
    void answer(const HttpResponse &response);
    void answerUnread(const HttpRequest &request, const HttpResponse &response);
    /// What an answer needs to know of its request.
    struct Asked {
        bool keepAlive;
        bool head;
        bool chunks; ///< The client knows them.
    };
    Asked takeAsked();
    void grow(std::unique_ptr<HttpSource> source, const Asked &asked);
    void await(const HttpLater &later);
    void answerWith(const HttpResponse &response, bool keepAlive, bool head);
    void endAnswer(bool keepAlive);
    void leave();
    void refuse(int status, const QByteArray &line);
    bool isAhead() const; ///< More answers are unread than it should have.

    const HttpRules &m_rules;
    std::optional<HttpParser> m_parser;   ///< Set while a request's body is read.
    QByteArray m_input;                   ///< Read and not understood yet.
    qsizetype m_searched = 0;             ///< How much of the head was looked at.
    std::unique_ptr<HttpSource> m_source; ///< Of the last answer that grew.
    std::unique_ptr<HttpSink> m_sink;     ///< Of the last body that was taken piece by piece.
    bool m_receiving = false;             ///< It is not answered yet.
    bool m_wanted = false;                ///< It has asked for more.
    bool m_handling = false;              ///< The input is being looked at already.
    qsizetype m_progress = 0;             ///< Bytes of the body since its time was set.
    /// While an answer is to come: whoever gives it finds us by this, or no more.
    std::shared_ptr<HttpConnection *> m_awaited;
    bool m_growing = false;
    QByteArray m_head;         ///< Of the answer that grows, while there is nothing behind it.
    bool m_chunked = false;    ///< The answer that grows is.
    bool m_keepsAlive = false; ///< Behind it.
    bool m_tlsWanted;
    bool m_resumes = false; ///< At the next ring, with what has come meanwhile.
    bool m_idle = false;    ///< Between two requests.
    bool m_ended = false;   ///< The peer said its last while an answer was to come.
};

} // namespace Server
