// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/foreignids.h"

#include <QCryptographicHash>

#include <algorithm>
#include <utility>

namespace Server {
namespace {

constexpr qsizetype hostDigits = 16;  ///< Of a host's id, behind a person's.
constexpr qsizetype roomDigits = 12;  ///< The same behind a room's.
constexpr qsizetype longestRoom = 64; ///< As parseRoomId() has it.
constexpr QChar personMark = u':';
constexpr QChar roomMark = u'.';

/// What it says itself may be anything.
QString hostDigitsOf(const QString &host)
{
    if (host.isEmpty())
        return QString(hostDigits, u'0');
    const auto isDigit = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    };
    if (host.size() >= hostDigits && std::all_of(host.begin(), host.end(), isDigit))
        return host.first(hostDigits);
    const QByteArray hash = QCryptographicHash::hash(host.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(hostDigits));
}

/// Who says to be this host proves nothing by it, and may not become any other one either.
QString unprovenDigits(const QString &host)
{
    return hostDigitsOf(QStringLiteral("unproven ") + host);
}

QString foreignRoom(const QString &room, const QString &host)
{
    const QString ending = roomMark + host.first(roomDigits);
    if (room.size() + ending.size() <= longestRoom)
        return room + ending;
    const QByteArray hash = QCryptographicHash::hash(room.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(32)) + ending;
}

bool hasRoomEnding(const QString &room)
{
    const QString ending = room.right(roomDigits);
    return room.size() > roomDigits + 1 && room[room.size() - roomDigits - 1] == roomMark &&
           std::all_of(ending.begin(), ending.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

} // namespace

Chat::UserId ownerId()
{
    return Chat::UserId(QStringLiteral("owner"));
}

ForeignIds::ForeignIds(QString ownHost, const QString &theirHost, ImportOptions options,
                       const QStringList &ownRooms)
    : m_options(std::move(options)), m_theirHost(hostDigitsOf(theirHost))
{
    const QString own = hostDigitsOf(ownHost);
    m_claimsOwn = !theirHost.isEmpty() && m_theirHost == own;
    if (m_claimsOwn)
        m_theirHost = unprovenDigits(theirHost);
    for (const QString &room : ownRooms)
        m_ownRooms.insert(foreignRoom(room, own), room);
}

Chat::UserId ForeignIds::person(const Chat::UserId &id) const
{
    const QString text = id.toString();
    if (!text.isEmpty() && id == m_options.self.id)
        return ownerId();
    const bool isNobody = text.isEmpty() || text == QLatin1String("erased"); // on any host
    if (isSame() || isNobody || text.contains(personMark))
        return id;
    return Chat::UserId(text + personMark + m_theirHost);
}

Chat::RoomId ForeignIds::room(const Chat::RoomId &id, bool isOpen) const
{
    const QString text = id.toString();
    if (isSame() || isOpen)
        return id;
    // It went from here to there before.
    if (const auto own = m_ownRooms.constFind(text); own != m_ownRooms.cend())
        return Chat::RoomId(*own);
    return hasRoomEnding(text) ? id : Chat::RoomId(foreignRoom(text, m_theirHost));
}

} // namespace Server
