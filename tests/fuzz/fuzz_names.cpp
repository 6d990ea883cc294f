// SPDX-License-Identifier: GPL-3.0-or-later
// A name as somebody typed it: what is kept of it is one visible line, short, and stays what it is;
// a room of that name has an id that rooms may have.
#include "server/auth/names.h"
#include "ui/model/roomname.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString name =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString clean = Server::cleanLine(name, Server::longestName);
    require(clean.size() <= Server::longestName);
    require(Server::cleanLine(clean, Server::longestName) == clean);
    require(clean == clean.trimmed() && clean.isValidUtf16());
    for (const char *never : {"\n", "\r", "\t", "  ", "\u202e", "\u200b", "\u2066", "\u3164"})
        require(!clean.contains(QString::fromUtf8(never)));
    require(!clean.contains(QChar::Null));

    const Chat::RoomId room = Ui::makeRoomId(name);
    require(Chat::parseRoomId(room.toString()) == room);
    const Chat::RoomId other = Ui::makeRoomIdWithEnding(name);
    require(Chat::parseRoomId(other.toString()) == other);
    return 0;
}
