// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/frameparser.h"

#include <QByteArray>
#include <QByteArrayList>

/// STOMP as a test writes and reads it: `^` stands for NUL.
namespace StompText {

/// The bytes on the wire.
inline QByteArray wire(QByteArray text)
{
    return text.replace('^', '\0');
}

/// "SEND|destination=/a|#body": a frame in one line.
inline QByteArray shown(const Stomp::Frame &frame)
{
    QByteArray text = Stomp::rules(frame.command).name.toByteArray() + '|';
    for (const Stomp::Headers::Entry &header : frame.headers)
        text += header.name + '=' + header.value + '|';
    if (!frame.body.isEmpty())
        text += '#' + frame.body;
    return text.replace('\0', '^');
}

inline QByteArray shown(Stomp::ParseError error)
{
    switch (error) {
    case Stomp::ParseError::CommandTooLong:
        return "!CommandTooLong";
    case Stomp::ParseError::UnknownCommand:
        return "!UnknownCommand";
    case Stomp::ParseError::HeaderTooLong:
        return "!HeaderTooLong";
    case Stomp::ParseError::TooManyHeaders:
        return "!TooManyHeaders";
    case Stomp::ParseError::BadHeader:
        return "!BadHeader";
    case Stomp::ParseError::BadEscape:
        return "!BadEscape";
    case Stomp::ParseError::BadUtf8:
        return "!BadUtf8";
    case Stomp::ParseError::BadContentLength:
        return "!BadContentLength";
    case Stomp::ParseError::BodyTooLong:
        return "!BodyTooLong";
    case Stomp::ParseError::BodyNotAllowed:
        return "!BodyNotAllowed";
    case Stomp::ParseError::MissingNul:
        return "!MissingNul";
    }
    Q_UNREACHABLE();
}

/// What the parser makes of the pieces, each frame in one line, an error last.
inline QByteArrayList parsed(Stomp::FrameParser &parser, const QByteArrayList &pieces)
{
    QByteArrayList seen;
    for (const QByteArray &piece : pieces) {
        parser.feed(piece);
        while (true) {
            const auto frame = parser.next();
            if (!frame)
                return seen << shown(frame.error());
            if (!*frame)
                break;
            seen << shown(**frame);
        }
    }
    return seen;
}

/// All frames of some output that a session wrote.
inline QByteArrayList frames(const QByteArray &output, Stomp::Version version)
{
    Stomp::FrameParser parser;
    parser.setVersion(version);
    return parsed(parser, {output});
}

} // namespace StompText
