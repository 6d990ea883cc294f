// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/ids.h"

#include <QCryptographicHash>
#include <QUuid>

#include <algorithm>

namespace Chat {
namespace {

constexpr qsizetype longestId = 64;
const auto directPrefix = QStringLiteral("direct.");
constexpr qsizetype directDigits = 32;

bool isRoomCharacter(QChar c)
{
    const bool hangul = (c >= QChar(0xAC00) && c <= QChar(0xD7A3))   // syllables
                        || (c >= QChar(0x3131) && c <= QChar(0x318E) // compatibility jamo,
                            && c != QChar(0x3164));                  // but the invisible one
    const bool ascii = c.unicode() < 0x80 && c.isLetterOrNumber();
    return ascii || hangul || c == u'_' || c == u'.' || c == u'-';
}

bool isClientMessageCharacter(QChar c)
{
    return (c.unicode() < 0x80 && c.isLetterOrNumber()) || c == u'_' || c == u'-';
}

} // namespace

std::optional<RoomId> parseRoomId(const QString &text)
{
    const bool fits = !text.isEmpty() && text.size() <= longestId &&
                      std::all_of(text.begin(), text.end(), isRoomCharacter) &&
                      text != QStringLiteral(".") && text != QStringLiteral("..");
    return fits ? std::optional(RoomId(text)) : std::nullopt;
}

std::optional<UserId> parseUserId(const QString &text)
{
    constexpr qsizetype longestUser = 128;
    // What joins emoji in an account's name is not printable either.
    const auto stands = [](QChar c) { return c.category() != QChar::Other_Control && c != u','; };
    const bool fits = text.size() <= longestUser && std::all_of(text.begin(), text.end(), stands) &&
                      !text.trimmed().isEmpty() && text.trimmed() == text;
    return fits ? std::optional(UserId(text)) : std::nullopt;
}

std::optional<ClientMessageId> parseClientMessageId(const QString &text)
{
    const bool fits = !text.isEmpty() && text.size() <= longestId &&
                      std::all_of(text.begin(), text.end(), isClientMessageCharacter);
    return fits ? std::optional(ClientMessageId(text)) : std::nullopt;
}

ClientMessageId makeClientMessageId()
{
    return ClientMessageId(QUuid::createUuid().toString(QUuid::WithoutBraces));
}

RoomId lobbyRoom()
{
    return RoomId(QStringLiteral("lobby"));
}

RoomId directRoom(const UserId &one, const UserId &other)
{
    const auto &[first, second] = std::minmax(one, other);
    const QByteArray both = first.toString().toUtf8() + '\0' + second.toString().toUtf8();
    const QByteArray hash = QCryptographicHash::hash(both, QCryptographicHash::Sha256).toHex();
    return RoomId(directPrefix + QString::fromLatin1(hash.first(directDigits)));
}

bool isDirectRoom(const RoomId &room)
{
    const QString &id = room.toString();
    return id.size() == directPrefix.size() + directDigits && id.startsWith(directPrefix);
}

} // namespace Chat
