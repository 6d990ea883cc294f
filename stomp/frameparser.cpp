// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/frameparser.h"

#include "stomp/escaping.h"

#include <cstring>
#include <utility>

namespace Stomp {

namespace {

/// What an emptied buffer may keep for the next read; a peer that idles should cost little more.
constexpr qsizetype keptCapacity = 4096;

qsizetype find(char octet, const QByteArray &bytes, qsizetype from)
{
    const auto length = static_cast<std::size_t>(bytes.size() - from);
    const void *hit = length ? std::memchr(bytes.constData() + from, octet, length) : nullptr;
    return hit ? static_cast<const char *>(hit) - bytes.constData() : -1;
}

bool contains(QByteArrayView bytes, char octet)
{
    return !bytes.isEmpty() &&
           std::memchr(bytes.data(), octet, static_cast<std::size_t>(bytes.size()));
}

QByteArrayView withoutLeadingBlanks(QByteArrayView value)
{
    while (value.startsWith(' '))
        value = value.sliced(1);
    return value;
}

/// Whether the head was read by then.
bool isOfBody(ParseError error)
{
    return error == ParseError::BodyTooLong || error == ParseError::BodyNotAllowed ||
           error == ParseError::MissingNul;
}

/// The number, as far as it matters: any number above `limit` is `limit + 1`. nullopt unless all
/// are digits.
std::optional<qsizetype> parseLength(QByteArrayView digits, qsizetype limit)
{
    if (digits.isEmpty())
        return std::nullopt;
    qsizetype length = 0;
    for (char digit : digits) {
        if (digit < '0' || digit > '9')
            return std::nullopt;
        if (length > limit)
            continue;
        if (length > (limit - (digit - '0')) / 10)
            length = limit + 1;
        else
            length = length * 10 + (digit - '0');
    }
    return length;
}

/// 1.0 writes "session: x" in its own examples. Which version a CONNECT or CONNECTED speaks is in
/// the frame itself, so its padding can be taken off only when its head is complete.
bool isOfVersion10(const Frame &frame)
{
    if (frame.command == Command::Connect)
        return !frame.headers.contains("accept-version");
    return frame.command == Command::Connected && !frame.headers.contains("version");
}

Headers withoutPadding(const Headers &headers)
{
    Headers trimmed;
    for (const Headers::Entry &header : headers)
        trimmed.append(header.name, withoutLeadingBlanks(header.value).toByteArray());
    return trimmed;
}

} // namespace

QByteArray describe(ParseError error)
{
    switch (error) {
    case ParseError::CommandTooLong:
        return "The command line is too long";
    case ParseError::UnknownCommand:
        return "Unknown command";
    case ParseError::HeaderTooLong:
        return "A header line is too long";
    case ParseError::TooManyHeaders:
        return "The frame has too many headers";
    case ParseError::BadHeader:
        return "A header line is not of the form name:value";
    case ParseError::BadEscape:
        return "A header has an undefined escape sequence";
    case ParseError::BadUtf8:
        return "Command or headers are not UTF-8";
    case ParseError::BadContentLength:
        return "content-length is not a number";
    case ParseError::BodyTooLong:
        return "The body is too long";
    case ParseError::BodyNotAllowed:
        return "This command has no body";
    case ParseError::MissingNul:
        return "The frame does not end where content-length says";
    }
    Q_UNREACHABLE();
}

FrameParser::FrameParser(Limits limits) : m_limits(limits) {}

void FrameParser::setVersion(Version version)
{
    m_version = version;
}

void FrameParser::feed(QByteArrayView bytes)
{
    if (m_phase == Phase::Failed)
        return;
    forgetConsumed();
    m_buffer.append(bytes);
}

tl::expected<std::optional<Frame>, ParseError> FrameParser::next()
{
    while (true) {
        Step step = Step::Failed;
        switch (m_phase) {
        case Phase::BetweenFrames:
            step = readBetweenFrames();
            break;
        case Phase::CommandLine:
            step = readCommandLine();
            break;
        case Phase::HeaderLines:
            step = readHeaderLine();
            break;
        case Phase::CountedBody:
            step = readCountedBody();
            break;
        case Phase::OpenBody:
            step = readOpenBody();
            break;
        case Phase::Failed:
            break;
        }
        switch (step) {
        case Step::Advanced:
            continue;
        case Step::NeedsBytes:
            forgetConsumed();
            return std::optional<Frame>();
        case Step::FrameDone:
            return std::optional<Frame>(std::exchange(m_frame, Frame()));
        case Step::Failed:
            return tl::make_unexpected(m_error);
        }
    }
}

FrameParser::Step FrameParser::readBetweenFrames()
{
    const qsizetype end = m_buffer.size();
    while (m_position < end) {
        const char octet = m_buffer.at(m_position);
        if (octet == '\r') {
            if (m_position + 1 == end)
                return Step::NeedsBytes; // its LF may be in the next read
            if (m_buffer.at(m_position + 1) != '\n')
                return fail(ParseError::BadHeader);
        } else if (octet != '\n' && octet != '\0') {
            m_scanned = m_position;
            m_phase = Phase::CommandLine;
            return Step::Advanced;
        }
        ++m_position;
    }
    return Step::NeedsBytes;
}

FrameParser::Step FrameParser::readLine(QByteArrayView &line, qsizetype limit, ParseError tooLong)
{
    const qsizetype lineFeed = find('\n', m_buffer, m_scanned);
    const qsizetype end = lineFeed < 0 ? m_buffer.size() : lineFeed;
    const auto unseen = QByteArrayView(m_buffer).sliced(m_scanned, end - m_scanned);
    line = QByteArrayView(m_buffer).sliced(m_position, end - m_position);

    // A NUL in the head is a frame that was cut off, or bait for readers who end frames there.
    if (contains(unseen, '\0'))
        return fail(m_phase == Phase::CommandLine ? ParseError::UnknownCommand
                                                  : ParseError::BadHeader);
    if (line.size() > limit + (line.endsWith('\r') ? 1 : 0))
        return fail(tooLong);
    if (m_headBytes + line.size() + (lineFeed < 0 ? 0 : 1) > m_limits.headBytes)
        return fail(ParseError::TooManyHeaders);
    if (lineFeed < 0) {
        m_scanned = end;
        return Step::NeedsBytes;
    }
    m_headBytes += line.size() + 1;
    m_position = m_scanned = lineFeed + 1;
    return Step::Advanced;
}

FrameParser::Step FrameParser::readCommandLine()
{
    QByteArrayView line;
    const Step step = readLine(line, m_limits.commandBytes, ParseError::CommandTooLong);
    if (step != Step::Advanced)
        return step;

    const bool carriageReturn = line.endsWith('\r');
    const auto command = commandFromName(carriageReturn ? line.chopped(1) : line);
    if (!command)
        return fail(ParseError::UnknownCommand);
    m_frame.command = *command;
    if (carriageReturn && endsLinesWithLfOnly())
        return fail(ParseError::UnknownCommand);
    m_phase = Phase::HeaderLines;
    return Step::Advanced;
}

FrameParser::Step FrameParser::readHeaderLine()
{
    QByteArrayView line;
    const Step step = readLine(line, m_limits.headerLineBytes, ParseError::HeaderTooLong);
    if (step != Step::Advanced)
        return step;

    if (!endsLinesWithLfOnly()) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (contains(line, '\r'))
            return fail(ParseError::BadHeader);
    }
    if (line.size() > m_limits.headerLineBytes)
        return fail(ParseError::HeaderTooLong);
    return line.isEmpty() ? finishHead() : addHeader(line);
}

