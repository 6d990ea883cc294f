// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/frame.h"
#include "stomp/limits.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <tl/expected.hpp>

namespace Stomp {

/// Why a byte stream is not STOMP. After any of these the stream cannot be resumed.
enum class ParseError {
    CommandTooLong,   ///< The command line exceeded Limits::commandBytes.
    UnknownCommand,   ///< No version of STOMP has this command.
    HeaderTooLong,    ///< A header line exceeded Limits::headerLineBytes.
    TooManyHeaders,   ///< More than Limits::headers lines, or Limits::headBytes in all.
    BadHeader,        ///< No colon, an empty name, a NUL, or a CR that no LF follows.
    BadEscape,        ///< An escape this version does not define (STOMP 1.2, "Value Encoding").
    BadUtf8,          ///< Command or headers are not UTF-8.
    BadContentLength, ///< content-length is not a plain decimal number.
    BodyTooLong,      ///< The body, declared or read, exceeds Limits::bodyBytes.
    BodyNotAllowed,   ///< A body on a command that has none.
    MissingNul,       ///< The octet behind content-length bytes is not NUL.
};

/// A sentence in English for the `message` header of an ERROR; never contains peer's bytes.
QByteArray describe(ParseError error);

/// Bytes in, frames out: the incremental reader of STOMP 1.0, 1.1 and 1.2.
///
/// Linear: no byte is looked at twice, however the stream is cut. Bounded: every limit is
/// checked while reading, a declared length before its body. EOLs and stray NULs between
/// frames are skipped. Holds no socket and no timer; not thread-safe.
///
/// Pull one frame at a time: the version that CONNECT settles governs the bytes behind it,
/// so `setVersion()` must be able to act between two frames of one read.
class FrameParser {
public:
    explicit FrameParser(Limits limits = {});

    /// Escaping and line ends of the frames that follow. Before it is called, frames are read
    /// leniently as a first CONNECT may be (CRLF and LF, no escapes on CONNECT and CONNECTED,
    /// 1.2's escapes elsewhere).
    void setVersion(Version version);

    /// Appends bytes of the peer. Never fails: what is wrong with them `next()` says.
    void feed(QByteArrayView bytes);

    /// The next whole frame; nullopt when more bytes are needed. After an error every later
    /// call returns the same error.
    tl::expected<std::optional<Frame>, ParseError> next();

    /// After an error: what the frame at fault asked to be answered with, where its head was whole.
    const std::optional<QByteArray> &receiptAtFault() const { return m_receiptAtFault; }

    /// Limits of the bytes that follow: a server grants a peer more once it knows who it is.
    void setLimits(const Limits &limits) { m_limits = limits; }

    /// Bytes held that belong to no finished frame; bounded by the limits plus the last read.
    qsizetype buffered() const { return m_buffer.size() - m_position + m_headBytes; }

private:
    enum class Phase { BetweenFrames, CommandLine, HeaderLines, CountedBody, OpenBody, Failed };
    enum class Step { Advanced, NeedsBytes, FrameDone, Failed };

    Step readBetweenFrames();
    Step readCommandLine();
    Step readHeaderLine();
    Step readCountedBody();
    Step readOpenBody();

    Step readLine(QByteArrayView &line, qsizetype limit, ParseError tooLong);
    Step addHeader(QByteArrayView line);
    Step finishHead();
    Step finishFrame(qsizetype bodySize);
    Step fail(ParseError error);
    void forgetConsumed();

    bool endsLinesWithLfOnly() const;
    bool ignoresBody() const;

    Limits m_limits;
    std::optional<Version> m_version;
    Phase m_phase = Phase::BetweenFrames;
    ParseError m_error = ParseError::UnknownCommand;

    QByteArray m_buffer;
    qsizetype m_position = 0; ///< First byte not consumed.
    qsizetype m_scanned = 0;  ///< First byte not looked at; never before m_position.

    Frame m_frame;
    qsizetype m_headBytes = 0; ///< Of the frame being read, from its command on.
    std::optional<qsizetype> m_contentLength;
    std::optional<QByteArray> m_receiptAtFault;
};

} // namespace Stomp
