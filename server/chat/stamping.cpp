// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/stamping.h"

#include "server/auth/authenticator.h"
#include "server/chat/refusals.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Server {
namespace {

constexpr std::chrono::milliseconds longestWait = std::chrono::hours(24 * 365);

/// JSON can spell half a surrogate pair, which no UTF-8 can carry.
QString wellFormed(const QString &text)
{
    return text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
}

/// CR LF, CR alone, and the separators of lines and of paragraphs end lines for some readers only.
QString withPlainLines(QString text)
{
    constexpr QChar endings[] = {u'\r', QChar::LineSeparator, QChar::ParagraphSeparator};
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    for (const QChar ending : endings)
        text.replace(ending, u'\n');
    return text;
}

/// Whether everybody in the room can take it. A text that JSON has to spell out (control characters
/// take six bytes each) may be far longer on the wire than it is.
bool fits(const QString &text, qsizetype most)
{
    constexpr qsizetype mostPerByte = 6;
    constexpr qsizetype bytesPerUnit = 3; // UTF-8 takes no more for one of UTF-16's.
    if (text.size() <= most / (mostPerByte * bytesPerUnit))
        return true;
    const qsizetype bytes = text.toUtf8().size();
    if (bytes <= most / mostPerByte || bytes > most)
        return bytes <= most;
    Chat::RoomMessage message;
    message.text = text;
    return message.toJson().size() <= 2 * most;
}

} // namespace

tl::expected<QString, Refusal> checkedText(const ChatOptions &options, const QString &text)
{
    const QString checked = withPlainLines(wellFormed(text));
    if (!fits(checked, options.textBytes))
        return tl::unexpected(Refusals::tooLong("message", options.textBytes, "bytes"));
    return checked;
}

tl::expected<Chat::RoomMessage, Refusal> stampMessage(const ChatOptions &options, const Peer &peer,
                                                      const Chat::RoomId &room,
                                                      const Chat::MessageRequest &request)
{
    Chat::RoomMessage message;
    message.type = request.type;
    message.room = room;
    message.senderId = peer.principal.user;
    message.guest = peer.principal.isGuest();
    message.sender = message.guest ? cleanName(request.sender) : peer.principal.name;
    if (message.sender.isEmpty())
        message.sender = peer.principal.name;
    message.time = options.now();
    if (!request.clientIdText.isEmpty()) {
        const auto id = Chat::parseClientMessageId(request.clientIdText);
        if (!id)
            return tl::unexpected(Refusals::badMessageId());
        message.clientId = *id;
    }
    if (request.type != Chat::MessageType::Talk)
        return message;
    const auto text = checkedText(options, request.text);
    if (!text)
        return tl::unexpected(text.error());
    message.text = *text;
    // How long it waited, not when that was: the sender's clock may show anything.
    if (request.waited >= options.lateAfter)
        message.written = message.time - std::min(request.waited, longestWait);
    if (request.replyTo.number > 0)
        message.replyTo = Chat::Quoted{request.replyTo, {}, {}, false, {}};
    if (request.files.size() > options.filesPerMessage)
        return tl::unexpected(Refusals::tooManyFiles(options.filesPerMessage));
    for (const QString &file : request.files)
        message.files.push_back({file, {}, {}, {}, 0});
    return message;
}

Chat::MessageRequest requestToTopic(const QByteArray &body)
{
    auto request = Chat::MessageRequest::fromJson(body);
    if (request && (request->type != Chat::MessageType::Talk || !request->text.isEmpty()))
        return *request;
    const bool saysNothing =
        request && QJsonDocument::fromJson(body).object().contains(QStringLiteral("message"));
    if (saysNothing)
        return *request;
    Chat::MessageRequest verbatim;
    verbatim.text = QString::fromUtf8(body);
    return verbatim;
}

} // namespace Server