FrameParser::Step FrameParser::addHeader(QByteArrayView line)
{
    if (m_frame.headers.size() >= m_limits.headers)
        return fail(ParseError::TooManyHeaders);
    const qsizetype colon = line.indexOf(':');
    if (colon < 1)
        return fail(ParseError::BadHeader);
    if (!line.isValidUtf8())
        return fail(ParseError::BadUtf8);

    Escapes escapes = Escapes::None;
    if (rules(m_frame.command).escapesHeaders)
        escapes = escapesOf(m_version.value_or(Version::V12));
    auto name = unescape(line.first(colon), escapes);
    const QByteArrayView rest = line.sliced(colon + 1);
    auto value = unescape(m_version == Version::V10 ? withoutLeadingBlanks(rest) : rest, escapes);
    if (!name || !value)
        return fail(ParseError::BadEscape);

    // The first one counts here as everywhere: two readings of one stream are a way past a policy.
    if (!m_contentLength && *name == "content-length") {
        m_contentLength = parseLength(*value, m_limits.bodyBytes);
        if (!m_contentLength)
            return fail(ParseError::BadContentLength);
    }
    m_frame.headers.append(std::move(*name), std::move(*value));
    return Step::Advanced;
}

FrameParser::Step FrameParser::finishHead()
{
    if (!m_version && isOfVersion10(m_frame))
        m_frame.headers = withoutPadding(m_frame.headers);
    if (!m_contentLength) {
        m_phase = Phase::OpenBody;
        return Step::Advanced;
    }
    if (*m_contentLength > 0 && !rules(m_frame.command).mayHaveBody && !ignoresBody())
        return fail(ParseError::BodyNotAllowed);
    if (*m_contentLength > m_limits.bodyBytes)
        return fail(ParseError::BodyTooLong);
    m_phase = Phase::CountedBody;
    return Step::Advanced;
}

