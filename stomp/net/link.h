// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

namespace Stomp {

/// Why a link is closed, in WebSocket's numbers (RFC 6455, 7.4; 4000 and up are ours).
enum class CloseCode : quint16 {
    Normal = 1000,
    GoingAway = 1001,     ///< The host shuts down.
    ProtocolError = 1002, ///< After an ERROR frame.
    NoStatus = 1005,      ///< The connection broke without a word.
    TooBig = 1009,        ///< A message above the limit.
    NotTrusted = 1015,    ///< Who answered showed no certificate that is right; never sent.
    SlowConsumer = 4500,  ///< The peer did not read (Spring's number for it).
};

/// One STOMP frame (or several whole ones) ready for the wire, encoded once and shared by all
/// the links it goes to.
class OutgoingFrame {
public:
    /// What it is on a WebSocket.
    enum class Message {
        ByContent, ///< Text, or binary where it is not UTF-8.
        Binary,
    };

    OutgoingFrame() = default;
    explicit OutgoingFrame(QByteArray stomp, Message message = Message::ByContent)
        : m_stomp(std::move(stomp)), m_message(message)
    {
    }

    /// The bytes as they go over TCP or the loop.
    const QByteArray &stomp() const { return m_stomp; }
    /// The same as one unmasked WebSocket message. Made on first use and kept, so that copies made
    /// afterwards share it.
    const QByteArray &webSocket() const;
    /// The same in some other framing, kept likewise; one framing beside WebSocket's at a time.
    using Encoder = QByteArray (*)(const QByteArray &stomp);
    const QByteArray &encoded(Encoder encoder) const;

private:
    QByteArray m_stomp;
    Message m_message = Message::ByContent;
    mutable QByteArray m_webSocket;
    mutable QByteArray m_encoded;
    mutable Encoder m_encoder = nullptr;
};

/// Carries STOMP bytes to and from one peer, in order, until it is closed once.
///
/// Lives in one thread; all its signals are emitted there. Sending never blocks and never
/// fails: what cannot be sent any more is dropped, and `closed()` says so. Frames are handed to
/// the operating system together, once per turn of the event loop.
class Link : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// False until `opened()`, and again after `closed()`.
    virtual bool isOpen() const = 0;

    virtual void send(const OutgoingFrame &frame) = 0;
    /// Sends what is queued, then closes; aborts by itself when that takes longer than a few
    /// seconds. `closed()` follows.
    virtual void close(CloseCode code, const QString &reason) = 0;
    /// Drops what is queued and the connection; `closed()` follows unless it came before.
    virtual void abort() = 0;

    /// False: leave the peer's bytes where they are until true again, so that it is held back by
    /// its own connection; within the process they are kept here.
    virtual void setReading(bool reading) = 0;

    /// Its owner writes something in every period from here on: signs of life of the framing's own
    /// are not needed any more.
    virtual void ownerBeats() {}

    /// Hands to the operating system at once what it takes: bytesQueued() then tells of what the
    /// peer did not read, and not of a turn that is long. drained() follows while anything is left.
    virtual void sendNow() {}
    /// Bytes handed to send() that the operating system has not taken yet.
    virtual qint64 bytesQueued() const = 0;
    /// Who is there, for logs and limits: an address, or "loop" within the process.
    virtual QString peerName() const = 0;
    /// What lines of the log call it: "session 12"; 0 until its owner has said so.
    quint64 session() const { return m_session; }
    void setSession(quint64 number) { m_session = number; }
    /// How its bytes come, for operators: "websocket", "tcp", "loop"….
    virtual QString transport() const { return QStringLiteral("other"); }
    /// True for a peer within this very process, which needs no proof of who it is.
    virtual bool isInProcess() const { return false; }

Q_SIGNALS:
    /// The connection stands. Emitted once, by links that were made before they were connected.
    void opened();
    /// Bytes of the peer, cut anywhere.
    void received(const QByteArray &bytes);
    /// The peer is alive: bytes arrived though they may not be whole enough for received().
    void activity();
    /// bytesQueued() went down.
    void drained();
    /// The operating system did not take all that was sent; drained() tells when it takes more.
    void behind();
    /// The peer has sent its last byte and may still read. Whoever listens answers what it asked
    /// for and closes; where nobody does the link closes by itself. Emitted once at most, and not
    /// by links that end in both directions at once (TLS, loop).
    void peerFinished();
    /// The end, emitted once. `code` as the peer or we gave it; NoStatus for a broken connection.
    void closed(Stomp::CloseCode code, const QString &reason);

private:
    quint64 m_session = 0;
};

} // namespace Stomp
