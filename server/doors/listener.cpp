// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/listener.h"

#include "server/doors/acceptedtcp.h"
#include "server/doors/arrival.h"
#include "server/doors/farewell.h"
#include "server/doors/logging.h"
#include "server/doors/socketstream.h"

#include <QPointer>

#include <utility>

#ifdef Q_OS_UNIX
#include "server/doors/acceptor.h"
#include "server/doors/descriptorstream.h"
#endif

namespace Server {
namespace {

using namespace std::chrono_literals;

constexpr int backlog = 4096;
/// Accepted in one turn; those who came before get on meanwhile.
constexpr int mostPerTurn = 64;
constexpr std::chrono::milliseconds errorPause{100};
/// How long newcomers wait in the backlog for others to finish their handshakes.
constexpr std::chrono::milliseconds roomPatience{500};
constexpr std::chrono::milliseconds roomPeriod{20};
constexpr std::chrono::seconds complaintPeriod{1};
/// Told to go at once, and waited for until they have read it.
constexpr int mostRefusals = 512;

QByteArray errorFrame(QByteArrayView message)
{
    return "ERROR\nmessage:" + message.toByteArray() + "\n\n" + '\0';
}

} // namespace

Listener::Listener(Options options, HttpHandler handler, const Listener *neighbour)
    : m_options(std::move(options)), m_rules{m_options.http,      m_options.upgrade,
                                             m_options.hostNames, m_options.anyNamePaths,
                                             std::move(handler),  m_options.bodyLimit,
                                             m_options.receiver,  m_options.isProxy},
      m_reception(neighbour ? neighbour->m_reception
                            : std::make_shared<Reception>(m_options.limits))
{
    setListenBacklogSize(backlog);
    connect(this, &QTcpServer::acceptError, this, [this](QAbstractSocket::SocketError) {
        // Out of descriptors, most likely: trying again at once would only spin.
        if (mayComplain())
            qCWarning(doorsLog) << "cannot accept:" << errorString();
        pauseAccepting();
        m_reception->alarms.set(*this, errorPause);
    });
}

Listener::~Listener()
{
    stop();
    m_guests.clear();
    if (m_scheduled)
        m_reception->turnEnd.cancel(this);
}

void Listener::stop()
{
    m_acceptor.reset();
    close();
    m_reception->alarms.cancel(*this);
    // One of them may be the reason why we are here.
    for (auto it = m_guests.begin(); it != m_guests.end();) {
        if (it->second->isBusy()) {
            ++it;
            continue;
        }
        it->second->takeStream().reset();
        m_gone.push_back(std::move(it->second));
        it = m_guests.erase(it);
    }
    m_refusals = 0;
    if (!m_gone.empty() && !std::exchange(m_scheduled, true))
        m_reception->turnEnd.schedule(this);
}

void Listener::setCertificate(const QSslConfiguration &configuration)
{
    m_options.tls = configuration;
}

const QSslConfiguration *Listener::tls() const
{
    return m_options.tls ? &*m_options.tls : nullptr;
}

bool Listener::listen(const QHostAddress &address, quint16 port)
{
    if (!QTcpServer::listen(address, port))
        return false;
#ifdef Q_OS_UNIX
    pauseAccepting();
    prepareAcceptor(int(socketDescriptor()));
    m_acceptor = std::make_unique<QSocketNotifier>(socketDescriptor(), QSocketNotifier::Read);
    connect(m_acceptor.get(), &QSocketNotifier::activated, this, &Listener::acceptSome);
#endif
    return true;
}

void Listener::acceptSome()
{
#ifdef Q_OS_UNIX
    for (int i = 0; i < mostPerTurn; ++i) {
        if (!m_reception->handshakesFull()) {
            m_refuses = false;
            m_fullSince.reset();
        } else if (!m_refuses || m_refusals >= mostRefusals) {
            if (!m_fullSince)
                m_fullSince = Stomp::Clock::now();
            m_acceptor->setEnabled(false);
            m_reception->alarms.set(*this, roomPeriod);
            return;
        }
        const Accepted accepted = acceptOne(int(socketDescriptor()));
        if (accepted.descriptor < 0) {
            if (accepted.error) {
                // Out of descriptors, most likely: trying again at once would only spin.
                if (mayComplain())
                    qCWarning(doorsLog) << "cannot accept:" << accepted.error.message().c_str();
                m_acceptor->setEnabled(false);
                m_reception->alarms.set(*this, errorPause);
            }
            return;
        }
        const QHostAddress peer = plainAddress(accepted.peer);
        welcome(std::make_unique<DescriptorStream>(accepted.descriptor, peer,
                                                   m_reception->uncounted()));
    }
#endif
}

void Listener::ring()
{
    if (!m_acceptor) {
        resumeAccepting();
        return;
    }
    if (m_fullSince && m_reception->handshakesFull()) {
        if (m_refusals >= mostRefusals || Stomp::Clock::now() - *m_fullSince < roomPatience) {
            m_reception->alarms.set(*this, roomPeriod);
            return;
        }
        m_refuses = true;
    }
    m_acceptor->setEnabled(true);
}

void Listener::incomingConnection(qintptr descriptor)
{
    welcome(std::make_unique<SocketStream>(descriptor, QHostAddress(), m_reception->uncounted()));
}

void Listener::welcome(std::unique_ptr<Stream> stream)
{
    if (m_refuses && m_reception->handshakesFull()) {
        ++m_reception->counters.refusedHandshakes;
        refuse(std::move(stream), "Too many connections are just being made; try again soon.");
        return;
    }
    auto place = m_reception->admit(stream->peer());
    if (!place) {
        refuse(std::move(stream), place.error() == Reception::Refusal::PerAddress
                                      ? "Too many connections from this address."
                                      : "Too many connections; try again later.");
        return;
    }
    stream->place() = std::move(*place);
    add<Arrival>(std::move(stream), m_options.http.headTime);
}

void Listener::refuse(std::unique_ptr<Stream> stream, const char *reason)
{
    if (mayComplain())
        qCWarning(doorsLog) << "refused" << stream->peer().toString() << ':' << reason;
    const QByteArray words = m_options.door == Door::Http
                                 ? writeResponse(HttpResponse::text(503, reason), false, true)
                                 : errorFrame(reason);
    if (m_refusals < mostRefusals) {
        ++m_refusals;
        sayFarewell(std::move(stream), words);
        return;
    }
    // Nobody waits for this one to read it. What it has sent must be read, or it gets a reset.
    auto &buffer = m_reception->readBuffer;
    stream->read(buffer.data(), qsizetype(buffer.size()));
    stream->queue(words);
    stream->flush();
}

// Who comes again and again must not fill the disk with it.
bool Listener::mayComplain()
{
    const Stomp::TimePoint now = Stomp::Clock::now();
    if (now < m_nextComplaint) {
        ++m_unlogged;
        return false;
    }
    m_nextComplaint = now + complaintPeriod;
    if (const quint64 more = std::exchange(m_unlogged, 0); more > 0)
        qCWarning(doorsLog) << more << "more of the same";
    return true;
}

void Listener::sayFarewell(std::unique_ptr<Stream> stream, const QByteArray &lastWords)
{
    stream->queue(lastWords);
    add<Farewell>(std::move(stream)).start();
}

template <typename Kind, typename... Arguments>
Kind &Listener::add(Arguments &&...arguments)
{
    auto guest = std::make_unique<Kind>(std::forward<Arguments>(arguments)...,
                                        static_cast<Doorkeeper &>(*this));
    Kind &added = *guest;
    m_guests.emplace(&added, std::move(guest));
    return added;
}

bool Listener::wantsTls(const Stream &stream) const
{
    if (stream.isEncrypted() || m_options.plain == Plain::On)
        return false;
    return m_options.plain == Plain::Off || !stream.peer().isLoopback();
}

void Listener::arrived(Arrival &arrival)
{
    std::unique_ptr<Stream> stream = arrival.takeStream();
    gone(arrival);
    const bool tlsWanted = wantsTls(*stream);
    if (m_options.door == Door::Http)
        add<HttpConnection>(std::move(stream), m_rules, tlsWanted).start();
    else if (tlsWanted)
        sayFarewell(std::move(stream), errorFrame("Only TLS is spoken here."));
    else
        open(new AcceptedTcp(std::move(stream)), {});
}

void Listener::keptSilent(Arrival &arrival)
{
    std::unique_ptr<Stream> stream = arrival.takeStream();
    gone(arrival);
    if (m_options.door == Door::Tcp)
        sayFarewell(std::move(stream), errorFrame("No CONNECT in time."));
}

void Listener::upgradeRequested(HttpConnection &connection, const Upgrade &upgrade)
{
    const QByteArray rest = connection.takeRest();
    std::unique_ptr<Stream> stream = connection.takeStream();
    gone(connection);
    if (upgrade.peer != stream->peer()) {
        if (!stream->place().moveTo(upgrade.peer)) {
            sayFarewell(std::move(stream),
                        writeResponse(HttpResponse::text(503, "Too many connections from this"
                                                              " address."),
                                      false, true));
            return;
        }
        stream->setPeer(upgrade.peer);
    }
    m_reception->visits.note(stream->peer(), Stomp::Clock::now());
    stream->queue(writeUpgrade(upgrade));
    stream->flush();
    AcceptedWebSocket::Options options = m_options.webSocket;
    if (upgrade.kind == WebSocketKind::Messages) {
        options.wholeMessages = true;
        options.messageBytes *= 2; // SockJS writes them as JSON strings, every other byte escaped
    }
    auto *socket = new AcceptedWebSocket(std::move(stream), options);
    if (upgrade.kind == WebSocketKind::Messages)
        openMessages(socket, upgrade.path, rest);
    else
        open(socket, rest);
}

void Listener::openMessages(AcceptedWebSocket *socket, const QByteArray &path,
                            const QByteArray &bytes)
{
    const QPointer<AcceptedWebSocket> alive(socket);
    Q_EMIT messagesOpened(socket, path);
    if (alive)
        alive->start(bytes);
}

void Listener::open(AcceptedLink *link, const QByteArray &bytes)
{
    const QPointer<AcceptedLink> alive(link);
    Q_EMIT linkOpened(link);
    if (alive)
        alive->start(bytes);
}

void Listener::finished(HttpConnection &connection)
{
    std::unique_ptr<Stream> stream = connection.takeStream();
    gone(connection);
    sayFarewell(std::move(stream), {});
}

void Listener::gone(Guest &guest)
{
    if (const auto stream = guest.takeStream(); stream && !stream->place().isCounted())
        --m_refusals;
    const auto it = m_guests.find(&guest);
    if (it == m_guests.end())
        return;
    m_gone.push_back(std::move(it->second));
    m_guests.erase(it);
    if (!std::exchange(m_scheduled, true))
        m_reception->turnEnd.schedule(this);
}

void Listener::endOfTurn()
{
    m_scheduled = false;
    m_gone.clear();
}

} // namespace Server