FrameParser::Step FrameParser::readCountedBody()
{
    if (m_buffer.size() - m_position <= *m_contentLength)
        return Step::NeedsBytes;
    if (m_buffer.at(m_position + *m_contentLength) != '\0')
        return fail(ParseError::MissingNul);
    return finishFrame(*m_contentLength);
}

FrameParser::Step FrameParser::readOpenBody()
{
    const qsizetype nul = find('\0', m_buffer, m_scanned);
    const qsizetype size = (nul < 0 ? m_buffer.size() : nul) - m_position;
    if (size > 0 && !rules(m_frame.command).mayHaveBody && !ignoresBody())
        return fail(ParseError::BodyNotAllowed);
    if (size > m_limits.bodyBytes)
        return fail(ParseError::BodyTooLong);
    if (nul < 0) {
        m_scanned = m_buffer.size();
        return Step::NeedsBytes;
    }
    return finishFrame(size);
}

FrameParser::Step FrameParser::finishFrame(qsizetype bodySize)
{
    if (rules(m_frame.command).mayHaveBody)
        m_frame.body = m_buffer.sliced(m_position, bodySize);
    m_position += bodySize + 1;
    m_headBytes = 0;
    m_contentLength.reset();
    m_phase = Phase::BetweenFrames;
    return Step::FrameDone;
}

FrameParser::Step FrameParser::fail(ParseError error)
{
    m_error = error;
    m_phase = Phase::Failed;
    if (isOfBody(error) && rules(m_frame.command).mayAskReceipt)
        m_receiptAtFault = m_frame.headers.value("receipt");
    m_frame = Frame();
    m_buffer = QByteArray();
    m_position = m_scanned = m_headBytes = 0;
    return Step::Failed;
}

/// Gives the room of read bytes back. Bytes are moved only when at least as many were consumed
/// since the last move, so that the sum of all moves stays linear.
void FrameParser::forgetConsumed()
{
    const qsizetype rest = m_buffer.size() - m_position;
    if (m_position == 0 || rest > m_position)
        return;
    if (rest == 0 && m_buffer.capacity() > keptCapacity)
        m_buffer = QByteArray();
    else
        m_buffer.remove(0, m_position);
    m_scanned = m_scanned > m_position ? m_scanned - m_position : 0;
    m_position = 0;
}

/// In 1.1 a CR is part of the header. CONNECT is read before that is settled, so it is exempt.
bool FrameParser::endsLinesWithLfOnly() const
{
    return m_version == Version::V11 && rules(m_frame.command).escapesHeaders;
}

/// 1.0 never said which frames have no body; its servers dropped it.
bool FrameParser::ignoresBody() const
{
    return m_version ? m_version == Version::V10 : isOfVersion10(m_frame);
}

} // namespace Stomp
