// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/arrival.h"

#include "server/doors/socketstream.h"

#ifdef Q_OS_UNIX
#include "server/doors/descriptorstream.h"
#endif

namespace Server {
namespace {

constexpr char tlsHandshake = 0x16; // RFC 8446, 5.1: the type of a ClientHello's record

} // namespace

Arrival::Arrival(std::unique_ptr<Stream> stream, std::chrono::milliseconds time,
                 Doorkeeper &doorkeeper)
    : Guest(std::move(stream), doorkeeper)
{
    ringAfter(time);
}

void Arrival::readable()
{
    char first = 0;
    const qsizetype size = m_stream->peek(&first, 1);
    if (size == 0)
        return;
    if (size == Stream::ended) {
        m_doorkeeper.gone(*this);
        return;
    }
    if (m_stream->isEncrypted() || first != tlsHandshake) {
        m_doorkeeper.arrived(*this);
        return;
    }
    if (const QSslConfiguration *tls = m_doorkeeper.tls())
        startTls(*tls);
    else
        m_doorkeeper.gone(*this); // nothing that we could say would be understood
}

void Arrival::startTls(const QSslConfiguration &configuration)
{
#ifdef Q_OS_UNIX
    auto &plain = static_cast<DescriptorStream &>(*m_stream);
    const QHostAddress peer = plain.peer();
    Reception::Place place = std::move(plain.place());
    auto encrypted = std::make_unique<SocketStream>(plain.release(), peer, std::move(place));
    SocketStream &stream = *encrypted;
    stream.setUser(this);
    m_stream = std::move(encrypted);
#else
    auto &stream = static_cast<SocketStream &>(*m_stream);
#endif
    stream.startTls(configuration);
}

void Arrival::ring()
{
    ++m_stream->reception().counters.handshakeTimeouts;
    if (m_stream->isEncrypted())
        m_doorkeeper.gone(*this); // within the handshake
    else
        m_doorkeeper.keptSilent(*this);
}

} // namespace Server
