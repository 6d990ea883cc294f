// SPDX-License-Identifier: GPL-3.0-or-later
// The first octet says how far the conversation is and how it is cut, the rest is what a client
// sends. Whatever it is, every output is STOMP, and the session ends once at most, by an ERROR.
#include "stomp/serversession.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace Stomp;
using namespace std::chrono_literals;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

ServerSession::Options tightOptions()
{
    ServerSession::Options options;
    options.limits = {32, 128, 8, 512, 256, 4, 2, 4, 1024, 4};
    return options;
}

/// A broker of one client that sends two messages to each new subscription.
class Host {
public:
    ServerSession session{tightOptions(), TimePoint(1h)};

    void receive(QByteArrayView bytes)
    {
        m_now += 10ms;
        session.tick(m_now);
        session.receive(bytes, m_now);
        while (auto event = session.nextEvent()) {
            require(!m_failed);
            std::visit([this](const auto &request) { serve(request); }, *event);
        }
        readOutput();
    }

private:
    void serve(const ServerEvent::ConnectRequested &) { session.accept("s", {}, m_now); }
    void serve(const ServerEvent::SendRequested &request)
    {
        require(!request.destination.isEmpty());
        require(!request.headers.contains("destination"));
        give(request.receipt);
    }
    void serve(const ServerEvent::SubscribeRequested &request)
    {
        require(session.isSubscribed(request.id));
        session.track(request.id, "m1");
        session.track(request.id, "m2");
        give(request.receipt);
    }
    void serve(const ServerEvent::UnsubscribeRequested &request)
    {
        require(!session.isSubscribed(request.id));
        give(request.receipt);
    }
    void serve(const ServerEvent::Acknowledged &request)
    {
        require(!request.messageIds.empty() && request.messageIds.size() <= 2);
        give(request.receipt);
    }
    void serve(const ServerEvent::TransactionCommitted &request)
    {
        require(request.actions.size() <= 4);
        give(request.receipt);
    }
    void serve(const ServerEvent::DisconnectRequested &request) { give(request.receipt); }
    void serve(const ServerEvent::Failed &) { m_failed = true; }

    void give(const std::optional<QByteArray> &receipt)
    {
        if (receipt)
            session.sendReceipt(*receipt);
    }

    void readOutput()
    {
        FrameParser parser;
        parser.setVersion(session.version());
        parser.feed(session.takeOutput());
        while (true) {
            const auto frame = parser.next();
            require(frame.has_value());
            if (!*frame)
                break;
            require(!m_errorSeen); // nothing comes behind an ERROR
            m_errorSeen = (*frame)->command == Command::Error;
        }
        require(m_errorSeen == session.isOver());
        require(m_failed == session.isOver());
        require(parser.buffered() == 0);
    }

    TimePoint m_now{1h};
    bool m_failed = false;
    bool m_errorSeen = false;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    Host host;
    if (data[0] % 4 != 3) {
        const QByteArray version = versionName(Version(data[0] % 4)).toByteArray();
        host.receive("CONNECT\naccept-version:" + version + "\n\n" + QByteArray(1, '\0'));
        require(host.session.isOpen());
    }
    const qsizetype pieceSize = 1 + data[0] / 4;
    QByteArrayView bytes(data + 1, static_cast<qsizetype>(size) - 1);
    while (!bytes.isEmpty()) {
        const QByteArrayView piece = bytes.first(std::min(pieceSize, bytes.size()));
        bytes = bytes.sliced(piece.size());
        host.receive(piece);
    }
    return 0;
}
